#include "core/middleware/flask_cors.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/flask_options.h"
#include "core/middleware/python_value.h"
#include "core/middleware/wire_text.h"
#include "core/middleware/work.h"
#include "core/regex/pattern_reader.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr int kServerError = 500;
constexpr int kNotModified = 304;

// An exception while a request is answered: the server's 500 takes the place of everything.
enum class Raised : std::uint8_t { kNo, kYes };

class FlaskCors {
  public:
    FlaskCors(const FlaskCorsVersion& version, const Request& request, const Handler& handler)
        : version_(version), request_(request), handler_(handler), preflight_(request.method == "OPTIONS") {}

    Simulated run(const FlaskSetup& setup) {
        Reply reply = answer();
        Raised raised = Raised::kNo;
        if (!has_own_origin(reply)) raised = after_request(setup.resources);
        if (fault_) return {std::nullopt, *fault_};
        decided_ = raised == Raised::kNo;
        if (decided_) raised = add_to(reply);
        if (fault_) return {std::nullopt, *fault_};
        if (raised == Raised::kYes) return {error_page(setup.intercepts_exceptions), {}};
        if (reply.status == kNotModified) drop_entity_headers(reply);
        return {std::move(reply), {}};
    }

  private:
    using Decision = std::optional<bool>;  // Nothing where an exception was raised.

    // OPTIONS is answered by Flask.
    [[nodiscard]] Reply answer() const {
        if (preflight_) return {};
        Reply reply{handler_.status, {}, handler_.body, true};
        for (const Header& header : handler_.headers) {
            reply.headers.push_back({header.name, std::string(normalize_header_value(header.value))});
        }
        return reply;
    }

    // Flask's 500 goes through the extension as well. What it raises is swallowed there, and what it has added by then
    // stays; but where it intercepts exceptions, it runs once more unless the origin is set, and raises for good.
    Reply error_page(bool intercepts) {
        Reply page{kServerError, {}, "", !preflight_};
        if (!decided_) return page;
        add_to(page);
        if (intercepts && !has_own_origin(page)) page.headers.clear();
        return page;
    }

    static bool has_own_origin(const Reply& reply) {
        const auto first = std::find_if(reply.headers.begin(), reply.headers.end(), [](const Header& header) {
            return equals_ignoring_case(header.name, kAllowOrigin);
        });
        return first != reply.headers.end() && !first->value.empty();
    }

    // werkzeug.http.remove_entity_headers
    static void drop_entity_headers(Reply& reply) {
        constexpr std::string_view kNames[] = {"allow",       "content-encoding", "content-language", "content-length",
                                               "content-md5", "content-range",    "content-type",     "last-modified"};
        std::erase_if(reply.headers, [&](const Header& header) {
            return std::any_of(std::begin(kNames), std::end(kNames),
                               [&](std::string_view name) { return equals_ignoring_case(header.name, name); });
        });
    }

    void fail(FaultCode code, std::string detail) {
        if (!fault_) fault_ = Fault{code, "", std::move(detail)};
    }

    // The path that patterns are held against: decoded by the server, once more by the extension.
    [[nodiscard]] std::string path() const {
        std::string once = python::unquote(isomorphic_decode(request_.path));
        once = "/" + once.substr(std::min(once.find_first_not_of('/'), once.size()));
        if (version_.plus_is_space) std::replace(once.begin(), once.end(), '+', ' ');
        return python::unquote(once);
    }

    // cors_after_request
    Raised after_request(const std::vector<FlaskResource>& resources) {
        const std::string normalized_path = path();
        for (const FlaskResource& resource : resources) {
            const Decision matches = matches_pattern(normalized_path, resource.pattern, !version_.paths_ignore_case);
            if (!matches) return Raised::kYes;
            if (*matches) return get_cors_headers(resource.options);
        }
        return Raised::kNo;
    }

    // try_match_pattern, in older versions try_match
    Decision matches_pattern(const std::string& text, const Value& pattern, bool case_sensitive) {
        work_.compare(text, pattern.text);
        if (work_.is_spent()) fail(FaultCode::kExpensiveRegex, "the options as a whole");
        if (fault_) return std::nullopt;
        if (pattern.is_regex()) return matches_regex(text, pattern.text, pattern.flags);
        const auto regex = probably_regex(pattern);
        if (!regex) return std::nullopt;
        // A list or a dict: unhashable in the cache of re.
        if (*regex && !pattern.is_text()) return std::nullopt;
        if (*regex) return matches_regex(text, pattern.text, case_sensitive ? "" : "i");
        const bool older = version_.paths_ignore_case;
        if (older) return pattern.is_text() && python::lower(text) == python::lower(pattern.text);
        const std::string other = python::str(pattern);
        return case_sensitive ? text == other : python::casefold(text) == python::casefold(other);
    }

    Decision matches_regex(const std::string& text, const std::string& pattern, const std::string& flags) {
        work_.compile(pattern);
        const auto compiled = regex::compile(pattern, flags, regex::Flavour::kPython);
        if (!compiled.regex) {
            const bool unsupported = compiled.fault.kind == regex::Fault::Kind::kUnsupported;
            if (unsupported) fail(FaultCode::kUnsupportedRegex, compiled.fault.reason);
            const bool caught = !version_.paths_ignore_case && compiled.fault.kind == regex::Fault::Kind::kSyntax;
            return caught ? Decision(false) : std::nullopt;
        }
        const regex::Match match = compiled.regex->match(text, work_.steps());
        work_.match(match);
        if (match.outcome == regex::Match::Outcome::kTooExpensive) fail(FaultCode::kExpensiveRegex, pattern);
        if (match.outcome == regex::Match::Outcome::kUnknown) fail(FaultCode::kUndecidedRegex, pattern);
        if (fault_) return std::nullopt;
        return match.outcome == regex::Match::Outcome::kMatch;
    }

    // try_match_any_pattern
    Decision matches_any(const std::string& text, const std::vector<Value>& patterns) {
        for (const Value& pattern : patterns) {
            const Decision matches = matches_pattern(text, pattern, false);
            if (!matches || *matches) return matches;
        }
        return false;
    }

    // get_cors_origins: what there is to set, if anything; nothing where an exception was raised.
    std::optional<std::vector<Value>> get_cors_origins(const FlaskOptions& options) {
        const std::vector<Value>& origins = options.list("origins");
        const bool wildcard =
            std::any_of(origins.begin(), origins.end(), [](const Value& origin) { return origin.is_text(".*"); });
        const std::string request_origin = request_header(request_.headers, "Origin").value_or("");
        const std::vector<Value> star = {Value::of_text("*")};
        if (!request_origin.empty()) {
            if (wildcard && options.truth("send_wildcard")) return star;
            const Decision matches = matches_any(request_origin, origins);
            if (!matches) return std::nullopt;
            return *matches ? std::vector<Value>{Value::of_text(request_origin)} : std::vector<Value>{};
        }
        if (!options.truth("always_send")) return std::vector<Value>{};
        if (wildcard) return options.truth("supports_credentials") ? std::vector<Value>{} : star;
        std::vector<Value> literal;
        for (const Value& origin : origins) {
            const Decision regex = probably_regex(origin);
            if (!regex) return std::nullopt;
            if (!*regex) literal.push_back(origin);
        }
        return python::sorted(std::move(literal));
    }

    // get_allow_headers
    std::optional<std::string> get_allow_headers(const FlaskOptions& options) {
        const std::string asked = request_header(request_.headers, "Access-Control-Request-Headers").value_or("");
        std::vector<std::string> matching;
        for (std::size_t start = 0; !asked.empty() && start <= asked.size();) {
            const std::size_t end = std::min(asked.find(',', start), asked.size());
            std::string name = python::strip(std::string_view(asked).substr(start, end - start));
            const Decision matches = matches_any(name, options.list("allow_headers"));
            if (!matches) return std::nullopt;
            if (*matches) matching.push_back(std::move(name));
            start = end + 1;
        }
        std::sort(matching.begin(), matching.end());
        std::string joined;
        for (std::size_t i = 0; i < matching.size(); ++i) joined += (i == 0 ? "" : ", ") + matching[i];
        return joined;
    }

    void set(std::string_view name, Value value) { headers_.emplace_back(name, std::move(value)); }

    void add_private_network(const FlaskOptions& options) {
        using PrivateNetwork = FlaskCorsVersion::PrivateNetwork;
        if (version_.private_network == PrivateNetwork::kNone) return;
        if (request_header(request_.headers, "Access-Control-Request-Private-Network") != "true") return;
        const bool allowed =
            version_.private_network == PrivateNetwork::kAlwaysTrue || options.truth("allow_private_network");
        set("Access-Control-Allow-Private-Network", Value::of_text(allowed ? "true" : "false"));
    }

    Raised add_preflight_headers(const FlaskOptions& options) {
        const std::string method =
            python::upper(request_header(request_.headers, "Access-Control-Request-Method").value_or(""));
        const std::string& methods = options.get("methods").text;
        if (method.empty() || methods.find(method) == std::string::npos) return Raised::kNo;
        auto allow_headers = get_allow_headers(options);
        if (!allow_headers) return Raised::kYes;
        set("Access-Control-Allow-Headers", Value::of_text(std::move(*allow_headers)));
        set("Access-Control-Max-Age", options.get("max_age"));
        set("Access-Control-Allow-Methods", options.get("methods"));
        return Raised::kNo;
    }

    // get_cors_headers
    Raised get_cors_headers(const FlaskOptions& options) {
        const auto origins_to_set = get_cors_origins(options);
        if (!origins_to_set) return Raised::kYes;
        if (origins_to_set->empty()) return Raised::kNo;
        // Of several, a MultiDict gives the first alone.
        set(kAllowOrigin, origins_to_set->front());
        set("Access-Control-Expose-Headers", options.get("expose_headers"));
        if (options.truth("supports_credentials")) set("Access-Control-Allow-Credentials", Value::of_text("true"));
        add_private_network(options);
        if (preflight_ && add_preflight_headers(options) == Raised::kYes) return Raised::kYes;
        if (!options.truth("vary_header") || origins_to_set->front().is_text("*")) return Raised::kNo;
        const std::vector<Value>& origins = options.list("origins");
        bool varies = origins.size() > 1 || origins_to_set->size() > 1;
        for (const Value& origin : origins) {
            const Decision regex = varies ? Decision(true) : probably_regex(origin);
            if (!regex) return Raised::kYes;
            varies = *regex;
        }
        if (varies) set("Vary", Value::of_text("Origin"));
        return Raised::kNo;
    }

    // set_cors_headers: what is falsy is left out; werkzeug's Headers refuses line breaks.
    Raised add_to(Reply& reply) {
        for (const auto& [name, value] : headers_) {
            if (!python::truth(value)) continue;
            const std::string text = python::str(value);
            if (text.find_first_of("\r\n") != std::string::npos) return Raised::kYes;
            auto bytes = to_latin1(text);
            if (!bytes) fail(FaultCode::kUnencodable, std::string(name) + ": " + text);
            reply.headers.push_back({std::string(name), bytes.value_or("")});
        }
        return Raised::kNo;
    }

    const FlaskCorsVersion& version_;
    const Request& request_;
    const Handler& handler_;
    bool preflight_;
    std::vector<std::pair<std::string_view, Value>> headers_;
    bool decided_ = false;  // Which headers to set; none where that raised.
    Work work_;
    std::optional<Fault> fault_;
};

}  // namespace

const std::vector<FlaskCorsVersion>& flask_cors_versions() {
    using Order = FlaskCorsVersion::Order;
    using PrivateNetwork = FlaskCorsVersion::PrivateNetwork;
    static const std::vector<FlaskCorsVersion> kVersions = {
        {"3.0.10", Order::kLongestFirst, PrivateNetwork::kNone, true, true},
        // Debian 12: 3.0.10 with the security fixes of 6.0.
        {"3.0.10-2+deb12u1", Order::kMostSlashesFirst, PrivateNetwork::kNone, false, false},
        {"4.0.0", Order::kLongestFirst, PrivateNetwork::kAlwaysTrue, true, true},
        {"4.0.1", Order::kLongestFirst, PrivateNetwork::kAlwaysTrue, true, true},
        {"4.0.2", Order::kLongestFirst, PrivateNetwork::kOnByDefault, true, true},
        {"5.0.0", Order::kLongestFirst, PrivateNetwork::kOffByDefault, true, true},
        {"5.0.1", Order::kLongestFirst, PrivateNetwork::kOffByDefault, true, true},
        {"6.0.0", Order::kFewestSlashesFirst, PrivateNetwork::kOffByDefault, false, false},
        {"6.0.1", Order::kMostSlashesFirst, PrivateNetwork::kOffByDefault, false, false},
        {"6.0.2", Order::kMostSlashesFirst, PrivateNetwork::kOffByDefault, false, false},
    };
    return kVersions;
}

Simulated flask_cors(const FlaskCorsVersion& version, const Value& options, const Request& request,
                     const Handler& handler) {
    const FlaskSetup setup = set_up_flask_cors(version, options);
    if (setup.fault) return {std::nullopt, *setup.fault};
    return FlaskCors(version, request, handler).run(setup);
}

}  // namespace corslab::middleware
