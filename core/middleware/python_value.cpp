#include "core/middleware/python_value.h"

#include <algorithm>
#include <cmath>

#include "core/regex/pattern_reader.h"

namespace corslab::middleware::python {
namespace {

constexpr int kFirstPlainExponent = -3;
constexpr int kLastPlainExponent = 16;

// float.__repr__
std::string real_repr(double value) {
    if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
    const auto [negative, digits, n] = shortest_digits(value);
    const auto k = static_cast<int>(digits.size());
    std::string out = negative ? "-" : "";
    if (n > kLastPlainExponent || n < kFirstPlainExponent) {
        out += digits[0];
        if (k > 1) out += "." + digits.substr(1);
        const std::string exponent = std::to_string(std::abs(n - 1));
        return out + (n - 1 < 0 ? "e-" : "e+") + (exponent.size() < 2 ? "0" : "") + exponent;
    }
    if (n <= 0) return out + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    if (k <= n) return out + digits + std::string(static_cast<std::size_t>(n - k), '0') + ".0";
    const auto whole = static_cast<std::size_t>(n);
    return out + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string hex(unsigned value, int width) {
    std::string out;
    for (int i = width - 1; i >= 0; --i) out += "0123456789abcdef"[(value >> (4U * static_cast<unsigned>(i))) & 0xFU];
    return out;
}

// str.__repr__; what is above U+00FF counts as printable.
std::string text_repr(std::string_view text) {
    const bool doubled = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
    const char quote = doubled ? '"' : '\'';
    std::string out(1, quote);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\x" + hex(byte, 2);
        } else if (byte == 0xC2 && (next < 0xA1 || next == 0xAD)) {
            out += "\\x" + hex(next, 2);
            ++i;
        } else {
            out += c;
        }
    }
    return out + quote;
}

// re.Pattern.__repr__: at most 200 characters of the pattern, and the flags that are not the default.
std::string regex_repr(const Value& value) {
    constexpr std::size_t kMost = 200;
    std::string out = "re.compile(" + text_repr(value.text).substr(0, kMost);
    constexpr std::pair<char, std::string_view> kNames[] = {{'t', "re.TEMPLATE"},  {'i', "re.IGNORECASE"},
                                                            {'m', "re.MULTILINE"}, {'s', "re.DOTALL"},
                                                            {'x', "re.VERBOSE"},   {'a', "re.ASCII"}};
    std::string flags;
    const auto compiled = regex::compile(value.text, value.flags, regex::Flavour::kPython);
    const std::string in_force = compiled.regex ? compiled.regex->flags() : value.flags;
    for (const auto& [letter, name] : kNames) {
        if (in_force.find(letter) == std::string::npos) continue;
        if (!flags.empty()) flags += '|';
        flags += name;
    }
    if (!flags.empty()) out += ", " + flags;
    return out + ")";
}

// -1, 0 or 1; nothing where `<` raises TypeError.
std::optional<int> compare(const Value& a, const Value& b) {
    const auto is_number = [](const Value& v) { return v.is_number() || v.kind == Value::Kind::kBoolean; };
    const auto number = [](const Value& v) {
        return v.kind == Value::Kind::kBoolean ? static_cast<double>(v.boolean) : v.number();
    };
    if (is_number(a) && is_number(b)) return number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0;
    if (a.is_text() && b.is_text()) return a.text.compare(b.text);  // UTF-8 sorts as code points do.
    if (!a.is_list() || !b.is_list()) return std::nullopt;
    for (std::size_t i = 0; i < std::min(a.items.size(), b.items.size()); ++i) {
        if (repr(a.items[i]) == repr(b.items[i])) continue;
        return compare(a.items[i], b.items[i]);
    }
    return a.items.size() < b.items.size() ? -1 : a.items.size() > b.items.size() ? 1 : 0;
}

template <class Change>
std::string changed(std::string_view text, const Change& change) {
    std::string out;
    for (const char32_t c : regex::decode_utf8(text)) out += regex::encode_utf8(change(c));
    return out;
}

std::u32string lower_of(char32_t c) {
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return {c + 0x20};
    switch (c) {
        case 0x130:
            return U"i\u0307";
        case 0x178:
            return {0xFF};
        case 0x1E9E:
            return {0xDF};
        case 0x212A:
            return U"k";
        case 0x212B:
            return {0xE5};
        case 0x39C:
            return {0x3BC};
        default:
            return {c};
    }
}

}  // namespace

bool truth(const Value& value) {
    switch (value.kind) {
        case Value::Kind::kNull:
            return false;
        case Value::Kind::kBoolean:
            return value.boolean;
        case Value::Kind::kInteger:
        case Value::Kind::kReal:
            return value.number() != 0;
        case Value::Kind::kText:
            return !value.text.empty();
        case Value::Kind::kRegex:
            return true;
        case Value::Kind::kList:
            return !value.items.empty();
        case Value::Kind::kObject:
            return !value.members.empty();
    }
    return false;
}

std::string repr(const Value& value) {
    std::string out;
    switch (value.kind) {
        case Value::Kind::kNull:
            return "None";
        case Value::Kind::kBoolean:
            return value.boolean ? "True" : "False";
        case Value::Kind::kInteger:
            return std::to_string(value.integer);
        case Value::Kind::kReal:
            return real_repr(value.real);
        case Value::Kind::kText:
            return text_repr(value.text);
        case Value::Kind::kRegex:
            return regex_repr(value);
        case Value::Kind::kList:
            for (const Value& item : value.items) out += (out.empty() ? "" : ", ") + repr(item);
            return "[" + out + "]";
        case Value::Kind::kObject:
            for (const auto& [name, member] : value.members) {
                out += (out.empty() ? "" : ", ") + text_repr(name) + ": " + repr(member);
            }
            return "{" + out + "}";
    }
    return out;
}

std::string str(const Value& value) {
    return value.is_text() ? value.text : repr(value);
}

std::optional<std::vector<Value>> items_of(const Value& value) {
    if (value.is_list()) return value.items;
    if (!value.is_object()) return std::nullopt;
    std::vector<Value> names;
    for (const auto& [name, member] : value.members) names.push_back(Value::of_text(name));
    return names;
}

std::vector<Value> characters(std::string_view text) {
    std::vector<Value> characters;
    for (const char32_t c : regex::decode_utf8(text)) {
        characters.push_back(Value::of_text(regex::encode_utf8(std::u32string(1, c))));
    }
    return characters;
}

std::optional<std::vector<Value>> sorted(std::vector<Value> items) {
    bool comparable = true;
    // Whatever the order is, values that cannot be compared meet somewhere.
    std::stable_sort(items.begin(), items.end(), [&](const Value& a, const Value& b) {
        const auto order = compare(a, b);
        comparable = comparable && order.has_value();
        return order.value_or(static_cast<int>(a.kind) - static_cast<int>(b.kind)) < 0;
    });
    if (!comparable) return std::nullopt;
    return items;
}

std::string lower(std::string_view text) {
    return changed(text, lower_of);
}

std::string upper(std::string_view text) {
    return changed(text, [](char32_t c) -> std::u32string {
        if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7)) return {c - 0x20};
        if (c == 0xDF) return U"SS";
        if (c == 0xFF) return {0x178};
        if (c == 0xB5 || c == 0x3BC) return {0x39C};
        if (c == 0x131) return U"I";
        if (c == 0x17F) return U"S";
        return {c};
    });
}

std::string casefold(std::string_view text) {
    return changed(text, [](char32_t c) -> std::u32string {
        if (c == 0xDF || c == 0x1E9E) return U"ss";
        if (c == 0xB5) return {0x3BC};
        if (c == 0x17F) return U"s";
        return lower_of(c);
    });
}

std::string strip(std::string_view text) {
    regex::CharSet blank = regex::python_space(false);
    blank.finish();
    const auto is_blank = [&](char32_t c) { return blank.test(c) == regex::Tell::kYes; };
    const std::u32string points = regex::decode_utf8(text);
    const auto first = std::find_if_not(points.begin(), points.end(), is_blank);
    const auto last = std::find_if_not(points.rbegin(), std::make_reverse_iterator(first), is_blank).base();
    return regex::encode_utf8(std::u32string(first, last));
}

std::string unquote(std::string_view text) {
    std::string out;
    std::string bytes;
    // Runs of ASCII are decoded each on its own.
    const auto flush = [&] {
        out += regex::encode_utf8(regex::decode_utf8(bytes));
        bytes.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80) {
            flush();
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? regex::hex_digit(static_cast<unsigned char>(text[i + 1])) : -1;
        const int low = i + 2 < text.size() ? regex::hex_digit(static_cast<unsigned char>(text[i + 2])) : -1;
        if (text[i] == '%' && high >= 0 && low >= 0) {
            bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    flush();
    return out;
}

}  // namespace corslab::middleware::python
