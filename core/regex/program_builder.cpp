#include "core/regex/program.h"

namespace corslab::regex {
namespace {

class Builder {
  public:
    Builder(Program& program, Flavour flavour) : program_(program), flavour_(flavour) {}

    // `backward`: the inside of ECMAScript's look behind is matched from its end.
    void emit(const Node& node, bool backward) {
        switch (node.kind) {
            case Node::Kind::kSequence:
                return emit_sequence(node, backward);
            case Node::Kind::kAlternation:
                return emit_alternation(node, backward);
            case Node::Kind::kSet:
                return emit_set(node, backward);
            case Node::Kind::kGroup:
                return emit_group(node, backward);
            case Node::Kind::kRepeat:
                return emit_repeat(node, backward);
            case Node::Kind::kLook:
                return emit_look(node);
            case Node::Kind::kReference: {
                Instruction& reference = add(Op::kReference);
                reference.index = node.group;
                reference.case_rule = node.case_rule;
                reference.backward = backward;
                return;
            }
            case Node::Kind::kAssertion:
                add(Op::kAssert).assertion = node.assertion;
                program_.code.back().index = add_set(node.set);
                return;
            case Node::Kind::kAtomic:
                return emit_atomic([&] { emit(node.children.front(), backward); });
            case Node::Kind::kConditional:
                return emit_conditional(node, backward);
        }
    }

    Instruction& add(Op op) { return program_.code.emplace_back(op); }

  private:
    [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code.size()); }

    std::uint32_t add_set(const CharSet& set) {
        program_.sets.push_back(set);
        return static_cast<std::uint32_t>(program_.sets.size()) - 1;
    }

    std::uint32_t take_registers(std::uint32_t count) {
        const std::uint32_t first = program_.registers;
        program_.registers += count;
        return first;
    }

    void emit_sequence(const Node& node, bool backward) {
        const std::size_t count = node.children.size();
        for (std::size_t i = 0; i < count; ++i) emit(node.children[backward ? count - 1 - i : i], backward);
    }

    void emit_alternation(const Node& node, bool backward) {
        std::vector<std::uint32_t> jumps;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool last = i + 1 == node.children.size();
            const std::uint32_t split = here();
            if (!last) add(Op::kSplit);
            emit(node.children[i], backward);
            if (last) break;
            jumps.push_back(here());
            add(Op::kJump);
            program_.code[split].target = here();
        }
        for (const std::uint32_t jump : jumps) program_.code[jump].target = here();
    }

    void emit_set(const Node& node, bool backward) {
        const std::uint32_t index = add_set(node.set);
        Instruction& set = add(Op::kSet);
        set.index = index;
        set.backward = backward;
    }

    void emit_group(const Node& node, bool backward) {
        const bool captures = node.group != 0;
        if (captures) add(Op::kSave).slot = 2 * node.group + (backward ? 1 : 0);
        emit(node.children.front(), backward);
        if (captures) add(Op::kSave).slot = 2 * node.group + (backward ? 0 : 1);
    }

    // The one character that is repeated, where it is no more than that.
    static const Node* simple(const Node& node) {
        if (node.kind == Node::Kind::kSet) return &node;
        const bool wraps = (node.kind == Node::Kind::kGroup && node.group == 0) ||
                           (node.kind == Node::Kind::kSequence && node.children.size() == 1);
        return wraps ? simple(node.children.front()) : nullptr;
    }

    void emit_repeat(const Node& node, bool backward) {
        const Node* set = simple(node.children.front());
        const auto emit_loop_here = [&] {
            if (set == nullptr || node.greed == Greed::kLazy) return emit_loop(node, backward);
            const std::uint32_t index = add_set(set->set);
            Instruction& repeat = add(Op::kRepeatSet);
            repeat.index = index;
            repeat.min = node.min;
            repeat.max = node.max;
            repeat.backward = backward;
        };
        if (node.max == 0) return;
        if (node.greed == Greed::kPossessive) return emit_atomic(emit_loop_here);
        emit_loop_here();
    }

    void emit_loop(const Node& node, bool backward) {
        Instruction loop(Op::kLoop);
        loop.slot = take_registers(2);
        loop.min = node.min;
        loop.max = node.max;
        loop.lazy = node.greed == Greed::kLazy;
        loop.first_slot = 2 * node.first_group;
        loop.end_slot = 2 * node.end_group;
        add(Op::kLoopInit).slot = loop.slot;
        const std::uint32_t head = here();
        program_.code.push_back(loop);
        if (loop.lazy) {
            loop.op = Op::kLoopRetry;
            program_.code.push_back(loop);
        }
        // A possessive loop does not try again what a round has matched either.
        const auto body = [&] { emit(node.children.front(), backward); };
        if (node.greed == Greed::kPossessive) {
            emit_atomic(body);
        } else {
            body();
        }
        Instruction end = loop;
        end.op = Op::kLoopEnd;
        end.target = head;
        program_.code.push_back(end);
        program_.code[head].target = here();
    }

    template <class Body>
    void emit_atomic(const Body& body) {
        const std::uint32_t slot = take_registers(2);
        add(Op::kLook).slot = slot;
        body();
        Instruction& end = add(Op::kLookEnd);
        end.slot = slot;
        end.atomic = true;
    }

    void emit_look(const Node& node) {
        const std::uint32_t slot = take_registers(2);
        const std::uint32_t head = here();
        Instruction& look = add(Op::kLook);
        look.slot = slot;
        look.negated = node.negated;
        const bool fixed_width = node.behind && flavour_ == Flavour::kPython;
        if (fixed_width) add(Op::kBack).min = node.width;
        emit(node.children.front(), node.behind && !fixed_width);
        add(node.negated ? Op::kNegativeEnd : Op::kLookEnd).slot = slot;
        program_.code[head].target = here();
    }

    void emit_conditional(const Node& node, bool backward) {
        const std::uint32_t head = here();
        add(Op::kConditional).index = node.group;
        emit(node.children[0], backward);
        const std::uint32_t jump = here();
        add(Op::kJump);
        program_.code[head].target = here();
        emit(node.children[1], backward);
        program_.code[jump].target = here();
    }

    Program& program_;
    Flavour flavour_;
};

}  // namespace

Program build_program(const Parsed& parsed, Flavour flavour) {
    Program program;
    program.flavour = flavour;
    program.sticky = parsed.sticky;
    program.flags = parsed.flags;
    program.groups = parsed.groups;
    program.registers = 2 * (parsed.groups + 1);
    Builder builder(program, flavour);
    builder.emit(parsed.root, false);
    builder.add(Op::kAccept);
    return program;
}

}  // namespace corslab::regex
