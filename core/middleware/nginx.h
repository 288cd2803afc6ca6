#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// A location of nginx in front of a proxied server, which is the handler. `docs/middleware.md` has the options.
/// https://nginx.org/en/docs/http/ngx_http_headers_module.html
[[nodiscard]] Simulated nginx(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
