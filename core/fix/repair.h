#pragma once

#include <cstddef>

#include "core/fetch/outcome.h"
#include "core/fetch/scenario.h"

namespace corslab::fix {

/// How much a server that is repaired lets in.
enum class Allow : std::uint8_t {
    kThisOrigin,  ///< The request's origin by name.
    kEveryOrigin  ///< `*`, where the request goes without credentials.
};

/// Changes the scenario so that the decision that blocked this request goes the other way. What comes after that
/// decision may block it again.
/// @param outcome of the request with that index: 0, or n for the n-th of `then`; blocked or invalid.
/// @return whether there is such a change.
bool repair(Scenario& scenario, std::size_t index, const Outcome& outcome, Allow allow);

/// The request with that index.
[[nodiscard]] RequestInit& request_at(Scenario& scenario, std::size_t index);

}  // namespace corslab::fix
