#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `fastify.register(cors, options)` of @fastify/cors 11 on an application whose route answers every path, and every
/// method but OPTIONS. https://github.com/fastify/fastify-cors
[[nodiscard]] Simulated fastify_cors(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
