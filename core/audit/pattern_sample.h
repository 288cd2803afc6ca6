#pragma once

#include <string>
#include <vector>

#include "core/regex/regex.h"

namespace corslab::audit {

/// A regular expression as an option has it.
struct Pattern {
    std::string text;
    std::string flags;
    regex::Flavour flavour = regex::Flavour::kEcmaScript;
};

/// What its syntax tells.
struct PatternShape {
    std::vector<std::string> samples;  ///< Texts that it probably matches: one for each alternative at its top.
    bool mixed_anchors = false;        ///< An anchor that does not hold for all alternatives at its top.
    bool ends_before_break = false;    ///< Its end also matches in front of a line break.
    bool nested_repeats = false;       ///< A repetition within a repetition, both without an upper limit.
};

/// Nothing of it holds where the pattern cannot be parsed.
[[nodiscard]] PatternShape shape_of(const Pattern& pattern);

}  // namespace corslab::audit
