#pragma once

#include <cstdint>
#include <string_view>

namespace corslab {

/// What browsers have words of their own for. `core/data/browsers.json` names them in kebab-case.
enum class MessageCase : std::uint8_t {
    kDefault,         ///< Any other failure.
    kAfterPreflight,  ///< What follows the line about a preflight.
    kAfterRedirect,   ///< What follows the line about a redirect's answer.
    // What the call itself refuses.
    kUrlUnparsable,
    kUrlCredentials,
    kModeNavigate,
    kMethodMalformed,
    kMethodForbidden,
    kMethodNoCors,
    kHeaderName,
    kHeaderValue,
    kBodyWithGet,
    // Before anything is sent.
    kModeSameOrigin,
    kModeSameOriginRedirected,
    kNoCorsRedirectMode,
    kScheme,
    kSchemeFetch,
    kFileScheme,
    kBlob,
    kDataInvalid,
    kMixedContent,
    kMixedContentRedirected,
    kBadPort,
    // The network.
    kConnection,
    kPreflightConnection,
    kPreflightReset,
    kPreflightCutOff,
    // The CORS check.
    kOriginMissing,
    kOriginWildcard,
    kOriginSeveral,  ///< More than one header.
    kOriginList,     ///< One header with a comma.
    kOriginSpace,    ///< One header with a space, and no comma.
    kOriginNull,
    kOriginInvalid,  ///< No URL.
    kOriginMismatch,
    kCredentials,
    // The preflight's answer.
    kPreflightStatus,
    kPreflightRedirect,
    kMethodsSyntax,
    kHeadersSyntax,
    kMethod,
    kHeader,
    kAuthorizationWildcard,  ///< A warning: the request goes on.
    // Redirects.
    kRedirectMode,
    kRedirectLimit,
    kRedirectScheme,
    kRedirectSchemeNoCors,
    kRedirectSchemeSameOrigin,
    kRedirectLocalScheme,  ///< data:, blob:, about:, file: and the like.
    kRedirectCredentials,
    kRedirectLocation,
    // The response.
    kResourcePolicy,
    kBodyCutOff  ///< Reading it throws.
};

/// One line (an empty text: none at all), or the text of an exception, with placeholders: {url}, {initial}, {location}, {origin} (the page's),
/// {value}, {escaped} (the value in ASCII), {item}, {status}, {redirected} and {preflight} (the profile's parts, where
/// they apply).
struct Message {
    MessageCase which = MessageCase::kDefault;
    bool warning = false;
    std::string_view text;
};

}  // namespace corslab
