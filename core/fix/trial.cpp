#include "core/fix/trial.h"

#include <algorithm>

#include "core/fetch/fetch.h"
#include "core/profile/profile.h"

namespace corslab::fix {
namespace {

bool all_succeed(const Outcome& outcome) {
    return succeeds(outcome) && std::all_of(outcome.then.begin(), outcome.then.end(), succeeds);
}

}  // namespace

bool succeeds(const Outcome& outcome) {
    return outcome.verdict == Verdict::kAllowed || outcome.verdict == Verdict::kOpaque;
}

Trial::Trial(const Scenario& scenario) {
    for (const BrowserProfile& profile : all_profiles()) {
        outcomes_.push_back(fetch(scenario, profile, Tracing::kOff));
        works_.push_back(all_succeed(outcomes_.back()));
    }
}

bool Trial::works_everywhere() const {
    return std::all_of(works_.begin(), works_.end(), [](bool works) { return works; });
}

bool Trial::keeps(const Trial& other) const {
    for (std::size_t i = 0; i < works_.size(); ++i) {
        if (other.works_[i] && !works_[i]) return false;
    }
    return true;
}

bool Trial::improves(const Trial& other) const {
    return keeps(other) && works_ != other.works_;
}

std::size_t Trial::requests() const {
    std::size_t requests = 0;
    for (const Outcome& outcome : outcomes_) {
        requests += outcome.wire.size();
        for (const Outcome& later : outcome.then) requests += later.wire.size();
    }
    return requests;
}

std::vector<Trial::Failing> Trial::failing() const {
    std::vector<Failing> failing;
    for (const Outcome& outcome : outcomes_) {
        if (!succeeds(outcome)) {
            failing.push_back({0, &outcome});
            continue;
        }
        const auto later = std::find_if_not(outcome.then.begin(), outcome.then.end(), succeeds);
        if (later != outcome.then.end()) {
            failing.push_back({static_cast<std::size_t>(later - outcome.then.begin()) + 1, &*later});
        }
    }
    return failing;
}

}  // namespace corslab::fix
