#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// A virtual host of Apache with mod_headers and mod_setenvif in front of a proxied server, which is the handler.
/// `docs/middleware.md` has the options. https://httpd.apache.org/docs/2.4/mod/mod_headers.html
[[nodiscard]] Simulated apache(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
