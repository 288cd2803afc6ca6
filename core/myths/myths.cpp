#include "core/myths/myths.h"

#include <algorithm>
#include <utility>

#include "core/explain/step_text.h"
#include "core/explain/text_table.h"
#include "core/http/grammar.h"
#include "core/url/origin.h"

namespace corslab {
namespace {

constexpr TableText kTexts[] = {
#include "myths.inc"
};

std::string_view find(std::string_view group, std::string_view name) {
    return find_text(kTexts, group, name);
}

// What a step by itself shows.
constexpr std::pair<Finding, std::string_view> kByFinding[] = {
    {Finding::kCorsCheckOriginMismatchSlash, "slash-does-not-matter"},
    {Finding::kCorsCheckOriginMismatchList, "origins-can-be-listed"},
    {Finding::kCorsCheckOriginMismatchPattern, "origins-can-be-patterns"},
    {Finding::kCorsCheckOriginWildcardCredentials, "star-covers-credentials"},
    {Finding::kPreflightMethodWildcardCredentials, "star-covers-credentials"},
    {Finding::kPreflightHeadersWildcardCredentials, "star-covers-credentials"},
    {Finding::kPreflightAuthorizationWildcard, "star-covers-authorization"},
    {Finding::kPreflightStatusRedirect, "preflight-follows"},
    {Finding::kPreflightStatusUnauthorized, "preflight-logs-in"},
    {Finding::kPreflightStatusNotFound, "preflight-status-does-not-matter"},
    {Finding::kPreflightStatusError, "preflight-status-does-not-matter"},
};

class Detector {
  public:
    Detector(const Scenario& scenario, const Outcome& outcome) : scenario_(scenario), outcome_(outcome) {}

    std::vector<std::string_view> run() {
        for (const StepRecord& step : outcome_.steps) {
            for (const auto& [finding, myth] : kByFinding) {
                if (refine(step) == finding) add(myth);
            }
        }
        look_at_request();
        look_at_answers();
        look_at_origins();
        return std::move(found_);
    }

  private:
    void add(std::string_view myth) {
        if (std::find(found_.begin(), found_.end(), myth) == found_.end()) found_.push_back(myth);
    }

    [[nodiscard]] bool has(Finding finding) const {
        return std::any_of(outcome_.steps.begin(), outcome_.steps.end(),
                           [&](const StepRecord& step) { return step.finding == finding; });
    }

    [[nodiscard]] bool asks() const {
        return std::any_of(outcome_.wire.begin(), outcome_.wire.end(),
                           [](const WireEntry& entry) { return entry.preflight; });
    }

    [[nodiscard]] bool includes_credentials() const {
        return scenario_.request.credentials == CredentialsMode::kInclude;
    }

    // Whether the CORS check is what blocks, and of which answer.
    [[nodiscard]] bool fails_cors_check() const {
        return outcome_.failure && text_of(outcome_.failure->finding).id == "cors-check-origin";
    }

    void look_at_request() {
        const RequestInit& init = scenario_.request;
        const bool blocked = outcome_.verdict == Verdict::kBlocked;
        const bool sent = std::any_of(outcome_.wire.begin(), outcome_.wire.end(),
                                      [](const WireEntry& entry) { return !entry.preflight; });
        if (blocked && sent && fails_cors_check()) add("blocked-was-not-sent");
        const bool answers = std::any_of(init.headers.begin(), init.headers.end(), [](const Header& header) {
            return byte_lowercase(header.name).starts_with("access-control-allow-");
        });
        if (answers) add("script-sets-the-answer");
        if (outcome_.verdict == Verdict::kOpaque && init.mode == Mode::kNoCors) add("no-cors-solves-it");
        if (includes_credentials() && has(Finding::kRouteCors) && !asks() && sent) add("credentials-ask-first");
        if (!asks()) return;
        const std::string method = asked_method();
        if (method == "GET") add("get-never-asks");
        if (method == "POST" && sends_json()) add("json-is-simple");
    }

    [[nodiscard]] std::string asked_method() const {
        for (const Header& header : outcome_.wire.front().headers) {
            if (header.name == "access-control-request-method") return header.value;
        }
        return {};
    }

    [[nodiscard]] bool sends_json() const {
        return std::any_of(scenario_.request.headers.begin(), scenario_.request.headers.end(),
                           [](const Header& header) {
                               return equals_ignoring_case(header.name, "Content-Type") &&
                                      byte_lowercase(header.value).find("json") != std::string::npos;
                           });
    }

    // What was answered to a request; null where it is not in the scenario.
    [[nodiscard]] const Answer* answer_of(const WireEntry& entry) const {
        if (entry.answer.kind == AnswerRef::Kind::kNone || entry.answer.kind == AnswerRef::Kind::kMiddleware)
            return nullptr;
        const ServerEntry& server = scenario_.server[entry.answer.entry];
        return entry.answer.kind == AnswerRef::Kind::kPreflight ? &*server.preflight : &server.response;
    }

    void look_at_answers() {
        for (const WireEntry& entry : outcome_.wire) {
            const Answer* answer = answer_of(entry);
            if (answer == nullptr) continue;
            const HeaderList headers(answer->headers);
            if (headers.get("Access-Control-Allow-Origin") == "null") add("null-allows-nobody");
            const auto credentials = headers.get("Access-Control-Allow-Credentials");
            if (credentials && equals_ignoring_case(*credentials, "false")) add("false-says-something");
            const bool star = has(Finding::kCorsCheckOriginWildcard);
            if (star && credentials == "true" && outcome_.verdict == Verdict::kAllowed) add("star-and-true-clash");
            if (entry.preflight) look_at_preflight(headers);
        }
        const bool error = outcome_.failure && outcome_.failure->status >= 400 && !outcome_.failure->preflight;
        if (error && fails_cors_check()) add("errors-are-readable");
        if (hides_headers()) add("all-headers-are-visible");
    }

    // Whether the script does not see headers that it may have a use for.
    [[nodiscard]] bool hides_headers() const {
        return std::any_of(outcome_.steps.begin(), outcome_.steps.end(), [](const StepRecord& step) {
            if (step.finding != Finding::kResponseHeadersHidden || step.args.empty()) return false;
            const auto names = get_decode_and_split(step.args.front());
            return std::any_of(names.begin(), names.end(), [](const std::string& name) {
                return name != "vary" && name != "date" && name != "server" && name != "and";
            });
        });
    }

    void look_at_preflight(const HeaderList& headers) {
        constexpr std::int64_t kShortest = 600;
        const auto methods = extract_token_values("Access-Control-Allow-Methods", headers);
        if (methods.contains("OPTIONS") && asked_method() != "OPTIONS") add("options-needs-listing");
        if (methods.is_null() && has(Finding::kPreflightMethodSafelisted)) add("methods-need-listing");
        const auto age = parse_delta_seconds(headers.get("Access-Control-Max-Age").value_or(""));
        if (age && *age > kShortest) add("max-age-as-one-likes");
    }

    // Whether one is a sub-domain of the other.
    static bool is_within(const Origin& a, const Origin& b) {
        const auto below = [](const std::string& host, const std::string& domain) {
            return host.ends_with("." + domain);
        };
        return same_site(a, b, SiteScheme::kIgnore) &&
               (below(a.host.text, b.host.text) || below(b.host.text, a.host.text));
    }

    void look_at_origins() {
        const auto url = parse_url(scenario_.request.url, &scenario_.page.url);
        if (!url || !fails_cors_check()) return;
        const Origin page = origin_of(scenario_.page.url);
        const Origin target = origin_of(*url);
        if (page.opaque || target.opaque || same_origin(page, target)) return;
        if (page.host == target.host) {
            add(page.scheme == target.scheme ? "port-does-not-matter" : "scheme-does-not-matter");
        } else if (is_within(page, target)) {
            add("subdomain-is-same");
        }
        if (is_localhost(page)) add("localhost-is-exempt");
    }

    const Scenario& scenario_;
    const Outcome& outcome_;
    std::vector<std::string_view> found_;
};

Myth myth_of(std::string_view id) {
    return {id, find("belief", id), find("truth", id), find("spec", id)};
}

}  // namespace

std::vector<Myth> myths_in(const Scenario& scenario, const Outcome& standard) {
    std::vector<Myth> myths;
    for (const std::string_view id : Detector(scenario, standard).run()) myths.push_back(myth_of(id));
    return myths;
}

std::vector<Myth> known_myths() {
    std::vector<Myth> myths;
    for (const TableText& text : kTexts) {
        if (text.group == "belief") myths.push_back(myth_of(text.name));
    }
    return myths;
}

}  // namespace corslab
