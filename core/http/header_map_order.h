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

}  // namespace corslab
