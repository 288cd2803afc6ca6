#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json/input_error.h"

namespace corslab {

/// A JSON document to read from, and no more: much less code than nlohmann_json's own, which counts in a download.
/// Objects keep their order.
class JsonTree {
  public:
    enum class Type : std::uint8_t { kNull, kBoolean, kInteger, kNumber, kString, kArray, kObject };

    JsonTree(std::nullptr_t = nullptr) {}  // NOLINT(google-explicit-constructor): as the parser's events come.
    explicit JsonTree(bool value) : type_(Type::kBoolean), integer_(value ? 1 : 0) {}
    explicit JsonTree(std::int64_t value) : type_(Type::kInteger), integer_(value) {}
    /// Numbers beyond 2^63 - 1 are as good as that.
    explicit JsonTree(std::uint64_t value);
    explicit JsonTree(double value) : type_(Type::kNumber), real_(value) {}
    explicit JsonTree(std::string value) : type_(Type::kString), text_(std::move(value)) {}
    static JsonTree object() { return JsonTree(Type::kObject); }
    static JsonTree array() { return JsonTree(Type::kArray); }

    [[nodiscard]] Type type() const { return type_; }
    [[nodiscard]] bool is_null() const { return type_ == Type::kNull; }
    [[nodiscard]] bool is_object() const { return type_ == Type::kObject; }
    [[nodiscard]] bool is_array() const { return type_ == Type::kArray; }
    [[nodiscard]] bool is_integer() const { return type_ == Type::kInteger; }
    /// "null", "boolean", "number", "string", "array" or "object".
    [[nodiscard]] std::string_view type_name() const;

    /// The text of a string; null for other types.
    [[nodiscard]] const std::string* string() const { return type_ == Type::kString ? &text_ : nullptr; }
    /// 0 or 1; null for what is no boolean.
    [[nodiscard]] const std::int64_t* boolean() const { return type_ == Type::kBoolean ? &integer_ : nullptr; }
    /// The value of an integer; 0 for other types.
    [[nodiscard]] std::int64_t integer() const { return is_integer() ? integer_ : 0; }

    /// The value of a number that is no integer; 0 for other types.
    [[nodiscard]] double real() const { return real_; }

    /// How many items an array, or members an object has.
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    /// An array's item, or an object's member by position. @param index below size().
    [[nodiscard]] const JsonTree& at(std::size_t index) const { return items_[index]; }
    /// The name of an object's member by position. @param index below size().
    [[nodiscard]] const std::string& name(std::size_t index) const { return names_[index]; }
    /// The member of that name; null where there is none.
    [[nodiscard]] const JsonTree* member(std::string_view name) const;

    // What the parser needs.
    [[nodiscard]] bool contains(std::string_view name) const { return member(name) != nullptr; }
    void push_back(JsonTree value) { items_.push_back(std::move(value)); }
    JsonTree& back() { return items_.back(); }
    /// Adds a member. The name must not be there yet.
    JsonTree& operator[](const std::string& name);

  private:
    explicit JsonTree(Type type) : type_(type) {}

    Type type_ = Type::kNull;
    std::int64_t integer_ = 0;
    double real_ = 0;
    std::string text_;
    std::vector<std::string> names_;
    std::vector<JsonTree> items_;
};

/// Parses JSON without guessing: a limit on size and depth, no duplicate keys, valid UTF-8 alone.
[[nodiscard]] Result<JsonTree> parse_tree(std::string_view text);

/// Parses JSON that others wrote: only members with certain names are read, at whatever depth, and of repeated ones the
/// first.
/// @param wanted whether a member of that name is read.
[[nodiscard]] Result<JsonTree> parse_wanted(std::string_view text, std::size_t max_bytes,
                                            bool (*wanted)(std::string_view name));

}  // namespace corslab
