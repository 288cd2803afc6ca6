#pragma once

#include <string>
#include <vector>

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// Where a header line of a reply comes from.
struct LineSource {
    bool handler = false;              ///< The application behind the middleware has set it.
    std::vector<std::string> options;  ///< JSON Pointers below the options: without one of them the line would be
                                       ///< another one, or not be there. Empty where it is the library's default.
};

/// For each header line of the reply, in order, where it comes from. Found by leaving options out, one at a time.
[[nodiscard]] std::vector<LineSource> line_sources(const Setup& setup, const Request& request, const Handler& handler,
                                                   const Reply& reply);

}  // namespace corslab::middleware
