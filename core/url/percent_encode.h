#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace corslab {

/// https://url.spec.whatwg.org/#percent-encoded-bytes. `kOpaquePath` is the C0 control set, which keeps spaces.
enum class EncodeSet : std::uint8_t { kC0Control, kFragment, kQuery, kSpecialQuery, kPath, kUserinfo };

/// Whether a byte of UTF-8 is percent-encoded.
[[nodiscard]] bool in_encode_set(char c, EncodeSet set);

/// Appends one byte of UTF-8, percent-encoded where the set has it.
void append_encoded(std::string& out, char c, EncodeSet set);

/// https://url.spec.whatwg.org/#string-utf-8-percent-encode
[[nodiscard]] std::string percent_encode(std::string_view text, EncodeSet set);

/// https://url.spec.whatwg.org/#string-percent-decode
[[nodiscard]] std::string percent_decode(std::string_view text);

/// What one U+FFFD stands for: a sequence that is cut off or broken, as the Encoding Standard says, or a single byte.
enum class IllFormed : std::uint8_t { kSequence, kByte };

/// Valid UTF-8: what is ill-formed becomes U+FFFD. https://encoding.spec.whatwg.org/#utf-8-decode-without-bom
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes, IllFormed ill_formed = IllFormed::kSequence);

}  // namespace corslab
