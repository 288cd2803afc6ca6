#include "core/regex/python_parser.h"

#include <algorithm>

namespace corslab::regex {
namespace {

constexpr std::uint64_t kMaxWidth = std::uint64_t{1} << 40U;

bool* flag_of(PythonFlags& flags, char32_t letter) {
    switch (letter) {
        case 'a':
            return &flags.ascii;
        case 'i':
            return &flags.ignore_case;
        case 'm':
            return &flags.multiline;
        case 's':
            return &flags.dot_all;
        case 't':
            return &flags.no_repeats;
        case 'u':
            return &flags.unicode;
        case 'x':
            return &flags.verbose;
        default:
            return nullptr;
    }
}

Width times(Width width, std::uint64_t least, std::uint64_t most) {
    const auto product = [](std::uint64_t a, std::uint64_t b) {
        return a != 0 && b > kMaxWidth / a ? kMaxWidth : std::min(a * b, kMaxWidth);
    };
    return {product(width.least, least), product(width.most, most)};
}

}  // namespace

bool PythonFlags::set(char32_t letter, bool value) {
    bool* flag = flag_of(*this, letter);
    if (flag != nullptr) *flag = value;
    return flag != nullptr;
}

bool PythonFlags::has(char32_t letter) const {
    PythonFlags copy = *this;
    const bool* flag = flag_of(copy, letter);
    return flag != nullptr && *flag;
}

CaseRule PythonParser::rule_of(const PythonFlags& flags) {
    if (!flags.ignore_case) return CaseRule::kExact;
    return flags.ascii ? CaseRule::kPythonAscii : CaseRule::kPythonUnicode;
}

Node PythonParser::set_node(CharSet set, const PythonFlags& flags) {
    Node node(Node::Kind::kSet);
    set.close(rule_of(flags));
    set.finish();
    node.set = std::move(set);
    return node;
}

Node PythonParser::character_node(char32_t c, const PythonFlags& flags) {
    CharSet set;
    set.add(c);
    return set_node(std::move(set), flags);
}

Node PythonParser::assertion_node(Assertion assertion, const PythonFlags& flags) {
    Node node(Node::Kind::kAssertion);
    node.assertion = assertion;
    node.set = python_word(flags.ascii);
    node.set.finish();
    return node;
}

Parsed PythonParser::parse() {
    Parsed parsed;
    parsed.root = parse_alternation(global_, true);
    if (!reader_.failed() && !reader_.at_end()) reader_.fail("unbalanced parenthesis");
    if (highest_condition_ >= widths_.size()) reader_.fail("a reference to a group that is not there");
    if (global_.ascii && global_.unicode) {
        reader_.fail("the flags a and u together", Fault::Kind::kValue);
    }
    parsed.groups = static_cast<std::uint32_t>(widths_.size()) - 1;
    for (const char letter : std::string_view("timsxa")) {
        if (global_.has(static_cast<char32_t>(letter))) parsed.flags += letter;
    }
    parsed.fault = reader_.fault();
    return parsed;
}

// _parse_sub
Node PythonParser::parse_alternation(const PythonFlags& flags, bool top) {
    Node alternation(Node::Kind::kAlternation);
    if (++nesting_ > kMaxNesting) reader_.unsupported("groups nested more than 200 deep");
    do {
        // Global flags at the start hold for the whole pattern.
        const bool first = alternation.children.empty();
        alternation.children.push_back(parse_sequence(top ? global_ : flags, top && first, top));
    } while (!reader_.failed() && reader_.skip('|'));
    --nesting_;
    if (alternation.children.size() > 1) return alternation;
    Node only = std::move(alternation.children.front());
    return only;
}

// Where the flag x is on: past white space and comments.
bool PythonParser::skip_blank(bool verbose) {
    const char32_t c = reader_.peek();
    if (!verbose) return false;
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
        reader_.take();
        return true;
    }
    if (c != '#') return false;
    while (!reader_.at_end()) {
        const char32_t next = reader_.take();
        if (next == '\n') break;
        if (next == '\\' && reader_.take() == kEndOfPattern) reader_.fail("a backslash at the end of the pattern");
    }
    return true;
}

// _parse
Node PythonParser::parse_sequence(PythonFlags flags, bool first, bool top) {
    Node sequence(Node::Kind::kSequence);
    while (!reader_.failed() && !reader_.at_end() && reader_.peek() != '|' && reader_.peek() != ')') {
        if (skip_blank(flags.verbose)) continue;
        const auto first_group = static_cast<std::uint32_t>(widths_.size());
        switch (reader_.peek()) {
            case '\\':
                parse_escape(sequence, flags);
                break;
            case '[':
                sequence.children.push_back(parse_class(flags));
                break;
            case '*':
            case '+':
            case '?':
            case '{':
                if (!parse_repeat(sequence, first_group)) sequence.children.push_back(character_node('{', flags));
                break;
            case '.': {
                reader_.take();
                CharSet breaks;
                if (!flags.dot_all) breaks.add('\n');
                sequence.children.push_back(set_node(breaks.complement(), flags));
                break;
            }
            case '(':
                parse_group(sequence, flags, top && first && sequence.children.empty());
                break;
            case '^':
                reader_.take();
                sequence.children.push_back(
                    assertion_node(flags.multiline ? Assertion::kLineStart : Assertion::kStart, flags));
                break;
            case '$':
                reader_.take();
                sequence.children.push_back(
                    assertion_node(flags.multiline ? Assertion::kLineEnd : Assertion::kEndOrLastBreak, flags));
                break;
            default:
                sequence.children.push_back(character_node(reader_.take(), flags));
                break;
        }
    }
    return sequence;
}

std::optional<std::uint32_t> PythonParser::take_count() {
    if (!is_digit(reader_.peek())) return std::nullopt;
    std::uint64_t value = 0;
    while (is_digit(reader_.peek())) value = std::min<std::uint64_t>(value * 10 + (reader_.take() - '0'), kForever);
    if (value == kForever) reader_.fail("a repetition number that is too large", Fault::Kind::kValue);
    return static_cast<std::uint32_t>(value);
}

// Behind `{`. @return whether it is a quantifier.
bool PythonParser::take_counts(std::uint32_t& min, std::uint32_t& max) {
    const std::size_t start = reader_.tell();
    if (reader_.peek() == '}') return false;
    // The numbers count only once the closing bracket is there.
    std::size_t end = 0;
    while (is_digit(reader_.peek(end))) ++end;
    if (reader_.peek(end) == ',') {
        ++end;
        while (is_digit(reader_.peek(end))) ++end;
    }
    if (reader_.peek(end) != '}') return false;
    const auto low = take_count();
    const bool comma = reader_.skip(',');
    const auto high = comma ? take_count() : low;
    reader_.seek(start + end + 1);
    min = low.value_or(0);
    max = high.value_or(kForever);
    if (high && max < min) reader_.fail_at(start, "a repetition whose least number is greater than its most");
    return true;
}

// @return false for a `{` that is a character like any other.
bool PythonParser::parse_repeat(Node& sequence, std::uint32_t first_group) {
    const std::size_t start = reader_.tell();
    Node repeat(Node::Kind::kRepeat);
    repeat.max = kForever;
    const char32_t sign = reader_.take();
    if (sign == '?') repeat.max = 1;
    if (sign == '+') repeat.min = 1;
    if (sign == '{' && !take_counts(repeat.min, repeat.max)) return false;
    if (sequence.children.empty() || sequence.children.back().kind == Node::Kind::kAssertion) {
        reader_.fail_at(start, "nothing to repeat");
    } else if (sequence.children.back().kind == Node::Kind::kRepeat) {
        reader_.fail_at(start, "multiple repeat");
    } else if (global_.no_repeats) {
        reader_.fail_at(start, "unsupported template operator");
    }
    if (reader_.failed()) return true;
    if (reader_.skip('?')) {
        repeat.greed = Greed::kLazy;
    } else if (reader_.skip('+')) {
        repeat.greed = Greed::kPossessive;
    }
    repeat.first_group = first_group;
    repeat.end_group = first_group;
    repeat.children.push_back(std::move(sequence.children.back()));
    sequence.children.back() = std::move(repeat);
    return true;
}

// SubPattern.getwidth
Width PythonParser::width_of(const Node& node) const {
    const auto either = [&](std::size_t a, std::size_t b) {
        const Width one = width_of(node.children[a]);
        const Width other = width_of(node.children[b]);
        return Width{std::min(one.least, other.least), std::max(one.most, other.most)};
    };
    switch (node.kind) {
        case Node::Kind::kSet:
            return {1, 1};
        case Node::Kind::kRepeat:
            return times(width_of(node.children.front()), node.min, node.max);
        case Node::Kind::kReference:
            return widths_[node.group].value_or(Width{});
        case Node::Kind::kConditional:
            return either(0, 1);
        case Node::Kind::kAlternation: {
            Width width = width_of(node.children.front());
            for (const Node& child : node.children) {
                const Width next = width_of(child);
                width = {std::min(width.least, next.least), std::max(width.most, next.most)};
            }
            return width;
        }
        case Node::Kind::kLook:
        case Node::Kind::kAssertion:
            return {};
        default:
            break;
    }
    Width sum;
    for (const Node& child : node.children) {
        const Width next = width_of(child);
        sum = {std::min(sum.least + next.least, kMaxWidth), std::min(sum.most + next.most, kMaxWidth)};
    }
    return sum;
}

}  // namespace corslab::regex
