#include "core/regex/ecmascript_parser.h"

namespace corslab::regex {
namespace {

bool is_syntax_character(char32_t c) {
    constexpr std::u32string_view kSyntax = U"^$\\.*+?()[]{}|/";
    return kSyntax.find(c) != std::u32string_view::npos;
}

}  // namespace

// Behind a backslash: \d and the like. The place stays as it was where it is none of them.
bool EcmaParser::take_class_of_characters(CharSet& set) {
    switch (reader_.peek()) {
        case 'd':
        case 'D':
            set = digits();
            break;
        case 's':
        case 'S':
            set = ecma_space();
            break;
        case 'w':
        case 'W':
            set = ecma_word(rule_);
            break;
        case 'p':
        case 'P':
            if (flags_.unicode) reader_.unsupported("a Unicode property: \\p{...}");
            return false;
        default:
            return false;
    }
    if (reader_.take() < 'a') set = set.complement();
    return true;
}

// @return whether a quantifier may follow.
bool EcmaParser::parse_atom_escape(Node& sequence) {
    reader_.take();
    if (reader_.at_end()) {
        reader_.fail("a backslash at the end of the pattern");
        return false;
    }
    const char32_t c = reader_.peek();
    if (c == 'b' || c == 'B') {
        reader_.take();
        sequence.children.push_back(assertion_node(c == 'b' ? Assertion::kWordBoundary : Assertion::kNoWordBoundary));
        return false;
    }
    CharSet set;
    if (take_class_of_characters(set)) {
        sequence.children.push_back(set_node(std::move(set)));
        return true;
    }
    if (c >= '1' && c <= '9' && parse_back_reference(sequence)) return true;
    if (c == 'k' && named_) {
        parse_named_reference(sequence);
        return true;
    }
    sequence.children.push_back(character_node(take_character_escape(false)));
    return true;
}

// `\12`, where there are so many groups; otherwise the place stays as it was.
bool EcmaParser::parse_back_reference(Node& sequence) {
    const std::size_t start = reader_.tell();
    std::uint64_t number = 0;
    while (is_digit(reader_.peek()) && number <= group_count_) number = number * 10 + (reader_.take() - '0');
    if (number > group_count_) {
        reader_.seek(start);
        if (flags_.unicode) reader_.fail("a reference to a group that is not there");
        return flags_.unicode;
    }
    Node reference(Node::Kind::kReference);
    reference.group = static_cast<std::uint32_t>(number);
    reference.case_rule = rule_;
    sequence.children.push_back(std::move(reference));
    return true;
}

void EcmaParser::parse_named_reference(Node& sequence) {
    const std::size_t start = reader_.tell();
    reader_.take();
    if (!reader_.skip('<')) return reader_.fail("\\k without a name");
    take_group_name();
    Node reference(Node::Kind::kReference);
    reference.group = kNamedReference + static_cast<std::uint32_t>(references_.size());
    reference.case_rule = rule_;
    references_.emplace_back(name_, start);
    sequence.children.push_back(std::move(reference));
}

// `c` is next. Annex B leaves a lone \c as a backslash, and the c for later.
char32_t EcmaParser::take_control_escape(bool in_class) {
    const char32_t letter = reader_.peek(1);
    const bool also_digit = in_class && !flags_.unicode && (is_digit(letter) || letter == '_');
    if (is_ascii_letter(letter) || also_digit) {
        reader_.seek(reader_.tell() + 2);
        return letter & 0x1FU;
    }
    if (flags_.unicode) reader_.fail("\\c without a letter");
    return '\\';
}

char32_t EcmaParser::take_octal() {
    char32_t value = reader_.take() - '0';
    if (is_octal_digit(reader_.peek())) {
        value = value * 8 + (reader_.take() - '0');
        if (value < 32 && is_octal_digit(reader_.peek())) value = value * 8 + (reader_.take() - '0');
    }
    return value;
}

// Behind \u. Without the flag u and four digits it is the letter itself.
char32_t EcmaParser::take_unicode_escape() {
    const auto four = reader_.take_hex(4);
    if (!flags_.unicode) return four.value_or('u');
    if (four) {
        if (*four < 0xD800 || *four >= 0xDC00 || reader_.peek() != '\\' || reader_.peek(1) != 'u') return *four;
        const std::size_t start = reader_.tell();
        reader_.seek(start + 2);
        const auto low = reader_.take_hex(4);
        if (low && *low >= 0xDC00 && *low < 0xE000) return 0x10000 + ((*four - 0xD800) << 10U) + (*low - 0xDC00);
        reader_.seek(start);
        return *four;
    }
    std::uint64_t value = 0;
    bool sound = reader_.skip('{') && hex_digit(reader_.peek()) >= 0;
    while (sound && hex_digit(reader_.peek()) >= 0) {
        value = value * 16 + static_cast<std::uint64_t>(hex_digit(reader_.take()));
        sound = value <= kLastCodePoint;
    }
    if (!sound || !reader_.skip('}')) reader_.fail("an incomplete \\u");
    return static_cast<char32_t>(value);
}

// Behind the backslash: https://tc39.es/ecma262/#prod-annexB-CharacterEscape
char32_t EcmaParser::take_character_escape(bool in_class) {
    const char32_t c = reader_.peek();
    switch (c) {
        case 'f':
            return reader_.take(), '\f';
        case 'n':
            return reader_.take(), '\n';
        case 'r':
            return reader_.take(), '\r';
        case 't':
            return reader_.take(), '\t';
        case 'v':
            return reader_.take(), '\v';
        case 'c':
            return take_control_escape(in_class);
        case 'x': {
            reader_.take();
            const auto value = reader_.take_hex(2);
            if (!value && flags_.unicode) reader_.fail("an incomplete \\x");
            return value.value_or('x');
        }
        case 'u':
            reader_.take();
            return take_unicode_escape();
        default:
            break;
    }
    if (c == '0' && !is_digit(reader_.peek(1))) return reader_.take(), U'\0';
    if (is_digit(c) && flags_.unicode) reader_.fail("a decimal escape that is no reference");
    if (is_octal_digit(c)) return take_octal();
    const bool sound = flags_.unicode ? is_syntax_character(c) || (in_class && c == '-') : c != 'k' || !named_;
    if (!sound) reader_.fail("an escape that means nothing");
    return reader_.take();
}

ClassAtom EcmaParser::take_class_atom() {
    ClassAtom atom;
    if (!reader_.skip('\\')) {
        atom.character = reader_.take();
        return atom;
    }
    if (reader_.at_end()) {
        reader_.fail("a backslash at the end of the pattern");
    } else if (take_class_of_characters(atom.set)) {
        atom.is_set = true;
    } else if (reader_.skip('b')) {
        atom.character = '\b';
    } else if (!reader_.failed()) {
        atom.character = take_character_escape(true);
    }
    return atom;
}

// https://tc39.es/ecma262/#prod-annexB-ClassContents
Node EcmaParser::parse_class() {
    const std::size_t start = reader_.tell();
    reader_.take();
    const bool negated = reader_.skip('^');
    CharSet set;
    while (!reader_.failed() && !reader_.at_end() && reader_.peek() != ']') {
        const ClassAtom first = take_class_atom();
        const bool range = reader_.peek() == '-' && reader_.peek(1) != ']' && reader_.peek(1) != kEndOfPattern;
        if (!range) {
            first.add_to(set);
            continue;
        }
        reader_.take();
        const ClassAtom last = take_class_atom();
        if (first.is_set || last.is_set) {
            if (flags_.unicode) reader_.fail("a range with a class of characters at an end");
            first.add_to(set);
            set.add('-');
            last.add_to(set);
        } else if (first.character > last.character) {
            reader_.fail("a range whose ends are out of order");
        } else {
            set.add(first.character, last.character);
        }
    }
    if (!reader_.skip(']')) reader_.fail_at(start, "a class without its ']'");
    Node node = set_node(std::move(set));
    if (negated) node.set.negate();
    return node;
}

}  // namespace corslab::regex
