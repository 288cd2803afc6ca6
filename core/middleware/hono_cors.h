#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `app.use(cors(options))` of hono/cors in front of a handler that answers everything with a `new Response()`.
/// https://hono.dev/docs/middleware/builtin/cors
[[nodiscard]] Simulated hono_cors(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
