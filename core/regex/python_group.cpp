#include <algorithm>

#include "core/regex/python_parser.h"

namespace corslab::regex {

void PythonParser::skip_comment(std::size_t start) {
    while (true) {
        const char32_t c = reader_.take();
        if (c == ')') return;
        const bool cut = c == kEndOfPattern || (c == '\\' && reader_.take() == kEndOfPattern);
        if (cut) return reader_.fail_at(start, "missing ), unterminated comment");
    }
}

// Tokenizer.getuntil
std::u32string PythonParser::take_name(char32_t terminator) {
    std::u32string name;
    while (reader_.peek() != terminator) {
        if (reader_.at_end()) {
            reader_.fail("a group's name without its end");
            return name;
        }
        name += reader_.take();
    }
    reader_.take();
    if (name.empty()) reader_.fail("missing group name");
    return name;
}

// str.isidentifier()
void PythonParser::check_name(const std::u32string& name) {
    for (std::size_t i = 0; i < name.size() && !reader_.failed(); ++i) {
        const auto sound = i == 0 ? is_name_start(name[i]) : is_name_part(name[i]);
        if (!sound) reader_.unsupported("a group's name with a character above U+00FF");
        if (sound && !*sound) reader_.fail("bad character in group name");
    }
}

bool PythonParser::is_closed(std::uint32_t group) const {
    return group < widths_.size() && widths_[group].has_value();
}

// checklookbehindgroup
void PythonParser::check_reference(std::uint32_t group) {
    if (!groups_in_front_of_look_) return;
    if (!is_closed(group)) reader_.fail("cannot refer to an open group");
    if (group >= *groups_in_front_of_look_) {
        reader_.fail("cannot refer to group defined in the same lookbehind subpattern");
    }
}

void PythonParser::close_group(Node& sequence, Node node, std::size_t start) {
    if (!reader_.skip(')')) return reader_.fail_at(start, "missing ), unterminated subpattern");
    sequence.children.push_back(std::move(node));
}

void PythonParser::parse_capture(Node& sequence, const PythonFlags& flags, const std::u32string& name,
                                 std::size_t start) {
    Node group(Node::Kind::kGroup);
    group.group = static_cast<std::uint32_t>(widths_.size());
    widths_.emplace_back();
    if (!name.empty() && !names_.emplace(name, group.group).second) {
        return reader_.fail_at(start, "redefinition of a group name");
    }
    group.children.push_back(parse_alternation(flags, false));
    widths_[group.group] = width_of(group.children.front());
    close_group(sequence, std::move(group), start);
}

void PythonParser::parse_group(Node& sequence, PythonFlags& flags, bool at_start) {
    const std::size_t start = reader_.tell();
    reader_.take();
    if (reader_.skip('?')) return parse_extension(sequence, flags, at_start, start);
    parse_capture(sequence, flags, {}, start);
}

void PythonParser::parse_extension(Node& sequence, PythonFlags& flags, bool at_start, std::size_t start) {
    switch (reader_.peek()) {
        case 'P':
            reader_.take();
            return parse_python_extension(sequence, flags, start);
        case ':':
        case '>': {
            Node group(reader_.take() == '>' ? Node::Kind::kAtomic : Node::Kind::kGroup);
            group.children.push_back(parse_alternation(flags, false));
            return close_group(sequence, std::move(group), start);
        }
        case '#':
            reader_.take();
            return skip_comment(start);
        case '=':
        case '!':
            return parse_look(sequence, flags, false, start);
        case '<':
            reader_.take();
            if (reader_.peek() == '=' || reader_.peek() == '!') return parse_look(sequence, flags, true, start);
            return reader_.fail("unknown extension ?<");
        case '(':
            reader_.take();
            return parse_conditional(sequence, flags, start);
        case kEndOfPattern:
            return reader_.fail("unexpected end of pattern");
        default:
            return parse_flags(sequence, flags, at_start, start);
    }
}

// Behind (?P
void PythonParser::parse_python_extension(Node& sequence, const PythonFlags& flags, std::size_t start) {
    if (reader_.skip('<')) {
        const std::u32string name = take_name('>');
        check_name(name);
        if (!reader_.failed()) parse_capture(sequence, flags, name, start);
        return;
    }
    if (!reader_.skip('=')) return reader_.fail("unknown extension ?P");
    const std::u32string name = take_name(')');
    check_name(name);
    if (reader_.failed()) return;
    const auto found = names_.find(name);
    if (found == names_.end()) return reader_.fail("unknown group name");
    if (!is_closed(found->second)) return reader_.fail("cannot refer to an open group");
    check_reference(found->second);
    Node reference(Node::Kind::kReference);
    reference.group = found->second;
    reference.case_rule = rule_of(flags);
    sequence.children.push_back(std::move(reference));
}

void PythonParser::parse_look(Node& sequence, const PythonFlags& flags, bool behind, std::size_t start) {
    Node look(Node::Kind::kLook);
    look.behind = behind;
    look.negated = reader_.take() == '!';
    const auto before = groups_in_front_of_look_;
    if (behind && !before) groups_in_front_of_look_ = static_cast<std::uint32_t>(widths_.size());
    look.children.push_back(parse_alternation(flags, false));
    if (behind) groups_in_front_of_look_ = before;
    if (behind && !reader_.failed()) {
        const Width width = width_of(look.children.front());
        if (width.least != width.most) return reader_.fail_at(start, "look-behind requires fixed-width pattern");
        look.width = static_cast<std::uint32_t>(std::min<std::uint64_t>(width.least, kForever));
    }
    close_group(sequence, std::move(look), start);
}

// Behind (?( : a group's name or number.
void PythonParser::parse_conditional(Node& sequence, const PythonFlags& flags, std::size_t start) {
    const std::u32string name = take_name(')');
    if (reader_.failed()) return;
    Node conditional(Node::Kind::kConditional);
    if (std::all_of(name.begin(), name.end(), is_digit)) {
        std::uint64_t number = 0;
        for (const char32_t c : name) number = std::min<std::uint64_t>(number * 10 + (c - '0'), kForever);
        if (number == 0) return reader_.fail("bad group number");
        if (number > kForever / 2) return reader_.fail("invalid group reference");
        conditional.group = static_cast<std::uint32_t>(number);
        highest_condition_ = std::max(highest_condition_, conditional.group);
    } else {
        check_name(name);
        const auto found = names_.find(name);
        if (found == names_.end()) reader_.fail("unknown group name");
        if (reader_.failed()) return;
        conditional.group = found->second;
    }
    check_reference(conditional.group);
    conditional.children.push_back(parse_sequence(flags, false, false));
    conditional.children.emplace_back(Node::Kind::kSequence);
    if (reader_.skip('|')) {
        conditional.children.back() = parse_sequence(flags, false, false);
        if (reader_.peek() == '|') return reader_.fail("conditional backref with more than two branches");
    }
    close_group(sequence, std::move(conditional), start);
}

// From a letter on, up to what ends the letters.
char32_t PythonParser::take_flags(PythonFlags& add, char32_t letter) {
    while (true) {
        if (letter == 'L') reader_.fail("cannot use the flag L with a str pattern");
        if (!add.set(letter, true)) reader_.fail("unknown flag");
        if (add.ascii && add.unicode) reader_.fail("the flags a and u together");
        letter = reader_.take();
        if (reader_.failed() || letter == ')' || letter == '-' || letter == ':') return letter;
    }
}

// Behind `-`: the letters, and the `:`.
char32_t PythonParser::take_flags_off(PythonFlags& remove) {
    char32_t letter = reader_.take();
    do {
        if (letter == 'a' || letter == 'u' || letter == 'L') reader_.fail("cannot turn off the flags a, u and L");
        if (!remove.set(letter, true)) reader_.fail("unknown flag");
        letter = reader_.take();
    } while (!reader_.failed() && letter != ':');
    return letter;
}

// (?i) for the whole pattern, (?i-s:...) for a part.
void PythonParser::parse_flags(Node& sequence, PythonFlags& flags, bool at_start, std::size_t start) {
    constexpr std::u32string_view kLetters = U"aiLmsuxt-";
    PythonFlags add;
    PythonFlags remove;
    char32_t next = reader_.take();
    if (kLetters.find(next) == std::u32string_view::npos) return reader_.fail_at(start, "unknown extension");
    if (next != '-') next = take_flags(add, next);
    if (reader_.failed()) return;
    if (next == ')') {
        if (!at_start) return reader_.fail_at(start, "global flags not at the start of the expression");
        for (const char32_t letter : kLetters) {
            if (add.has(letter)) global_.set(letter, true);
        }
        flags = global_;
        return;
    }
    if (next == '-') take_flags_off(remove);
    if (add.no_repeats || remove.no_repeats) return reader_.fail_at(start, "cannot turn a global flag on or off");
    PythonFlags inner = flags;
    if (add.ascii || add.unicode) inner.ascii = inner.unicode = false;
    for (const char32_t letter : kLetters) {
        if (add.has(letter) && remove.has(letter)) reader_.fail("a flag turned on and off");
        if (add.has(letter)) inner.set(letter, true);
        if (remove.has(letter)) inner.set(letter, false);
    }
    if (reader_.failed()) return;
    Node group(Node::Kind::kGroup);
    group.children.push_back(parse_alternation(inner, false));
    close_group(sequence, std::move(group), start);
}

}  // namespace corslab::regex
