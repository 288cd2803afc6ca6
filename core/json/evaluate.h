#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/explain/language.h"
#include "core/fetch/fetch.h"
#include "core/json/input_error.h"

namespace corslab {

class JsonTree;

/// Makes the answers of a server entry that has `middleware`: the entry, where it stands, and what takes the fault of
/// an answer that cannot be computed once it is asked for.
using EntryReader = Result<AnswerFunction> (*)(const JsonTree& entry, const std::string& pointer,
                                               std::optional<InputError>& late);

struct EvaluateOptions {
    std::vector<std::string> browsers;  ///< Names as in the result; empty for all.
    Tracing tracing = Tracing::kOn;     ///< Whether the result has `steps`.
    EntryReader middleware = nullptr;   ///< Such as `read_middleware_entry`; without one, such entries are refused.
};

struct Evaluation {
    std::string text;  ///< A result document, or an error document.
    bool ok = false;   ///< Whether it is a result.
};

/// Reads a scenario and gives the result, both as JSON. Never throws. `docs/contract.md` has both documents.
[[nodiscard]] Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options = {});
/// The same in a language.
[[nodiscard]] Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options, Language language);

/// Whether a result can have a browser of that name.
[[nodiscard]] bool is_known_browser(std::string_view name);

/// `{ "version", "contract", "browsers", "tested" }` as JSON: the engine's version, the contract's, the browsers by
/// name, and of each real one the version that it was tested with.
[[nodiscard]] std::string version_json();

/// Reads a scenario; entries with `middleware` are refused.
[[nodiscard]] Result<Scenario> read_scenario(std::string_view text);

/// Reads a scenario.
/// @param late has to outlive the scenario; see `EntryReader`.
[[nodiscard]] Result<Scenario> read_scenario(std::string_view text, EntryReader middleware,
                                             std::optional<InputError>& late);

/// The error document.
[[nodiscard]] std::string write_error(const InputError& error);
/// The same in a language.
[[nodiscard]] std::string write_error(const InputError& error, Language language);

}  // namespace corslab
