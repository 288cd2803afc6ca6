#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `app.use(cors(options))` of @koa/cors 5 in front of a handler that answers everything.
/// https://github.com/koajs/cors
[[nodiscard]] Simulated koa_cors(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
