#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// A site of Caddy with `header` and `respond` in front of a proxied server, which is the handler.
/// `docs/middleware.md` has the options. https://caddyserver.com/docs/caddyfile/directives/header
[[nodiscard]] Simulated caddy(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
