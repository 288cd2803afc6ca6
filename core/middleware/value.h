#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/regex/regex.h"

namespace corslab::middleware {

struct Member;

/// An option's value: what JSON can say, and regular expressions.
struct Value {
    enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kReal, kText, kRegex, kList, kObject };

    Kind kind = Kind::kNull;
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0;
    std::string text;   ///< UTF-8; of a regular expression: its pattern.
    std::string flags;  ///< Of a regular expression.
    std::vector<Value> items;
    std::vector<Member> members;  ///< In the order of the document; names are unique.

    [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
    [[nodiscard]] bool is_text(std::string_view other) const { return is_text() && text == other; }
    [[nodiscard]] bool is_list() const { return kind == Kind::kList; }
    [[nodiscard]] bool is_object() const { return kind == Kind::kObject; }
    [[nodiscard]] bool is_regex() const { return kind == Kind::kRegex; }
    [[nodiscard]] bool is_number() const { return kind == Kind::kInteger || kind == Kind::kReal; }
    [[nodiscard]] double number() const { return kind == Kind::kReal ? real : static_cast<double>(integer); }

    /// The member of that name; null where there is none, or where the value is no object.
    [[nodiscard]] const Value* find(std::string_view name) const;

    [[nodiscard]] static Value of_text(std::string text);
    [[nodiscard]] static Value of_boolean(bool value);
    [[nodiscard]] static Value of_list(std::vector<Value> items);
};

/// A member of an object.
struct Member {
    std::string name;
    Value value;
};

/// A name as a step of a JSON Pointer. https://www.rfc-editor.org/rfc/rfc6901#section-3
[[nodiscard]] std::string escape_pointer(std::string_view name);

/// The shortest decimal digits that give the number back, and the power of ten in front of them: 0.d1d2d3... times ten
/// to the exponent. For numbers that are finite and not 0.
struct ShortestDigits {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};
[[nodiscard]] ShortestDigits shortest_digits(double value);

}  // namespace corslab::middleware
