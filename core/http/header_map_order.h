#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace corslab {

/// The order in which a hash table of header names gives them back: Blink's HTTPHeaderMap, which decides what header
/// Chromium's console names first where several are missing.
/// @param names lower case, ASCII, each once, in the order in which they are inserted.
///
/// Source: third_party/blink/renderer/platform/wtf/hash_table.h (open addressing, twice the size once it is half
/// full) and third_party/rapidhash (the hash of the name as UTF-16, its lowest 24 bits).
[[nodiscard]] std::vector<std::string> header_map_order(const std::vector<std::string>& names);

/// Whether WebKit's HTTPHeaderMap keeps a header among the well-known ones, and under its usual spelling.
/// Source: Source/WebCore/platform/network/HTTPHeaderNames.in, as far as scripts may set them.
/// @return the usual spelling; empty for other names.
[[nodiscard]] std::string_view common_header_name(std::string_view name);

/// The well-known names first, then the others, each as they come.
[[nodiscard]] std::vector<std::string> common_names_first(const std::vector<std::string>& names);

}  // namespace corslab
