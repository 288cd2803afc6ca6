#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/import.h"
#include "core/paste/javascript_reader.h"

namespace corslab::imports {

using middleware::Value;
using paste::Node;

/// An argument of a call, or the value of a member: what it gives, and where it stands.
struct Expression {
    Node node;
    std::size_t begin = 0;  ///< The first token.
    std::size_t end = 0;    ///< Behind the last one.
};

/// A text, with something in the place of what is not known.
struct ScriptText {
    std::string text;
    std::string unknown;  ///< What is not known of it; empty for nothing.
};

/// What the readers of calls share: values as a script writes them.
class Script {
  public:
    explicit Script(std::string_view text);

    [[nodiscard]] const paste::Tokens& tokens() const { return tokens_; }
    [[nodiscard]] std::size_t line(std::size_t token) const;
    [[nodiscard]] const std::optional<paste::Failure>& failure() const { return reader_.failure(); }

    /// Moves `at` behind `<Type>` where that stands in front of a call.
    void skip_types(std::size_t& at) const { reader_.skip_type_arguments(at); }
    /// The arguments of the call whose `(` stands at that token.
    std::vector<Expression> arguments(std::size_t open);
    /// The expression that starts at that token, up to the end of its statement.
    Expression expression(std::size_t at);

    /// The member of an object: its value, known or not; nothing where the object has none of that name.
    std::optional<Expression> member(const Expression& object, std::string_view name);
    /// The source of a gap as an expression that can be read again.
    [[nodiscard]] Expression at_source(std::string_view source) const;
    /// The source of what is not known at all: itself, or what a constant stands for.
    [[nodiscard]] Expression origin(const Expression& value) const;
    /// Whether a `new NAME(` stands there; gives the token of its bracket.
    [[nodiscard]] std::optional<std::size_t> is_new(const Expression& value, std::string_view name) const;
    /// Whether a `A.B(` stands there; gives the token of its bracket.
    [[nodiscard]] std::optional<std::size_t> is_call(const Expression& value, std::string_view object,
                                                     std::string_view method) const;

    /// The text that an expression gives.
    ScriptText text(const Expression& value);
    /// The same for a URL: what is not known at its start becomes an origin. Sets the exchange's URL.
    void set_url(const Expression& value, Exchange& exchange);
    /// Adds the headers of an object, a list of pairs or `new Headers(...)`.
    void add_headers(const Expression& value, Exchange& exchange);
    /// Sets the body, and the Content-Type that comes with it.
    void set_body(const Expression& value, Exchange& exchange);
    /// What `URLSearchParams` makes of it.
    ScriptText search_params(const Expression& value);

  private:
    ScriptText compose(std::size_t begin, std::size_t end, int depth);
    ScriptText compose_one(std::size_t begin, std::size_t end, int depth);
    ScriptText literal(std::size_t at, int depth);
    ScriptText named(std::string_view name, int depth);
    ScriptText compose_template(std::string_view source, int depth);
    ScriptText unknown(std::string_view source) const;
    void add_calls(std::string_view name, std::string_view method, Exchange& exchange);
    void add_header(std::string name, const Expression& value, Exchange& exchange);
    void add_pairs(const Expression& value, Exchange& exchange);
    [[nodiscard]] std::size_t token_at(std::string_view source) const;
    [[nodiscard]] std::string_view declared_name(const Expression& value) const;

    paste::Tokens tokens_;
    paste::JavascriptReader reader_;
};

/// Each finds the calls of its kind, in the order of the text.
void find_fetch(Script& script, std::vector<Exchange>& found);
void find_xhr(Script& script, std::vector<Exchange>& found);
void find_axios(Script& script, std::vector<Exchange>& found);

/// What is said of an expression, `...` in place of what is long.
[[nodiscard]] bool is_text(const Node& node);

}  // namespace corslab::imports
