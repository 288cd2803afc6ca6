#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/header_list.h"

namespace corslab {

/// Headers that a script may not set. https://fetch.spec.whatwg.org/#forbidden-request-header
[[nodiscard]] bool is_forbidden_request_header(const Header& header);

/// Why a header is no CORS-safelisted request-header, or that it is one.
enum class Safelisting {
    kSafelisted,
    kNameNotSafelisted,
    kValueTooLong,        ///< Over 128 bytes.
    kUnsafeByte,          ///< A byte that the safelist bars from this header's value.
    kContentTypeInvalid,  ///< No MIME type at all.
    kContentTypeOther,    ///< A MIME type, but none of the three.
    kRangeInvalid,        ///< Not a single `bytes=N-` or `bytes=N-M`.
};

/// Where a browser's safelist may differ from the Standard's; the defaults are the Standard's.
struct SafelistRules {
    bool unique_names = true;          ///< Whether a name that is asked for stands once, however often it was set.
    bool combines = false;             ///< Whether headers of one name are joined before they are judged.
    bool client_hints = false;         ///< Whether client hints with plausible values are safelisted.
    bool ascii_only = false;           ///< Whether Accept and Content-Type may hold ASCII alone.
    bool total_limit = true;           ///< Whether 1024 bytes altogether are the limit.
    bool range_takes_plus = false;     ///< Whether the numbers of a range may have a plus sign.
    /// The largest end of a range, in decimal; empty for no limit.
    std::string_view range_limit{};
    bool range_unit_any_case = false;  ///< Whether `Bytes=0-` is safelisted as `bytes=0-` is.
};

/// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
[[nodiscard]] Safelisting safelisting_of(const Header& header, const SafelistRules& rules = {});

/// https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header
[[nodiscard]] bool is_no_cors_safelisted_request_header(const Header& header, const SafelistRules& rules = {});

/// https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
[[nodiscard]] bool is_cors_non_wildcard_request_header_name(std::string_view name);

/// How many bytes of safelisted values a request may carry together before none of them is safelisted any more.
inline constexpr std::size_t kSafelistedTotalLimit = 1024;

/// The names to ask the server for: lower case, sorted, each once.
/// https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
[[nodiscard]] std::vector<std::string> cors_unsafe_request_header_names(const HeaderList& headers,
                                                                        const SafelistRules& rules = {});

/// The first byte of a value that the safelist bars from a header of that name, as an index; npos where there is none.
[[nodiscard]] std::size_t first_unsafe_byte(const Header& header);

}  // namespace corslab
