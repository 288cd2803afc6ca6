#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit_rules.h"

namespace corslab::audit {

/// Why a text is not how browsers write an origin.
struct OriginFault {
    Rule rule{};
    std::string meant;  ///< What was probably meant, as an origin; empty where that is unknown.
};

/// All reasons; none for an origin, and for what the URL Standard leaves open (schemes of apps and extensions).
/// @param text UTF-8; no `*` and no `null`.
[[nodiscard]] std::vector<OriginFault> faults_of_origin(std::string_view text);

/// Whether the text has signs that stand in patterns alone.
[[nodiscard]] bool looks_like_pattern(std::string_view text);

/// Files, and wildcards for extensions.
[[nodiscard]] bool is_file_or_any_extension(std::string_view text);

/// The origin that the text means, as browsers write it; empty where it is none.
[[nodiscard]] std::string origin_meant(std::string_view text);

/// The text with the word in place of each star.
[[nodiscard]] std::string with_star_replaced(std::string_view text, std::string_view word);

/// Whether strangers' code runs on that host.
[[nodiscard]] bool is_shared_host(std::string_view host);

}  // namespace corslab::audit
