#pragma once

#include <string>

#include "core/regex/program.h"

namespace corslab::regex {

enum class Anchoring : std::uint8_t { kAnywhere, kStart, kWhole };

/// Runs a program over a text by backtracking, with a stack of its own: no recursion, whatever the text.
/// @param text code points, or code units where the program says so.
/// @param max_steps how many instructions and characters are looked at before it gives up.
[[nodiscard]] Match run_program(const Program& program, const std::u32string& text, Anchoring anchoring,
                                std::size_t max_steps);

}  // namespace corslab::regex
