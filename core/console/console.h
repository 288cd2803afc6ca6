#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fetch/outcome.h"
#include "core/profile/profile.h"

namespace corslab {

enum class ConsoleLevel : std::uint8_t { kError, kWarning };

struct ConsoleLine {
    ConsoleLevel level = ConsoleLevel::kError;
    std::string text;  ///< UTF-8.
};

/// The lines that a browser prints about a fetch, in order. Browsers without templates print nothing.
[[nodiscard]] std::vector<ConsoleLine> console_lines(const Outcome& outcome, const BrowserProfile& profile);

/// The message of the exception that a failed fetch throws; nothing where the profile has none.
[[nodiscard]] std::optional<std::string> exception_message(const Outcome& outcome, const BrowserProfile& profile);

/// The message of the exception that reading a body throws when it breaks off; empty where the profile has none.
[[nodiscard]] std::string_view body_error_message(const BrowserProfile& profile);

}  // namespace corslab
