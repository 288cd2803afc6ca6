#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// What the versions of Flask-CORS do differently.
struct FlaskCorsVersion {
    enum class Order : std::uint8_t {
        kLongestFirst,        ///< Up to 5.0.1.
        kFewestSlashesFirst,  ///< 6.0.0, by mistake.
        kMostSlashesFirst,    ///< From 6.0.1 on.
    };
    enum class PrivateNetwork : std::uint8_t { kNone, kAlwaysTrue, kOnByDefault, kOffByDefault };

    std::string_view name;
    Order order = Order::kMostSlashesFirst;
    PrivateNetwork private_network = PrivateNetwork::kOffByDefault;
    bool paths_ignore_case = false;  ///< And a text that is no regular expression raises an exception; up to 5.0.1.
    bool plus_is_space = false;      ///< In paths; up to 5.0.1.
};

/// `CORS(app, **options)` on an application whose view answers every path, and every method but OPTIONS.
/// https://github.com/corydolphin/flask-cors
[[nodiscard]] Simulated flask_cors(const FlaskCorsVersion& version, const Value& options, const Request& request,
                                   const Handler& handler);

/// The newest last.
[[nodiscard]] const std::vector<FlaskCorsVersion>& flask_cors_versions();

}  // namespace corslab::middleware
