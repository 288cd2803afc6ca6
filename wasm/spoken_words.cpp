#include "wasm/spoken_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/german/text_key.h"

namespace {

using corslab::Sentence;

// What the module remembers: the engine itself has no state.
std::string words;
std::vector<Sentence> rows;

std::string_view spoken(std::string_view english) {
    constexpr std::uint32_t kDigits = 8;
    const std::uint32_t key = corslab::text_key(english);
    char digits[kDigits];
    for (std::uint32_t i = 0; i < kDigits; ++i) digits[kDigits - 1 - i] = "0123456789abcdef"[key >> (4 * i) & 0xFU];
    const std::string_view name(digits, kDigits);
    const auto row = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const Sentence& one, std::string_view other) { return one.english < other; });
    return row == rows.end() || row->english != name ? english : row->told;
}

// The digits among them are no sentences that anyone says.
std::span<const Sentence> spoken_sentences() {
    return rows;
}

constexpr corslab::Vocabulary kVocabulary{spoken, spoken_sentences};

}  // namespace

const corslab::Language kSpoken = &kVocabulary;

void set_spoken_words(std::string lines) {
    words = std::move(lines);
    rows.clear();
    for (std::string_view rest = words; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t tab = line.find('\t');
        if (tab != std::string_view::npos) rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
}
