#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/regex/pattern_reader.h"
#include "core/regex/syntax_tree.h"

namespace corslab::regex {

/// References by name are numbered from here until all the names are known.
inline constexpr std::uint32_t kNamedReference = 0x80000000;

struct EcmaFlags {
    bool ignore_case = false;
    bool multiline = false;
    bool dot_all = false;
    bool unicode = false;
    bool sticky = false;
};

/// Reads a pattern as `RegExp` does. https://tc39.es/ecma262/#sec-parsepattern, and its Annex B where `unicode` is off.
class EcmaParser {
  public:
    EcmaParser(std::u32string pattern, const EcmaFlags& flags);

    [[nodiscard]] Parsed parse();

  private:
    // ecmascript_parser.cpp: terms.
    Node parse_disjunction();
    bool parse_term(Node& sequence);
    void parse_group(Node& sequence);
    bool open_look(Node& look);
    void parse_quantifier(Node& sequence, std::uint32_t first_group);
    bool take_interval(std::uint32_t& min, std::uint32_t& max);
    void take_group_name();
    char32_t take_name_character();
    void count_groups();

    // ecmascript_escape.cpp: escapes and classes.
    bool parse_atom_escape(Node& sequence);
    bool parse_back_reference(Node& sequence);
    void parse_named_reference(Node& sequence);
    char32_t take_character_escape(bool in_class);
    char32_t take_control_escape(bool in_class);
    char32_t take_unicode_escape();
    char32_t take_octal();
    bool take_class_of_characters(CharSet& set);
    ClassAtom take_class_atom();
    Node parse_class();

    [[nodiscard]] Node set_node(CharSet set) const;
    [[nodiscard]] Node character_node(char32_t c) const;
    [[nodiscard]] Node assertion_node(Assertion assertion) const;

    PatternReader reader_;
    EcmaFlags flags_;
    CaseRule rule_;
    bool named_ = false;  // The pattern has named groups: \k is a reference then.
    std::uint32_t group_count_ = 0;
    std::uint32_t groups_opened_ = 0;
    std::size_t nesting_ = 0;
    std::map<std::u32string, std::uint32_t> names_;
    std::vector<std::pair<std::u32string, std::size_t>>
        references_;  // By name, with the place; in the order of kNamedReference.
    std::u32string name_;
};

}  // namespace corslab::regex
