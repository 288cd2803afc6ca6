#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/regex/char_set.h"
#include "core/regex/regex.h"

namespace corslab::regex {

/// What reads past the end gets.
inline constexpr char32_t kEndOfPattern = 0xFFFFFFFF;

/// UTF-8 as code points; each maximal part of an ill-formed sequence becomes U+FFFD.
[[nodiscard]] std::u32string decode_utf8(std::string_view text);

/// Code points as UTF-8.
[[nodiscard]] std::string encode_utf8(const std::u32string& code_points);

/// Code points as UTF-16 code units.
[[nodiscard]] std::u32string to_code_units(const std::u32string& code_points);

[[nodiscard]] inline bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool is_octal_digit(char32_t c) {
    return c >= '0' && c <= '7';
}
[[nodiscard]] inline bool is_ascii_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] int hex_digit(char32_t c);  ///< -1 where it is none.

/// Whether a name may start with the character, or hold it further on. Above U+00FF nothing is known: nothing is said
/// then.
[[nodiscard]] std::optional<bool> is_name_start(char32_t c);
[[nodiscard]] std::optional<bool> is_name_part(char32_t c);

/// A place in a pattern, and the first fault found.
class PatternReader {
  public:
    explicit PatternReader(std::u32string pattern) : pattern_(std::move(pattern)) {}

    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : kEndOfPattern;
    }
    [[nodiscard]] bool at_end() const { return at_ >= pattern_.size(); }
    [[nodiscard]] std::size_t tell() const { return at_; }
    void seek(std::size_t at) { at_ = at; }
    char32_t take() { return at_ < pattern_.size() ? pattern_[at_++] : kEndOfPattern; }

    /// Goes past the character where it is next.
    bool skip(char32_t c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }

    /// `count` hexadecimal digits, or nothing; then the place stays as it was.
    std::optional<char32_t> take_hex(std::size_t count);

    void fail(std::string reason, Fault::Kind kind = Fault::Kind::kSyntax) { fail_at(at_, std::move(reason), kind); }
    void fail_at(std::size_t position, std::string reason, Fault::Kind kind = Fault::Kind::kSyntax) {
        if (!fault_) fault_ = Fault{kind, position, std::move(reason)};
    }
    void unsupported(std::string construct) { fail(std::move(construct), Fault::Kind::kUnsupported); }
    [[nodiscard]] bool failed() const { return fault_.has_value(); }
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

  private:
    std::u32string pattern_;
    std::size_t at_ = 0;
    std::optional<Fault> fault_;
};

}  // namespace corslab::regex
