#include "core/german/german.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace corslab {
namespace {

// FNV-1a: the English texts are not held a second time, and that no two have the same key is checked below.
// https://www.rfc-editor.org/rfc/rfc9923
constexpr std::uint32_t key_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

struct Row {
    std::uint32_t key;
    const char* german;

    // NOLINTNEXTLINE(google-explicit-constructor): a row of the table is written as a pair of texts.
    consteval Row(std::string_view english, const char* text) : key(key_of(english)), german(text) {}
};

constexpr Row kRows[] = {
#include "german.inc"
};

consteval bool keys_differ() {
    std::array<std::uint32_t, std::size(kRows)> keys{};
    std::transform(std::begin(kRows), std::end(kRows), keys.begin(), [](const Row& row) { return row.key; });
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}
static_assert(keys_differ());

const Row* row_of(std::string_view english) {
    const std::uint32_t key = key_of(english);
    const auto* const row =
        std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.key == key; });
    return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

std::string_view in_german(std::string_view english) {
    const Row* row = row_of(english);
    return row == nullptr ? english : row->german;
}

bool is_known_in_german(std::string_view english) {
    return row_of(english) != nullptr;
}

}  // namespace corslab
