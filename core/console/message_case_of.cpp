#include "core/console/message_case_of.h"

#include <string>
#include <utility>

#include "core/url/origin.h"
#include "core/url/url.h"

namespace corslab {
namespace {

// What kind of an Access-Control-Allow-Origin does not match. Browsers tell these apart, each in its way.
MessageCase case_of_origin(const Failure& failure) {
    if (failure.lines > 1) return MessageCase::kOriginSeveral;
    if (failure.value.find(',') != std::string::npos) return MessageCase::kOriginList;
    if (failure.value.find(' ') != std::string::npos) return MessageCase::kOriginSpace;
    if (failure.value == "null") return MessageCase::kOriginNull;
    return parse_url(failure.value) ? MessageCase::kOriginMismatch : MessageCase::kOriginInvalid;
}

MessageCase case_of_call(Finding finding) {
    switch (finding) {
        case Finding::kRequestUrlUnparsable:
            return MessageCase::kUrlUnparsable;
        case Finding::kRequestUrlCredentials:
            return MessageCase::kUrlCredentials;
        case Finding::kRequestModeNavigate:
            return MessageCase::kModeNavigate;
        case Finding::kRequestMethodMalformed:
            return MessageCase::kMethodMalformed;
        case Finding::kRequestMethodForbidden:
            return MessageCase::kMethodForbidden;
        case Finding::kRequestMethodNoCors:
            return MessageCase::kMethodNoCors;
        case Finding::kRequestHeaderBadName:
            return MessageCase::kHeaderName;
        case Finding::kRequestHeaderBadValue:
            return MessageCase::kHeaderValue;
        case Finding::kRequestBodyWithGet:
            return MessageCase::kBodyWithGet;
        default:
            return MessageCase::kDefault;
    }
}

bool is_socket(std::string_view url) {
    return url.starts_with("ws:") || url.starts_with("wss:");
}

// What becomes of a redirect that answers a preflight.
MessageCase case_of_preflight_redirect(const Failure& failure) {
    const auto location = parse_url(failure.location);
    if (failure.location.empty() || !location) return MessageCase::kPreflightStatus;
    if (!failure.follows) return MessageCase::kPreflightRedirectUnfollowed;
    if (location->scheme == "file") return MessageCase::kPreflightRedirectFile;
    if (location->scheme == "data") return MessageCase::kPreflightRedirectData;
    const auto url = parse_url(failure.url);
    const bool own_page = url && serialize_origin(origin_of(*url)) == failure.page_origin;
    if (location->scheme == "blob") {
        if (!url || !same_origin(origin_of(*url), origin_of(*location))) return MessageCase::kPreflightRedirectBlob;
        return own_page ? MessageCase::kPreflightRedirectBlobPageOrigin : MessageCase::kPreflightRedirectBlobOwnOrigin;
    }
    if (is_socket(failure.location) || location->scheme == "javascript") return MessageCase::kPreflightRedirectSocket;
    if (!is_http_scheme(location->scheme) || includes_credentials(*location))
        return MessageCase::kPreflightRedirectRefused;
    const bool secure = location->scheme == "https" || is_potentially_trustworthy(origin_of(*location));
    if (failure.secure_page && !secure) return MessageCase::kPreflightRedirectMixed;
    const bool leaves = url && !same_origin(origin_of(*url), origin_of(*location));
    // Once it has left, the page is nobody; from its own origin it has not left before.
    const bool any = failure.value == "*" || failure.value == (own_page ? failure.page_origin : "null");
    if (!leaves || any) return MessageCase::kPreflightRedirect;
    return failure.lines > 1 ? MessageCase::kPreflightRedirectSeveral : MessageCase::kPreflightRedirectOrigin;
}

MessageCase case_of_preflight(const Failure& failure) {
    switch (failure.finding) {
        case Finding::kPreflightStatusRedirect:
            return case_of_preflight_redirect(failure);
        case Finding::kPreflightStatusUnauthorized:
        case Finding::kPreflightStatusNotFound:
        case Finding::kPreflightStatusError:
            return MessageCase::kPreflightStatus;
        case Finding::kPreflightSyntaxMethods:
            return MessageCase::kMethodsSyntax;
        case Finding::kPreflightSyntaxHeaders:
            return MessageCase::kHeadersSyntax;
        case Finding::kPreflightMethodMissing:
        case Finding::kPreflightMethodCase:
        case Finding::kPreflightMethodNotListed:
        case Finding::kPreflightMethodWildcardCredentials:
            return MessageCase::kMethod;
        case Finding::kPreflightAuthorizationMissing:
        case Finding::kPreflightAuthorizationNotListed:
        case Finding::kPreflightHeadersMissing:
        case Finding::kPreflightHeadersNotListed:
        case Finding::kPreflightHeadersWildcardCredentials:
            return MessageCase::kHeader;
        case Finding::kPreflightAuthorizationWildcard:
            return MessageCase::kAuthorizationWildcard;
        default:
            return case_of_call(failure.finding);
    }
}

MessageCase case_of_redirect_scheme(const Failure& failure) {
    const std::string_view location = failure.location;
    if (location.starts_with("data:")) return MessageCase::kRedirectDataScheme;
    if (location.starts_with("blob:")) {
        const auto url = parse_url(failure.url);
        const auto target = parse_url(location);
        const std::string owner = target ? serialize_origin(origin_of(*target)) : std::string();
        const bool own = url && serialize_origin(origin_of(*url)) == owner;
        if (!failure.cors && owner == failure.page_origin) {
            return own ? MessageCase::kRedirectBlobPageOrigin : MessageCase::kRedirectBlobFromElsewhere;
        }
        if (own && owner == failure.page_origin) return MessageCase::kRedirectBlobCorsPageOrigin;
        return own ? MessageCase::kRedirectBlobOwnOrigin : MessageCase::kRedirectBlobScheme;
    }
    if (location.starts_with("file:")) return MessageCase::kRedirectFileScheme;
    if (location.starts_with("about:")) return MessageCase::kRedirectLocalScheme;
    if (location.starts_with("ftp:")) return MessageCase::kRedirectFtpScheme;
    if (is_socket(location) || location.starts_with("javascript:")) return MessageCase::kRedirectSocketScheme;
    return MessageCase::kRedirectScheme;
}

MessageCase case_of_redirect(const Failure& failure) {
    switch (failure.finding) {
        case Finding::kRedirectModeError: {
            const auto location = parse_url(failure.location);
            const bool credentials = location && includes_credentials(*location);
            return credentials ? MessageCase::kRedirectModeCredentials : MessageCase::kRedirectMode;
        }
        case Finding::kRedirectLimitReached:
            return MessageCase::kRedirectLimit;
        case Finding::kRedirectLocationScheme:
            return case_of_redirect_scheme(failure);
        case Finding::kRedirectCredentialsCrossOrigin:
        case Finding::kRedirectCredentialsTainted:
            return MessageCase::kRedirectCredentials;
        case Finding::kRedirectLocationRepeated:
            return MessageCase::kRedirectLocation;
        case Finding::kRedirectLocationUnparsable:
            return failure.value.empty() ? MessageCase::kRedirectLocationEmpty : MessageCase::kRedirectLocation;
        default:
            return case_of_preflight(failure);
    }
}

MessageCase case_of_mixed_content(const Failure& failure) {
    if (failure.url.starts_with("file:")) return MessageCase::kFileScheme;
    const auto url = parse_url(failure.url);
    const bool local = url && is_potentially_trustworthy(origin_of(*url));
    if (failure.url != failure.initial_url) {
        return local ? MessageCase::kMixedContentLocalRedirected : MessageCase::kMixedContentRedirected;
    }
    return local ? MessageCase::kMixedContentLocal : MessageCase::kMixedContent;
}

}  // namespace

MessageCase case_of(const Failure& failure) {
    const bool redirected = failure.url != failure.initial_url;
    switch (failure.finding) {
        case Finding::kRouteModeSameOrigin:
            if (is_socket(failure.url) || failure.url.starts_with("javascript:"))
                return MessageCase::kModeSameOriginSocket;
            return redirected ? MessageCase::kModeSameOriginRedirected : MessageCase::kModeSameOrigin;
        case Finding::kRouteNoCorsRedirect:
            return MessageCase::kNoCorsRedirectMode;
        case Finding::kRouteScheme:
            if (failure.url.starts_with("file:")) return MessageCase::kFileScheme;
            if (is_socket(failure.url)) return MessageCase::kSocketScheme;
            return failure.url.starts_with("blob:") ? MessageCase::kForeignBlob : MessageCase::kScheme;
        case Finding::kSchemeFetchAbout:
        case Finding::kSchemeFetchUnsupported:
            if (failure.url.starts_with("ftp:")) return MessageCase::kSchemeFetchFtp;
            return failure.url.starts_with("file:") ? MessageCase::kFileScheme : MessageCase::kSchemeFetch;
        case Finding::kSchemeFetchBlob:
            return MessageCase::kBlob;
        case Finding::kSchemeFetchDataInvalid:
            return MessageCase::kDataInvalid;
        case Finding::kMixedContentBlocked:
            return case_of_mixed_content(failure);
        case Finding::kBadPortBlocked:
            if (failure.asks && redirected) return MessageCase::kBadPortPreflight;
            return redirected ? MessageCase::kBadPortRedirected : MessageCase::kBadPort;
        case Finding::kNetworkNoAnswer:
            return failure.preflight ? MessageCase::kPreflightConnection : MessageCase::kConnection;
        case Finding::kNetworkReset:
            return failure.preflight ? MessageCase::kPreflightReset : MessageCase::kConnection;
        case Finding::kNetworkCutOff:
            return failure.preflight ? MessageCase::kPreflightCutOff : MessageCase::kConnection;
        case Finding::kCorsCheckOriginMissing:
            return MessageCase::kOriginMissing;
        case Finding::kCorsCheckOriginWildcardCredentials:
            return MessageCase::kOriginWildcard;
        case Finding::kCorsCheckOriginMismatch:
            return case_of_origin(failure);
        case Finding::kCorsCheckCredentialsMissing:
        case Finding::kCorsCheckCredentialsNotTrue:
            return MessageCase::kCredentials;
        case Finding::kCorpCheckSameOrigin:
        case Finding::kCorpCheckSameSite:
            return MessageCase::kResourcePolicy;
        default:
            return case_of_redirect(failure);
    }
}

std::optional<MessageCase> case_of_redirect_same_origin(std::string_view location) {
    if (location.starts_with("file:")) return MessageCase::kRedirectFileSameOrigin;
    if (location.starts_with("data:")) return MessageCase::kRedirectDataSameOrigin;
    if (location.starts_with("about:")) return MessageCase::kRedirectAboutSameOrigin;
    if (is_socket(location)) return MessageCase::kRedirectSocketSameOrigin;
    return std::nullopt;
}

MessageCase broader(MessageCase which) {
    using C = MessageCase;
    static constexpr std::pair<MessageCase, MessageCase> kBroader[] = {
        {C::kOriginSeveral, C::kOriginList},
        {C::kOriginSpace, C::kOriginList},
        {C::kOriginList, C::kOriginMismatch},
        {C::kOriginNull, C::kOriginMismatch},
        {C::kOriginInvalid, C::kOriginMismatch},
        {C::kPreflightRedirect, C::kPreflightStatus},
        {C::kFileScheme, C::kScheme},
        {C::kSocketScheme, C::kScheme},
        {C::kModeSameOriginSocket, C::kModeSameOrigin},
        {C::kBadPortPreflight, C::kBadPortRedirected},
        {C::kBadPortRedirected, C::kBadPort},
        {C::kRedirectLocationEmpty, C::kRedirectLocation},
        {C::kRedirectModeCredentials, C::kRedirectMode},
        {C::kRedirectFtpScheme, C::kRedirectScheme},
        {C::kRedirectDataScheme, C::kRedirectLocalScheme},
        {C::kRedirectBlobScheme, C::kRedirectLocalScheme},
        {C::kRedirectFileScheme, C::kRedirectLocalScheme},
        {C::kRedirectSocketScheme, C::kRedirectScheme},
        {C::kRedirectLocalScheme, C::kRedirectScheme},
        {C::kRedirectBlobPageOrigin, C::kRedirectBlobScheme},
        {C::kRedirectBlobFromElsewhere, C::kRedirectBlobPageOrigin},
        {C::kRedirectBlobCorsPageOrigin, C::kRedirectBlobScheme},
        {C::kRedirectBlobOwnOrigin, C::kRedirectBlobScheme},
        {C::kSchemeFetchFtp, C::kSchemeFetch},
        {C::kPreflightRedirectData, C::kPreflightRedirectRefused},
        {C::kPreflightRedirectFile, C::kPreflightRedirectRefused},
        {C::kPreflightRedirectBlob, C::kPreflightRedirectRefused},
        {C::kPreflightRedirectSocket, C::kPreflightRedirectRefused},
        {C::kPreflightRedirectBlobOwnOrigin, C::kPreflightRedirectBlob},
        {C::kPreflightRedirectBlobPageOrigin, C::kPreflightRedirectBlob},
        {C::kPreflightRedirectSeveral, C::kPreflightRedirectOrigin},
        {C::kPreflightRedirectUnfollowed, C::kPreflightRedirect},
        {C::kPreflightRedirectOrigin, C::kPreflightRedirect},
        {C::kPreflightRedirectMixed, C::kPreflightRedirect},
        {C::kPreflightRedirectRefused, C::kPreflightRedirect},
        {C::kPreflightReset, C::kPreflightConnection},
        {C::kPreflightCutOff, C::kPreflightConnection},
        {C::kPreflightConnection, C::kConnection},
        {C::kModeSameOriginRedirected, C::kModeSameOrigin},
        {C::kMixedContentLocal, C::kMixedContent},
        {C::kMixedContentLocalRedirected, C::kMixedContentRedirected},
        {C::kMixedContentRedirected, C::kMixedContent},
    };
    for (const auto& [narrow, wide] : kBroader) {
        if (narrow == which) return wide;
    }
    return MessageCase::kDefault;
}

}  // namespace corslab
