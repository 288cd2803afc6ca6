#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/url/host.h"

namespace corslab {

/// A URL record. https://url.spec.whatwg.org/#concept-url
///
/// All strings are ASCII: the parser has percent-encoded, and turned domains into their ASCII form.
struct Url {
    std::string scheme;                   ///< Lower case, without the colon. #concept-url-scheme
    std::string username;                 ///< Percent-encoded. #concept-url-username
    std::string password;                 ///< Percent-encoded. #concept-url-password
    std::optional<Host> host;             ///< Null for `data:`, `about:`, ... #concept-url-host
    std::optional<std::uint16_t> port;    ///< Null where it is the scheme's default. #concept-url-port
    std::string path;                     ///< Serialised, with its leading slash unless opaque. #concept-url-path
    bool has_opaque_path = false;         ///< #url-opaque-path
    std::optional<std::string> query;     ///< Without the question mark. #concept-url-query
    std::optional<std::string> fragment;  ///< Without the hash. #concept-url-fragment
};

enum class Fragment : std::uint8_t { kInclude, kExclude };

/// Whether a space in a domain is refused, or kept as `%20` as one browser does.
enum class HostSpaces : std::uint8_t { kRefused, kEscaped };

/// Parses UTF-8 text into a URL; invalid UTF-8 counts as U+FFFD.
/// @param base the URL that a relative `input` is resolved against, or null.
/// @param spaces not of the Standard, which refuses them.
/// @return nothing where the URL Standard says "failure".
/// https://url.spec.whatwg.org/#concept-url-parser
[[nodiscard]] std::optional<Url> parse_url(std::string_view input, const Url* base = nullptr,
                                           HostSpaces spaces = HostSpaces::kRefused);

/// https://url.spec.whatwg.org/#concept-url-serializer
[[nodiscard]] std::string serialize_url(const Url& url, Fragment fragment = Fragment::kInclude);

/// Whether the URL has a non-empty username or password. https://url.spec.whatwg.org/#include-credentials
[[nodiscard]] bool includes_credentials(const Url& url);

/// The port of a special scheme when none is given: 80, 443, 21; null for others (`file` included).
/// https://url.spec.whatwg.org/#default-port
[[nodiscard]] std::optional<std::uint16_t> default_port(std::string_view scheme);

/// `http` or `https`. https://fetch.spec.whatwg.org/#http-scheme
[[nodiscard]] bool is_http_scheme(std::string_view scheme);

}  // namespace corslab
