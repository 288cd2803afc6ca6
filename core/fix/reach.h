#pragma once

#include <vector>

#include "core/fix/fix.h"

namespace corslab::fix {

/// Who else can read an answer after the changes, as far as the Standard goes: the same request from other pages,
/// others from the same page, and plain GET requests for the URLs at which something is changed.
/// @param after the scenario with the changes made.
/// @param touched which server entries are changed.
[[nodiscard]] std::vector<Reach> newly_allowed(const Scenario& before, const Scenario& after,
                                               const std::vector<std::size_t>& touched);

}  // namespace corslab::fix
