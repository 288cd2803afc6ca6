#include "core/regex/matcher.h"

namespace corslab::regex {
namespace {

using Register = std::int64_t;
constexpr Register kUnset = -1;

class Matcher {
  public:
    Matcher(const Program& program, const std::u32string& text, Anchoring anchoring, std::size_t max_steps)
        : program_(program),
          text_(text),
          length_(static_cast<Register>(text.size())),
          anchoring_(anchoring),
          max_steps_(max_steps),
          steps_left_(max_steps) {}

    Match run() {
        const bool anchored = anchoring_ != Anchoring::kAnywhere || program_.sticky;
        Match match;
        for (Register start = 0; start <= length_; ++start) {
            match.outcome = run_at(start);
            if (match.outcome != Match::Outcome::kNoMatch || anchored) break;
        }
        match.steps = max_steps_ - steps_left_;
        if (match.outcome != Match::Outcome::kMatch) return match;
        for (std::uint32_t group = 0; group <= program_.groups; ++group) {
            if (!has_captured(group)) {
                match.groups.emplace_back();
                continue;
            }
            match.groups.push_back(
                Span{static_cast<std::size_t>(start_of(group)), static_cast<std::size_t>(end_of(group))});
        }
        return match;
    }

  private:
    // Where to go on after a failure: an instruction with its place, or what a register held.
    struct Entry {
        std::uint32_t target = 0;  // An instruction; a register.
        bool restores = false;
        Register value = 0;       // The place; what the register held.
        Register least = kUnset;  // Of a repeated set: how far the place may still go back.
    };

    Match::Outcome run_at(Register start) {
        registers_.assign(program_.registers, kUnset);
        stack_.clear();
        at_ = start;
        next_ = 0;
        registers_[0] = start;
        while (true) {
            if (!spend(1)) return Match::Outcome::kTooExpensive;
            const Instruction& instruction = program_.code[next_];
            if (instruction.op == Op::kAccept && (anchoring_ != Anchoring::kWhole || at_ == length_)) {
                registers_[1] = at_;
                return Match::Outcome::kMatch;
            }
            ++next_;
            if (!step(instruction) && !go_back()) break;
            if (unknown_) return Match::Outcome::kUnknown;
        }
        if (unknown_) return Match::Outcome::kUnknown;
        return steps_left_ == 0 ? Match::Outcome::kTooExpensive : Match::Outcome::kNoMatch;
    }

    bool spend(std::size_t steps) {
        steps_left_ = steps_left_ > steps ? steps_left_ - steps : 0;
        return steps_left_ > 0;
    }

    // @return false where the match fails here.
    bool step(const Instruction& instruction) {
        switch (instruction.op) {
            case Op::kAccept:
            case Op::kFail:
                return false;
            case Op::kSet:
                return take_one(instruction);
            case Op::kRepeatSet:
                return repeat_set(instruction);
            case Op::kJump:
                next_ = instruction.target;
                return true;
            case Op::kSplit:
                stack_.push_back({instruction.target, false, at_, kUnset});
                return true;
            case Op::kSave:
                set(instruction.slot, at_);
                return true;
            case Op::kAssert:
                return holds(instruction);
            case Op::kReference:
                return take_reference(instruction);
            case Op::kLoopInit:
                set(instruction.slot, 0);
                set(instruction.slot + 1, kUnset);
                return true;
            case Op::kLoop:
                return loop(instruction);
            case Op::kLoopRetry:
                return may_go_round(instruction) && enter_round(instruction);
            case Op::kLoopEnd:
                return end_round(instruction);
            case Op::kLook:
                begin_look(instruction);
                return true;
            case Op::kLookEnd:
                end_look(instruction);
                return true;
            case Op::kNegativeEnd:
                drop_to(static_cast<std::size_t>(registers_[instruction.slot]));
                return false;
            case Op::kConditional:
                if (!has_captured(instruction.index)) next_ = instruction.target;
                return true;
            case Op::kBack:
                at_ -= static_cast<Register>(instruction.min);
                return at_ >= 0;
        }
        return false;
    }

    void set(std::uint32_t slot, Register value) {
        if (!stack_.empty()) stack_.push_back({slot, true, registers_[slot], kUnset});
        registers_[slot] = value;
    }

    // To the last choice. @return false where there is none.
    bool go_back() {
        while (!stack_.empty()) {
            if (!spend(1)) return false;
            Entry& top = stack_.back();
            if (top.restores) {
                registers_[top.target] = top.value;
                stack_.pop_back();
                continue;
            }
            next_ = top.target;
            at_ = top.value;
            if (top.least == kUnset || top.least == top.value) {
                stack_.pop_back();
            } else {
                top.value += top.least < top.value ? -1 : 1;
            }
            return true;
        }
        return false;
    }

    bool is(const CharSet& set, char32_t c) {
        const Tell tell = set.test(c);
        if (tell == Tell::kUnknown) unknown_ = true;
        return tell == Tell::kYes;
    }

    [[nodiscard]] char32_t at(Register place) const { return text_[static_cast<std::size_t>(place)]; }

    bool take_one(const Instruction& instruction) {
        const bool room = instruction.backward ? at_ > 0 : at_ < length_;
        if (!room || !is(program_.sets[instruction.index], at(instruction.backward ? at_ - 1 : at_))) return false;
        at_ += instruction.backward ? -1 : 1;
        return true;
    }

    bool repeat_set(const Instruction& instruction) {
        const Register start = at_;
        Register count = 0;
        while (count < static_cast<Register>(instruction.max) && take_one(instruction)) ++count;
        if (!spend(static_cast<std::size_t>(count))) return false;
        const auto min = static_cast<Register>(instruction.min);
        if (count < min) return false;
        if (count == min) return true;
        const Register direction = instruction.backward ? -1 : 1;
        stack_.push_back({next_, false, at_ - direction, start + min * direction});
        return true;
    }

    [[nodiscard]] Register start_of(std::size_t group) const { return registers_[2 * group]; }
    [[nodiscard]] Register end_of(std::size_t group) const { return registers_[2 * group + 1]; }

    [[nodiscard]] bool has_captured(std::uint32_t group) const {
        const Register start = start_of(group);
        const Register end = end_of(group);
        return start != kUnset && end != kUnset && end >= start;
    }

    bool take_reference(const Instruction& instruction) {
        if (!has_captured(instruction.index)) return program_.flavour == Flavour::kEcmaScript;
        const Register start = start_of(instruction.index);
        const Register count = end_of(instruction.index) - start;
        const Register from = instruction.backward ? at_ - count : at_;
        if (from < 0 || from + count > length_) return false;
        for (Register i = 0; i < count; ++i) {
            const Tell same = same_character(at(start + i), at(from + i), instruction.case_rule);
            if (same == Tell::kUnknown) unknown_ = true;
            if (same != Tell::kYes) return false;
        }
        spend(static_cast<std::size_t>(count));
        at_ = instruction.backward ? from : from + count;
        return true;
    }

    [[nodiscard]] bool is_line_break(Register place) const {
        const char32_t c = at(place);
        return c == '\n' || (program_.flavour == Flavour::kEcmaScript && (c == '\r' || c == 0x2028 || c == 0x2029));
    }

    bool holds(const Instruction& instruction) {
        switch (instruction.assertion) {
            case Assertion::kStart:
                return at_ == 0;
            case Assertion::kEnd:
                return at_ == length_;
            case Assertion::kEndOrLastBreak:
                return at_ == length_ || (at_ == length_ - 1 && at(at_) == '\n');
            case Assertion::kLineStart:
                return at_ == 0 || is_line_break(at_ - 1);
            case Assertion::kLineEnd:
                return at_ == length_ || is_line_break(at_);
            case Assertion::kWordBoundary:
            case Assertion::kNoWordBoundary:
                break;
        }
        // Python: neither holds in an empty text.
        if (program_.flavour == Flavour::kPython && length_ == 0) return false;
        const CharSet& word = program_.sets[instruction.index];
        const bool before = at_ > 0 && is(word, at(at_ - 1));
        const bool after = at_ < length_ && is(word, at(at_));
        return (before != after) == (instruction.assertion == Assertion::kWordBoundary);
    }

    // Whether a round beyond those that there must be is allowed.
    [[nodiscard]] bool may_go_round(const Instruction& loop) const {
        if (loop.max != kForever && registers_[loop.slot] >= static_cast<Register>(loop.max)) return false;
        // Python goes round once more where a round was empty; ECMAScript undoes that round (see end_round).
        return program_.flavour == Flavour::kEcmaScript || registers_[loop.slot + 1] != at_;
    }

    bool enter_round(const Instruction& loop) {
        const Register count = registers_[loop.slot];
        const bool optional = count >= static_cast<Register>(loop.min);
        set(loop.slot, count + 1);
        if (optional || program_.flavour == Flavour::kEcmaScript) set(loop.slot + 1, at_);
        for (std::uint32_t slot = loop.first_slot; slot < loop.end_slot; ++slot) {
            if (registers_[slot] != kUnset) set(slot, kUnset);
        }
        return true;
    }

    bool loop(const Instruction& loop) {
        const std::uint32_t body = next_ + (loop.lazy ? 1 : 0);
        if (registers_[loop.slot] < static_cast<Register>(loop.min)) {
            next_ = body;
            return enter_round(loop);
        }
        if (loop.lazy) {
            stack_.push_back({next_, false, at_, kUnset});  // kLoopRetry
            next_ = loop.target;
            return true;
        }
        if (!may_go_round(loop)) {
            next_ = loop.target;
            return true;
        }
        stack_.push_back({loop.target, false, at_, kUnset});
        return enter_round(loop);
    }

    bool end_round(const Instruction& loop) {
        const bool optional = registers_[loop.slot] > static_cast<Register>(loop.min);
        const bool empty = registers_[loop.slot + 1] == at_;
        if (program_.flavour == Flavour::kEcmaScript && optional && empty) return false;
        next_ = loop.target;
        return true;
    }

    void begin_look(const Instruction& look) {
        // The registers are written before the choice, so that going back to it leaves them.
        set(look.slot, kUnset);
        set(look.slot + 1, at_);
        registers_[look.slot] = static_cast<Register>(stack_.size());
        if (look.negated) stack_.push_back({look.target, false, at_, kUnset});
    }

    void end_look(const Instruction& look) {
        const auto height = static_cast<std::size_t>(registers_[look.slot]);
        if (!look.atomic) at_ = registers_[look.slot + 1];
        // What the inside could try instead is gone; what it has captured can still be undone.
        std::size_t kept = height;
        for (std::size_t i = height; i < stack_.size(); ++i) {
            if (stack_[i].restores) stack_[kept++] = stack_[i];
        }
        spend(stack_.size() - kept);
        stack_.resize(height == 0 ? 0 : kept);
    }

    void drop_to(std::size_t height) {
        while (stack_.size() > height) {
            const Entry& top = stack_.back();
            if (top.restores) registers_[top.target] = top.value;
            stack_.pop_back();
        }
    }

    const Program& program_;
    const std::u32string& text_;
    Register length_;
    Anchoring anchoring_;
    std::size_t max_steps_;
    std::size_t steps_left_;
    std::vector<Register> registers_;
    std::vector<Entry> stack_;
    Register at_ = 0;
    std::uint32_t next_ = 0;
    bool unknown_ = false;
};

}  // namespace

Match run_program(const Program& program, const std::u32string& text, Anchoring anchoring, std::size_t max_steps) {
    return Matcher(program, text, anchoring, max_steps).run();
}

}  // namespace corslab::regex
