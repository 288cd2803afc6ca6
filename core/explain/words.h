#pragma once

#include <string>

#include "core/explain/language.h"

namespace corslab {

/// What writes a document is a template over one of these two, so that the engine that speaks English alone pays
/// nothing for other languages.
struct English {
    [[nodiscard]] constexpr auto operator()(auto text) const { return text; }
};

struct Spoken {
    Language language = kEnglish;

    [[nodiscard]] std::string operator()(std::string_view english) const { return std::string(say(language, english)); }
};

}  // namespace corslab
