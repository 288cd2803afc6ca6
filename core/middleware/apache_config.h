#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// `SetEnvIf attribute regex variables...`
struct ApacheSetEnvIf {
    struct Variable {
        std::string name;
        std::string value;
        bool removed = false;
    };
    std::string attribute;
    std::string regex;
    bool ignores_case = false;
    std::vector<Variable> variables;
    std::string path;
};

/// `Header [always] action name [value] [env=...]`
struct ApacheHeader {
    enum class Action : std::uint8_t { kSet, kAppend, kMerge, kAdd, kUnset, kSetIfEmpty };
    struct Part {
        std::string text;  ///< The name, where it is an environment variable.
        bool variable = false;
    };
    bool always = false;
    Action action = Action::kSet;
    std::string name;
    std::vector<Part> value;
    std::string env;  ///< With `!` in front: where it is not set.
    std::string method;
};

/// `RewriteCond %{REQUEST_METHOD} =method`, `RewriteRule ^ - [R=status,L]`
struct ApacheRewrite {
    std::string method;
    int status = 204;
};

struct ApacheConfig {
    std::vector<ApacheSetEnvIf> variables;
    std::vector<ApacheHeader> headers;
    std::vector<ApacheRewrite> rewrites;
    std::optional<Fault> fault;
};

[[nodiscard]] ApacheConfig read_apache_config(const Value& options);

}  // namespace corslab::middleware
