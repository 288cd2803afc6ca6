#include <algorithm>

#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"
#include "core/import/import.h"
#include "core/import/secret_names.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

constexpr std::string_view kPlaceholderPage = "https://app.example/";

bool is_one_of(std::string_view name, const auto& names) {
    return std::any_of(std::begin(names), std::end(names),
                       [&](std::string_view one) { return equals_ignoring_case(one, name); });
}

// What every request of a browser has, whatever the script says.
constexpr std::string_view kOfEveryRequest[] = {
    "accept-language", "priority",      "user-agent",     "upgrade-insecure-requests",
    "save-data",       "x-client-data", "referrer-policy"};
// What its cache adds.
constexpr std::string_view kOfTheCache[] = {"if-none-match", "if-modified-since"};
constexpr std::string_view kOfReloads[] = {"cache-control", "pragma"};

std::string_view mode_text(Mode mode) {
    constexpr std::string_view kNames[] = {"same-origin", "no-cors", "cors", "navigate"};
    return kNames[static_cast<std::size_t>(mode)];
}

std::string_view credentials_text(CredentialsMode mode) {
    constexpr std::string_view kNames[] = {"omit", "same-origin", "include"};
    return kNames[static_cast<std::size_t>(mode)];
}

class Completion {
  public:
    explicit Completion(Exchange exchange) : in_(std::move(exchange)) {}

    Request run() {
        out_.understood = std::move(in_.understood);
        out_.missing = std::move(in_.missing);
        out_.ignored = std::move(in_.ignored);
        request_.method = in_.method;
        out_.understood.insert(out_.understood.begin(), "Method " + request_.method);
        read_fetch_metadata();
        sort_headers();
        set_page();
        set_url();
        set_headers();
        set_body();
        set_mode();
        set_server();
        out_.title = in_.method + " " + without_query(request_.url);
        return std::move(out_);
    }

  private:
    void miss(std::string id, std::string text, std::string path) {
        out_.missing.push_back({std::move(id), std::move(text), std::move(path)});
    }
    void ignore(std::string text, std::size_t line) { out_.ignored.push_back({std::move(text), line}); }
    void understand(std::string text) { out_.understood.push_back(std::move(text)); }

    static std::string without_query(const std::string& url) {
        const std::string shorter = url.substr(0, url.find_first_of("?#"));
        const auto parsed = parse_url(shorter);
        return shown(parsed && includes_credentials(*parsed) ? shorter.substr(shorter.find('@') + 1) : shorter);
    }

    // --- https://w3c.github.io/webappsec-fetch-metadata/
    void read_fetch_metadata() {
        const std::string* const agent = in_.header("user-agent");
        in_.copied = in_.copied || in_.header("sec-fetch-mode") != nullptr || in_.header("sec-ch-ua") != nullptr ||
                     (agent != nullptr && agent->starts_with("Mozilla/5.0"));
        if (const std::string* const site = in_.header("sec-fetch-site")) site_ = *site;
        const std::string* const mode = in_.header("sec-fetch-mode");
        if (mode == nullptr || in_.mode) return;
        for (const Mode one : {Mode::kSameOrigin, Mode::kNoCors, Mode::kCors, Mode::kNavigate}) {
            if (*mode == mode_text(one)) in_.mode = one;
        }
    }

    // What the browser sets by itself goes, and tells where the request came from.
    void sort_headers() {
        const bool reloads = in_.copied && in_.header("cache-control") != nullptr && in_.header("pragma") != nullptr;
        for (SentHeader& header : in_.headers) {
            std::string why = dropped(header, reloads);
            if (why.empty()) {
                kept_.push_back(std::move(header));
            } else {
                ignore(header.name + " " + why, header.line);
            }
        }
    }

    std::string dropped(const SentHeader& header, bool reloads) {
        const std::string name = byte_lowercase(header.name);
        if (name.starts_with(':')) return "is a part of the URL";
        if (name == "origin" || name == "referer") {
            std::string& to = name == "origin" ? origin_ : referrer_;
            if (to.empty()) to = header.value;
            return "is set by the browser: it tells which page made the request";
        }
        if (name == "cookie") {
            in_.cookies = true;
            return "is set by the browser: cookies go along with credentials include";
        }
        if (is_forbidden_request_header({header.name, header.value})) return "is set by the browser alone";
        if (in_.copied && is_one_of(name, kOfEveryRequest)) return "is set by the browser with every request";
        if (name == "referrer-policy") return "is no header of a request";
        if (name == "accept" && is_default_accept(header.value))
            return "is what the browser sets where a script does not";
        if (in_.copied && in_.writer != Writer::kScript && is_one_of(name, kOfTheCache))
            return "is set by the browser's cache";
        if (reloads && is_one_of(name, kOfReloads) && header.value == "no-cache")
            return "is set by the browser while its cache is off";
        return {};
    }

    [[nodiscard]] bool is_default_accept(std::string_view value) const {
        if (value == "*/*") return true;
        return in_.copied && (value.starts_with("text/html,application/xhtml+xml") || value.starts_with("image/") ||
                              value.starts_with("text/css,*/*") || value == "text/event-stream");
    }

    // --- The page
    void set_page() {
        if (!in_.page.empty() && referrer_.empty()) referrer_ = in_.page;
        const auto referrer = parse_url(referrer_);
        const auto origin = parse_url(origin_);
        const bool tells = referrer && is_http_scheme(referrer->scheme);
        if (origin_ == "null") {
            out_.scenario.page.sandboxed = true;
            understand("The page's origin is opaque: Origin is null");
        }
        if (origin && (!tells || !same_origin(origin_of(*origin), origin_of(*referrer)))) {
            out_.scenario.page.url = *origin;
        } else if (tells) {
            out_.scenario.page.url = *referrer;
            out_.scenario.page.url.fragment.reset();
        } else if (!take_own_origin()) {
            out_.scenario.page.url = *parse_url(kPlaceholderPage);
            miss(
                "page-origin",
                "The page that makes the request is not in it: " + std::string(kPlaceholderPage) + " stands in for it.",
                "/page/url");
            return;
        }
        understand("Page " + without_query(serialize_url(out_.scenario.page.url)));
    }

    // A browser that says same-origin leaves Origin out.
    bool take_own_origin() {
        const auto url = parse_url(in_.url);
        if (site_ != "same-origin" || !url || !in_.unknown_url.empty()) return false;
        out_.scenario.page.url = *url;
        out_.scenario.page.url.path = "/";
        out_.scenario.page.url.query.reset();
        out_.scenario.page.url.fragment.reset();
        return true;
    }

    // --- The URL
    void set_url() {
        request_.url = in_.url;
        url_ = parse_url(in_.url, &out_.scenario.page.url);
        const bool relative = url_ && !parse_url(in_.url);
        if (relative) understand("The URL is relative to the page");
        if (relative || in_.writer != Writer::kScript) request_.url = url_ ? serialize_url(*url_) : in_.url;
        if (!in_.unknown_url.empty()) {
            miss("variable",
                 "The URL holds " + shown(in_.unknown_url) + ", which is not in it: " + without_query(request_.url) +
                     " stands in for it.",
                 "/request/url");
        } else if (!url_) {
            miss("url", "There is no URL that a browser can read: " + shown(in_.url), "/request/url");
        }
        cross_origin_ =
            url_ && (out_.scenario.page.sandboxed || !same_origin(origin_of(*url_), origin_of(out_.scenario.page.url)));
    }

    void set_headers() {
        for (SentHeader& header : kept_) {
            const std::string index = std::to_string(request_.headers.size());
            if (!header.unknown.empty()) {
                miss("variable",
                     "The value of the header " + shown(header.name) + " holds " + shown(header.unknown) +
                         ", which is not in it.",
                     "/request/headers/" + index + "/1");
            }
            understand(
                "Header " + shown(header.name) +
                (is_secret_name(header.name) || is_secret_value(header.value) ? "" : ": " + shown(header.value)));
            request_.headers.push_back({std::move(header.name), std::move(header.value)});
            if (request_.headers.size() == 500) break;
        }
    }

    void set_body() {
        if (!in_.unknown_body.empty()) {
            miss("body", "The body is " + shown(in_.unknown_body) + ", which is not in it.", "/request/body");
            if (!in_.body) in_.body = "";
        }
        if (!in_.body) return;
        understand("Body of " + std::to_string(in_.body->size()) + " bytes");
        if (in_.body->size() > kMaxRequestBody) {
            ignore("of the body, which CORS does not look at, the first " + std::to_string(kMaxRequestBody) +
                       " bytes are kept",
                   0);
            in_.body->resize(kMaxRequestBody);
        }
        request_.body = std::move(in_.body);
    }

    // --- Mode, credentials, redirects
    void set_mode() {
        if (in_.mode == Mode::kNavigate) {
            miss("navigation",
                 "It was a navigation, which CORS does not concern: it is taken as if a script did the same.",
                 "/request/mode");
            in_.mode = Mode::kCors;
        }
        // A browser sends Origin with every request that CORS concerns. Of what failed, not all headers are recorded.
        const bool embedded = !in_.mode && in_.answer && in_.copied && in_.writer == Writer::kWire && cross_origin_ &&
                              origin_.empty() && in_.method == "GET";
        if (embedded) understand("No Origin: the request was made without CORS");
        if (embedded) in_.mode = Mode::kNoCors;
        if (in_.mode) request_.mode = *in_.mode;
        if (in_.mode && *in_.mode != Mode::kCors) understand("Mode " + std::string(mode_text(*in_.mode)));
        if (in_.redirect) request_.redirect = *in_.redirect;
        set_credentials();
    }

    void set_credentials() {
        if (in_.cookies && !in_.credentials) {
            in_.credentials = cross_origin_ ? CredentialsMode::kInclude : CredentialsMode::kSameOrigin;
            understand("Credentials " + std::string(credentials_text(*in_.credentials)) + ": cookies went along");
        } else if (in_.credentials && *in_.credentials != CredentialsMode::kSameOrigin) {
            understand("Credentials " + std::string(credentials_text(*in_.credentials)));
        } else if (!in_.credentials && (in_.writer != Writer::kScript || in_.copied) && cross_origin_) {
            miss("credentials-mode",
                 "Whether the script asks for credentials is not in it: no cookies go along, so same-origin is taken.",
                 "/request/credentials");
        }
        if (in_.credentials) request_.credentials = *in_.credentials;
    }

    // --- What comes back
    [[nodiscard]] bool asks_first() const {
        if (!cross_origin_ || request_.mode != Mode::kCors) return false;
        return !is_cors_safelisted_method(normalize_method(request_.method)) ||
               !cors_unsafe_request_header_names(HeaderList(request_.headers)).empty();
    }

    static void shorten(Answer& answer) {
        if (answer.body.size() > kMaxAnswerBody) answer.body.clear();
    }

    void set_server() {
        if (!url_) return;
        Url named = *url_;
        named.username.clear();
        named.password.clear();
        ServerEntry entry;
        entry.url = serialize_url(named, Fragment::kExclude);
        const bool answered = in_.answer && in_.answer->status >= 200;
        if (answered) {
            understand("Answer " + std::to_string(in_.answer->status) + " with " +
                       std::to_string(in_.answer->headers.size()) + " headers");
            shorten(*in_.answer);
            entry.response = std::move(*in_.answer);
        } else {
            miss("server-answer", "The server's answer is not in it: a plain 200 without CORS headers is assumed.",
                 "/server/0/response");
        }
        if (in_.preflight && in_.preflight->status >= 200) {
            understand("The preflight's answer " + std::to_string(in_.preflight->status));
            shorten(*in_.preflight);
            entry.preflight = std::move(*in_.preflight);
        } else if (asks_first()) {
            assume_preflight(entry, answered);
        }
        out_.scenario.server.push_back(std::move(entry));
        for (Hop& hop : in_.hops) {
            const bool known = std::any_of(out_.scenario.server.begin(), out_.scenario.server.end(),
                                           [&](const ServerEntry& one) { return one.url == hop.url; });
            if (known) continue;
            shorten(hop.answer);
            ServerEntry next;
            next.url = hop.url;
            next.response = std::move(hop.answer);
            understand("Redirect to " + without_query(hop.url));
            out_.scenario.server.push_back(std::move(next));
        }
    }

    void assume_preflight(ServerEntry& entry, bool answered) {
        const bool recorded = answered && in_.writer == Writer::kWire && in_.copied;
        if (!recorded) {
            miss("preflight-answer",
                 answered ? "The answer to the preflight is not in it: the answer of the request itself is taken."
                          : "The answer to the preflight is not in it either.",
                 "/server/0/preflight");
            return;
        }
        // The browser has sent the request itself, which it does only where the preflight allows it.
        Answer answer;
        answer.status = 204;
        const Page& page = out_.scenario.page;
        answer.headers = {
            {"Access-Control-Allow-Origin", page.sandboxed ? "null" : serialize_origin(origin_of(page.url))},
            {"Access-Control-Allow-Methods", request_.method}};
        std::string names;
        for (const std::string& name : cors_unsafe_request_header_names(HeaderList(request_.headers))) {
            names += (names.empty() ? "" : ", ") + name;
        }
        if (!names.empty()) answer.headers.push_back({"Access-Control-Allow-Headers", names});
        if (request_.credentials == CredentialsMode::kInclude)
            answer.headers.push_back({"Access-Control-Allow-Credentials", "true"});
        entry.preflight = std::move(answer);
        miss("preflight-answer", "The preflight is not in it: the request was sent, so one that allows it is assumed.",
             "/server/0/preflight");
    }

    Exchange in_;
    Request out_;
    RequestInit& request_ = out_.scenario.request;
    std::vector<SentHeader> kept_;
    std::string origin_;
    std::string referrer_;
    std::string site_;  // Sec-Fetch-Site
    std::optional<Url> url_;
    bool cross_origin_ = false;
};

}  // namespace

Request complete(Exchange exchange) {
    return Completion(std::move(exchange)).run();
}

}  // namespace corslab::imports
