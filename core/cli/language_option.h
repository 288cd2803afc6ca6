#pragma once

#include <optional>
#include <string_view>

#include "core/explain/language.h"
#include "core/german/german.h"

namespace corslab {

inline constexpr const char* kUnknownLanguage = "--language is one of en, de";

/// What `--language` chooses.
[[nodiscard]] inline std::optional<Language> language_named(std::string_view name) {
    if (name == "en") return kEnglish;
    if (name == "de") return kGerman;
    return std::nullopt;
}

}  // namespace corslab
