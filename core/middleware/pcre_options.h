#pragma once

#include <string>
#include <string_view>

#include "core/middleware/regex_options.h"

namespace corslab::middleware {

/// Whether a regular expression of PCRE's, or of Go's RE2, is found in the bytes. Python's syntax stands in for
/// theirs; what the languages read differently is a fault, as is what Python refuses.
/// @param regexes of `Flavour::kPython`.
[[nodiscard]] bool matches_pcre(std::string_view pattern, bool ignores_case, std::string_view bytes,
                                const std::string& path, RegexOptions& regexes);

/// The bytes of the whole match and of each group; nothing where it is not found.
[[nodiscard]] std::optional<std::vector<std::string>> find_pcre(std::string_view pattern, bool ignores_case,
                                                                std::string_view bytes, const std::string& path,
                                                                RegexOptions& regexes);

}  // namespace corslab::middleware
