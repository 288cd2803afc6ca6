#pragma once

#include <string_view>
#include <vector>

#include "core/fetch/outcome.h"
#include "core/fetch/scenario.h"

namespace corslab {

/// A common belief about CORS that is wrong.
struct Myth {
    std::string_view id;      ///< Stable, kebab-case; `docs/myths.md` lists them.
    std::string_view belief;  ///< As people say it.
    std::string_view truth;   ///< What holds instead.
    std::string_view spec;    ///< URL with the anchor in the Standard.
};

/// The myths that whoever made this scenario may believe in: each shows in what happens here.
/// @param standard what the Standard does with the scenario, with its trace.
[[nodiscard]] std::vector<Myth> myths_in(const Scenario& scenario, const Outcome& standard);

/// All of them.
[[nodiscard]] std::vector<Myth> known_myths();

}  // namespace corslab
