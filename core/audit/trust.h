#pragma once

#include <optional>
#include <string>

#include "core/audit/report.h"
#include "core/url/host.h"

namespace corslab::audit {

/// 127.0.0.0/8, ::1 and `localhost` names.
[[nodiscard]] bool is_loopback(const Host& host);

/// Loopback, the addresses that are not routed, and names that only a local network has.
[[nodiscard]] bool is_private_host(const Host& host);

/// What is to be said about one origin that is allowed: no encryption, strangers' code, another site.
/// @param url of the server, where it is known.
void check_trusted_origin(const std::string& origin, const Place& place, Credentials credentials,
                          const std::optional<Url>& url, Reporter& reporter);

}  // namespace corslab::audit
