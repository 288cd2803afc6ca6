#include "core/import/shell_words.h"

#include <algorithm>

#include "core/import/text.h"

namespace corslab::imports {
namespace {

// What the shells share: words that are put together from quoted and plain parts.
class WordReader {
  public:
    WordReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    Words run(Shell shell) {
        while (at_ < text_.size() && !done_ && !out_.failure) {
            if (shell == Shell::kPosix) read_posix();
            if (shell == Shell::kCmd) read_cmd();
            if (shell == Shell::kPowershell) read_powershell();
        }
        finish_word();
        out_.end = at_;
        return std::move(out_);
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool starts(std::string_view part) const { return text_.substr(at_).starts_with(part); }

    // The length of a line's end at this place; 0 where there is none.
    [[nodiscard]] std::size_t newline(std::size_t ahead = 0) const {
        if (peek(ahead) == '\r' && peek(ahead + 1) == '\n') return 2;
        return peek(ahead) == '\n' || peek(ahead) == '\r' ? 1 : 0;
    }

    Word& word() {
        if (!word_) {
            word_ = Word();
            word_->offset = at_;
        }
        return *word_;
    }
    void put(char c) { word().text += c; }
    void take() { put(text_[at_++]); }

    void finish_word() {
        if (word_) out_.words.push_back(std::move(*word_));
        word_.reset();
    }
    void finish_command() {
        finish_word();
        done_ = true;
    }
    void fail(std::size_t offset, std::string message) {
        if (!out_.failure) out_.failure = Failure{"syntax", std::move(message), offset};
        at_ = text_.size();
    }
    void skip_line() { at_ = std::min(text_.find_first_of("\r\n", at_), text_.size()); }

    // White space and the ends of words, in all shells alike. Gives whether there was any.
    bool read_blank() {
        if (const std::size_t size = newline()) {
            at_ += size;
            finish_command();
            return true;
        }
        if (peek() != ' ' && peek() != '\t') return false;
        ++at_;
        finish_word();
        return true;
    }

    // `> file`, `2>&1`
    void skip_redirection() {
        const bool number = word_ && word_->text.find_first_not_of("0123456789") == std::string::npos;
        if (number) word_.reset();
        finish_word();
        while (peek() == '>' || peek() == '<' || peek() == '&') ++at_;
        while (peek() == ' ') ++at_;
        at_ = std::min(text_.find_first_of(" \t\r\n|;&", at_), text_.size());
    }

    bool read_operator() {
        const char c = peek();
        if (c == '>' || c == '<') {
            skip_redirection();
            return true;
        }
        if (c != '|' && c != ';' && c != '&' && c != ')') return false;
        out_.ampersand = c == '&' && peek(1) != '&';
        finish_command();
        skip_line();
        return true;
    }

    // --- POSIX. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
    void read_posix() {
        const char c = peek();
        if (c == '\\') return read_backslash();
        if (read_blank() || read_operator()) return;
        if (c == '#' && !word_) {
            skip_line();
        } else if (c == '\'') {
            read_single_quotes();
        } else if (c == '"') {
            read_double_quotes();
        } else if (starts("$'")) {
            read_ansi_c();
        } else if (starts("$\"")) {
            ++at_;
        } else if (c == '$' || c == '`') {
            read_variable();
        } else {
            take();
        }
    }

    void read_backslash() {
        const std::size_t size = newline(1);
        if (size == 0) put(peek(1));
        at_ = std::min(at_ + 1 + std::max<std::size_t>(size, 1), text_.size());
    }

    void read_single_quotes() {
        const std::size_t begin = at_;
        word().quoted = true;
        const std::size_t end = text_.find('\'', at_ + 1);
        if (end == std::string_view::npos) return fail(begin, "this ' is never closed: put another ' where it ends");
        word().text += text_.substr(begin + 1, end - begin - 1);
        at_ = end + 1;
    }

    void read_double_quotes() {
        const std::size_t begin = at_;
        word().quoted = true;
        ++at_;
        while (peek() != '"' || at_ >= text_.size()) {
            if (at_ >= text_.size()) return fail(begin, "this \" is never closed: put another \" where it ends");
            if (peek() == '\\' && at_ + 1 < text_.size()) {
                const char next = peek(1);
                if (const std::size_t size = newline(1)) {
                    at_ += 1 + size;
                    continue;
                }
                const bool escapes = next == '"' || next == '\\' || next == '$' || next == '`';
                if (!escapes) put('\\');
                put(next);
                at_ += 2;
            } else if (peek() == '$' || peek() == '`') {
                read_variable();
            } else {
                take();
            }
        }
        ++at_;
    }

    // $'...'
    void read_ansi_c() {
        const std::size_t begin = at_;
        word().quoted = true;
        at_ += 2;
        while (peek() != '\'' || at_ >= text_.size()) {
            if (at_ >= text_.size()) return fail(begin, "this $' is never closed: put another ' where it ends");
            if (peek() == '\\' && at_ + 1 < text_.size()) {
                ++at_;
                read_ansi_c_escape();
            } else {
                take();
            }
        }
        ++at_;
    }

    void read_ansi_c_escape() {
        constexpr std::string_view kLetters = "abeEfnrtv\\'\"?";
        constexpr std::string_view kValues = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
        const char c = text_[at_++];
        const std::size_t simple = kLetters.find(c);
        if (simple != std::string_view::npos) return put(kValues[simple]);
        if (c == 'x') return put(static_cast<char>(read_digits(2, 16)));
        if (c == 'u') return append_utf8(word().text, read_digits(4, 16));
        if (c == 'U') return append_utf8(word().text, read_digits(8, 16));
        if (c >= '0' && c <= '7') {
            --at_;
            return put(static_cast<char>(read_digits(3, 8)));
        }
        put('\\');
        put(c);
    }

    std::uint32_t read_digits(std::size_t most, std::uint32_t base) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < most; ++i) {
            const auto digit = hex_digit(peek());
            if (!digit || *digit >= base) break;
            value = value * base + *digit;
            ++at_;
        }
        return value;
    }

    // $NAME, ${NAME}, $(command), `command`: what they give is not known.
    void read_variable() {
        const std::size_t begin = at_;
        std::size_t end = at_ + 1;
        if (peek() == '`') {
            end = text_.find('`', at_ + 1);
            if (end == std::string_view::npos)
                return fail(begin, "this ` is never closed: put another ` where it ends");
            ++end;
        } else if (peek(1) == '{' || peek(1) == '(') {
            end = closing(at_ + 1);
            if (end == std::string_view::npos) return fail(begin, "this bracket is never closed");
        } else {
            while (end < text_.size() && is_word_byte(text_[end])) ++end;
        }
        const std::string_view source = text_.substr(begin, end - begin);
        Word& to = word();
        to.text += source;
        if (source.size() > 1 && to.unknown.size() < 200) {
            to.unknown += (to.unknown.empty() ? "" : " and ") + std::string(source);
        }
        at_ = end;
    }

    [[nodiscard]] std::size_t closing(std::size_t open) const {
        const char left = text_[open];
        const char right = left == '{' ? '}' : ')';
        std::size_t depth = 0;
        for (std::size_t i = open; i < text_.size(); ++i) {
            if (text_[i] == left) ++depth;
            if (text_[i] == right && --depth == 0) return i + 1;
        }
        return std::string_view::npos;
    }

    // --- The command prompt of Windows, and then the C library that splits the line.
    void read_cmd() {
        const bool quoted = quote_ != Quote::kNone;
        if (peek() == '^' && quote_ != Quote::kPlain) return read_caret();
        if (!quoted && (read_blank() || read_operator())) return;
        if (quote_ == Quote::kPlain && newline() != 0)
            return fail(quote_begin_, "this \" is never closed: put another \" where it ends");
        read_cmd_character(false);
        if (at_ >= text_.size() && quote_ != Quote::kNone)
            fail(quote_begin_, "this \" is never closed: put another \" where it ends");
    }

    void read_caret() {
        ++at_;
        if (const std::size_t size = newline()) {
            at_ += size;
            // An empty line behind it is the line break itself.
            if (const std::size_t second = newline(); second != 0 && quote_ != Quote::kNone) {
                at_ += second;
                put('\n');
            }
            return;
        }
        if (at_ < text_.size()) read_cmd_character(true);
    }

    // The next character behind carets, without moving.
    [[nodiscard]] std::size_t skip_carets(std::size_t from) const {
        return from < text_.size() && text_[from] == '^' && quote_ != Quote::kPlain ? from + 1 : from;
    }

    void read_cmd_character(bool behind_caret) {
        const char c = peek();
        if (c == '\\') {
            const std::size_t next = skip_carets(at_ + 1);
            const char escaped = next < text_.size() ? text_[next] : '\0';
            // Browsers double each backslash, not those in front of a quotation mark alone.
            const bool pair = escaped == '"' || (escaped == '\\' && quote_ == Quote::kCaret);
            put(pair ? escaped : c);
            at_ = pair ? next + 1 : at_ + 1;
        } else if (c == '"') {
            read_cmd_quote(behind_caret);
        } else {
            take();
        }
    }

    void read_cmd_quote(bool behind_caret) {
        word().quoted = true;
        if (quote_ == Quote::kNone) {
            quote_begin_ = at_++;
            quote_ = behind_caret ? Quote::kCaret : Quote::kPlain;
        } else if (quote_ == Quote::kPlain && peek(1) == '"') {
            at_ += 2;
            put('"');
        } else {
            ++at_;
            quote_ = Quote::kNone;
        }
    }

    // --- PowerShell
    void read_powershell() {
        const char c = peek();
        if (c == '`') {
            if (const std::size_t size = newline(1)) {
                at_ += 1 + size;
            } else {
                ++at_;
                read_powershell_escape();
            }
            return;
        }
        if (read_blank() || read_operator()) return;
        if (c == '\'' || c == '"') {
            read_powershell_quotes(c);
        } else if (c == '$') {
            read_variable();
        } else {
            take();
        }
    }

    void read_powershell_escape() {
        constexpr std::string_view kLetters = "0abefnrtv";
        constexpr std::string_view kValues{"\0\a\b\x1b\f\n\r\t\v", 9};
        if (at_ >= text_.size()) return;
        const std::size_t simple = kLetters.find(peek());
        put(simple == std::string_view::npos ? peek() : kValues[simple]);
        ++at_;
    }

    void read_powershell_quotes(char quote) {
        const std::size_t begin = at_++;
        word().quoted = true;
        for (;;) {
            if (at_ >= text_.size())
                return fail(begin,
                            std::string("this ") + quote + " is never closed: put another " + quote + " where it ends");
            if (peek() == quote && peek(1) == quote) {
                put(quote);
                at_ += 2;
            } else if (peek() == quote) {
                break;
            } else if (quote == '"' && peek() == '`') {
                ++at_;
                read_powershell_escape();
            } else if (quote == '"' && peek() == '$') {
                read_variable();
            } else {
                take();
            }
        }
        ++at_;
    }

    enum class Quote : std::uint8_t { kNone, kPlain, kCaret };

    std::string_view text_;
    std::size_t at_;
    std::optional<Word> word_;
    Words out_;
    bool done_ = false;
    Quote quote_ = Quote::kNone;
    std::size_t quote_begin_ = 0;
};

}  // namespace

Words read_words(std::string_view text, std::size_t at, Shell shell) {
    return WordReader(text, at).run(shell);
}

}  // namespace corslab::imports
