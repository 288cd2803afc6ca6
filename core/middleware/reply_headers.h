#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/header_list.h"

namespace corslab::middleware {

/// The handler's headers as they are sent, without white space around the values.
[[nodiscard]] std::vector<Header> sent_headers(const std::vector<Header>& headers);

/// The first header of that name; null where there is none.
[[nodiscard]] Header* find_header(std::vector<Header>& headers, std::string_view name);

/// Takes the place of the first of that name, drops its others; at the end where there is none.
/// @param name must not be part of the list.
void set_header(std::vector<Header>& headers, std::string_view name, std::string value);

void remove_header(std::vector<Header>& headers, std::string_view name);

/// Whether the text is a value as bytes, without line breaks.
[[nodiscard]] bool is_one_line(std::string_view text);

}  // namespace corslab::middleware
