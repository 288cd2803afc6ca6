#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/regex/syntax_tree.h"

namespace corslab::regex {

/// What the matcher does next. `target` is an instruction, `slot` the first of the registers that belong to it.
enum class Op : std::uint8_t {
    kAccept,
    kFail,
    kSet,          ///< One character of the set `index`.
    kRepeatSet,    ///< As many of them as can be, from `min` to `max`; then fewer.
    kJump,         ///< To `target`.
    kSplit,        ///< On; if that fails, from `target`.
    kSave,         ///< The place, in `slot`.
    kAssert,       ///< `assertion`, with the set `index` for words.
    kReference,    ///< The text of group `index`.
    kLoopInit,     ///< `slot`: the number of rounds; `slot` + 1: where the last one began.
    kLoop,         ///< One more round behind this instruction, or `target`; which one first by `lazy`.
    kLoopRetry,    ///< The round that a lazy loop has put off.
    kLoopEnd,      ///< Back to the loop at `target`.
    kLook,         ///< `slot`: how much there is to go back to; `slot` + 1: the place. `negated`: on at `target`.
    kLookEnd,      ///< Nothing inside is tried again; back to the place, unless `atomic`.
    kNegativeEnd,  ///< The inside matched: the look fails.
    kConditional,  ///< On where group `index` has captured, else at `target`.
    kBack,         ///< Back by `min` characters.
};

struct Instruction {
    explicit Instruction(Op o) : op(o) {}

    Op op;
    Assertion assertion = Assertion::kStart;
    CaseRule case_rule = CaseRule::kExact;
    bool backward = false;  ///< Towards the text's start.
    bool lazy = false;
    bool negated = false;
    bool atomic = false;
    std::uint32_t target = 0;
    std::uint32_t slot = 0;
    std::uint32_t index = 0;
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    std::uint32_t first_slot = 0;  ///< Of loops: the captures that a round forgets, from here up to `end_slot`.
    std::uint32_t end_slot = 0;
};

/// A compiled pattern. Registers 2n and 2n + 1 hold where group n starts and ends.
struct Program {
    Flavour flavour = Flavour::kEcmaScript;
    bool code_units = false;  ///< The text is read as UTF-16.
    bool sticky = false;
    std::string flags;  ///< Python's, with those at the start of the pattern.
    std::uint32_t groups = 0;
    std::uint32_t registers = 0;
    std::vector<Instruction> code;
    std::vector<CharSet> sets;
};

/// Makes the program for a pattern.
[[nodiscard]] Program build_program(const Parsed& parsed, Flavour flavour);

}  // namespace corslab::regex
