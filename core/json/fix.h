#pragma once

#include <string_view>

#include "core/json/evaluate.h"

namespace corslab {

/// Reads a scenario and gives the changes after which its requests succeed, both as JSON. Never throws.
/// `docs/contract.md` has the documents.
/// @param middleware such as `read_middleware_entry`; without one, entries with middleware are refused.
[[nodiscard]] Evaluation fix_scenario(std::string_view scenario_json, EntryReader middleware = nullptr,
                                      Language language = kEnglish);

}  // namespace corslab
