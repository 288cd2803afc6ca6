#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "core/fetch/scenario.h"

namespace corslab::testing {

/// A scenario drawn from everything that CORS looks at, with the mistakes that people make. The same seed gives the
/// same scenario.
[[nodiscard]] Scenario random_scenario(std::uint32_t seed);

/// The scenario as a document. Headers are written as Latin-1 text.
[[nodiscard]] std::string to_json(const Scenario& scenario);

}  // namespace corslab::testing
