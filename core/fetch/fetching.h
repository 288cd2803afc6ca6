#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fetch/fetch_params.h"

namespace corslab {

enum class Recursive : std::uint8_t { kNo, kYes };

/// https://fetch.spec.whatwg.org/#concept-main-fetch
[[nodiscard]] Response main_fetch(FetchParams& params, Recursive recursive = Recursive::kNo);

/// https://fetch.spec.whatwg.org/#concept-scheme-fetch
[[nodiscard]] Response scheme_fetch(FetchParams& params);

enum class MakeCorsPreflight : std::uint8_t { kNo, kYes };

/// @param unsafe_names the CORS-unsafe request-header names of the request.
/// https://fetch.spec.whatwg.org/#concept-http-fetch
[[nodiscard]] Response http_fetch(FetchParams& params, MakeCorsPreflight make_cors_preflight,
                                  const std::vector<std::string>& unsafe_names);

/// https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
[[nodiscard]] Response http_redirect_fetch(FetchParams& params, Response response);

/// https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
[[nodiscard]] Response cors_preflight_fetch(FetchParams& params, const std::vector<std::string>& unsafe_names);

enum class RequestKind : std::uint8_t { kActual, kPreflight };

/// Sends `http_request`, and gives what the scenario's server answers.
/// https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
[[nodiscard]] Response http_network_or_cache_fetch(FetchParams& params, Request& http_request, RequestKind kind);

/// Sets which headers a CORS filtered response shows. https://fetch.spec.whatwg.org/#concept-main-fetch step 14.1
void set_cors_exposed_header_names(FetchParams& params, Response& response);

/// What the script sees of `response`. https://fetch.spec.whatwg.org/#concept-filtered-response
[[nodiscard]] VisibleResponse filtered_response(FetchParams& params, const Response& response);

/// What a `data:` URL holds, or nothing where it is broken. https://fetch.spec.whatwg.org/#data-url-processor
struct DataUrl {
    std::string mime_type;
    std::string body;
};
[[nodiscard]] std::optional<DataUrl> process_data_url(const Url& url);

}  // namespace corslab
