#include "core/explain/departures.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>

#include "core/fetch/fetch.h"

namespace corslab {
namespace {

static_assert(std::is_trivially_copyable_v<BrowserProfile> && std::is_standard_layout_v<BrowserProfile>,
              "departures are undone by copying the Standard's bytes");

bool same_call(const Outcome& a, const Outcome& b) {
    const bool same_failure =
        a.failure && b.failure ? a.failure->finding == b.failure->finding : !a.failure == !b.failure;
    return a.verdict == b.verdict && same_failure && a.response == b.response && a.wire == b.wire;
}

bool same(const Outcome& a, const Outcome& b) {
    return same_call(a, b) && std::equal(a.then.begin(), a.then.end(), b.then.begin(), b.then.end(), same_call);
}

void undo(BrowserProfile& profile, const Departure& departure) {
    auto* to = static_cast<std::byte*>(static_cast<void*>(&profile));
    const auto* from = static_cast<const std::byte*>(static_cast<const void*>(&standard_profile()));
    std::memcpy(to + departure.offset, from + departure.offset, departure.size);
}

BrowserProfile without(BrowserProfile profile, std::span<const Departure> departures) {
    for (const Departure& departure : departures) undo(profile, departure);
    return profile;
}

// Undoes whatever leaves the outcome as it is, and gathers the rest: halves first, for most of it has no effect.
void reduce(const Scenario& scenario, const Outcome& outcome, std::span<const Departure> candidates,
            BrowserProfile& profile, std::vector<const Departure*>& needed) {
    const BrowserProfile trial = without(profile, candidates);
    if (same(fetch(scenario, trial, Tracing::kOff), outcome)) {
        profile = trial;
    } else if (candidates.size() == 1) {
        needed.push_back(&candidates.front());
    } else {
        const std::size_t half = candidates.size() / 2;
        reduce(scenario, outcome, candidates.first(half), profile, needed);
        reduce(scenario, outcome, candidates.subspan(half), profile, needed);
    }
}

bool same_step(const StepRecord& a, const StepRecord& b) {
    return a.finding == b.finding && a.phase == b.phase && a.hop == b.hop && a.args == b.args &&
           a.evidence == b.evidence;
}

// Adds the step where `other`, the outcome without the departure, first goes another way than `base`, the one with it.
// Both are traced without what does not matter here; `steps` has that too.
template <class Words>
void add_step(std::vector<StepRecord>& steps, const Outcome& base, const Outcome& other, const Departure& departure,
              Words words) {
    if (same_call(base, other)) return;
    StepRecord record;
    record.finding = Finding::kDepartureFound;
    record.spec = departure.text->spec;
    record.args = {std::string(words(departure.text->here)), std::string(words(departure.text->standard)),
                   std::string(words(departure.source))};
    const auto parting =
        std::mismatch(base.steps.begin(), base.steps.end(), other.steps.begin(), other.steps.end(), same_step).first;
    auto at = steps.end();
    if (parting != base.steps.end()) {
        at =
            std::find_if(steps.begin(), steps.end(), [&](const StepRecord& step) { return same_step(step, *parting); });
    }
    if (!steps.empty()) {
        const StepRecord& near = at == steps.end() ? steps.back() : *at;
        record.phase = near.phase;
        record.hop = near.hop;
        record.wire = near.wire;
    }
    steps.insert(at, std::move(record));
}

template <class Words>
void explain(const Scenario& scenario, const BrowserProfile& profile, const Outcome& standard, Outcome& outcome,
             Words words) {
    if (same(standard, outcome)) return;
    BrowserProfile reduced = profile;
    std::vector<const Departure*> needed;
    reduce(scenario, outcome, profile.departures, reduced, needed);
    if (needed.empty()) return;
    const Outcome base = fetch(scenario, reduced, Tracing::kOn);
    for (const Departure* departure : needed) {
        const Outcome other = fetch(scenario, without(reduced, std::span(departure, 1)), Tracing::kOn);
        add_step(outcome.steps, base, other, *departure, words);
        for (std::size_t i = 0; i < outcome.then.size(); ++i) {
            add_step(outcome.then[i].steps, base.then[i], other.then[i], *departure, words);
        }
    }
}

}  // namespace

void explain_departures(const Scenario& scenario, const BrowserProfile& profile, const Outcome& standard,
                        Outcome& outcome, English words) {
    explain(scenario, profile, standard, outcome, words);
}

void explain_departures(const Scenario& scenario, const BrowserProfile& profile, const Outcome& standard,
                        Outcome& outcome, Spoken words) {
    explain(scenario, profile, standard, outcome, words);
}

}  // namespace corslab
