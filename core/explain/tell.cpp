#include "core/explain/tell.h"

#include <array>
#include <cstddef>

namespace corslab {
namespace {

constexpr std::size_t kPlaceholder = 3;  // {0} or {a}
constexpr char kFirstTold = 'a';

bool is_placeholder(std::string_view text) {
    return text.size() >= kPlaceholder && text[0] == '{' && text[2] == '}' && text[1] >= '0' && text[1] <= 'z';
}

// What stands in front of the next placeholder.
std::string_view up_to_placeholder(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && !is_placeholder(text.substr(end))) ++end;
    return text.substr(0, end);
}

// What stands in place of the placeholders, by their names.
using Values = std::array<std::string_view, 'z' + 1>;

// Whether the text is such a sentence.
bool find_values(std::string_view text, std::string_view english, Values& values) {
    std::string_view piece = up_to_placeholder(english);
    if (!text.starts_with(piece)) return false;
    while (piece.size() < english.size()) {
        text.remove_prefix(piece.size());
        std::string_view& value = values[static_cast<unsigned char>(english[piece.size() + 1])];
        english.remove_prefix(piece.size() + kPlaceholder);
        piece = up_to_placeholder(english);
        // The last piece ends the text.
        const std::size_t end = piece.size() < english.size() ? text.find(piece) : text.size() - piece.size();
        if (end > text.size() || text.substr(end, piece.size()) != piece) return false;
        value = text.substr(0, end);
        text.remove_prefix(end);
    }
    return text == piece;
}

}  // namespace

std::string_view say(Language language, std::string_view english) {
    return language == kEnglish ? english : language->words(english);
}

std::string tell(Language language, std::string_view text) {
    const std::string_view word = say(language, text);
    if (language == kEnglish || word != text) return std::string(word);
    // Of several that fit, the longest says the most.
    const Sentence* best = nullptr;
    Values values;
    for (const Sentence& sentence : language->sentences()) {
        const bool longer = best == nullptr || sentence.english.size() > best->english.size();
        if (longer && find_values(text, sentence.english, values)) best = &sentence;
    }
    std::string out;
    if (best == nullptr) return out += text;
    find_values(text, best->english, values);
    for (std::string_view rest = best->told;;) {
        const std::string_view piece = up_to_placeholder(rest);
        out += piece;
        if (piece.size() == rest.size()) return out;
        const char name = rest[piece.size() + 1];
        const std::string_view value = values[static_cast<unsigned char>(name)];
        out += name < kFirstTold ? std::string(value) : tell(language, value);
        rest.remove_prefix(piece.size() + kPlaceholder);
    }
}

}  // namespace corslab
