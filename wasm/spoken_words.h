#pragma once

#include <string>

#include "core/explain/language.h"

/// Takes the words of another language: a line for each text, with the eight hexadecimal digits of the English one's
/// `text_key`, a tab, and the text; for a `Sentence` the English itself stands in place of the digits. The lines are in
/// the order of their bytes. They count from here on.
void set_spoken_words(std::string lines);

/// The language whose words were set.
extern const corslab::Language kSpoken;
