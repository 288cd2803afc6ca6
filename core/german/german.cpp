#include "core/german/german.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "core/german/text_key.h"

namespace corslab {
namespace {

struct Row {
    std::uint32_t key;
    const char* german;

    // NOLINTNEXTLINE(google-explicit-constructor): a row of the table is written as a pair of texts.
    consteval Row(std::string_view english, const char* text) : key(text_key(english)), german(text) {}
};

constexpr Row kRows[] = {
#include "german.inc"
};

constexpr Sentence kSentences[] = {
#include "german_sentences.inc"
};

// No two texts have the same key.
consteval bool keys_differ() {
    std::array<std::uint32_t, std::size(kRows)> keys{};
    std::transform(std::begin(kRows), std::end(kRows), keys.begin(), [](const Row& row) { return row.key; });
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}
static_assert(keys_differ());

const Row* row_of(std::string_view english) {
    const std::uint32_t key = text_key(english);
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

std::span<const Sentence> german_sentences() {
    return kSentences;
}

}  // namespace corslab
