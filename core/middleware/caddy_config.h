#pragma once

#include <map>

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// A named matcher: all of its parts have to match.
struct CaddyMatcher {
    std::vector<std::string> methods;
    std::map<std::string, std::vector<std::string>> headers;  ///< By canonical name; without values: not there.
    std::vector<std::pair<std::string, std::string>> regexes;
};

/// The operations of one `header` directive. Of a name that is set twice, the last value counts.
struct CaddyHeader {
    std::vector<Header> add;
    std::map<std::string, std::string> set;
    std::map<std::string, std::string> fallback;  ///< Set where none of their names is there.
    std::vector<std::string> remove;
    bool deferred = false;
};

struct CaddyDirective {
    std::optional<std::string> matcher;
    std::optional<CaddyHeader> header;
    int status = 0;  ///< Of `respond`.
    std::string body;
};

struct CaddyConfig {
    std::map<std::string, CaddyMatcher> matchers;
    std::vector<CaddyDirective> headers;
    std::vector<CaddyDirective> responses;
    std::optional<Fault> fault;
};

/// Directives in the order in which Caddy runs them.
[[nodiscard]] CaddyConfig read_caddy_config(const Value& options);

}  // namespace corslab::middleware
