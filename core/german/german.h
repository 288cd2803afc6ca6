#pragma once

#include <span>
#include <string_view>

#include "core/explain/language.h"

namespace corslab {

/// The engine's words in German. The texts are `core/data/de`.
[[nodiscard]] std::string_view in_german(std::string_view english);

/// Whether it has words for that text, if only the same ones.
[[nodiscard]] bool is_known_in_german(std::string_view english);

/// The engine's texts with values in them, in German.
[[nodiscard]] std::span<const Sentence> german_sentences();

inline constexpr Vocabulary kGermanVocabulary{in_german, german_sentences};
inline constexpr Language kGerman = &kGermanVocabulary;

}  // namespace corslab
