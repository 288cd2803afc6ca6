#include <algorithm>

#include "core/paste/javascript_reader.h"

namespace corslab::paste {
namespace {

constexpr std::string_view kAssignments[] = {"+=", "||=", "?\?=", "&&=", "-=", "*=", "/="};
constexpr std::string_view kMutators[] = {"push", "unshift", "splice", "pop", "shift", "add", "delete"};

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

// `const NAME = ...`, `let NAME: Type = ...`, `function NAME(...) {...}`
void JavascriptReader::collect_declarations() {
    std::size_t depth = 0;
    for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
        if (tokens_.is_sign(i, "{")) ++depth;
        if (tokens_.is_sign(i, "}") && depth > 0) --depth;
        if (!tokens_.is_name(i)) continue;
        const std::string_view word = tokens_.source(i);
        if (word == "function" && tokens_.is_name(i + 1)) {
            declarations[tokens_.source(i + 1)] = {i, declarations[tokens_.source(i + 1)].count + 1, false};
            ++i;
        } else if (word == "const" || word == "let" || word == "var") {
            if (!tokens_.is_name(i + 1)) continue;
            std::size_t at = i + 2;
            const bool typed = tokens_.is_sign(at, ":");
            while (typed && at < i + kFarthest && !tokens_.is_sign(at, "=") && !tokens_.is_sign(at, ";")) {
                at = tokens_.after(at);
            }
            Declaration& declaration = declarations[tokens_.source(i + 1)];
            if (tokens_.is_sign(at, "=")) {
                declaration.expression = at + 1;
                ++declaration.count;
            }
            ++i;
        } else {
            collect_use(i, depth);
        }
    }
}

// What changes a name, or gives it its value later.
void JavascriptReader::collect_use(std::size_t index, std::size_t depth) {
    const auto found = declarations.find(tokens_.source(index));
    if (found == declarations.end()) return;
    if (index > 0 && tokens_.is_sign(index - 1, ".")) return;
    Declaration& declaration = found->second;
    const std::size_t next = index + 1;
    if (tokens_.at(next).kind != TokenKind::kSign) return;
    if (tokens_.is_sign(next, "=")) {
        declaration.expression = next + 1;
        ++declaration.count;
        declaration.changed = declaration.changed || depth > 0;
        return;
    }
    const bool assigned = is_one_of(tokens_.source(next), kAssignments);
    const bool member = tokens_.is_sign(next, ".") && tokens_.is_name(next + 1);
    const bool calls = member && tokens_.is_sign(next + 2, "(") && is_one_of(tokens_.source(next + 1), kMutators);
    const bool member_set = member && tokens_.is_sign(next + 2, "=");
    const bool item_set = tokens_.is_sign(next, "[") && tokens_.is_sign(tokens_.after(next), "=");
    if (assigned || calls || member_set || item_set) declaration.changed = true;
}

}  // namespace corslab::paste
