#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// What the versions of Starlette do differently.
enum class StarletteVersion : std::uint8_t {
    kReflectsCookies,     ///< 0.26.1: with a star among the origins, a request with a Cookie has its Origin reflected.
    kReflectsCredentials  ///< From 1.0 on: whenever credentials are allowed. Private networks are an option.
};

/// `CORSMiddleware(app, **options)` around an application that answers everything.
/// https://www.starlette.io/middleware/#corsmiddleware
[[nodiscard]] Simulated starlette(StarletteVersion version, const Value& options, const Request& request,
                                  const Handler& handler);

}  // namespace corslab::middleware
