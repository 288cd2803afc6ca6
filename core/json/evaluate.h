#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/fetch/fetch.h"
#include "core/json/input_error.h"

namespace corslab {

struct EvaluateOptions {
    std::vector<std::string> browsers;  ///< Names as in the result; empty for all.
    Tracing tracing = Tracing::kOn;     ///< Whether the result has `steps`.
};

struct Evaluation {
    std::string text;  ///< A result document, or an error document.
    bool ok = false;   ///< Whether it is a result.
};

/// Reads a scenario and gives the result, both as JSON. Never throws. `docs/contract.md` has both documents.
[[nodiscard]] Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options = {});

/// Whether a result can have a browser of that name.
[[nodiscard]] bool is_known_browser(std::string_view name);

/// `{ "version", "contract", "browsers", "tested" }` as JSON: the engine's version, the contract's, the browsers by
/// name, and of each real one the version that it was tested with.
[[nodiscard]] std::string version_json();

/// Reads a scenario.
[[nodiscard]] Result<Scenario> read_scenario(std::string_view text);

}  // namespace corslab
