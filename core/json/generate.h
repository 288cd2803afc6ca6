#pragma once

#include <string_view>

#include "core/json/evaluate.h"

namespace corslab {

/// Reads a policy and gives it as the configuration of each kind of server, with curl commands that try it; both as
/// JSON. Never throws. `docs/contract.md` has the documents.
[[nodiscard]] Evaluation generate(std::string_view policy_json, Language language = kEnglish);

}  // namespace corslab
