#include "core/regex/ecmascript_parser.h"

namespace corslab::regex {
namespace {

void resolve(Node& node, const std::vector<std::uint32_t>& groups) {
    if (node.kind == Node::Kind::kReference && node.group >= kNamedReference) {
        node.group = groups[node.group - kNamedReference];
    }
    for (Node& child : node.children) resolve(child, groups);
}

}  // namespace

EcmaParser::EcmaParser(std::u32string pattern, const EcmaFlags& flags)
    : reader_(std::move(pattern)),
      flags_(flags),
      rule_(!flags.ignore_case ? CaseRule::kExact
            : flags.unicode    ? CaseRule::kEcmaUnicode
                               : CaseRule::kEcmaLegacy) {}

Node EcmaParser::set_node(CharSet set) const {
    Node node(Node::Kind::kSet);
    set.close(rule_);
    set.finish();
    node.set = std::move(set);
    return node;
}

Node EcmaParser::character_node(char32_t c) const {
    CharSet set;
    set.add(c);
    return set_node(std::move(set));
}

Node EcmaParser::assertion_node(Assertion assertion) const {
    Node node(Node::Kind::kAssertion);
    node.assertion = assertion;
    node.set = ecma_word(rule_);
    node.set.finish();
    return node;
}

// Which groups there are decides what \1 and \k mean in front of them.
void EcmaParser::count_groups() {
    bool in_class = false;
    for (std::size_t i = 0; reader_.peek(i) != kEndOfPattern; ++i) {
        const char32_t c = reader_.peek(i);
        if (c == '\\') {
            ++i;
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            in_class = true;
        } else if (c == '(') {
            const bool named = reader_.peek(i + 1) == '?' && reader_.peek(i + 2) == '<' && reader_.peek(i + 3) != '=' &&
                               reader_.peek(i + 3) != '!';
            if (reader_.peek(i + 1) == '?' && !named) continue;
            ++group_count_;
            named_ = named_ || named;
        }
    }
}

Parsed EcmaParser::parse() {
    Parsed parsed;
    count_groups();
    if (flags_.unicode) named_ = true;
    parsed.root = parse_disjunction();
    if (!reader_.failed() && reader_.peek() == ')') reader_.fail("unmatched ')'");
    std::vector<std::uint32_t> groups;
    for (const auto& [name, position] : references_) {
        const auto found = names_.find(name);
        if (found == names_.end()) reader_.fail_at(position, "no group has the name that is referred to");
        groups.push_back(found == names_.end() ? 0 : found->second);
    }
    resolve(parsed.root, groups);
    parsed.groups = groups_opened_;
    parsed.sticky = flags_.sticky;
    parsed.fault = reader_.fault();
    return parsed;
}

Node EcmaParser::parse_disjunction() {
    Node alternation(Node::Kind::kAlternation);
    if (++nesting_ > kMaxNesting) reader_.unsupported("groups nested more than 200 deep");
    do {
        Node sequence(Node::Kind::kSequence);
        while (!reader_.failed() && !reader_.at_end() && reader_.peek() != '|' && reader_.peek() != ')') {
            const std::uint32_t first_group = groups_opened_;
            if (parse_term(sequence) && !reader_.failed()) parse_quantifier(sequence, first_group);
        }
        alternation.children.push_back(std::move(sequence));
    } while (!reader_.failed() && reader_.skip('|'));
    --nesting_;
    if (alternation.children.size() > 1) return alternation;
    Node only = std::move(alternation.children.front());
    return only;
}

// Appends the next term. @return whether a quantifier may follow.
bool EcmaParser::parse_term(Node& sequence) {
    const char32_t c = reader_.peek();
    switch (c) {
        case '^':
            reader_.take();
            sequence.children.push_back(assertion_node(flags_.multiline ? Assertion::kLineStart : Assertion::kStart));
            return false;
        case '$':
            reader_.take();
            sequence.children.push_back(assertion_node(flags_.multiline ? Assertion::kLineEnd : Assertion::kEnd));
            return false;
        case '(':
            parse_group(sequence);
            return sequence.children.empty() || sequence.children.back().kind != Node::Kind::kLook ||
                   (!flags_.unicode && !sequence.children.back().behind);
        case '*':
        case '+':
        case '?':
            reader_.fail("nothing to repeat");
            return false;
        case '.':
            reader_.take();
            sequence.children.push_back(
                set_node(flags_.dot_all ? CharSet().complement() : line_terminators().complement()));
            return true;
        case '[':
            sequence.children.push_back(parse_class());
            return true;
        case '\\':
            return parse_atom_escape(sequence);
        case '{': {
            std::uint32_t min = 0;
            std::uint32_t max = 0;
            const std::size_t start = reader_.tell();
            if (flags_.unicode || take_interval(min, max)) reader_.fail_at(start, "nothing to repeat");
            break;
        }
        case '}':
        case ']':
            if (flags_.unicode) reader_.fail("a bracket without its partner");
            break;
        default:
            break;
    }
    sequence.children.push_back(character_node(reader_.take()));
    return true;
}

// Past `(?=`, `(?!`, `(?<=` or `(?<!`. @return whether it is one.
bool EcmaParser::open_look(Node& look) {
    look.behind = reader_.peek() == '<';
    const char32_t sign = reader_.peek(look.behind ? 1 : 0);
    if (sign != '=' && sign != '!') return false;
    look.negated = sign == '!';
    reader_.seek(reader_.tell() + (look.behind ? 2 : 1));
    return true;
}

void EcmaParser::parse_group(Node& sequence) {
    const std::size_t start = reader_.tell();
    reader_.take();
    Node group(Node::Kind::kGroup);
    if (reader_.skip('?')) {
        Node look(Node::Kind::kLook);
        if (open_look(look)) {
            group = std::move(look);
        } else if (reader_.skip('<')) {
            group.group = ++groups_opened_;
            take_group_name();
            if (!reader_.failed() && !names_.emplace(name_, group.group).second) reader_.fail("a group's name twice");
        } else if (!reader_.skip(':')) {
            reader_.fail("a group that begins with (? and is of no known kind");
        }
    } else {
        group.group = ++groups_opened_;
    }
    if (reader_.failed()) return;
    group.children.push_back(parse_disjunction());
    if (!reader_.skip(')')) reader_.fail_at(start, "a group without its ')'");
    sequence.children.push_back(std::move(group));
}

// `{2}`, `{2,}` or `{2,3}`; otherwise the place stays as it was.
bool EcmaParser::take_interval(std::uint32_t& min, std::uint32_t& max) {
    const std::size_t start = reader_.tell();
    const auto number = [&](std::uint32_t& out) {
        if (!is_digit(reader_.peek())) return false;
        std::uint64_t value = 0;
        while (is_digit(reader_.peek())) {
            value = value * 10 + (reader_.take() - '0');
            if (value > kForever) value = kForever;
        }
        out = static_cast<std::uint32_t>(value);
        return true;
    };
    reader_.take();
    bool sound = number(min);
    max = min;
    if (sound && reader_.skip(',')) {
        max = kForever;
        if (reader_.peek() != '}') sound = number(max);
    }
    if (sound && reader_.skip('}')) return true;
    reader_.seek(start);
    return false;
}

void EcmaParser::parse_quantifier(Node& sequence, std::uint32_t first_group) {
    Node repeat(Node::Kind::kRepeat);
    repeat.max = kForever;
    switch (reader_.peek()) {
        case '*':
            reader_.take();
            break;
        case '+':
            reader_.take();
            repeat.min = 1;
            break;
        case '?':
            reader_.take();
            repeat.max = 1;
            break;
        case '{':
            if (!take_interval(repeat.min, repeat.max)) {
                if (flags_.unicode) reader_.fail("an incomplete quantifier");
                return;
            }
            if (repeat.max < repeat.min) reader_.fail("a quantifier whose numbers are out of order");
            break;
        default:
            return;
    }
    if (reader_.skip('?')) repeat.greed = Greed::kLazy;
    repeat.first_group = first_group + 1;
    repeat.end_group = groups_opened_ + 1;
    repeat.children.push_back(std::move(sequence.children.back()));
    sequence.children.back() = std::move(repeat);
}

// One character of a name, escapes resolved.
char32_t EcmaParser::take_name_character() {
    if (reader_.peek() != '\\') {
        const char32_t c = reader_.take();
        const bool pair = !flags_.unicode && c >= 0xD800 && c < 0xDC00 && (reader_.peek() & ~0x3FFU) == 0xDC00;
        if (pair) return 0x10000 + ((c - 0xD800) << 10U) + (reader_.take() - 0xDC00);
        return c;
    }
    reader_.take();
    if (!reader_.skip('u')) {
        reader_.fail("a group's name that is no name");
        return 0;
    }
    // Within a name, escapes are those of the flag u.
    const bool unicode = flags_.unicode;
    flags_.unicode = true;
    const char32_t c = take_unicode_escape();
    flags_.unicode = unicode;
    return c;
}

// A name and its `>`, into name_.
void EcmaParser::take_group_name() {
    name_.clear();
    while (!reader_.failed()) {
        if (reader_.at_end()) {
            reader_.fail("a group's name without its '>'");
            break;
        }
        if (reader_.peek() == '>' && !name_.empty()) {
            reader_.take();
            break;
        }
        const char32_t c = take_name_character();
        const auto sound = c == '$'                     ? std::optional(true)
                           : c == 0x200C || c == 0x200D ? std::optional(!name_.empty())
                           : name_.empty()              ? is_name_start(c)
                                                        : is_name_part(c);
        if (!sound) reader_.unsupported("a group's name with a character above U+00FF");
        if (sound && !*sound) reader_.fail("a group's name that is no name");
        name_ += c;
    }
}

}  // namespace corslab::regex
