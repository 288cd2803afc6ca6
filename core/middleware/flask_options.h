#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/middleware/flask_cors.h"

namespace corslab::middleware {

/// The options of one resource, once `serialize_options` has been over them.
struct FlaskOptions {
    std::map<std::string, Value> values;       ///< What the resource sets itself.
    std::shared_ptr<const FlaskOptions> base;  ///< What holds otherwise: those of the application.

    [[nodiscard]] const Value& get(const std::string& name) const;
    [[nodiscard]] bool truth(const std::string& name) const;
    [[nodiscard]] const std::vector<Value>& list(const std::string& name) const { return get(name).items; }
};

/// A pattern for paths, with its options.
struct FlaskResource {
    Value pattern;
    FlaskOptions options;
};

/// What `CORS.init_app` makes of its arguments: the resources in the order in which they are tried, or a fault.
struct FlaskSetup {
    std::vector<FlaskResource> resources;
    bool intercepts_exceptions = true;
    std::optional<Fault> fault;
};
[[nodiscard]] FlaskSetup set_up_flask_cors(const FlaskCorsVersion& version, const Value& options);

/// `probably_regex`; nothing where it raises TypeError.
[[nodiscard]] std::optional<bool> probably_regex(const Value& value);

}  // namespace corslab::middleware
