#pragma once

#include <string>
#include <vector>

#include "core/fetch/fetch_params.h"

namespace corslab {

/// Whether the request has to be preflighted, unless the cache knows the answer.
/// @param unsafe_names the CORS-unsafe request-header names of the request.
/// https://fetch.spec.whatwg.org/#concept-main-fetch step 12, the sixth statement
[[nodiscard]] bool needs_preflight(const Request& request, const std::vector<std::string>& unsafe_names);

/// Adds to the trace why a preflight is needed or not.
void note_preflight_need(FetchParams& params, const std::vector<std::string>& unsafe_names);

/// The items with the separator between them.
/// Whether a header asks for the response under a condition, If-None-Match for example. Such a request bypasses the
/// HTTP cache. https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
[[nodiscard]] bool has_conditional_header(const HeaderList& headers);

[[nodiscard]] std::string join(const std::vector<std::string>& items, std::string_view separator);

}  // namespace corslab
