#include "core/middleware/spring.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/list_text.h"
#include "core/middleware/option_reader.h"
#include "core/middleware/reply_headers.h"

namespace corslab::middleware {
namespace {

constexpr int kForbidden = 403;
constexpr int kServerError = 500;

// CorsConfiguration
struct SpringSetup {
    std::vector<std::string> origins = {"*"};
    std::vector<std::string> patterns;
    std::vector<std::string> methods = {"GET", "HEAD", "POST"};
    std::vector<std::string> headers = {"*"};
    std::vector<std::string> exposed;
    bool credentials = false;
    bool private_network = false;
    std::int64_t max_age = 1800;
    std::optional<Fault> fault;
};

std::string without_slash(std::string text) {
    if (text.ends_with('/')) text.pop_back();
    return text;
}

SpringSetup set_up(const Value& options) {
    SpringSetup setup;
    OptionReader reader(options);
    const auto origins = reader.texts("allowedOrigins");
    const auto patterns = reader.texts("allowedOriginPatterns").value_or(std::vector<std::string>{});
    // The default gives way to the first pattern.
    if (origins || !patterns.empty()) setup.origins = origins.value_or(std::vector<std::string>{});
    for (std::string& origin : setup.origins) origin = without_slash(origin);
    for (const std::string& pattern : patterns) setup.patterns.push_back(without_slash(pattern));
    if (auto methods = reader.texts("allowedMethods")) setup.methods = std::move(*methods);
    if (setup.methods.empty()) setup.methods = {"GET", "HEAD"};
    if (auto headers = reader.texts("allowedHeaders")) setup.headers = std::move(*headers);
    setup.exposed = reader.texts("exposedHeaders").value_or(std::vector<std::string>{});
    setup.credentials = reader.flag("allowCredentials");
    setup.private_network = reader.flag("allowPrivateNetwork");
    setup.max_age = reader.integer("maxAge").value_or(setup.max_age);
    setup.fault = reader.finish("CorsRegistration has no such method");
    return setup;
}

bool are_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// OriginPattern: stars, and a list of ports in brackets at the end.
bool matches_pattern(std::string_view pattern, std::string_view origin) {
    const std::size_t open = pattern.rfind(":[");
    if (open == std::string_view::npos || !pattern.ends_with(']')) return matches_stars(pattern, origin);
    const std::string_view ports = pattern.substr(open + 2, pattern.size() - open - 3);
    const std::vector<std::string> list = split_list(ports);
    const bool any = ports == "*";
    if (!any && !std::all_of(list.begin(), list.end(), are_digits)) return matches_stars(pattern, origin);
    pattern = pattern.substr(0, open);
    const std::size_t colon = origin.rfind(':');
    const std::string_view port = colon == std::string_view::npos ? "" : origin.substr(colon + 1);
    if (any && matches_stars(pattern, origin)) return true;
    const bool known = any ? are_digits(port) : contains_text(list, port);
    return known && matches_stars(pattern, origin.substr(0, colon));
}

class Spring {
  public:
    Spring(const SpringSetup& setup, const Request& request, const Handler& handler)
        : setup_(setup), request_(request), handler_(handler) {}

    // DefaultCorsProcessor
    Reply run() {
        for (const char* name : {"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"}) {
            add("Vary", name);
        }
        if (!has_header(request_.headers, "Origin")) return next();
        const bool preflight =
            request_.method == "OPTIONS" && has_header(request_.headers, "Access-Control-Request-Method");
        const std::string origin = joined_bytes(request_.headers, "Origin");
        const bool star = !origin.empty() && contains_text(setup_.origins, "*");
        // Only found out here, by an exception.
        if (star && (setup_.credentials || setup_.private_network)) return ended(kServerError);
        if (!star && !is_origin_allowed(origin)) return ended(kForbidden);
        const std::string method =
            preflight ? joined_bytes(request_.headers, "Access-Control-Request-Method") : request_.method;
        const bool any_method = contains_text(setup_.methods, "*");
        if (!any_method && !contains_text(setup_.methods, method)) return ended(kForbidden);
        std::vector<std::string> names;
        if (preflight && !check_headers(names)) return ended(kForbidden);
        add("Access-Control-Allow-Origin", star ? "*" : origin);
        if (preflight) add("Access-Control-Allow-Methods", any_method ? method : join_texts(setup_.methods, ","));
        if (!names.empty()) add("Access-Control-Allow-Headers", join_texts(names, ", "));
        add_the_rest(preflight);
        constexpr int kOk = 200;
        return preflight ? ended(kOk) : next();
    }

  private:
    void add(std::string name, std::string value) { headers_.push_back({std::move(name), std::move(value)}); }

    void add_the_rest(bool preflight) {
        if (!setup_.exposed.empty()) add("Access-Control-Expose-Headers", join_texts(setup_.exposed, ", "));
        if (setup_.credentials) add("Access-Control-Allow-Credentials", "true");
        const std::string network = joined_bytes(request_.headers, "Access-Control-Request-Private-Network");
        if (setup_.private_network && equals_ignoring_case(network, "true")) {
            add("Access-Control-Allow-Private-Network", "true");
        }
        if (preflight) add("Access-Control-Max-Age", std::to_string(setup_.max_age));
    }

    [[nodiscard]] bool is_origin_allowed(const std::string& origin) const {
        if (origin.empty()) return false;
        const std::string plain = without_slash(origin);
        return contains_name(setup_.origins, plain) ||
               std::any_of(setup_.patterns.begin(), setup_.patterns.end(),
                           [&](const std::string& pattern) { return matches_pattern(pattern, plain); });
    }

    // Those of the asked names that are allowed; false where some are asked for, and none is.
    bool check_headers(std::vector<std::string>& names) const {
        bool asked = false;
        for (const std::string& name : split_list(joined_bytes(request_.headers, "Access-Control-Request-Headers"))) {
            if (name.empty()) continue;
            asked = true;
            if (contains_text(setup_.headers, "*") || contains_name(setup_.headers, name)) names.push_back(name);
        }
        return !asked || !names.empty();
    }

    Reply ended(int status) { return {status, std::move(headers_), "", false}; }

    // The controller's headers take the place of those of the same name.
    Reply next() {
        for (const Header& header : handler_.headers) remove_header(headers_, header.name);
        for (Header& header : sent_headers(handler_.headers)) headers_.push_back(std::move(header));
        return {handler_.status, std::move(headers_), handler_.body, true};
    }

    const SpringSetup& setup_;
    const Request& request_;
    const Handler& handler_;
    std::vector<Header> headers_;
};

}  // namespace

Simulated spring(const Value& options, const Request& request, const Handler& handler) {
    const SpringSetup setup = set_up(options);
    if (setup.fault) return {std::nullopt, *setup.fault};
    return {Spring(setup, request, handler).run(), {}};
}

}  // namespace corslab::middleware
