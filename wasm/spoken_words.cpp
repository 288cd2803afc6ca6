#include "wasm/spoken_words.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/german/text_key.h"

namespace {

constexpr std::size_t kDigits = 8;

struct Row {
    std::uint32_t key;
    std::string_view text;
};

// What the module remembers: the engine itself has no state.
std::string words;
std::vector<Row> rows;

}  // namespace

void set_spoken_words(std::string lines) {
    words = std::move(lines);
    rows.clear();
    for (std::string_view rest = words; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        std::uint32_t key = 0;
        if (line.size() <= kDigits) continue;
        const char* const stop = line.data() + kDigits;
        if (std::from_chars(line.data(), stop, key, 16).ptr == stop) rows.push_back({key, line.substr(kDigits)});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
}

std::string_view spoken(std::string_view english) {
    const std::uint32_t key = corslab::text_key(english);
    const auto row =
        std::lower_bound(rows.begin(), rows.end(), key, [](const Row& r, std::uint32_t k) { return r.key < k; });
    return row == rows.end() || row->key != key ? english : row->text;
}
