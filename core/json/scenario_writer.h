#pragma once

#include "core/fetch/scenario.h"
#include "core/json/json_writer.h"

namespace corslab {

/// Writes a scenario as the contract has it. Answers that are computed are left out.
void write_scenario(JsonWriter& json, const Scenario& scenario);

}  // namespace corslab
