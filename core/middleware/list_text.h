#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/header_list.h"

namespace corslab::middleware {

/// The items with the separator between them.
[[nodiscard]] std::string join_texts(const std::vector<std::string>& items, std::string_view separator);

/// Split at commas; items without the white space around them.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

[[nodiscard]] bool contains_text(const std::vector<std::string>& items, std::string_view item);
[[nodiscard]] bool contains_name(const std::vector<std::string>& items, std::string_view name);

/// Whether the text is what the pattern says, where each star stands for any text.
[[nodiscard]] bool matches_stars(std::string_view pattern, std::string_view text);

/// The values of that name as bytes, joined with `, `; empty where there is none.
[[nodiscard]] std::string joined_bytes(const std::vector<Header>& headers, std::string_view name);

[[nodiscard]] bool has_header(const std::vector<Header>& headers, std::string_view name);

}  // namespace corslab::middleware
