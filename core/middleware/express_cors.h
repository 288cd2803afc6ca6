#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// Versions of npm's `cors` with one algorithm each.
enum class ExpressCorsVersion : std::uint8_t {
    kFirst,              ///< No Content-Length on a preflight that it ends.
    kSetsContentLength,  ///< A maxAge of 0 is not sent; an optionsSuccessStatus that is falsy is 204.
    kSendsZero,          ///< Also 2.8.6.
};

/// `app.use(cors(options))` in front of a handler that answers every method. https://github.com/expressjs/cors
[[nodiscard]] Simulated express_cors(ExpressCorsVersion version, const Value& options, const Request& request,
                                     const Handler& handler);

}  // namespace corslab::middleware
