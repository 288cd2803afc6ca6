#include "core/middleware/value.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace corslab::middleware {

const Value* Value::find(std::string_view name) const {
    for (const auto& [key, value] : members) {
        if (key == name) return &value;
    }
    return nullptr;
}

Value Value::of_text(std::string text) {
    Value value;
    value.kind = Kind::kText;
    value.text = std::move(text);
    return value;
}

Value Value::of_boolean(bool boolean) {
    Value value;
    value.kind = Kind::kBoolean;
    value.boolean = boolean;
    return value;
}

Value Value::of_list(std::vector<Value> items) {
    Value value;
    value.kind = Kind::kList;
    value.items = std::move(items);
    return value;
}

std::string escape_pointer(std::string_view name) {
    std::string out;
    for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
}

ShortestDigits shortest_digits(double value) {
    constexpr int kMostDigits = 17;
    std::array<char, 40> buffer{};
    int written = 0;
    for (int digits = 0; digits < kMostDigits; ++digits) {
        written = std::snprintf(buffer.data(), buffer.size(), "%.*e", digits, value);
        if (std::strtod(buffer.data(), nullptr) == value) break;
    }
    ShortestDigits out;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(written));
    const std::size_t e = text.find('e');
    out.negative = text.front() == '-';
    for (const char c : text.substr(0, e)) {
        if (c >= '0' && c <= '9') out.digits += c;
    }
    out.exponent = static_cast<int>(std::strtol(text.data() + e + 1, nullptr, 10)) + 1;
    return out;
}

}  // namespace corslab::middleware
