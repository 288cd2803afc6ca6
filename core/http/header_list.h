#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corslab {

/// https://fetch.spec.whatwg.org/#concept-header
struct Header {
    std::string name;
    std::string value;  ///< Bytes.

    bool operator==(const Header&) const = default;
};

/// https://fetch.spec.whatwg.org/#concept-header-list
class HeaderList {
  public:
    HeaderList() = default;
    explicit HeaderList(std::vector<Header> headers) : headers_(std::move(headers)) {}

    /// https://fetch.spec.whatwg.org/#header-list-contains
    [[nodiscard]] bool contains(std::string_view name) const;

    /// All values of that name, joined with `, `. https://fetch.spec.whatwg.org/#concept-header-list-get
    [[nodiscard]] std::optional<std::string> get(std::string_view name) const;

    /// Each value of that name.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;

    /// https://fetch.spec.whatwg.org/#concept-header-list-append
    void append(std::string_view name, std::string_view value);

    /// https://fetch.spec.whatwg.org/#concept-header-list-delete
    void remove(std::string_view name);

    /// Lower-case names, sorted, values combined; Set-Cookie is never combined.
    /// https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
    [[nodiscard]] std::vector<Header> sort_and_combine() const;

    [[nodiscard]] const std::vector<Header>& headers() const { return headers_; }

  private:
    std::vector<Header> headers_;
};

/// Extract header list values for a header whose grammar is `#token`.
/// https://fetch.spec.whatwg.org/#extract-header-list-values
struct ExtractedValues {
    enum class Kind { kNull, kFailure, kValues };
    Kind kind = Kind::kNull;
    std::vector<std::string> values;

    [[nodiscard]] bool is_failure() const { return kind == Kind::kFailure; }
    [[nodiscard]] bool is_null() const { return kind == Kind::kNull; }
    /// Byte for byte, as methods are compared.
    [[nodiscard]] bool contains(std::string_view value) const;
    /// As header names are compared.
    [[nodiscard]] bool contains_name(std::string_view name) const;
};
[[nodiscard]] ExtractedValues extract_token_values(std::string_view name, const HeaderList& list);

}  // namespace corslab
