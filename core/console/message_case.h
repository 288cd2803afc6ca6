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
    kModeSameOriginSocket,  ///< A ws: or wss: URL.
    kModeSameOriginRedirected,
    kNoCorsRedirectMode,
    kScheme,
    kSocketScheme,  ///< ws: and wss:.
    kSchemeFetch,
    kSchemeFetchFtp,
    kFileScheme,
    kBlob,
    kForeignBlob,  ///< Of another origin than the page's.
    kDataInvalid,
    kMixedContent,
    kMixedContentRedirected,
    kMixedContentLocal,  ///< To a loopback address or localhost.
    kMixedContentLocalRedirected,
    kBadPort,
    kBadPortRedirected,
    kBadPortPreflight,  ///< Redirected, and a preflight would have come first.
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
    kPreflightRedirectUnfollowed,  ///< The redirect mode of the request is not follow.
    kPreflightRedirectOrigin,      ///< To another origin, where Access-Control-Allow-Origin allows this page alone.
    kPreflightRedirectSeveral,     ///< The same, with more than one Access-Control-Allow-Origin.
    kPreflightRedirectMixed,       ///< From https to http.
    kPreflightRedirectFile,
    kPreflightRedirectData,
    kPreflightRedirectBlob,
    kPreflightRedirectBlobOwnOrigin,   ///< Of the origin that redirects.
    kPreflightRedirectBlobPageOrigin,  ///< Of the origin that redirects, which is the page's.
    kPreflightRedirectSocket,          ///< ws:, wss:, and javascript:.
    kPreflightRedirectRefused,         ///< With credentials, or to another scheme.
    kMethodsSyntax,
    kHeadersSyntax,
    kMethod,
    kHeader,
    kAuthorizationWildcard,  ///< A warning: the request goes on.
    // Redirects.
    kRedirectMode,
    kRedirectModeCredentials,  ///< The Location has credentials.
    kRedirectLimit,
    kRedirectScheme,
    kRedirectSchemeNoCors,
    kRedirectSchemeSameOrigin,
    kRedirectSchemeMixed,  ///< From an https page, while the request was not cross-origin yet.
    kRedirectLocalScheme,  ///< data:, blob:, about:, file: and the like.
    kRedirectDataScheme,
    kRedirectBlobScheme,
    kRedirectBlobPageOrigin,      ///< The page's own, and the request was not cross-origin yet.
    kRedirectBlobFromElsewhere,   ///< The same, from another origin.
    kRedirectBlobCorsPageOrigin,  ///< The page's own and of the origin that redirects, in a cross-origin request.
    kRedirectBlobOwnOrigin,       ///< Of the origin that redirects.
    kRedirectFileSameOrigin,      ///< With the mode same-origin.
    kRedirectDataSameOrigin,
    kRedirectAboutSameOrigin,
    kRedirectSocketSameOrigin,
    kRedirectFileScheme,
    kRedirectFtpScheme,
    kRedirectSocketScheme,  ///< ws:, wss:, and javascript:.
    kRedirectCredentials,
    kRedirectLocation,
    kRedirectLocationEmpty,
    // The response.
    kResourcePolicy,
    kBodyCutOff  ///< Reading it throws.
};

/// One line (an empty text: none at all), or the text of an exception, with placeholders in braces: facts of the
/// failure
/// ({url}, {location}, {value}, {item}, {status}, ...; console.cpp has them all), of the page ({origin}, {page},
/// {frame}), and the profile's parts where they apply ({redirected}, {preflight}, {redirection}).
struct Message {
    /// When the line is printed at all. `browsers.json` names these as the third item of a row.
    enum class When : std::uint8_t {
        kAlways,
        kCorsMode,    ///< The request's mode is cors.
        kNoCorsMode,  ///< It is no-cors.
        kOtherModes,  ///< It is not cors.
        kTainted,     ///< The request's response tainting is cors.
        kUntainted,
        kLeaving,   ///< Tainted, or the location is not of the page's origin.
        kCrossSite  ///< The current URL is not of the page's origin.
    };
    MessageCase which = MessageCase::kDefault;
    bool warning = false;
    When when = When::kAlways;
    std::string_view text;
};

}  // namespace corslab
