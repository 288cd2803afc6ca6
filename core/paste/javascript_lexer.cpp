#include <algorithm>

#include "core/paste/lexer.h"

namespace corslab::paste {
namespace {

// The longest first.
constexpr std::string_view kSigns[] = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=", "=>", "==", "!=", "<=", ">=", "&&",
    "||",   "??",  "?.",  "++",  "--",  "+=",  "-=",  "*=",  "/=",  "%=",  "&=",   "|=", "^=", "<<", ">>", "**"};
constexpr std::string_view kBeforeRegex[] = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new"};

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Tokens run() {
        while (skip_blank()) {
            const std::size_t begin = at_;
            const TokenKind kind = read_token();
            add(kind, begin);
        }
        tokens_.push_back({TokenKind::kEnd, true, size(), size(), 0});
        return {text_, std::move(tokens_)};
    }

  private:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    [[nodiscard]] bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void add(TokenKind kind, std::size_t begin) {
        tokens_.push_back({kind, newline_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), 0});
        newline_ = false;
    }

    // Gives false at the end of the text.
    bool skip_blank() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n' || c == '\r') newline_ = true;
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                ++at_;
            } else if (starts("\xC2\xA0")) {
                at_ += 2;
            } else if (starts("\xEF\xBB\xBF")) {
                at_ += 3;
            } else if (starts("//") || (starts("#!") && at_ == 0)) {
                at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
            } else if (starts("/*")) {
                const std::size_t begin = at_;
                const std::size_t end = text_.find("*/", at_ + 2);
                newline_ = newline_ || text_.substr(at_, end - at_).find('\n') != std::string_view::npos;
                at_ = end == std::string_view::npos ? text_.size() : end + 2;
                if (end == std::string_view::npos) add(TokenKind::kBad, begin);
            } else {
                return true;
            }
        }
        return false;
    }

    TokenKind read_token() {
        const char c = peek();
        if (c == '"' || c == '\'') return read_text(c);
        if (c == '`') return read_template();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
        if (is_name_byte(c) || (c == '#' && is_name_byte(peek(1)))) {
            ++at_;
            while (is_name_byte(peek())) ++at_;
            return TokenKind::kName;
        }
        if (c == '/' && is_regex_here()) return read_regex();
        for (const std::string_view sign : kSigns) {
            if (!starts(sign)) continue;
            // `a?.5:b`
            if (sign == "?." && is_digit(peek(2))) continue;
            at_ += sign.size();
            return TokenKind::kSign;
        }
        ++at_;
        return TokenKind::kSign;
    }

    TokenKind read_text(char quote) {
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\n' || c == '\r') return TokenKind::kBad;
            if (c == '\\') {
                if (text_.substr(at_ + 1, 2) == "\r\n") ++at_;
                ++at_;
            } else if (c == quote) {
                ++at_;
                return TokenKind::kText;
            }
        }
        at_ = text_.size();
        return TokenKind::kBad;
    }

    // Templates nest within `${ }`. Each entry of the stack is a template's text (0), or code with so many open braces.
    TokenKind read_template() {
        std::vector<std::size_t> open = {0};
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            const bool in_text = open.back() == 0;
            if (c == '\\') {
                ++at_;
            } else if (c == '`' && in_text) {
                open.pop_back();
                if (!open.empty()) continue;
                ++at_;
                return TokenKind::kTemplate;
            } else if (c == '`') {
                open.push_back(0);
            } else if (in_text && c == '$' && peek(1) == '{') {
                ++at_;
                open.push_back(1);
            } else if (!in_text && c == '{') {
                ++open.back();
            } else if (!in_text && c == '}' && --open.back() == 0) {
                open.pop_back();
            }
        }
        at_ = text_.size();
        return TokenKind::kBad;
    }

    TokenKind read_number() {
        const bool hexadecimal = starts("0x") || starts("0X");
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const char before = at_ > 0 ? text_[at_ - 1] : '\0';
            const bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'E') && !hexadecimal;
            if (!is_name_byte(c) && c != '.' && !sign) break;
            ++at_;
        }
        return TokenKind::kNumber;
    }

    [[nodiscard]] bool is_regex_here() const {
        if (tokens_.empty()) return true;
        const Token& last = tokens_.back();
        const std::string_view source = text_.substr(last.begin, last.end - last.begin);
        if (last.kind == TokenKind::kName) {
            return std::find(std::begin(kBeforeRegex), std::end(kBeforeRegex), source) != std::end(kBeforeRegex);
        }
        return last.kind == TokenKind::kSign && source != ")" && source != "]" && source != "}";
    }

    TokenKind read_regex() {
        bool in_class = false;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\n' || c == '\r') return TokenKind::kBad;
            if (c == '\\') {
                ++at_;
            } else if (c == '[') {
                in_class = true;
            } else if (c == ']') {
                in_class = false;
            } else if (c == '/' && !in_class) {
                ++at_;
                while (is_name_byte(peek())) ++at_;
                return TokenKind::kRegex;
            }
        }
        at_ = text_.size();
        return TokenKind::kBad;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool newline_ = false;
    std::vector<Token> tokens_;
};

}  // namespace

Tokens javascript_tokens(std::string_view text) {
    return Lexer(text).run();
}

}  // namespace corslab::paste
