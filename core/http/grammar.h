#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corslab {

/// Whether the text is a `token`: one or more tchar. https://httpwg.org/specs/rfc9110.html#tokens
[[nodiscard]] bool is_token(std::string_view text);

/// Bytes read as Latin-1, as UTF-8 text. https://infra.spec.whatwg.org/#isomorphic-decode
[[nodiscard]] std::string isomorphic_decode(std::string_view bytes);

/// The way back. @param text UTF-8 without characters above U+00FF. https://infra.spec.whatwg.org/#isomorphic-encode
[[nodiscard]] std::string isomorphic_encode(std::string_view text);

/// https://infra.spec.whatwg.org/#byte-lowercase
[[nodiscard]] std::string byte_lowercase(std::string_view bytes);

/// https://infra.spec.whatwg.org/#byte-uppercase
[[nodiscard]] std::string byte_uppercase(std::string_view bytes);

/// https://infra.spec.whatwg.org/#byte-case-insensitive
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Without the HTTP whitespace bytes (TAB, LF, CR, SP) at both ends.
/// https://fetch.spec.whatwg.org/#concept-header-value-normalize
[[nodiscard]] std::string_view normalize_header_value(std::string_view value);

/// No NUL, LF or CR inside, no TAB or SP at an end. https://fetch.spec.whatwg.org/#header-value
[[nodiscard]] bool is_header_value(std::string_view value);

/// Splits at commas outside quoted strings, and trims TAB and SP.
/// https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
[[nodiscard]] std::vector<std::string> get_decode_and_split(std::string_view value);

/// `#token` as Access-Control-Allow-Methods, -Allow-Headers and -Expose-Headers have it: empty items are allowed.
/// @return the tokens in order, or nothing where one item is no token.
/// https://fetch.spec.whatwg.org/#http-new-header-syntax
[[nodiscard]] std::optional<std::vector<std::string>> parse_token_list(std::string_view value);

/// The first item of a list that keeps `parse_token_list` from succeeding; empty where there is none.
[[nodiscard]] std::string_view first_bad_token(std::string_view value);

/// `delta-seconds`: digits alone. Values beyond what an int64 holds saturate.
/// https://httpwg.org/specs/rfc9111.html#delta-seconds
[[nodiscard]] std::optional<std::int64_t> parse_delta_seconds(std::string_view value);

}  // namespace corslab
