#include "core/console/console.h"

#include <algorithm>
#include <span>

#include "core/console/message_case.h"
#include "core/http/grammar.h"
#include "core/http/header_map_order.h"
#include "core/url/origin.h"
#include "core/url/percent_encode.h"
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

// What becomes of a redirect that answers a preflight.
MessageCase case_of_preflight_redirect(const Failure& failure) {
    const auto location = parse_url(failure.location);
    if (failure.location.empty() || !location) return MessageCase::kPreflightStatus;
    if (!failure.follows) return MessageCase::kPreflightRedirectUnfollowed;
    if (location->scheme == "file") return MessageCase::kPreflightRedirectFile;
    if (location->scheme == "data") return MessageCase::kPreflightRedirectData;
    if (!is_http_scheme(location->scheme) || includes_credentials(*location))
        return MessageCase::kPreflightRedirectRefused;
    const bool secure = location->scheme == "https" || is_potentially_trustworthy(origin_of(*location));
    if (failure.secure_page && !secure) return MessageCase::kPreflightRedirectMixed;
    const auto url = parse_url(failure.url);
    const bool leaves = url && !same_origin(origin_of(*url), origin_of(*location));
    // Once it has left, the page is nobody; from its own origin it has not left before.
    const bool own = url && serialize_origin(origin_of(*url)) == failure.page_origin;
    const bool any = failure.value == "*" || failure.value == (own ? failure.page_origin : "null");
    return leaves && !any ? MessageCase::kPreflightRedirectOrigin : MessageCase::kPreflightRedirect;
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

bool is_socket(std::string_view url) {
    return url.starts_with("ws:") || url.starts_with("wss:");
}

MessageCase case_of_redirect_scheme(const Failure& failure) {
    const std::string_view location = failure.location;
    if (location.starts_with("data:")) return MessageCase::kRedirectDataScheme;
    if (location.starts_with("blob:")) {
        const auto url = parse_url(failure.url);
        const auto target = parse_url(location);
        const std::string owner = target ? serialize_origin(origin_of(*target)) : std::string();
        if (!failure.cors && owner == failure.page_origin) return MessageCase::kRedirectBlobPageOrigin;
        const bool own = url && serialize_origin(origin_of(*url)) == owner;
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
        case Finding::kRedirectModeError:
            return MessageCase::kRedirectMode;
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
            return failure.url.starts_with("blob:") ? MessageCase::kBlob : MessageCase::kScheme;
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

// The case that has the words where `which` has none of its own.
MessageCase broader(MessageCase which) {
    switch (which) {
        case MessageCase::kOriginSeveral:
        case MessageCase::kOriginSpace:
            return MessageCase::kOriginList;
        case MessageCase::kOriginList:
        case MessageCase::kOriginNull:
        case MessageCase::kOriginInvalid:
            return MessageCase::kOriginMismatch;
        case MessageCase::kPreflightRedirect:
            return MessageCase::kPreflightStatus;
        case MessageCase::kFileScheme:
        case MessageCase::kSocketScheme:
            return MessageCase::kScheme;
        case MessageCase::kModeSameOriginSocket:
            return MessageCase::kModeSameOrigin;
        case MessageCase::kBadPortPreflight:
            return MessageCase::kBadPortRedirected;
        case MessageCase::kBadPortRedirected:
            return MessageCase::kBadPort;
        case MessageCase::kRedirectLocationEmpty:
            return MessageCase::kRedirectLocation;
        case MessageCase::kRedirectFtpScheme:
            return MessageCase::kRedirectScheme;
        case MessageCase::kRedirectDataScheme:
        case MessageCase::kRedirectBlobScheme:
        case MessageCase::kRedirectFileScheme:
            return MessageCase::kRedirectLocalScheme;
        case MessageCase::kRedirectSocketScheme:
        case MessageCase::kRedirectLocalScheme:
            return MessageCase::kRedirectScheme;
        case MessageCase::kRedirectBlobPageOrigin:
        case MessageCase::kRedirectBlobOwnOrigin:
            return MessageCase::kRedirectBlobScheme;
        case MessageCase::kSchemeFetchFtp:
            return MessageCase::kSchemeFetch;
        case MessageCase::kPreflightRedirectData:
        case MessageCase::kPreflightRedirectFile:
            return MessageCase::kPreflightRedirectRefused;
        case MessageCase::kPreflightRedirectUnfollowed:
        case MessageCase::kPreflightRedirectOrigin:
        case MessageCase::kPreflightRedirectMixed:
        case MessageCase::kPreflightRedirectRefused:
            return MessageCase::kPreflightRedirect;
        case MessageCase::kPreflightReset:
        case MessageCase::kPreflightCutOff:
            return MessageCase::kPreflightConnection;
        case MessageCase::kPreflightConnection:
            return MessageCase::kConnection;
        case MessageCase::kModeSameOriginRedirected:
            return MessageCase::kModeSameOrigin;
        case MessageCase::kMixedContentLocal:
            return MessageCase::kMixedContent;
        case MessageCase::kMixedContentLocalRedirected:
            return MessageCase::kMixedContentRedirected;
        case MessageCase::kMixedContentRedirected:
            return MessageCase::kMixedContent;
        default:
            return MessageCase::kDefault;
    }
}

// Letters beyond printable ASCII as \uXXXX.
std::string escaped(std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            out += c;
        } else {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        }
    }
    return out;
}

struct PageFacts {
    std::string_view origin;
    std::string_view url;
};

std::string host_of(std::string_view url) {
    const auto parsed = parse_url(url);
    return parsed && parsed->host ? parsed->host->text : std::string();
}

std::string port_of(std::string_view url) {
    const auto parsed = parse_url(url);
    return parsed && parsed->port ? std::to_string(*parsed->port) : std::string();
}

std::string without_credentials(std::string_view text) {
    auto url = parse_url(text);
    if (!url || !includes_credentials(*url)) return std::string(text);
    url->username.clear();
    url->password.clear();
    return serialize_url(*url);
}

class Template {
  public:
    Template(const Failure& failure, const BrowserProfile& profile, const PageFacts& page)
        : failure_(failure), profile_(profile), page_(page) {}

    [[nodiscard]] std::string fill(std::string_view text) const {
        std::string out;
        for (;;) {
            const auto brace = text.find('{');
            out += text.substr(0, brace);
            if (brace == std::string_view::npos) return out;
            const auto end = text.find('}', brace);
            out += value_of(text.substr(brace + 1, end - brace - 1));
            text.remove_prefix(end + 1);
        }
    }

  private:
    [[nodiscard]] std::string value_of(std::string_view name) const {
        if (name == "url") return failure_.url;
        if (name == "bare") return failure_.url.substr(0, failure_.url.find('#'));
        if (name == "clean") return without_credentials(failure_.url);
        if (name == "initial") return failure_.initial_url;
        if (name == "location") return failure_.location;
        if (name == "previous") return failure_.previous;
        if (name == "utf8") return to_valid_utf8(failure_.value);
        if (name == "cut") return isomorphic_decode(failure_.value.substr(0, failure_.value.find('\0')));
        if (name == "token") return to_valid_utf8(isomorphic_encode(failure_.item));
        if (name == "origin") return std::string(page_.origin);
        if (name == "value") return isomorphic_decode(failure_.value);
        if (name == "escaped") return escaped(failure_.value);
        if (name == "item") return failure_.item;
        if (name == "sent") return failure_.origin;
        if (name == "principal") {
            const bool opaque = page_.origin == "null";
            if (!opaque) return std::string(page_.url);
            const std::string frame = frame_url();
            return std::string(profile_.opaque_principal_part) + frame.substr(0, frame.size() - 1);
        }
        if (name == "page") return std::string(page_.url);
        if (name == "frame") return frame_url();
        if (name == "scheme") return failure_.url.substr(0, failure_.url.find(':'));
        if (name == "status") return std::to_string(failure_.status);
        if (name == "redirected") return failure_.url == failure_.initial_url ? "" : fill(profile_.redirected_part);
        if (name == "redirection") {
            const bool leads = !failure_.location.empty() || (!failure_.raw_location.empty() && failure_.redirects);
            return !leads || failure_.preflight ? "" : fill(profile_.redirection_part);
        }
        if (name == "host") return host_of(failure_.url);
        if (name == "typed") {
            const std::string_view common = common_header_name(failure_.item);
            return common.empty() ? isomorphic_decode(failure_.spelled) : std::string(common);
        }
        if (name == "method") return failure_.method;
        if (name == "target") return target();
        if (name == "given") return given_location();
        if (name == "port") return port_of(failure_.url);
        if (name == "preflight") return failure_.preflight ? fill(profile_.preflight_part) : "";
        return "{" + std::string(name) + "}";
    }

    // Where a redirect leads to, without credentials; as it stands in the answer where it is no URL.
    [[nodiscard]] std::string target() const {
        if (failure_.raw_location.empty()) return without_credentials(failure_.location);
        const auto base = parse_url(failure_.url);
        auto url = parse_url(failure_.raw_location, base ? &*base : nullptr);
        if (!url) return failure_.raw_location;
        if (!url->fragment && base) url->fragment = base->fragment;
        return without_credentials(serialize_url(*url));
    }

    // The same with its credentials, and without the fragment that it has from the request.
    [[nodiscard]] std::string given_location() const {
        const auto url = parse_url(failure_.url);
        if (!url || !url->fragment || !failure_.location.ends_with("#" + *url->fragment)) return failure_.location;
        return failure_.location.substr(0, failure_.location.size() - url->fragment->size() - 1);
    }

    // What stands for a frame with an opaque origin: the origin of its page.
    [[nodiscard]] std::string frame_url() const {
        const auto url = parse_url(page_.url);
        if (page_.origin != "null" || !url || !is_http_scheme(url->scheme)) return std::string(page_.url);
        return serialize_origin(origin_of(*url)) + "/";
    }

    const Failure& failure_;
    const BrowserProfile& profile_;
    PageFacts page_;
};

bool has(std::span<const Message> messages, MessageCase which) {
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.which == which; });
}

// Redirects to another scheme have words by mode in some browsers, by scheme in others.
MessageCase by_mode(std::span<const Message> messages, const Failure& failure, const PageFacts& page,
                    MessageCase which) {
    if (failure.finding != Finding::kRedirectLocationScheme || which == MessageCase::kRedirectFtpScheme) return which;
    const std::string_view location = failure.location;
    const bool local = location.starts_with("file:") || location.starts_with("blob:");
    const bool secure = location.starts_with("about:") || location.starts_with("data:") || location.starts_with("wss:");
    if (!failure.cors && failure.mode != Mode::kSameOrigin && !local && !secure && page.url.starts_with("https:") &&
        has(messages, MessageCase::kRedirectSchemeMixed))
        return MessageCase::kRedirectSchemeMixed;
    if (location.starts_with("file:") && failure.mode == Mode::kSameOrigin) {
        for (const MessageCase own : {MessageCase::kRedirectFileSameOrigin, MessageCase::kRedirectSchemeSameOrigin}) {
            if (has(messages, own)) return own;
        }
    }
    if (local && which != MessageCase::kDefault) return which;
    if (failure.mode == Mode::kNoCors && has(messages, MessageCase::kRedirectSchemeNoCors))
        return MessageCase::kRedirectSchemeNoCors;
    if (failure.mode == Mode::kSameOrigin && has(messages, MessageCase::kRedirectSchemeSameOrigin))
        return MessageCase::kRedirectSchemeSameOrigin;
    return which;
}

bool applies(Message::When when, const Failure& failure, const PageFacts& page) {
    switch (when) {
        case Message::When::kAlways:
            return true;
        case Message::When::kCorsMode:
            return failure.mode == Mode::kCors;
        case Message::When::kNoCorsMode:
            return failure.mode == Mode::kNoCors;
        case Message::When::kTainted:
            return failure.cors;
        case Message::When::kUntainted:
            return !failure.cors;
        case Message::When::kLeaving: {
            if (failure.mode != Mode::kCors) return false;
            const auto location = parse_url(failure.location);
            return failure.cors || !location || serialize_origin(origin_of(*location)) != page.origin;
        }
        case Message::When::kCrossSite: {
            const auto url = parse_url(failure.url);
            return !url || serialize_origin(origin_of(*url)) != page.origin;
        }
    }
    return true;
}

MessageCase case_in(std::span<const Message> messages, MessageCase which) {
    while (which != MessageCase::kDefault && !has(messages, which)) which = broader(which);
    return which;
}

void append_lines(std::vector<ConsoleLine>& lines, const Failure& failure, const BrowserProfile& profile,
                  const PageFacts& page) {
    const MessageCase which = by_mode(profile.console, failure, page, case_in(profile.console, case_of(failure)));
    const Template filler(failure, profile, page);
    const auto print = [&](MessageCase wanted) {
        for (const Message& message : profile.console) {
            if (message.which != wanted || message.text.empty() || !applies(message.when, failure, page)) continue;
            lines.push_back(
                {message.warning ? ConsoleLevel::kWarning : ConsoleLevel::kError, filler.fill(message.text)});
        }
    };
    print(which);
    if (which == MessageCase::kAuthorizationWildcard) return;
    const bool refused_preflight = failure.finding == Finding::kPreflightStatusRedirect;
    if (!failure.location.empty() && failure.follows && !refused_preflight) print(MessageCase::kAfterRedirect);
    if (failure.preflight) print(MessageCase::kAfterPreflight);
}

}  // namespace

std::vector<ConsoleLine> console_lines(const Outcome& outcome, const BrowserProfile& profile) {
    const PageFacts page{outcome.page_origin, outcome.page_url};
    std::vector<ConsoleLine> lines;
    for (const Failure& notice : outcome.notices) append_lines(lines, notice, profile, page);
    if (outcome.failure && outcome.verdict == Verdict::kBlocked) {
        append_lines(lines, *outcome.failure, profile, page);
    }
    return lines;
}

std::string_view body_error_message(const BrowserProfile& profile) {
    const MessageCase which = case_in(profile.exceptions, MessageCase::kBodyCutOff);
    for (const Message& message : profile.exceptions) {
        if (message.which == which) return message.text;
    }
    return {};
}

std::optional<std::string> exception_message(const Outcome& outcome, const BrowserProfile& profile) {
    if (!outcome.failure) return std::nullopt;
    const Failure& failure = *outcome.failure;
    const PageFacts page{outcome.page_origin, outcome.page_url};
    const MessageCase which = case_in(profile.exceptions, case_of(failure));
    for (const Message& message : profile.exceptions) {
        if (message.which == which) return Template(failure, profile, page).fill(message.text);
    }
    return std::nullopt;
}

}  // namespace corslab
