#pragma once

#include "core/paste/expression.h"

namespace corslab::paste {

/// Reads literals of JavaScript and TypeScript.
class JavascriptReader final : public ExpressionReader {
  public:
    JavascriptReader(const Tokens& tokens, Language language);

    /// Moves `index` behind `<Type, ...>` where that stands in front of a call.
    void skip_type_arguments(std::size_t& index) const;

    /// Whether `undefined` is read as null; otherwise it is asked for.
    void set_undefined_is_null(bool is_null) { undefined_is_null_ = is_null; }

  protected:
    std::optional<Node> read_primary(std::size_t& index) override;
    [[nodiscard]] bool can_follow(std::size_t index) const override;
    [[nodiscard]] bool starts_statement(std::size_t index) const override;
    [[nodiscard]] bool is_function(std::size_t begin, std::size_t end) const override;
    [[nodiscard]] bool is_keyword(std::size_t index) const override;
    std::optional<Node> apply(std::string_view sign, const Node& left, const Node& right) override;
    void settle(Node& node) override;
    void skip_types(std::size_t& index) override;
    [[nodiscard]] bool is_spread(std::size_t index) const override { return tokens_.is_sign(index, "..."); }

  private:
    void collect_declarations();
    void collect_use(std::size_t index, std::size_t depth);
    std::optional<Node> read_word(std::size_t& index);
    std::optional<Node> read_new(std::size_t& index);
    std::optional<Node> read_regex(std::size_t& index);
    std::optional<Node> read_constant(std::size_t& index);
    std::optional<Node> read_group(std::size_t& index);
    Node read_object(std::size_t& index);
    void read_member(std::size_t& index, Node& object);
    bool read_method(std::size_t& index, Node& object);
    std::optional<std::string> read_key(std::size_t& index);

    bool undefined_is_null_ = true;
};

}  // namespace corslab::paste
