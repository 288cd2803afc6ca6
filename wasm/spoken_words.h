#pragma once

#include <string>
#include <string_view>

/// Takes the words of another language: a line for each text, the eight hexadecimal digits of its English one's
/// `text_key`, and the text. Lines that are none are left out. They count from here on.
void set_spoken_words(std::string lines);

/// A `corslab::Language`: that text in the words that were set, or as it is.
[[nodiscard]] std::string_view spoken(std::string_view english);
