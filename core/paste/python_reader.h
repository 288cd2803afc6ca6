#pragma once

#include "core/paste/expression.h"

namespace corslab::paste {

/// The arguments of a call, or settings.
struct Arguments {
    std::vector<Node> positional;
    Node named;  ///< An object.
};

/// An assignment at the start of a statement.
struct Assignment {
    std::string_view name;
    std::size_t target = 0;      ///< Its token.
    std::size_t expression = 0;  ///< The first token of the value.
    bool conditional = false;    ///< Within `if`, `for`, `try` and their like.
};

/// Reads literals of Python.
class PythonReader final : public ExpressionReader {
  public:
    PythonReader(const Tokens& tokens, Language language);

    /// @param open the index of the opening bracket.
    [[nodiscard]] Arguments read_arguments(std::size_t open);

    [[nodiscard]] const std::vector<Assignment>& assignments() const { return assignments_; }

    /// A `timedelta` is the text of its seconds, as Flask-CORS writes it; otherwise it is not known.
    void set_timedelta_is_text() { timedelta_is_text_ = true; }

    /// `default_headers` and `default_methods` are those of corsheaders.defaults.
    void use_django_defaults() { django_defaults_ = true; }

    using ExpressionReader::put_member;
    using ExpressionReader::spread_members;
    using ExpressionReader::unknown;

  protected:
    std::optional<Node> read_primary(std::size_t& index) override;
    [[nodiscard]] bool can_follow(std::size_t index) const override;
    [[nodiscard]] bool starts_statement(std::size_t index) const override;
    [[nodiscard]] bool is_function(std::size_t begin, std::size_t end) const override;
    [[nodiscard]] bool is_keyword(std::size_t index) const override;
    std::optional<Node> apply(std::string_view sign, const Node& left, const Node& right) override;
    void settle(Node& node) override;
    void skip_types(std::size_t& /*index*/) override {}
    [[nodiscard]] bool is_spread(std::size_t index) const override { return tokens_.is_sign(index, "*"); }
    [[nodiscard]] bool is_comprehension(std::size_t begin, std::size_t end) const override;

  private:
    void collect_assignments();
    void collect_assignment(std::size_t index, bool conditional);
    void collect_use(std::size_t index);
    std::optional<Node> read_texts(std::size_t& index);
    std::optional<Node> read_word(std::size_t& index);
    std::optional<Node> read_django_default(std::size_t& index);
    std::optional<Node> read_group(std::size_t& index);
    std::optional<Node> read_braces(std::size_t& index);
    std::optional<Node> read_dictionary(std::size_t& index);
    void read_item(std::size_t& index, Node& object);
    std::optional<Node> read_regex(std::size_t open, std::size_t& index);
    std::optional<std::string> read_flags(std::size_t& index);
    std::optional<Node> read_timedelta(std::size_t open, std::size_t& index);
    std::optional<Node> read_sequence(std::size_t open, std::size_t& index);

    std::vector<Assignment> assignments_;
    bool timedelta_is_text_ = false;
    bool django_defaults_ = false;
};

}  // namespace corslab::paste
