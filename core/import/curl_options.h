#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace corslab::imports {

/// What an option of curl does to the request.
enum class CurlAction : std::uint8_t {
    kNothing,  ///< Nothing that a browser would do otherwise for.
    kUnlike,   ///< Something that has no counterpart in a browser; the option has a sentence about it.
    kAgent,
    kAwsSignature,
    kBearer,
    kConfig,
    kCookie,
    kData,
    kDataRaw,
    kForm,
    kFormString,
    kGet,
    kHead,
    kHeader,
    kJson,
    kLocation,
    kNext,
    kRange,
    kReferer,
    kRequest,
    kUpload,
    kUrl,
    kUrlEncode,
    kUrlQuery,
    kUser,
};

struct CurlOption {
    std::string_view name;  ///< Without its dashes.
    char letter;            ///< Its short form; 0 for none.
    CurlAction action;
    bool takes_argument;
    std::string_view sentence;  ///< Why it does not matter to a browser; empty for a general one.
};

/// The option of that name; nothing where curl has none such. https://curl.se/docs/manpage.html
[[nodiscard]] std::optional<CurlOption> curl_option(std::string_view name);
[[nodiscard]] std::optional<CurlOption> curl_option(char letter);

}  // namespace corslab::imports
