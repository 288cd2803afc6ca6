#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/regex/pattern_reader.h"
#include "core/regex/syntax_tree.h"

namespace corslab::regex {

struct PythonFlags {
    bool ascii = false;
    bool ignore_case = false;
    bool multiline = false;
    bool no_repeats = false;  ///< The deprecated flag t.
    bool dot_all = false;
    bool unicode = false;  ///< Written out; it is the default.
    bool verbose = false;

    /// Sets the flag of that letter. @return whether there is one.
    bool set(char32_t letter, bool value);
    [[nodiscard]] bool has(char32_t letter) const;
};

/// How many characters a part of a pattern can match.
struct Width {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// Reads a pattern as CPython's Lib/re/_parser.py of 3.11 does, function by function.
class PythonParser {
  public:
    PythonParser(std::u32string pattern, const PythonFlags& flags) : reader_(std::move(pattern)), global_(flags) {}

    [[nodiscard]] Parsed parse();

  private:
    // python_parser.cpp: terms and quantifiers.
    Node parse_alternation(const PythonFlags& flags, bool top);
    Node parse_sequence(PythonFlags flags, bool first, bool top);
    bool skip_blank(bool verbose);
    bool parse_repeat(Node& sequence, std::uint32_t first_group);
    bool take_counts(std::uint32_t& min, std::uint32_t& max);
    std::optional<std::uint32_t> take_count();
    [[nodiscard]] Width width_of(const Node& node) const;

    // python_group.cpp: what stands in parentheses.
    void parse_group(Node& sequence, PythonFlags& flags, bool at_start);
    void parse_extension(Node& sequence, PythonFlags& flags, bool at_start, std::size_t start);
    void parse_python_extension(Node& sequence, const PythonFlags& flags, std::size_t start);
    void parse_look(Node& sequence, const PythonFlags& flags, bool behind, std::size_t start);
    void parse_conditional(Node& sequence, const PythonFlags& flags, std::size_t start);
    void parse_flags(Node& sequence, PythonFlags& flags, bool at_start, std::size_t start);
    char32_t take_flags(PythonFlags& add, char32_t letter);
    char32_t take_flags_off(PythonFlags& remove);
    void parse_capture(Node& sequence, const PythonFlags& flags, const std::u32string& name, std::size_t start);
    void close_group(Node& sequence, Node node, std::size_t start);
    void skip_comment(std::size_t start);
    std::u32string take_name(char32_t terminator);
    void check_name(const std::u32string& name);
    void check_reference(std::uint32_t group);
    [[nodiscard]] bool is_closed(std::uint32_t group) const;

    // python_escape.cpp: escapes and sets.
    void parse_escape(Node& sequence, const PythonFlags& flags);
    void parse_number_escape(Node& sequence, const PythonFlags& flags);
    bool take_category(CharSet& set, const PythonFlags& flags);
    std::optional<char32_t> take_simple_escape(bool in_class);
    Node parse_class(const PythonFlags& flags);
    ClassAtom take_class_atom(const PythonFlags& flags);

    [[nodiscard]] static Node set_node(CharSet set, const PythonFlags& flags);
    [[nodiscard]] static Node character_node(char32_t c, const PythonFlags& flags);
    [[nodiscard]] static Node assertion_node(Assertion assertion, const PythonFlags& flags);
    [[nodiscard]] static CaseRule rule_of(const PythonFlags& flags);

    PatternReader reader_;
    PythonFlags global_;
    std::vector<std::optional<Width>> widths_{std::nullopt};  // Of each group; nothing while it is open.
    std::map<std::u32string, std::uint32_t> names_;
    std::optional<std::uint32_t>
        groups_in_front_of_look_;  // Within a look behind: groups from this one on are its own.
    std::uint32_t highest_condition_ = 0;
    std::size_t nesting_ = 0;
};

}  // namespace corslab::regex
