#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `registry.addMapping("/**")` of Spring MVC with its defaults, in front of a controller that answers everything; the
/// options are the names of CorsRegistration's methods.
/// https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html
[[nodiscard]] Simulated spring(const Value& options, const Request& request, const Handler& handler);

}  // namespace corslab::middleware
