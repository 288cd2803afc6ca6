#pragma once

#include <string>
#include <string_view>

namespace corslab {

/// CONNECT, TRACE, TRACK in any letter case. https://fetch.spec.whatwg.org/#forbidden-method
[[nodiscard]] bool is_forbidden_method(std::string_view method);

/// GET, HEAD, POST, byte for byte. https://fetch.spec.whatwg.org/#cors-safelisted-method
[[nodiscard]] bool is_cors_safelisted_method(std::string_view method);

/// Upper-cases DELETE, GET, HEAD, OPTIONS, POST and PUT, and no other.
/// https://fetch.spec.whatwg.org/#concept-method-normalize
[[nodiscard]] std::string normalize_method(std::string_view method);

}  // namespace corslab
