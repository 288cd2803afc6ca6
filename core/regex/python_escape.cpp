#include <algorithm>

#include "core/regex/python_parser.h"

namespace corslab::regex {

// Behind a backslash: \d and the like. The place stays as it was where it is none of them.
bool PythonParser::take_category(CharSet& set, const PythonFlags& flags) {
    switch (reader_.peek()) {
        case 'd':
        case 'D':
            set = python_digits(flags.ascii);
            break;
        case 's':
        case 'S':
            set = python_space(flags.ascii);
            break;
        case 'w':
        case 'W':
            set = python_word(flags.ascii);
            break;
        default:
            return false;
    }
    if (reader_.take() < 'a') set = set.complement();
    return true;
}

// What means the same in a set and outside; nothing where it is a digit, or a letter that means nothing.
std::optional<char32_t> PythonParser::take_simple_escape(bool in_class) {
    constexpr std::u32string_view kLetters = U"afnrtv";
    constexpr std::u32string_view kMeanings = U"\a\f\n\r\t\v";
    const char32_t c = reader_.peek();
    const auto known = kLetters.find(c);
    if (known != std::u32string_view::npos) return reader_.take(), kMeanings[known];
    if (c == 'b' && in_class) return reader_.take(), U'\b';
    if (c == 'x' || c == 'u' || c == 'U') {
        reader_.take();
        const auto value = reader_.take_hex(c == 'x' ? 2 : c == 'u' ? 4 : 8);
        if (!value) reader_.fail("incomplete escape");
        if (value && *value > kLastCodePoint) reader_.fail("bad escape");
        return value;
    }
    if (c == 'N') {
        reader_.unsupported("a character by its name: \\N{...}");
        return std::nullopt;
    }
    if (is_digit(c)) return std::nullopt;
    if (is_ascii_letter(c)) {
        reader_.fail("bad escape");
        return std::nullopt;
    }
    return reader_.take();
}

// _escape
void PythonParser::parse_escape(Node& sequence, const PythonFlags& flags) {
    reader_.take();
    if (reader_.at_end()) return reader_.fail("bad escape (end of pattern)");
    CharSet set;
    if (take_category(set, flags)) {
        sequence.children.push_back(set_node(std::move(set), flags));
        return;
    }
    const char32_t c = reader_.peek();
    constexpr std::u32string_view kAssertions = U"AbBZ";
    constexpr Assertion kMeanings[] = {Assertion::kStart, Assertion::kWordBoundary, Assertion::kNoWordBoundary,
                                       Assertion::kEnd};
    const auto assertion = kAssertions.find(c);
    if (assertion != std::u32string_view::npos) {
        reader_.take();
        sequence.children.push_back(assertion_node(kMeanings[assertion], flags));
        return;
    }
    const auto character = take_simple_escape(false);
    if (character) {
        sequence.children.push_back(character_node(*character, flags));
    } else if (!reader_.failed()) {
        parse_number_escape(sequence, flags);
    }
}

// \0, \07, \123 in octal, or a group.
void PythonParser::parse_number_escape(Node& sequence, const PythonFlags& flags) {
    char32_t value = 0;
    const bool zero = reader_.peek() == '0';
    const bool octal =
        zero || (is_octal_digit(reader_.peek()) && is_octal_digit(reader_.peek(1)) && is_octal_digit(reader_.peek(2)));
    if (octal) {
        for (int i = 0; i < 3 && is_octal_digit(reader_.peek()); ++i) value = value * 8 + (reader_.take() - '0');
        if (value > 0377) reader_.fail("octal escape value outside of range 0-0o377");
        sequence.children.push_back(character_node(value, flags));
        return;
    }
    value = reader_.take() - '0';
    if (is_digit(reader_.peek())) value = value * 10 + (reader_.take() - '0');
    if (value >= widths_.size()) return reader_.fail("invalid group reference");
    if (!is_closed(value)) return reader_.fail("cannot refer to an open group");
    check_reference(value);
    Node reference(Node::Kind::kReference);
    reference.group = value;
    reference.case_rule = rule_of(flags);
    sequence.children.push_back(std::move(reference));
}

// _class_escape, or a character.
ClassAtom PythonParser::take_class_atom(const PythonFlags& flags) {
    ClassAtom atom;
    if (!reader_.skip('\\')) {
        if (reader_.at_end()) reader_.fail("unterminated character set");
        atom.character = reader_.take();
        return atom;
    }
    if (reader_.at_end()) {
        reader_.fail("bad escape (end of pattern)");
        return atom;
    }
    if (take_category(atom.set, flags)) {
        atom.is_set = true;
        return atom;
    }
    if (is_octal_digit(reader_.peek())) {
        for (int i = 0; i < 3 && is_octal_digit(reader_.peek()); ++i) {
            atom.character = atom.character * 8 + (reader_.take() - '0');
        }
        if (atom.character > 0377) reader_.fail("octal escape value outside of range 0-0o377");
        return atom;
    }
    const auto character = take_simple_escape(true);
    if (!character) reader_.fail("bad escape");
    atom.character = character.value_or(0);
    return atom;
}

Node PythonParser::parse_class(const PythonFlags& flags) {
    reader_.take();
    const bool negated = reader_.skip('^');
    CharSet set;
    bool empty = true;
    while (!reader_.failed() && (empty || reader_.peek() != ']')) {
        empty = false;
        const ClassAtom first = take_class_atom(flags);
        if (!reader_.skip('-')) {
            first.add_to(set);
            continue;
        }
        if (reader_.peek() == ']') {
            first.add_to(set);
            set.add('-');
            continue;
        }
        const ClassAtom last = take_class_atom(flags);
        const bool sound = !first.is_set && !last.is_set && first.character <= last.character;
        if (!sound) reader_.fail("bad character range");
        if (sound) set.add(first.character, last.character);
    }
    reader_.take();
    Node node = set_node(std::move(set), flags);
    if (negated) node.set.negate();
    return node;
}

}  // namespace corslab::regex
