#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corslab::imports {

/// Without the white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The next line, without its end; taken off the text.
[[nodiscard]] std::string_view take_line(std::string_view& text);

/// In which line an offset lies, from 1.
[[nodiscard]] std::size_t line_of(std::string_view text, std::size_t offset);

[[nodiscard]] std::optional<std::uint32_t> hex_digit(char c);

/// A letter of ASCII, a digit or `_`.
[[nodiscard]] bool is_word_byte(char c);

/// Code points beyond Unicode and surrogates become U+FFFD.
void append_utf8(std::string& out, std::uint32_t code);

/// https://www.rfc-editor.org/rfc/rfc4648#section-4
[[nodiscard]] std::string base64(std::string_view bytes);

/// As `encodeURIComponent()` does, but for `!'()*` as well.
[[nodiscard]] std::string encode_component(std::string_view text);

/// As forms and `URLSearchParams` do. https://url.spec.whatwg.org/#concept-urlencoded-serializer
[[nodiscard]] std::string encode_form(std::string_view text);

/// Adds `name=value` to a URL's query.
void append_query(std::string& url, std::string_view pair);

}  // namespace corslab::imports
