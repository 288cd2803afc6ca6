#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "step_catalogue.h"

namespace corslab {

enum class Phase : std::uint8_t { kRequest, kPreflight, kResponse };

enum class StepOutcome : std::uint8_t { kPass, kFail, kInfo, kSkip };

/// What decided a step.
struct Evidence {       // All texts here and in StepRecord are UTF-8.
    std::string name;   ///< A header's name, or `method`, `url`, `status`, ...
    std::string value;  ///< A header's bytes are read as Latin-1.
    std::string part;   ///< The part of the value that matters; empty for all of it.
    std::string at;     ///< JSON Pointer into the scenario; empty where it is not from there.

    bool operator==(const Evidence&) const = default;
};

/// One decision, without words: `Finding` has them.
struct StepRecord {
    Finding finding{};
    Phase phase = Phase::kRequest;
    int hop = 0;
    int wire = -1;                  ///< Index of the request on the wire that it is about; -1 for none.
    bool repeated = false;          ///< Whether the header that it is about stood there more than once.
    std::string_view spec{};        ///< Where it is about another place of the Standard than its finding.
    std::vector<std::string> args;  ///< For the placeholders of the finding's texts, in order.
    std::vector<Evidence> evidence;
};

/// Collects the steps of one fetch. Costs next to nothing when it is off.
class Trace {
  public:
    explicit Trace(bool on) : on_(on) {}

    [[nodiscard]] bool is_on() const { return on_; }

    /// @param describe called with the new record to fill in args and evidence; not called when the trace is off.
    template <class Describe>
    void add(Finding finding, Describe describe) {
        if (!on_) return;
        StepRecord record;
        record.finding = finding;
        record.phase = phase;
        record.hop = hop;
        record.wire = wire;
        describe(record);
        steps.push_back(std::move(record));
    }

    Phase phase = Phase::kRequest;
    int hop = 0;    ///< Redirects so far.
    int wire = -1;  ///< The request that has been sent last in this hop and phase.
    std::vector<StepRecord> steps;

  private:
    bool on_;
};

}  // namespace corslab
