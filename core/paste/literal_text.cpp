#include <algorithm>

#include "core/paste/lexer.h"

namespace corslab::paste {
namespace {

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;

bool is_surrogate(std::uint32_t code) {
    return code >= 0xD800 && code <= 0xDFFF;
}

std::optional<std::uint32_t> digit_of(char c, std::uint32_t base) {
    std::uint32_t digit = base;
    if (is_digit(c)) digit = static_cast<std::uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit >= base) return std::nullopt;
    return digit;
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | (code >> 6U));
    } else {
        if (code < 0x10000) {
            put(0xE0U | (code >> 12U));
        } else {
            put(0xF0U | (code >> 18U));
            put(0x80U | ((code >> 12U) & 0x3FU));
        }
        put(0x80U | ((code >> 6U) & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

// Reads the inside of a literal; `sound()` says at the end whether all of it could be read.
class Decoder {
  public:
    explicit Decoder(std::string_view inside) : rest_(inside) {}

    [[nodiscard]] bool sound() const { return sound_; }
    [[nodiscard]] bool done() const { return rest_.empty(); }
    std::string take() { return std::move(out_); }

    char next() {
        if (rest_.empty()) {
            sound_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    bool skip(std::string_view word) {
        const bool there = rest_.starts_with(word);
        if (there) rest_.remove_prefix(word.size());
        return there;
    }
    [[nodiscard]] bool starts_with(std::string_view word) const { return rest_.starts_with(word); }
    void fail() { sound_ = false; }
    void put(char c) { out_ += c; }

    void put_code(std::uint32_t code) {
        if (is_surrogate(code) || code > kLastCodePoint) return fail();
        append_utf8(out_, code);
    }

    [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    std::uint32_t digits(std::size_t least, std::size_t most, std::uint32_t base, std::uint32_t value = 0) {
        std::size_t count = 0;
        while (count < most && !rest_.empty()) {
            const auto digit = digit_of(rest_.front(), base);
            if (!digit) break;
            value = std::min(value * base + *digit, kLastCodePoint + 1);
            rest_.remove_prefix(1);
            ++count;
        }
        if (count < least) fail();
        return value;
    }

    // What both languages share: `\n` and its like, and a newline that is no part of the text.
    bool put_simple(char c) {
        constexpr std::string_view kLetters = "nrtbfv\\'\"";
        constexpr std::string_view kValues = "\n\r\t\b\f\v\\'\"";
        if (c == '\r') skip("\n");
        if (c == '\n' || c == '\r') return true;
        const std::size_t index = kLetters.find(c);
        if (index == std::string_view::npos) return false;
        put(kValues[index]);
        return true;
    }

  private:
    std::string_view rest_;
    std::string out_;
    bool sound_ = true;
};

// https://tc39.es/ecma262/#prod-EscapeSequence
void decode_javascript_escape(Decoder& in) {
    constexpr std::size_t kLongestCode = 100;
    const char c = in.next();
    if (in.put_simple(c)) return;
    if (c == 'x') return in.put_code(in.digits(2, 2, 16));
    if (c == 'u') {
        std::uint32_t code = 0;
        if (in.skip("{")) {
            code = in.digits(1, kLongestCode, 16);
            if (!in.skip("}")) in.fail();
        } else {
            code = in.digits(4, 4, 16);
            if (code >= 0xD800 && code <= 0xDBFF && in.skip("\\u")) {
                const std::uint32_t low = in.digits(4, 4, 16);
                if (low < 0xDC00 || low > 0xDFFF) return in.fail();
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
            }
        }
        return in.put_code(code);
    }
    if (is_digit(c)) {
        // Beyond \0, these are octal in sloppy code alone.
        const bool nul = c == '0' && !is_digit(in.peek());
        if (!nul) return in.fail();
        return in.put('\0');
    }
    // U+2028 and U+2029 end a line, too.
    if (c == '\xE2' && (in.skip("\x80\xA8") || in.skip("\x80\xA9"))) return;
    in.put(c);
}

// https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
void decode_python_escape(Decoder& in) {
    const char c = in.next();
    if (in.put_simple(c)) return;
    if (c == 'a') return in.put('\a');
    if (c == 'x') return in.put_code(in.digits(2, 2, 16));
    if (c == 'u') return in.put_code(in.digits(4, 4, 16));
    if (c == 'U') return in.put_code(in.digits(8, 8, 16));
    // Names of characters are in no table here.
    if (c == 'N') return in.fail();
    if (c >= '0' && c <= '7') {
        return in.put_code(in.digits(0, 2, 8, static_cast<std::uint32_t>(c - '0')));
    }
    in.put('\\');
    in.put(c);
}

}  // namespace

std::optional<std::string> javascript_text(std::string_view source) {
    if (source.size() < 2) return std::nullopt;
    const bool is_template = source.front() == '`';
    Decoder in(source.substr(1, source.size() - 2));
    while (!in.done() && in.sound()) {
        if (is_template && in.starts_with("${")) return std::nullopt;
        const char c = in.next();
        if (c == '\\') {
            decode_javascript_escape(in);
        } else if (c == '\r' && is_template) {
            in.skip("\n");
            in.put('\n');
        } else {
            in.put(c);
        }
    }
    return in.sound() ? std::optional(in.take()) : std::nullopt;
}

std::optional<std::string> python_text(std::string_view source) {
    const std::size_t quote = source.find_first_of("'\"");
    if (quote == std::string_view::npos) return std::nullopt;
    const std::string_view prefix = source.substr(0, quote);
    const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
    const bool format = prefix.find_first_of("fF") != std::string_view::npos;
    if (prefix.find_first_of("bB") != std::string_view::npos) return std::nullopt;
    source.remove_prefix(quote);
    const std::string three(3, source.front());
    const std::size_t size = source.size() >= 6 && source.starts_with(three) ? 3 : 1;
    if (source.size() < 2 * size) return std::nullopt;
    Decoder in(source.substr(size, source.size() - 2 * size));
    while (!in.done() && in.sound()) {
        if (format && (in.skip("{{"))) {
            in.put('{');
            continue;
        }
        if (format && (in.skip("}}"))) {
            in.put('}');
            continue;
        }
        const char c = in.next();
        if (format && (c == '{' || c == '}')) return std::nullopt;
        if (c == '\r') {
            in.skip("\n");
            in.put('\n');
        } else if (c != '\\') {
            in.put(c);
        } else if (raw) {
            in.put(c);
            if (!in.done()) in.put(in.next());
        } else {
            decode_python_escape(in);
        }
    }
    return in.sound() ? std::optional(in.take()) : std::nullopt;
}

}  // namespace corslab::paste
