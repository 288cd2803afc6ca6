#include "core/middleware/javascript_value.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace corslab::middleware::javascript {
namespace {

constexpr int kLastPlainExponent = 21;
constexpr int kFirstPlainExponent = -6;

// https://tc39.es/ecma262/#sec-stringtonumber, as far as decimal and 0x, 0o, 0b go.
double string_to_number(std::string_view text) {
    constexpr std::string_view kBlank = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return 0;
    const std::string trimmed(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
    if (trimmed.size() > 2 && trimmed[0] == '0') {
        const char letter = static_cast<char>(trimmed[1] | 0x20);
        const int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (base != 0) {
            char* end = nullptr;
            const auto value = static_cast<double>(std::strtoull(trimmed.c_str() + 2, &end, base));
            const bool sign = trimmed[2] == '-' || trimmed[2] == '+';
            return *end == '\0' && !sign ? value : std::nan("");
        }
    }
    // strtod takes more than JavaScript does: hexadecimal floats, inf, nan.
    if (trimmed.find_first_not_of("0123456789+-.eE") != std::string::npos) {
        const bool infinite = trimmed == "Infinity" || trimmed == "+Infinity" || trimmed == "-Infinity";
        return infinite ? HUGE_VAL : std::nan("");
    }
    char* end = nullptr;
    const double value = std::strtod(trimmed.c_str(), &end);
    return *end == '\0' ? value : std::nan("");
}

// https://tc39.es/ecma262/#sec-escaperegexppattern
std::string regex_source(std::string_view pattern) {
    if (pattern.empty()) return "(?:)";
    std::string out;
    bool escaped = false;
    bool in_class = false;
    for (const char c : pattern) {
        if (c == '/' && !escaped && !in_class) out += '\\';
        if (c == '\n' || c == '\r') {
            out += std::string(escaped ? "" : "\\") + (c == '\n' ? 'n' : 'r');
            escaped = false;
            continue;
        }
        out += c;
        if (!escaped && c == '[') in_class = true;
        if (!escaped && c == ']') in_class = false;
        escaped = !escaped && c == '\\';
    }
    return out;
}

}  // namespace

bool to_boolean(const Value& value) {
    switch (value.kind) {
        case Value::Kind::kNull:
            return false;
        case Value::Kind::kBoolean:
            return value.boolean;
        case Value::Kind::kInteger:
            return value.integer != 0;
        case Value::Kind::kReal:
            return value.real != 0;
        case Value::Kind::kText:
            return !value.text.empty();
        default:
            return true;
    }
}

std::string number_to_string(double value) {
    if (value == 0) return "0";
    if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
    const auto [negative, digits, n] = shortest_digits(value);
    const auto k = static_cast<int>(digits.size());
    std::string out = negative ? "-" : "";
    if (k <= n && n <= kLastPlainExponent) return out + digits + std::string(static_cast<std::size_t>(n - k), '0');
    if (n > 0 && n <= kLastPlainExponent) {
        const auto whole = static_cast<std::size_t>(n);
        return out + digits.substr(0, whole) + "." + digits.substr(whole);
    }
    if (n > kFirstPlainExponent && n <= 0) return out + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    out += digits[0];
    if (k > 1) out += "." + digits.substr(1);
    out += n - 1 < 0 ? "e-" : "e+";
    return out + std::to_string(std::abs(n - 1));
}

std::string trim(std::string_view text) {
    constexpr std::string_view kBlank = " \t\n\v\f\r";
    constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
    std::size_t size = 0;
    do {
        size = text.size();
        text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
        text = text.substr(0, text.find_last_not_of(kBlank) + 1);
        if (text.starts_with(kNoBreakSpace)) text.remove_prefix(2);
        if (text.ends_with(kNoBreakSpace)) text.remove_suffix(2);
    } while (text.size() != size);
    return std::string(text);
}

std::optional<std::string> join(const Value& list) {
    std::string out;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (i > 0) out += ',';
        if (list.items[i].kind == Value::Kind::kNull) continue;
        const auto text = to_string(list.items[i]);
        if (!text) return std::nullopt;
        out += *text;
    }
    return out;
}

std::optional<std::string> to_string(const Value& value) {
    switch (value.kind) {
        case Value::Kind::kNull:
            return "null";
        case Value::Kind::kBoolean:
            return value.boolean ? "true" : "false";
        case Value::Kind::kInteger:
        case Value::Kind::kReal:
            return number_to_string(value.number());
        case Value::Kind::kText:
            return value.text;
        case Value::Kind::kRegex: {
            // Then the order in which `flags` names them.
            std::string out = "/" + regex_source(value.text) + "/";
            for (const char flag : std::string_view("dgimsuvy")) {
                if (value.flags.find(flag) != std::string::npos) out += flag;
            }
            return out;
        }
        case Value::Kind::kList:
            return join(value);
        case Value::Kind::kObject:
            // A member of that name hides the method, and nothing in JSON can be called.
            if (value.find("toString") != nullptr) return std::nullopt;
            return "[object Object]";
    }
    return std::nullopt;
}

std::optional<double> to_number(const Value& value) {
    double number = 0;
    switch (value.kind) {
        case Value::Kind::kNull:
            break;
        case Value::Kind::kBoolean:
            number = value.boolean ? 1 : 0;
            break;
        case Value::Kind::kInteger:
        case Value::Kind::kReal:
            number = value.number();
            break;
        default: {
            const auto text = to_string(value);
            if (!text) return std::nullopt;
            number = string_to_number(*text);
            break;
        }
    }
    return number;
}

std::optional<std::int32_t> to_int32(const Value& value) {
    const auto number = to_number(value);
    if (!number) return std::nullopt;
    if (!std::isfinite(*number)) return 0;
    constexpr double kRange = 4294967296.0;
    double wrapped = std::fmod(std::trunc(*number), kRange);
    if (wrapped < 0) wrapped += kRange;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(wrapped));
}

}  // namespace corslab::middleware::javascript
