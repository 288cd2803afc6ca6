#pragma once

#include "core/audit/report.h"

namespace corslab::audit {

/// Checks of answers as they are. Each looks at one subject, and adds what it finds.

/// Access-Control-Allow-Origin.
void check_allow_origin(const Exchange& exchange, const Answer& answer, Reporter& reporter);

/// Access-Control-Allow-Credentials, what `*` means beside it, and cookies.
void check_credentials(const Exchange& exchange, const Answer& answer, Reporter& reporter);

/// Access-Control-Allow-Methods, -Allow-Headers and -Max-Age of a preflight's answer.
void check_preflight_lists(const Exchange& exchange, const Answer& preflight, Reporter& reporter);

/// Access-Control-Expose-Headers, and headers of the preflight on an actual answer.
void check_exposed(const Exchange& exchange, const Answer& response, Reporter& reporter);

/// Access-Control-Max-Age of a preflight's answer.
void check_max_age(const Answer& preflight, Reporter& reporter);

/// Header names that are almost right, or on the wrong side.
void check_names(const Exchange& exchange, const Answer& answer, Reporter& reporter);

/// Preflights that come from a cache.
void check_preflight_cache(const Answer& preflight, Reporter& reporter);

/// How many letters have to be put in, taken out or changed; at most 3.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace corslab::audit
