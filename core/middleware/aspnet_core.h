#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `app.UseCors(policy)` of ASP.NET Core in front of an endpoint that answers everything; the options are the names of
/// CorsPolicyBuilder's methods, those without arguments given as true.
/// https://learn.microsoft.com/aspnet/core/security/cors
[[nodiscard]] Simulated aspnet_core(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
