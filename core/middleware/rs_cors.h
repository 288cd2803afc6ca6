#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `cors.New(options).Handler(handler)` of github.com/rs/cors on Go's net/http. https://github.com/rs/cors
[[nodiscard]] Simulated rs_cors(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
