#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/regex/char_set.h"
#include "core/regex/regex.h"

namespace corslab::regex {

inline constexpr std::uint32_t kForever = 0xFFFFFFFF;

enum class Assertion : std::uint8_t {
    kStart,           ///< The text's start.
    kEnd,             ///< The text's end.
    kEndOrLastBreak,  ///< Python's `$`: the end, or in front of a line feed that ends the text.
    kLineStart,
    kLineEnd,
    kWordBoundary,
    kNoWordBoundary,
};

enum class Greed : std::uint8_t { kGreedy, kLazy, kPossessive };

/// A part of a pattern.
struct Node {
    enum class Kind : std::uint8_t {
        kSequence,
        kAlternation,
        kSet,        ///< One character of `set`.
        kGroup,      ///< `group` 0: does not capture.
        kRepeat,     ///< `min`, `max`, `greed`.
        kLook,       ///< `behind`, `negated`.
        kReference,  ///< What `group` has captured.
        kAssertion,
        kAtomic,
        kConditional,  ///< By whether `group` has captured: the first child, or the second.
    };

    explicit Node(Kind k) : kind(k) {}

    Kind kind;
    std::vector<Node> children;
    CharSet set;  ///< Of `kSet`; of word boundaries: what a word is made of.
    CaseRule case_rule = CaseRule::kExact;
    Assertion assertion = Assertion::kStart;
    Greed greed = Greed::kGreedy;
    bool behind = false;
    bool negated = false;
    std::uint32_t group = 0;
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    std::uint32_t first_group = 0;  ///< Of `kRepeat`: the first group inside, and the first behind it.
    std::uint32_t end_group = 0;
    std::uint32_t width = 0;  ///< Of Python's `kLook` behind: how far it goes back.
};

/// What a parser makes of a pattern.
struct Parsed {
    Node root{Node::Kind::kSequence};
    std::uint32_t groups = 0;
    bool sticky = false;
    std::string flags;  ///< Python's, with those at the start of the pattern.
    std::optional<Fault> fault;
};

}  // namespace corslab::regex
