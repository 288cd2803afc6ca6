#include "core/console/console.h"

#include <algorithm>
#include <span>

#include "core/console/message_case.h"
#include "core/console/message_case_of.h"
#include "core/http/grammar.h"
#include "core/http/header_map_order.h"
#include "core/url/origin.h"
#include "core/url/percent_encode.h"
#include "core/url/url.h"

namespace corslab {
namespace {

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
            std::string frame = frame_url();
            if (frame.ends_with('/')) frame.pop_back();
            return std::string(profile_.opaque_principal_part) + frame;
        }
        if (name == "page") return std::string(page_.url);
        if (name == "frame") return frame_url();
        if (name == "scheme") return failure_.url.substr(0, failure_.url.find(':'));
        if (name == "status") return std::to_string(failure_.status);
        if (name == "redirected") return failure_.url == failure_.initial_url ? "" : fill(profile_.redirected_part);
        if (name == "redirection") {
            // An empty Location leads nowhere.
            const bool leads = (!failure_.location.empty() || failure_.redirects) && !failure_.raw_location.empty();
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
    if (failure.mode == Mode::kSameOrigin) {
        const auto own = case_of_redirect_same_origin(location);
        if (own && has(messages, *own)) return *own;
        if (location.starts_with("file:") && has(messages, MessageCase::kRedirectSchemeSameOrigin))
            return MessageCase::kRedirectSchemeSameOrigin;
    }
    if (local && which != MessageCase::kDefault) return which;
    if (which == MessageCase::kRedirectSocketScheme && location.starts_with("javascript:")) return which;
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
        case Message::When::kOtherModes:
            return failure.mode != Mode::kCors;
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
