#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace corslab::paste {

enum class TokenKind : std::uint8_t {
    kEnd,
    kName,
    kNumber,
    kText,
    kTemplate,  ///< Of JavaScript.
    kRegex,     ///< Of JavaScript.
    kSign,
    kBad,  ///< A text, a comment or a regular expression that is never closed.
};

/// A token of JavaScript or Python, as a span of the text.
struct Token {
    TokenKind kind = TokenKind::kEnd;
    bool newline_before = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t partner = 0;  ///< Of a bracket: the index of the other one; 0 where there is none or it is the first.
};

/// The tokens of a text. The last one is `kEnd`.
class Tokens {
  public:
    Tokens(std::string_view text, std::vector<Token> tokens);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t size() const { return tokens_.size(); }

    /// The token at that index; the end for all those behind it.
    [[nodiscard]] const Token& at(std::size_t index) const {
        return index < tokens_.size() ? tokens_[index] : tokens_.back();
    }
    [[nodiscard]] std::string_view source(std::size_t index) const {
        return text_.substr(at(index).begin, at(index).end - at(index).begin);
    }

    /// What stands from the first token to the one in front of `end`.
    [[nodiscard]] std::string_view source(std::size_t begin, std::size_t end) const;

    [[nodiscard]] bool is_end(std::size_t index) const { return at(index).kind == TokenKind::kEnd; }
    [[nodiscard]] bool is_sign(std::size_t index, std::string_view sign) const {
        return at(index).kind == TokenKind::kSign && source(index) == sign;
    }
    [[nodiscard]] bool is_name(std::size_t index) const { return at(index).kind == TokenKind::kName; }
    [[nodiscard]] bool is_name(std::size_t index, std::string_view name) const {
        return is_name(index) && source(index) == name;
    }
    [[nodiscard]] bool is_open(std::size_t index) const;
    [[nodiscard]] bool is_close(std::size_t index) const;

    /// Whether an opening bracket has its closing one.
    [[nodiscard]] bool is_closed(std::size_t index) const { return at(index).partner > index; }

    /// The token behind this one, or behind the bracket that closes this one.
    [[nodiscard]] std::size_t after(std::size_t index) const {
        return is_open(index) && is_closed(index) ? at(index).partner + 1 : index + 1;
    }

  private:
    std::string_view text_;
    std::vector<Token> tokens_;
};

/// How many tokens are looked through for the end of a declaration, so that no text takes long.
inline constexpr std::size_t kFarthest = 100;

/// A place in a text, from 1; columns count code points.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};
[[nodiscard]] Place place_of(std::string_view text, std::size_t offset);

/// `line 3, column 5`
[[nodiscard]] std::string place_text(std::string_view text, std::size_t offset);

/// The text on one line, cut where it is long.
[[nodiscard]] std::string excerpt(std::string_view text);

/// A letter, a digit, `_`, `$` or anything beyond ASCII.
[[nodiscard]] bool is_name_byte(char c);
[[nodiscard]] inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace corslab::paste
