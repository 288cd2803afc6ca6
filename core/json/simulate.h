#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/fetch/scenario.h"
#include "core/json/evaluate.h"
#include "core/json/json_tree.h"

namespace corslab {

enum class Sources : std::uint8_t { kLeftOut, kTold };

/// Reads a middleware document and gives what goes on the wire, both as JSON. Never throws. `docs/contract.md` has
/// both.
/// @param sources whether the reply also has `sources`: for each header line where it comes from.
[[nodiscard]] Evaluation simulate(std::string_view document, Sources sources = Sources::kLeftOut,
                                  Language language = kEnglish);

/// Reads the `middleware` and `handler` of a server entry: an `EntryReader` for `EvaluateOptions`.
/// @param entry the entry, an object.
/// @param pointer where it stands in the scenario.
/// @param late takes the fault of an answer that cannot be computed once it is asked for. Has to outlive the result.
[[nodiscard]] Result<AnswerFunction> read_middleware_entry(const JsonTree& entry, const std::string& pointer,
                                                           std::optional<InputError>& late);

}  // namespace corslab
