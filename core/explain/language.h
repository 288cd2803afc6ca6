#pragma once

#include <span>
#include <string_view>

namespace corslab {

/// A text of the engine with values in it, and what another language makes of it. {0}, {1}, ... stand for values, which
/// are the same in every language, {a}, {b}, ... for texts of the engine, which are told in turn.
struct Sentence {
    std::string_view english;
    std::string_view told;
};

/// Another language than English.
struct Vocabulary {
    /// Takes a text of the engine, placeholders and all, and gives its own words for it. A text that it has no words
    /// for comes back as it is.
    std::string_view (*words)(std::string_view english);

    /// The texts that leave the engine with their values in them.
    std::span<const Sentence> (*sentences)();
};

using Language = const Vocabulary*;

inline constexpr Language kEnglish = nullptr;

/// The text in that language.
[[nodiscard]] std::string_view say(Language language, std::string_view english);

}  // namespace corslab
