#include "core/paste/number.h"

#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

namespace corslab::paste {
namespace {

using middleware::Value;

constexpr double kLargestWhole = 9007199254740991.0;  // 2^53 - 1

Value of_integer(std::int64_t integer) {
    Value value;
    value.kind = Value::Kind::kInteger;
    value.integer = integer;
    return value;
}

std::optional<Value> of_real(double real) {
    if (!std::isfinite(real)) return std::nullopt;
    Value value;
    value.kind = Value::Kind::kReal;
    value.real = real;
    return value;
}

// A number of JavaScript: whole ones are written without a point.
std::optional<Value> of_double(double number) {
    if (std::trunc(number) == number && std::fabs(number) <= kLargestWhole) {
        return of_integer(static_cast<std::int64_t>(number));
    }
    return of_real(number);
}

// Underscores stand between digits alone.
std::optional<std::string> without_separators(std::string_view source) {
    std::string out;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] != '_') {
            out += source[i];
            continue;
        }
        const auto is_sound = [&](std::size_t at) {
            return at < source.size() && std::isxdigit(static_cast<unsigned char>(source[at])) != 0;
        };
        if (i == 0 || !is_sound(i - 1) || !is_sound(i + 1)) return std::nullopt;
    }
    return out;
}

int base_of(std::string_view text) {
    if (text.size() < 3 || text[0] != '0') return 10;
    const char letter = text[1];
    if (letter == 'x' || letter == 'X') return 16;
    if (letter == 'o' || letter == 'O') return 8;
    return letter == 'b' || letter == 'B' ? 2 : 10;
}

bool is_all_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whole numbers below 2^63.
std::optional<std::int64_t> parse_whole(const std::string& digits, int base) {
    if (digits.empty() || std::isxdigit(static_cast<unsigned char>(digits[0])) == 0) return std::nullopt;
    char* end = nullptr;
    errno = 0;
    const long long value = std::strtoll(digits.c_str(), &end, base);
    if (errno != 0 || *end != '\0' || value == std::numeric_limits<long long>::max()) return std::nullopt;
    return value;
}

std::optional<double> parse_decimal(const std::string& text) {
    if (text.find_first_not_of("0123456789.eE+-") != std::string::npos) return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0') return std::nullopt;
    return value;
}

}  // namespace

std::optional<Value> javascript_number(std::string_view source) {
    const auto text = without_separators(source);
    if (!text) return std::nullopt;
    const int base = base_of(*text);
    if (base != 10) {
        const auto whole = parse_whole(text->substr(2), base);
        if (!whole || static_cast<double>(*whole) > kLargestWhole) return std::nullopt;
        return of_integer(*whole);
    }
    // 017 is octal in sloppy code, and refused elsewhere.
    if (text->size() > 1 && (*text)[0] == '0' && is_all_digits(*text)) return std::nullopt;
    const auto number = parse_decimal(*text);
    return number ? of_double(*number) : std::nullopt;
}

std::optional<Value> python_number(std::string_view source) {
    const auto text = without_separators(source);
    if (!text) return std::nullopt;
    const int base = base_of(*text);
    const bool whole = base != 10 || is_all_digits(*text);
    if (!whole) {
        const auto number = parse_decimal(*text);
        return number ? of_real(*number) : std::nullopt;
    }
    const bool zeros = text->find_first_not_of('0') == std::string::npos;
    if (base == 10 && (*text)[0] == '0' && !zeros) return std::nullopt;
    const auto number = parse_whole(base == 10 ? *text : text->substr(2), base);
    return number ? std::optional(of_integer(*number)) : std::nullopt;
}

std::optional<Value> javascript_arithmetic(std::string_view sign, const Value& left, const Value& right) {
    if (!left.is_number() || !right.is_number()) return std::nullopt;
    const double a = left.number();
    const double b = right.number();
    if (sign == "+") return of_double(a + b);
    if (sign == "-") return of_double(a - b);
    if (sign == "*") return of_double(a * b);
    if (sign == "/") return of_double(a / b);
    if (sign == "%") return of_double(std::fmod(a, b));
    if (sign != "**") return std::nullopt;
    // Powers are exact where they are whole.
    const double power = std::pow(a, b);
    const bool exact = std::trunc(a) == a && std::trunc(b) == b && b >= 0 && std::fabs(power) <= kLargestWhole;
    return exact ? of_double(power) : std::nullopt;
}

std::optional<Value> python_arithmetic(std::string_view sign, const Value& left, const Value& right) {
    if (!left.is_number() || !right.is_number()) return std::nullopt;
    const double a = left.number();
    const double b = right.number();
    if (sign == "/") return b == 0 ? std::nullopt : of_real(a / b);
    if (left.kind == Value::Kind::kReal || right.kind == Value::Kind::kReal) {
        if (sign == "+") return of_real(a + b);
        if (sign == "-") return of_real(a - b);
        if (sign == "*") return of_real(a * b);
        return std::nullopt;
    }
    const std::int64_t x = left.integer;
    const std::int64_t y = right.integer;
    std::int64_t result = 0;
    bool overflow = true;
    if (sign == "+") overflow = __builtin_add_overflow(x, y, &result);
    if (sign == "-") overflow = __builtin_sub_overflow(x, y, &result);
    if (sign == "*") overflow = __builtin_mul_overflow(x, y, &result);
    if (sign == "//" || sign == "%") {
        if (y == 0 || y == -1) return std::nullopt;
        const std::int64_t rest = x % y;
        // Python rounds down.
        const bool down = rest != 0 && (rest < 0) != (y < 0);
        result = sign == "%" ? (down ? rest + y : rest) : x / y - (down ? 1 : 0);
        overflow = false;
    }
    if (sign == "**") {
        constexpr std::int64_t kMost = 63;
        if (y < 0 || y > kMost) return std::nullopt;
        result = 1;
        overflow = false;
        for (std::int64_t i = 0; i < y && !overflow; ++i) overflow = __builtin_mul_overflow(result, x, &result);
    }
    if (overflow) return std::nullopt;
    return of_integer(result);
}

}  // namespace corslab::paste
