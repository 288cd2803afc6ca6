#include "core/middleware/aspnet_core.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/list_text.h"
#include "core/middleware/option_reader.h"
#include "core/middleware/python_value.h"
#include "core/middleware/reply_headers.h"
#include "core/url/origin.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr std::string_view kAskedMethod = "Access-Control-Request-Method";

// CorsPolicy
struct Policy {
    std::vector<std::string> origins;
    std::vector<std::string> methods;
    std::vector<std::string> headers;
    std::vector<std::string> exposed;
    bool credentials = false;
    bool subdomains = false;
    std::optional<std::int64_t> max_age;
    std::optional<Fault> fault;
};

bool is_any(const std::vector<std::string>& list) {
    return list.size() == 1 && list.front() == "*";
}

// GetNormalizedOrigin: lower case; a name with letters beyond ASCII becomes Punycode.
std::string normalized_origin(const std::string& origin) {
    const bool ascii = std::none_of(origin.begin(), origin.end(), [](char c) { return (c & 0x80) != 0; });
    if (ascii) return byte_lowercase(origin);
    const auto url = parse_url(origin);
    const bool web = url && is_http_scheme(url->scheme);
    return web ? serialize_origin(origin_of(*url)) : python::lower(origin);
}

Policy build(const Value& options) {
    Policy policy;
    OptionReader reader(options);
    const auto list = [&](const char* with, const char* any) {
        auto items = reader.texts(with).value_or(std::vector<std::string>{});
        return reader.flag(any) ? std::vector<std::string>{"*"} : items;
    };
    policy.origins = list("WithOrigins", "AllowAnyOrigin");
    for (std::string& origin : policy.origins) origin = normalized_origin(origin);
    policy.methods = list("WithMethods", "AllowAnyMethod");
    policy.headers = list("WithHeaders", "AllowAnyHeader");
    policy.exposed = reader.texts("WithExposedHeaders").value_or(std::vector<std::string>{});
    policy.credentials = reader.flag("AllowCredentials");
    if (reader.flag("DisallowCredentials")) policy.credentials = false;
    policy.subdomains = reader.flag("SetIsOriginAllowedToAllowWildcardSubdomains");
    policy.max_age = reader.integer("SetPreflightMaxAge");
    if (policy.max_age.value_or(0) < 0) reader.fail("SetPreflightMaxAge", "PreflightMaxAge must be zero or more");
    if (is_any(policy.origins) && policy.credentials) {
        reader.fail("AllowCredentials", "the CORS protocol does not allow any origin and credentials at the same time");
    }
    policy.fault = reader.finish("CorsPolicyBuilder has no such method that JSON could call");
    return policy;
}

// UriHelpers.IsSubdomainOf
bool is_subdomain(const std::string& origin, const std::string& pattern) {
    const std::size_t star = pattern.find("://*.");
    if (star == std::string::npos) return false;
    const auto url = parse_url(origin);
    const auto domain = parse_url(pattern.substr(0, star + 3) + pattern.substr(star + 5));
    if (!url || !domain || !url->host || !domain->host) return false;
    return url->scheme == domain->scheme && url->port == domain->port &&
           url->host->text.ends_with("." + domain->host->text);
}

class AspNetCore {
  public:
    AspNetCore(const Policy& policy, const Request& request, const Handler& handler)
        : policy_(policy),
          request_(request),
          handler_(handler),
          origin_(joined_bytes(request.headers, "Origin")),
          preflight_(equals_ignoring_case(request.method, "OPTIONS") && has_header(request.headers, kAskedMethod)) {}

    Reply run() const {
        constexpr int kNoContent = 204;
        Reply reply;
        const bool asks = has_header(request_.headers, "Origin");
        if (asks && preflight_) {
            reply.status = kNoContent;
        } else {
            reply = {handler_.status, sent_headers(handler_.headers), handler_.body, true};
        }
        if (asks && is_origin_allowed()) apply(reply.headers);
        return reply;
    }

  private:
    [[nodiscard]] bool is_origin_allowed() const {
        if (origin_.empty()) return false;
        if (is_any(policy_.origins) || contains_text(policy_.origins, origin_)) return true;
        return policy_.subdomains &&
               std::any_of(policy_.origins.begin(), policy_.origins.end(),
                           [&](const std::string& pattern) { return is_subdomain(origin_, pattern); });
    }

    // ApplyResult
    void apply(std::vector<Header>& headers) const {
        const bool any = is_any(policy_.origins);
        set_header(headers, kAllowOrigin, any ? "*" : origin_);
        if (policy_.credentials) set_header(headers, "Access-Control-Allow-Credentials", "true");
        if (preflight_) {
            apply_preflight(headers);
        } else {
            set_list(headers, "Access-Control-Expose-Headers", policy_.exposed);
        }
        if (!any && (policy_.origins.size() > 1 || policy_.subdomains)) headers.push_back({"Vary", "Origin"});
    }

    void apply_preflight(std::vector<Header>& headers) const {
        std::vector<std::string> names = policy_.headers;
        if (is_any(names)) {
            names = split_list(joined_bytes(request_.headers, "Access-Control-Request-Headers"));
            std::erase(names, "");
        }
        set_list(headers, "Access-Control-Allow-Headers", names);
        std::vector<std::string> methods = policy_.methods;
        if (is_any(methods)) methods = {joined_bytes(request_.headers, kAskedMethod)};
        set_list(headers, "Access-Control-Allow-Methods", methods);
        if (policy_.max_age) set_header(headers, "Access-Control-Max-Age", std::to_string(*policy_.max_age));
    }

    // SetCommaSeparatedValues
    static void set_list(std::vector<Header>& headers, std::string_view name, const std::vector<std::string>& items) {
        if (!items.empty()) set_header(headers, name, join_texts(items, ","));
    }

    const Policy& policy_;
    const Request& request_;
    const Handler& handler_;
    std::string origin_;
    bool preflight_;
};

}  // namespace

Simulated aspnet_core(const Value& options, const Request& request, const Handler& handler) {
    const Policy policy = build(options);
    if (policy.fault) return {std::nullopt, *policy.fault};
    return {AspNetCore(policy, request, handler).run(), {}};
}

}  // namespace corslab::middleware
