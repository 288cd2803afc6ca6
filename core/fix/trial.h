#pragma once

#include <cstddef>
#include <vector>

#include "core/fetch/outcome.h"
#include "core/fetch/scenario.h"

namespace corslab::fix {

/// A scenario run in all browsers.
class Trial {
  public:
    explicit Trial(const Scenario& scenario);

    /// Per browser, in the order of `all_profiles()`: whether every request succeeds.
    [[nodiscard]] const std::vector<bool>& works() const { return works_; }

    [[nodiscard]] bool works_everywhere() const;

    /// Whether it works in every browser where `other` does, and somewhere else.
    [[nodiscard]] bool improves(const Trial& other) const;

    /// Whether it works in every browser where `other` does.
    [[nodiscard]] bool keeps(const Trial& other) const;

    /// A request that fails.
    struct Failing {
        std::size_t index = 0;  ///< 0, or n for the n-th of `then`.
        const Outcome* outcome = nullptr;
    };
    /// The first one of each browser that has one.
    [[nodiscard]] std::vector<Failing> failing() const;

    /// How many requests reached servers, in all browsers together: what it cost.
    [[nodiscard]] std::size_t requests() const;

    /// What the Standard does.
    [[nodiscard]] const Outcome& standard() const { return outcomes_.front(); }

  private:
    std::vector<Outcome> outcomes_;
    std::vector<bool> works_;
};

/// Whether the script gets what it asked for.
[[nodiscard]] bool succeeds(const Outcome& outcome);

}  // namespace corslab::fix
