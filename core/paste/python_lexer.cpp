#include <algorithm>

#include "core/paste/lexer.h"

namespace corslab::paste {
namespace {

// The longest first.
constexpr std::string_view kSigns[] = {"**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "==", "!=", "<=",
                                       ">=",  "->",  ":=",  "+=",  "-=",  "*=", "/=", "%=", "&=", "|=", "^=", "@="};

bool is_prefix(std::string_view word) {
    constexpr std::size_t kLongest = 2;
    if (word.size() > kLongest) return false;
    return word.find_first_not_of("rRbBuUfF") == std::string_view::npos;
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Tokens run() {
        while (skip_blank()) {
            const std::size_t begin = at_;
            const TokenKind kind = read_token();
            tokens_.push_back({kind, newline_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), 0});
            newline_ = false;
        }
        const auto size = static_cast<std::uint32_t>(text_.size());
        tokens_.push_back({TokenKind::kEnd, true, size, size, 0});
        return {text_, std::move(tokens_)};
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool skip_blank() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
                at_ += text_.substr(at_ + 1, 2) == "\r\n" ? 3 : 2;
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                newline_ = newline_ || c == '\n' || c == '\r';
                ++at_;
            } else if (c == '#') {
                at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
            } else if (text_.substr(at_).starts_with("\xEF\xBB\xBF")) {
                at_ += 3;
            } else {
                return true;
            }
        }
        return false;
    }

    TokenKind read_token() {
        const char c = peek();
        if (c == '"' || c == '\'') return read_text();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
        if (is_name_byte(c)) {
            const std::size_t begin = at_;
            while (is_name_byte(peek())) ++at_;
            const bool text = peek() == '"' || peek() == '\'';
            return text && is_prefix(text_.substr(begin, at_ - begin)) ? read_text() : TokenKind::kName;
        }
        for (const std::string_view sign : kSigns) {
            if (!text_.substr(at_).starts_with(sign)) continue;
            at_ += sign.size();
            return TokenKind::kSign;
        }
        ++at_;
        return TokenKind::kSign;
    }

    TokenKind read_text() {
        const char quote = peek();
        const std::string three(3, quote);
        const bool triple = text_.substr(at_).starts_with(three);
        const std::string_view end = triple ? std::string_view(three) : std::string_view(three).substr(0, 1);
        for (at_ += end.size(); at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (!triple && (c == '\n' || c == '\r')) return TokenKind::kBad;
            if (c == '\\') {
                if (text_.substr(at_ + 1, 2) == "\r\n") ++at_;
                ++at_;
            } else if (text_.substr(at_).starts_with(end)) {
                at_ += end.size();
                return TokenKind::kText;
            }
        }
        at_ = text_.size();
        return TokenKind::kBad;
    }

    TokenKind read_number() {
        const bool hexadecimal = text_.substr(at_).starts_with("0x") || text_.substr(at_).starts_with("0X");
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const char before = at_ > begin ? text_[at_ - 1] : '\0';
            const bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'E') && !hexadecimal;
            if (!is_name_byte(c) && c != '.' && !sign) break;
            ++at_;
        }
        return TokenKind::kNumber;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool newline_ = false;
    std::vector<Token> tokens_;
};

}  // namespace

Tokens python_tokens(std::string_view text) {
    return Lexer(text).run();
}

}  // namespace corslab::paste
