#pragma once

#include <string_view>

namespace corslab {

/// Another language than English: takes a text of the engine, placeholders and all, and gives its own words for it. A
/// text that it has no words for comes back as it is.
using Language = std::string_view (*)(std::string_view english);

inline constexpr Language kEnglish = nullptr;

/// The text in that language.
[[nodiscard]] constexpr std::string_view say(Language language, std::string_view english) {
    return language == kEnglish ? english : language(english);
}

}  // namespace corslab
