#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/import.h"

namespace corslab::imports {

enum class Shell : std::uint8_t { kPosix, kCmd, kPowershell };

/// A word of a command, as the program gets it.
struct Word {
    std::string text;        ///< Variables stand in it as they are written.
    std::size_t offset = 0;  ///< Where it starts in the text.
    std::string unknown;     ///< The first variable in it; empty for none.
    bool quoted = false;     ///< Whether any of it stood in quotes.
};

struct Words {
    std::vector<Word> words;
    std::size_t end = 0;     ///< Behind the command, and behind the line that it ends in.
    bool ampersand = false;  ///< Whether a single `&` has ended it.
    std::optional<Failure> failure;
};

/// Reads one command as the shell does.
/// @param at where it starts.
[[nodiscard]] Words read_words(std::string_view text, std::size_t at, Shell shell);

/// The shell whose quoting and line continuations the command has.
[[nodiscard]] Shell shell_of(std::string_view text, std::size_t at);

}  // namespace corslab::imports
