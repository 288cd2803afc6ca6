#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/header_list.h"

namespace corslab::middleware {

/// The request's value of that header, repeated ones joined with `, `, read as Latin-1: UTF-8. Nothing where there is
/// none.
[[nodiscard]] std::optional<std::string> request_header(const std::vector<Header>& headers, std::string_view name);

/// UTF-8 as Latin-1 bytes; nothing where a character is above U+00FF.
[[nodiscard]] std::optional<std::string> to_latin1(std::string_view text);

}  // namespace corslab::middleware
