#include "core/paste/token.h"

#include <map>

namespace corslab::paste {
namespace {

bool is_continuation_byte(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char closing(char open) {
    return open == '(' ? ')' : open == '[' ? ']' : '}';
}

}  // namespace

Tokens::Tokens(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {
    std::vector<std::size_t> open;
    std::map<char, std::size_t> waiting;  // By closing bracket.
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (is_open(i)) {
            open.push_back(i);
            ++waiting[closing(source(i)[0])];
        }
        if (!is_close(i) || waiting[source(i)[0]] == 0) continue;
        // What is still open within a bracket that closes was never closed.
        std::size_t first = 0;
        char closes = 0;
        do {
            first = open.back();
            closes = closing(source(first)[0]);
            --waiting[closes];
            open.pop_back();
        } while (closes != source(i)[0]);
        tokens_[i].partner = static_cast<std::uint32_t>(first);
        tokens_[first].partner = static_cast<std::uint32_t>(i);
    }
}

std::string_view Tokens::source(std::size_t begin, std::size_t end) const {
    if (end <= begin) return {};
    return text_.substr(at(begin).begin, at(end - 1).end - at(begin).begin);
}

bool Tokens::is_open(std::size_t index) const {
    return is_sign(index, "(") || is_sign(index, "[") || is_sign(index, "{");
}

bool Tokens::is_close(std::size_t index) const {
    return is_sign(index, ")") || is_sign(index, "]") || is_sign(index, "}");
}

Place place_of(std::string_view text, std::size_t offset) {
    Place place;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        const bool ends_line = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
        if (ends_line) {
            ++place.line;
            place.column = 1;
        } else if (!is_continuation_byte(text[i])) {
            ++place.column;
        }
    }
    return place;
}

std::string place_text(std::string_view text, std::size_t offset) {
    const Place place = place_of(text, offset);
    return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t kMost = 200;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (out.size() >= kMost && !is_continuation_byte(text[i])) return out + "…";
        const bool white = is_white(text[i]);
        if (white && !out.empty() && out.back() == ' ') continue;
        out += white ? ' ' : text[i];
        // Bytes that are no UTF-8 do not go on for ever.
        if (out.size() > kMost + 4) return out + "…";
    }
    return out;
}

bool is_name_byte(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || is_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace corslab::paste
