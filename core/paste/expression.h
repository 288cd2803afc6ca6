#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/language.h"
#include "core/middleware/value.h"
#include "core/paste/paste.h"
#include "core/paste/token.h"

namespace corslab::paste {

using middleware::Value;

/// Why a value is not known.
enum class Missing : std::uint8_t {
    kValue,      ///< A variable, a call, or what else has to be run.
    kFunction,   ///< A function decides.
    kSpread,     ///< Items or members that stand elsewhere.
    kChanged,    ///< A name that the text changes later, or has twice.
    kLiteral,    ///< What JSON cannot hold, or what is not read here.
    kCondition,  ///< A setting that holds under a condition.
    kVariable,   ///< Of nginx: a directive with a variable that gets its value elsewhere.
    kDirective,  ///< Of nginx: a directive that does what is not read here.
};

/// A place in a value that is not known.
struct Gap {
    std::string path;  ///< JSON Pointer from the value.
    Missing missing = Missing::kValue;
    std::string_view source;
};

/// What an expression gives.
struct Node {
    bool known = false;  ///< If not, there is one gap, at the value itself.
    Value value;         ///< Without the items and members that are not known.
    std::vector<Gap> gaps;
    bool is_undefined = false;
    bool is_set = false;  ///< A set: its items are those of the value, a list.

    [[nodiscard]] bool whole() const { return known && gaps.empty(); }
};

/// Where the name of a constant gets its value: the index of the first token, and how often the text does so.
struct Declaration {
    std::size_t expression = 0;
    int count = 0;
    bool changed = false;
};

/// Whether a colon ends an expression, as behind the key of a dictionary.
enum class Colon : std::uint8_t { kIsPart, kEnds };

/// What both languages share in reading expressions. A failure ends everything.
class ExpressionReader {
  public:
    /// @param language of `assumed`.
    ExpressionReader(const Tokens& tokens, Language language) : tokens_(tokens), language_(language) {}
    virtual ~ExpressionReader() = default;
    ExpressionReader(const ExpressionReader&) = delete;
    ExpressionReader& operator=(const ExpressionReader&) = delete;

    /// Reads the expression at `index`, and moves it behind it. Within brackets, or else up to the end of the
    /// statement.
    Node read(std::size_t& index, bool in_brackets, Colon colon = Colon::kIsPart);

    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
    void fail_at(std::size_t index, const std::string& message);
    /// A bracket without its closing one; a text that is never closed in it is told instead.
    void fail_open(std::size_t index);

    /// The names of constants; the reader of the language fills them in.
    std::map<std::string_view, Declaration> declarations;

    /// What was taken for granted on the way, without repeats.
    std::vector<std::string> assumed;
    /// @param text of the engine, with its args in place of `{0}`, ...
    void assume(std::string_view text, const std::vector<std::string>& args = {});

  protected:
    /// A value that starts at `index`, without operators; nothing where it is no literal.
    virtual std::optional<Node> read_primary(std::size_t& index) = 0;
    /// Whether an expression that is complete can go on with this token.
    [[nodiscard]] virtual bool can_follow(std::size_t index) const = 0;
    /// Whether this token ends the statement in front of it.
    [[nodiscard]] virtual bool starts_statement(std::size_t index) const = 0;
    [[nodiscard]] virtual bool is_function(std::size_t begin, std::size_t end) const = 0;
    [[nodiscard]] virtual bool is_keyword(std::size_t index) const = 0;
    virtual std::optional<Node> apply(std::string_view sign, const Node& left, const Node& right) = 0;
    /// What a set is where it stands as a value.
    virtual void settle(Node& node) = 0;
    /// Skips what says nothing about the value, such as a type.
    virtual void skip_types(std::size_t& index) = 0;

    /// The value of a constant; nothing where the name is none.
    std::optional<Node> read_name(std::size_t index);
    /// `index` is behind the opening bracket; moved behind the closing one.
    Node read_items(std::size_t& index, std::string_view close);
    void spread_members(const Node& from, std::string_view source, Node& object);
    /// Sets a member, with its gaps.
    void put_member(const std::string& name, Node from, std::string_view source, Node& object);
    virtual bool is_spread(std::size_t index) const = 0;
    [[nodiscard]] virtual bool is_comprehension(std::size_t /*begin*/, std::size_t /*end*/) const { return false; }

    bool charge(std::size_t bytes);
    [[nodiscard]] bool at_end(std::size_t index) const;
    [[nodiscard]] Node unknown(std::size_t begin, std::size_t end, Missing missing = Missing::kValue) const;
    static Node of(Value value);

    const Tokens& tokens_;
    Language language_;
    bool in_brackets_ = true;

  private:
    std::optional<Node> read_signed(std::size_t& index);
    Node read_sum(std::size_t& index, int least);
    void skip(std::size_t& index);
    bool enter(std::size_t index);
    void fail_as_large();
    [[nodiscard]] bool is_odd_literal(std::size_t begin, std::size_t end) const;
    void fail_missing_comma(std::size_t index);

    std::optional<Failure> failure_;
    std::size_t depth_ = 0;
    std::size_t values_ = 0;
    std::size_t bytes_ = 0;
    std::size_t steps_ = 0;
    Colon colon_ = Colon::kIsPart;
    std::vector<std::string_view> open_names_;
};

}  // namespace corslab::paste
