#include "core/middleware/s3.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/list_text.h"
#include "core/middleware/option_reader.h"
#include "core/middleware/reply_headers.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAskedMethod = "Access-Control-Request-Method";
constexpr std::string_view kAskedHeaders = "Access-Control-Request-Headers";

struct Rule {
    std::vector<std::string> origins;
    std::vector<std::string> methods;
    std::vector<std::string> headers;
    std::vector<std::string> exposed;
    std::optional<std::int64_t> max_age;
};

bool has_two_stars(const std::string& text) {
    return std::count(text.begin(), text.end(), '*') > 1;
}

// PutBucketCors refuses what this faults.
std::optional<Fault> read_rule(const Value& value, const std::string& path, Rule& rule) {
    OptionReader reader(value, path);
    if (!reader.expect_object()) return reader.fault();
    const auto list = [&](const char* name) { return reader.texts(name).value_or(std::vector<std::string>{}); };
    rule = {list("AllowedOrigins"), list("AllowedMethods"), list("AllowedHeaders"), list("ExposeHeaders"),
            reader.integer("MaxAgeSeconds")};
    (void)reader.text("ID");
    if (rule.origins.empty()) reader.fail("", "a rule needs AllowedOrigins");
    if (rule.methods.empty()) reader.fail("", "a rule needs AllowedMethods");
    for (const std::string& method : rule.methods) {
        const bool known = contains_text({"GET", "PUT", "POST", "DELETE", "HEAD"}, method);
        if (!known) reader.fail("AllowedMethods", "unsupported HTTP method in CORS config: " + method);
    }
    for (const std::string& origin : rule.origins) {
        if (has_two_stars(origin)) reader.fail("AllowedOrigins", "an origin can have one wildcard: " + origin);
    }
    for (const std::string& name : rule.headers) {
        if (has_two_stars(name)) reader.fail("AllowedHeaders", "a header can have one wildcard: " + name);
    }
    return reader.finish("a rule has no such member");
}

std::optional<Fault> read_rules(const Value& options, std::vector<Rule>& rules) {
    constexpr std::size_t kMostRules = 100;
    OptionReader reader(options);
    const Value* list = reader.list("CORSRules");
    if (list != nullptr && list->items.size() > kMostRules) reader.fail("CORSRules", "at most 100 rules are taken");
    if (auto fault = reader.finish("a CORS configuration has no such member")) return fault;
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        if (auto fault = read_rule(list->items[i], "/CORSRules/" + std::to_string(i), rules.emplace_back()))
            return fault;
    }
    return std::nullopt;
}

class S3 {
  public:
    S3(const std::vector<Rule>& rules, const Request& request, const Handler& handler)
        : rules_(rules),
          request_(request),
          handler_(handler),
          origin_(joined_bytes(request.headers, "Origin")),
          asked_method_(joined_bytes(request.headers, kAskedMethod)) {}

    Reply run() const {
        constexpr int kBadRequest = 400;
        constexpr int kForbidden = 403;
        const bool preflight = request_.method == "OPTIONS";
        if (preflight && (origin_.empty() || asked_method_.empty())) return {kBadRequest, {}, "", false};
        Reply reply;
        if (!preflight) reply = {handler_.status, sent_headers(handler_.headers), handler_.body, true};
        if (origin_.empty()) return reply;
        const auto rule = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& one) { return fits(one); });
        if (rule != rules_.end()) {
            add(*rule, reply.headers);
        } else if (preflight) {
            reply.status = kForbidden;
        }
        return reply;
    }

  private:
    // The method asked for counts, also on requests that are no OPTIONS.
    [[nodiscard]] bool fits(const Rule& rule) const {
        if (!contains_text(rule.methods, asked_method_.empty() ? request_.method : asked_method_)) return false;
        const auto allows = [&](const std::string& pattern) { return matches_stars(pattern, origin_); };
        if (std::none_of(rule.origins.begin(), rule.origins.end(), allows)) return false;
        const auto names = asked_names();
        return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
            return std::any_of(rule.headers.begin(), rule.headers.end(), [&](const std::string& pattern) {
                return matches_stars(byte_lowercase(pattern), name);
            });
        });
    }

    [[nodiscard]] std::vector<std::string> asked_names() const {
        const std::string asked = joined_bytes(request_.headers, kAskedHeaders);
        if (asked.empty()) return {};
        return split_list(byte_lowercase(asked));
    }

    // The star is no origin of its own; whoever is named may send credentials.
    void add(const Rule& rule, std::vector<Header>& headers) const {
        const bool star = contains_text(rule.origins, "*");
        set_header(headers, "Access-Control-Allow-Origin", star ? "*" : origin_);
        set_header(headers, "Access-Control-Allow-Methods", join_texts(rule.methods, ", "));
        const auto names = asked_names();
        if (!names.empty()) set_header(headers, "Access-Control-Allow-Headers", join_texts(names, ", "));
        if (!rule.exposed.empty()) {
            set_header(headers, "Access-Control-Expose-Headers", join_texts(rule.exposed, ", "));
        }
        if (rule.max_age) set_header(headers, "Access-Control-Max-Age", std::to_string(*rule.max_age));
        if (!star) set_header(headers, "Access-Control-Allow-Credentials", "true");
        set_header(headers, "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    const std::vector<Rule>& rules_;
    const Request& request_;
    const Handler& handler_;
    std::string origin_;
    std::string asked_method_;
};

}  // namespace

Simulated s3(const Value& options, const Request& request, const Handler& handler) {
    std::vector<Rule> rules;
    if (auto fault = read_rules(options, rules)) return {std::nullopt, *fault};
    return {S3(rules, request, handler).run(), {}};
}

}  // namespace corslab::middleware
