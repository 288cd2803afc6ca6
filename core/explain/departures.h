#pragma once

#include "core/explain/words.h"
#include "core/fetch/outcome.h"
#include "core/fetch/scenario.h"
#include "core/profile/profile.h"

namespace corslab {

/// Adds a step to the trace for each departure from the Standard without which the browser's outcome would be another:
/// what the script is told and may read, why, or what goes over the wire.
/// @param standard what `fetch()` gives for the scenario and the Standard; nothing is added where it is the same.
/// @param outcome what it gives for the profile, with a trace.
void explain_departures(const Scenario& scenario, const BrowserProfile& profile, const Outcome& standard,
                        Outcome& outcome, English words = {});
/// The same in a language.
void explain_departures(const Scenario& scenario, const BrowserProfile& profile, const Outcome& standard,
                        Outcome& outcome, Spoken words);

}  // namespace corslab
