#include "core/fix/repair.h"

#include <algorithm>
#include <utility>

#include "core/explain/step_text.h"
#include "core/fetch/preflight_need.h"
#include "core/fix/change.h"
#include "core/http/grammar.h"
#include "core/url/url.h"

namespace corslab::fix {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr std::string_view kAllowMethods = "Access-Control-Allow-Methods";
constexpr std::string_view kAllowHeaders = "Access-Control-Allow-Headers";
constexpr int kNoContent = 204;

// What of a broken list can stand in a sound one.
std::vector<std::string> tokens_in(std::string_view text) {
    std::vector<std::string> tokens;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",; \t"), text.size());
        const std::string item(text.substr(0, end));
        if (is_token(item) && std::find(tokens.begin(), tokens.end(), item) == tokens.end()) tokens.push_back(item);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tokens;
}

class Repair {
  public:
    Repair(Scenario& scenario, std::size_t index, const Outcome& outcome, Allow allow)
        : scenario_(scenario),
          init_(request_at(scenario, index)),
          outcome_(outcome),
          failure_(*outcome.failure),
          allow_(allow) {}

    bool run() {
        using Step = void (Repair::*)();
        static constexpr std::pair<std::string_view, Step> kSteps[] = {
            {"cors-check-origin", &Repair::allow_origin},
            {"cors-check-credentials", &Repair::allow_credentials},
            {"preflight-status", &Repair::answer_preflight},
            {"preflight-syntax", &Repair::mend_list},
            {"preflight-method", &Repair::allow_method},
            {"preflight-authorization", &Repair::allow_headers},
            {"preflight-headers", &Repair::allow_headers},
            {"corp-check", &Repair::open_resource},
            {"mixed-content", &Repair::use_https},
            {"redirect-mode", &Repair::follow_redirects},
            {"redirect-location", &Repair::redirect_once},
            {"redirect-credentials", &Repair::redirect_without_credentials},
            {"request-url", &Repair::ask_without_credentials},
            {"request-mode", &Repair::use_cors},
            {"request-method", &Repair::mend_method},
            {"request-header", &Repair::drop_header},
            {"request-body", &Repair::drop_body},
            {"route", &Repair::take_route},
        };
        const std::string_view id = text_of(failure_.finding).id;
        for (const auto& [step, repair] : kSteps) {
            if (step != id) continue;
            (this->*repair)();
            return changed_;
        }
        return false;
    }

  private:
    // The answer that decided; nothing where none did, or middleware made it.
    Answer* answer() {
        if (outcome_.wire.empty()) return nullptr;
        const AnswerRef& ref = outcome_.wire.back().answer;
        if (ref.kind == AnswerRef::Kind::kPreflight) return &*scenario_.server[ref.entry].preflight;
        return ref.kind == AnswerRef::Kind::kResponse ? &scenario_.server[ref.entry].response : nullptr;
    }

    static std::string header(const Answer& answer, std::string_view name) {
        return HeaderList(answer.headers).get(name).value_or("");
    }

    template <class T>
    void set(T& field, T value) {
        if (field == value) return;
        field = std::move(value);
        changed_ = true;
    }

    void set_answer_header(std::string_view name, const std::string& value) {
        Answer* of = answer();
        if (of == nullptr) return;
        auto headers = of->headers;
        set_header(headers, name, {value});
        set(of->headers, std::move(headers));
    }

    void allow_origin() {
        const bool star = allow_ == Allow::kEveryOrigin && init_.credentials != CredentialsMode::kInclude;
        set_answer_header(kAllowOrigin, star ? "*" : isomorphic_encode(failure_.origin));
    }

    void allow_credentials() { set_answer_header("Access-Control-Allow-Credentials", "true"); }

    void answer_preflight() {
        if (outcome_.wire.empty()) return;
        const AnswerRef& ref = outcome_.wire.back().answer;
        if (ref.kind == AnswerRef::Kind::kPreflight) {
            set(scenario_.server[ref.entry].preflight->status, kNoContent);
        } else if (ref.kind == AnswerRef::Kind::kResponse) {
            ServerEntry& entry = scenario_.server[ref.entry];
            entry.preflight = own_preflight_answer(entry);
            changed_ = true;
        }
    }

    // The names that this preflight asks for, as the script spelled them.
    [[nodiscard]] std::vector<std::string> asked_names() const {
        std::vector<std::string> names;
        for (const Header& sent : outcome_.wire.back().headers) {
            if (sent.name != "access-control-request-headers") continue;
            for (std::string& name : tokens_in(sent.value)) {
                for (const Header& own : init_.headers) {
                    if (equals_ignoring_case(own.name, name)) name = own.name;
                }
                names.push_back(std::move(name));
            }
        }
        return names;
    }

    void mend_list() {
        const Answer* of = answer();
        if (of == nullptr) return;
        const bool methods = failure_.finding == Finding::kPreflightSyntaxMethods;
        const std::string_view name = methods ? kAllowMethods : kAllowHeaders;
        auto tokens = tokens_in(header(*of, name));
        if (tokens.empty()) tokens = methods ? std::vector<std::string>{failure_.method} : asked_names();
        set_answer_header(name, join(tokens, ", "));
    }

    void allow_method() {
        const Answer* of = answer();
        if (of == nullptr) return;
        const std::string& method = outcome_.wire.back().preflight ? asked_method() : failure_.method;
        auto tokens = tokens_in(header(*of, kAllowMethods));
        const auto other_case = std::find_if(tokens.begin(), tokens.end(), [&](const std::string& token) {
            return equals_ignoring_case(token, method);
        });
        if (other_case != tokens.end()) {
            *other_case = method;
        } else {
            tokens.push_back(method);
        }
        set_answer_header(kAllowMethods, join(tokens, ", "));
    }

    [[nodiscard]] const std::string& asked_method() const {
        for (const Header& sent : outcome_.wire.back().headers) {
            if (sent.name == "access-control-request-method") return sent.value;
        }
        return failure_.method;
    }

    void allow_headers() {
        const Answer* of = answer();
        if (of == nullptr) return;
        auto tokens = tokens_in(header(*of, kAllowHeaders));
        const auto has = [&](std::string_view name) {
            return std::any_of(tokens.begin(), tokens.end(),
                               [&](const std::string& token) { return equals_ignoring_case(token, name); });
        };
        // A * that counts covers the others.
        const bool star = has("*") && failure_.finding != Finding::kPreflightHeadersWildcardCredentials;
        for (std::string& name : asked_names()) {
            const bool counts = !star || equals_ignoring_case(name, "Authorization");
            if (counts && !has(name)) tokens.push_back(std::move(name));
        }
        set_answer_header(kAllowHeaders, join(tokens, ", "));
    }

    void open_resource() { set_answer_header("Cross-Origin-Resource-Policy", "cross-origin"); }

    // The page, the request and the server agree on https.
    void use_https() {
        auto url = parse_url(failure_.url);
        if (!url || url->scheme != "http") return;
        const std::string insecure = serialize_url(*url, Fragment::kExclude);
        auto secure = parse_url("https" + serialize_url(*url).substr(4));
        if (!secure) return;
        const std::string listed = serialize_url(*secure, Fragment::kExclude);
        for (ServerEntry& entry : scenario_.server) {
            if (entry.url == listed) break;
            if (entry.url == insecure) set(entry.url, listed);
        }
        if (outcome_.wire.empty()) return set(init_.url, serialize_url(*secure));
        set_answer_header("Location", serialize_url(*secure));
    }

    void follow_redirects() { set(init_.redirect, RedirectMode::kFollow); }

    void redirect_once() {
        const Answer* of = answer();
        if (of == nullptr || failure_.finding != Finding::kRedirectLocationRepeated) return;
        for (const Header& header : of->headers) {
            if (!equals_ignoring_case(header.name, "Location")) continue;
            const std::string first = header.value;
            return set_answer_header("Location", first);
        }
    }

    static std::string without_credentials(Url url) {
        url.username.clear();
        url.password.clear();
        return serialize_url(url);
    }

    void redirect_without_credentials() {
        const auto url = parse_url(failure_.location);
        if (url) set_answer_header("Location", without_credentials(*url));
    }

    void ask_without_credentials() {
        const auto url = parse_url(init_.url, &scenario_.page.url);
        if (url && failure_.finding == Finding::kRequestUrlCredentials) set(init_.url, without_credentials(*url));
    }

    void use_cors() { set(init_.mode, Mode::kCors); }

    void mend_method() {
        if (failure_.finding == Finding::kRequestMethodNoCors) return use_cors();
        const auto tokens = tokens_in(init_.method);
        if (failure_.finding == Finding::kRequestMethodMalformed && tokens.size() == 1) {
            set(init_.method, tokens.front());
        }
    }

    void drop_header() {
        const bool by_name = failure_.finding == Finding::kRequestHeaderBadName;
        auto headers = init_.headers;
        headers.erase(std::remove_if(headers.begin(), headers.end(),
                                     [&](const Header& header) {
                                         if (by_name) return !is_token(header.name);
                                         return !is_header_value(normalize_header_value(header.value));
                                     }),
                      headers.end());
        set(init_.headers, std::move(headers));
    }

    void drop_body() { set(init_.body, std::optional<std::string>()); }

    void take_route() {
        if (failure_.finding == Finding::kRouteModeSameOrigin) use_cors();
        if (failure_.finding == Finding::kRouteNoCorsRedirect) follow_redirects();
    }

    Scenario& scenario_;
    RequestInit& init_;
    const Outcome& outcome_;
    const Failure& failure_;
    Allow allow_;
    bool changed_ = false;
};

}  // namespace

bool repair(Scenario& scenario, std::size_t index, const Outcome& outcome, Allow allow) {
    return outcome.failure && Repair(scenario, index, outcome, allow).run();
}

RequestInit& request_at(Scenario& scenario, std::size_t index) {
    return index == 0 ? scenario.request : scenario.then[index - 1];
}

}  // namespace corslab::fix
