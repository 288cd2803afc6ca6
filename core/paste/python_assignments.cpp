#include <algorithm>

#include "core/paste/python_reader.h"

namespace corslab::paste {
namespace {

constexpr std::string_view kConditional[] = {"if",  "elif",   "else",    "for",  "while",
                                             "try", "except", "finally", "with", "match"};
constexpr std::string_view kBlocks[] = {"def", "class", "async"};
constexpr std::string_view kMutators[] = {"append", "extend", "insert", "remove",    "pop",
                                          "update", "add",    "clear",  "setdefault"};

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// The line that opens a block.
struct Header {
    std::size_t indent = 0;
    bool conditional = false;
};

}  // namespace

void PythonReader::collect_assignments() {
    std::vector<Header> headers;
    bool conditional = false;
    for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
        collect_use(i);
        // What is within brackets starts no statement.
        if (tokens_.is_open(i)) {
            for (const std::size_t end = tokens_.after(i) - 1; i < end; ++i) collect_use(i + 1);
            continue;
        }
        const bool starts_line = i == 0 || tokens_.at(i).newline_before;
        if (starts_line) {
            const std::size_t begin = tokens_.at(i).begin;
            const std::size_t newline =
                begin == 0 ? std::string_view::npos : tokens_.text().find_last_of("\r\n", begin - 1);
            const std::size_t indent = newline == std::string_view::npos ? begin : begin - newline - 1;
            while (!headers.empty() && headers.back().indent >= indent) headers.pop_back();
            const std::string_view word = tokens_.source(i);
            const bool opens = is_one_of(word, kConditional);
            if (opens || is_one_of(word, kBlocks)) headers.push_back({indent, opens});
            conditional =
                std::any_of(headers.begin(), headers.end(), [](const Header& one) { return one.conditional; });
        }
        const bool starts = starts_line || tokens_.is_sign(i - 1, ";") || tokens_.is_sign(i - 1, ":");
        if (starts && tokens_.is_name(i)) collect_assignment(i, conditional);
    }
}

// `NAME = ...`, `NAME: type = ...`
void PythonReader::collect_assignment(std::size_t index, bool conditional) {
    std::size_t at = index + 1;
    if (tokens_.is_sign(at, ":")) {
        ++at;
        while (at < index + kFarthest && !tokens_.is_sign(at, "=") && !tokens_.at(at).newline_before)
            at = tokens_.after(at);
    }
    if (!tokens_.is_sign(at, "=")) return;
    const std::string_view name = tokens_.source(index);
    assignments_.push_back({name, index, at + 1, conditional});
    Declaration& declaration = declarations[name];
    declaration.expression = at + 1;
    ++declaration.count;
    declaration.changed = declaration.changed || conditional;
}

void PythonReader::collect_use(std::size_t index) {
    if (!tokens_.is_name(index) || (index > 0 && tokens_.is_sign(index - 1, "."))) return;
    const std::size_t next = index + 1;
    const bool adds = tokens_.at(next).kind == TokenKind::kSign && tokens_.source(next).size() > 1 &&
                      tokens_.source(next).ends_with('=') && tokens_.source(next) != "==" &&
                      tokens_.source(next) != "!=" && tokens_.source(next) != "<=" && tokens_.source(next) != ">=";
    const bool calls =
        tokens_.is_sign(next, ".") && tokens_.is_sign(next + 2, "(") && is_one_of(tokens_.source(next + 1), kMutators);
    const bool sets = tokens_.is_sign(next, "[") && tokens_.is_sign(tokens_.after(next), "=");
    if (adds || calls || sets) declarations[tokens_.source(index)].changed = true;
}

}  // namespace corslab::paste
