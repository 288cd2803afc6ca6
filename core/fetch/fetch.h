#pragma once

#include <cstdint>

#include "core/fetch/outcome.h"
#include "core/fetch/scenario.h"
#include "core/profile/profile.h"

namespace corslab {

enum class Tracing : std::uint8_t { kOff, kOn };

/// Runs a scenario's requests, one after the other, in a browser.
/// @param profile what that browser does; `standard_profile()` is the Standard itself.
/// @return the outcome of the first request, with those of `then` inside.
/// https://fetch.spec.whatwg.org/#fetch-method
[[nodiscard]] Outcome fetch(const Scenario& scenario, const BrowserProfile& profile, Tracing tracing);

}  // namespace corslab
