#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fix/fix.h"
#include "core/middleware/middleware.h"

namespace corslab::fix {

/// A server entry whose answers middleware computes.
struct MiddlewareEntry {
    std::size_t index = 0;  ///< In the scenario's server list.
    middleware::Setup setup;
    middleware::Handler handler;
};

/// One option that is another one before and after.
struct OptionChange {
    std::size_t entry = 0;  ///< Index in the scenario's server list.
    std::string pointer;    ///< JSON Pointer below the options.
    std::optional<middleware::Value> before;
    middleware::Value after;
};

/// Options after which the requests succeed.
struct OptionFix {
    std::vector<OptionChange> changes;         ///< None of them can be left out.
    std::vector<const BrowserProfile*> works;  ///< In which of all browsers every request then succeeds.
    std::vector<Reach> reach;
};

/// Searches for the smallest changes of middleware options after which every request of the scenario succeeds, and runs
/// them in all browsers.
/// @param entries those of the scenario whose answers middleware computes. nginx, Apache and Caddy have no options that
/// could be changed one by one: they are left as they are.
/// @return nothing where no such change is found.
[[nodiscard]] std::optional<OptionFix> find_option_fix(const Scenario& scenario,
                                                       const std::vector<MiddlewareEntry>& entries);

}  // namespace corslab::fix
