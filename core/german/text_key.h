#pragma once

#include <cstdint>
#include <string_view>

namespace corslab {

/// What stands for an English text in a table of another language, so that the English texts are not held a second
/// time: FNV-1a. https://www.rfc-editor.org/rfc/rfc9923
constexpr std::uint32_t text_key(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

}  // namespace corslab
