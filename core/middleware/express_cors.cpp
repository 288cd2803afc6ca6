#include "core/middleware/express_cors.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/javascript_value.h"
#include "core/middleware/wire_text.h"
#include "core/middleware/work.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr int kServerError = 500;

// The headers of Node's ServerResponse: one value a name, in the order in which the names came.
class NodeHeaders {
  public:
    void set(std::string_view name, std::vector<std::string> values) {
        for (Entry& entry : entries_) {
            if (!equals_ignoring_case(entry.name, name)) continue;
            entry = {std::string(name), std::move(values)};
            return;
        }
        entries_.push_back({std::string(name), std::move(values)});
    }

    // https://www.npmjs.com/package/vary: here nothing but the middleware has set it.
    void vary(const std::string& field) {
        for (Entry& entry : entries_) {
            if (entry.name == "Vary") return void(entry.values.front() += ", " + field);
        }
        set("Vary", {field});
    }

    [[nodiscard]] std::vector<Header> lines() const {
        std::vector<Header> lines;
        for (const Entry& entry : entries_) {
            for (const std::string& value : entry.values) lines.push_back({entry.name, value});
        }
        return lines;
    }

  private:
    struct Entry {
        std::string name;
        std::vector<std::string> values;
    };
    std::vector<Entry> entries_;
};

// Header values that Node's setHeader takes: http.checkInvalidHeaderChar.
std::optional<std::string> header_bytes(const std::string& text) {
    auto bytes = to_latin1(text);
    const bool sound = bytes && std::all_of(bytes->begin(), bytes->end(), [](char c) {
                           const auto byte = static_cast<unsigned char>(c);
                           return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
                       });
    return sound ? bytes : std::nullopt;
}

class ExpressCors {
  public:
    ExpressCors(ExpressCorsVersion version, const Value& options, const Request& request, const Handler& handler)
        : version_(version), options_(options), request_(request), handler_(handler) {}

    Simulated run() {
        check_regexes(options_, "");
        if (fault_) return {std::nullopt, *fault_};
        // 1. A falsy origin turns the middleware off.
        const Value star = Value::of_text("*");
        const Value* origin = options_.find("origin");
        if (origin == nullptr) origin = &star;
        if (!javascript::to_boolean(*origin)) return next();
        const bool preflight = byte_uppercase(request_.method) == "OPTIONS";
        const bool sound = preflight ? answer_preflight(*origin) : apply_actual(*origin);
        if (fault_) return {std::nullopt, *fault_};
        if (!sound) return throws();
        if (!preflight || continues()) return next();
        return end_preflight();
    }

  private:
    // What is put on the response: gathered first, as the library does, so that a throw while gathering leaves nothing.
    struct Pending {
        std::string name;
        std::string value;
        bool vary = false;
    };

    [[nodiscard]] const Value* option(std::string_view name) const { return options_.find(name); }

    [[nodiscard]] bool truthy(std::string_view name) const {
        const Value* value = option(name);
        return value != nullptr && javascript::to_boolean(*value);
    }

    [[nodiscard]] bool continues() const { return truthy("preflightContinue"); }

    // Each regular expression is made before the library is called.
    void check_regexes(const Value& value, const std::string& path) {
        if (value.is_regex()) {
            const auto compiled = regex::compile(value.text, value.flags, regex::Flavour::kEcmaScript);
            if (compiled.regex) return;
            const bool unsupported = compiled.fault.kind == regex::Fault::Kind::kUnsupported;
            fail(unsupported ? FaultCode::kUnsupportedRegex : FaultCode::kBadRegex, path, compiled.fault.reason);
        }
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            check_regexes(value.items[i], path + "/" + std::to_string(i));
        }
        for (const auto& [name, member] : value.members) check_regexes(member, path + "/" + escape_pointer(name));
    }

    static std::string escape_pointer(std::string_view name) {
        std::string out;
        for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return out;
    }

    void fail(FaultCode code, const std::string& path, std::string detail) {
        if (!fault_) fault_ = Fault{code, path, std::move(detail)};
    }

    bool matches(const Value& pattern, const std::string& text, const std::string& path) {
        work_.compile(pattern.text);
        const auto compiled = regex::compile(pattern.text, pattern.flags, regex::Flavour::kEcmaScript);
        const regex::Match match = compiled.regex->search(text, work_.steps());
        work_.match(match);
        if (match.outcome == regex::Match::Outcome::kTooExpensive) fail(FaultCode::kExpensiveRegex, path, pattern.text);
        if (match.outcome == regex::Match::Outcome::kUnknown) fail(FaultCode::kUndecidedRegex, path, pattern.text);
        return match.outcome == regex::Match::Outcome::kMatch;
    }

    // isOriginAllowed
    bool is_origin_allowed(const std::optional<std::string>& origin, const Value& allowed, const std::string& path) {
        if (allowed.is_list()) {
            for (std::size_t i = 0; i < allowed.items.size() && !fault_; ++i) {
                if (is_origin_allowed(origin, allowed.items[i], path + "/" + std::to_string(i))) return true;
            }
            return false;
        }
        if (allowed.is_text()) return origin == allowed.text;
        // Without an Origin, RegExp's test() reads undefined as a text.
        if (allowed.is_regex()) return matches(allowed, origin.value_or("undefined"), path);
        return javascript::to_boolean(allowed);
    }

    // configureOrigin
    void configure_origin(const Value& origin) {
        if (origin.is_text("*")) return push(kAllowOrigin, "*");
        if (origin.is_text()) {
            push(kAllowOrigin, origin.text);
        } else {
            const auto requested = request_header(request_.headers, "Origin");
            if (is_origin_allowed(requested, origin, "/origin")) push(kAllowOrigin, requested.value_or(""));
        }
        pending_.push_back({"Vary", "Origin", true});
    }

    // A header whose value is falsy is not set.
    void push(std::string_view name, std::string value) {
        if (!value.empty()) pending_.push_back({std::string(name), std::move(value), false});
    }

    // `value.join ? value.join(',') : value`; false where that throws.
    static bool joined(const Value& value, Value& out) {
        out = value;
        const Value* own_join = value.find("join");
        if (own_join != nullptr && javascript::to_boolean(*own_join)) return false;
        if (!value.is_list()) return true;
        auto text = javascript::join(value);
        if (text) out = Value::of_text(std::move(*text));
        return text.has_value();
    }

    // `value && value.length`
    static bool has_length(const Value& value) {
        if (value.is_text()) return !value.text.empty();
        const Value* length = value.find("length");
        return length != nullptr && javascript::to_boolean(*length);
    }

    bool push_value(std::string_view name, const Value& value) {
        const auto text = javascript::to_string(value);
        if (text) push(name, *text);
        // Its text is only made while it is set.
        if (!text) pending_.push_back({std::string(name), "\n", false});
        return true;
    }

    bool configure_methods() {
        const Value* given = option("methods");
        const Value methods = given != nullptr ? *given : Value::of_text("GET,HEAD,PUT,PATCH,POST,DELETE");
        Value value;
        if (methods.kind == Value::Kind::kNull || !joined(methods, value)) return false;
        return !javascript::to_boolean(value) || push_value("Access-Control-Allow-Methods", value);
    }

    void configure_credentials() {
        const Value* credentials = option("credentials");
        const bool exactly_true =
            credentials != nullptr && credentials->kind == Value::Kind::kBoolean && credentials->boolean;
        if (exactly_true) push("Access-Control-Allow-Credentials", "true");
    }

    bool configure_allowed_headers() {
        const Value* allowed = truthy("allowedHeaders") ? option("allowedHeaders") : option("headers");
        if (allowed == nullptr || !javascript::to_boolean(*allowed)) {
            pending_.push_back({"Vary", "Access-Control-Request-Headers", true});
            push("Access-Control-Allow-Headers",
                 request_header(request_.headers, "Access-Control-Request-Headers").value_or(""));
            return true;
        }
        return push_list("Access-Control-Allow-Headers", *allowed);
    }

    bool push_list(std::string_view name, const Value& list) {
        Value value;
        if (!joined(list, value)) return false;
        return !has_length(value) || push_value(name, value);
    }

    bool configure_exposed_headers() {
        return !truthy("exposedHeaders") || push_list("Access-Control-Expose-Headers", *option("exposedHeaders"));
    }

    bool configure_max_age() {
        const Value* max_age = option("maxAge");
        if (max_age == nullptr) return true;
        const bool zero_counts = version_ >= ExpressCorsVersion::kSendsZero && max_age->is_number();
        if (!zero_counts && !javascript::to_boolean(*max_age)) return true;
        const auto text = javascript::to_string(*max_age);
        if (text) push("Access-Control-Max-Age", *text);
        return text.has_value();
    }

    // applyHeaders; false where setHeader throws.
    bool apply() {
        for (const Pending& header : pending_) {
            if (header.vary) {
                headers_.vary(header.value);
                continue;
            }
            auto bytes = header_bytes(header.value);
            if (!bytes) return false;
            headers_.set(header.name, {std::move(*bytes)});
        }
        return true;
    }

    bool answer_preflight(const Value& origin) {
        configure_origin(origin);
        configure_credentials();
        return configure_methods() && configure_allowed_headers() && configure_max_age() &&
               configure_exposed_headers() && apply();
    }

    bool apply_actual(const Value& origin) {
        configure_origin(origin);
        configure_credentials();
        return configure_exposed_headers() && apply();
    }

    // res.statusCode, Content-Length and res.end()
    Simulated end_preflight() {
        constexpr int kNoContent = 204;
        constexpr int kLeast = 100;
        constexpr int kMost = 999;
        const Value* status = option("optionsSuccessStatus");
        std::optional<std::int32_t> code = kNoContent;
        const bool falsy_counts = version_ >= ExpressCorsVersion::kSendsZero;
        if (status != nullptr && (falsy_counts || javascript::to_boolean(*status)))
            code = javascript::to_int32(*status);
        if (!code || *code < kLeast || *code > kMost) return throws();
        if (version_ >= ExpressCorsVersion::kSetsContentLength) headers_.set("Content-Length", {"0"});
        return reply(*code, "", false);
    }

    // Express' own error page follows; the headers that are set stay. Node writes them as UTF-8, like the page's text.
    [[nodiscard]] Simulated throws() const {
        Simulated simulated = reply(kServerError, "", false);
        if (request_.method == "HEAD") return simulated;
        for (Header& header : simulated.reply->headers) header.value = isomorphic_decode(header.value);
        return simulated;
    }

    Simulated next() {
        std::vector<bool> done(handler_.headers.size());
        for (std::size_t i = 0; i < handler_.headers.size(); ++i) {
            if (done[i]) continue;
            std::vector<std::string> values;
            for (std::size_t j = i; j < handler_.headers.size(); ++j) {
                if (!equals_ignoring_case(handler_.headers[j].name, handler_.headers[i].name)) continue;
                done[j] = true;
                values.emplace_back(normalize_header_value(handler_.headers[j].value));
            }
            headers_.set(handler_.headers[i].name, std::move(values));
        }
        return reply(handler_.status, handler_.body, true);
    }

    [[nodiscard]] Simulated reply(int status, std::string body, bool handler_ran) const {
        return {Reply{status, headers_.lines(), std::move(body), handler_ran}, {}};
    }

    ExpressCorsVersion version_;
    const Value& options_;
    const Request& request_;
    const Handler& handler_;
    std::vector<Pending> pending_;
    NodeHeaders headers_;
    Work work_;
    std::optional<Fault> fault_;
};

}  // namespace

Simulated express_cors(ExpressCorsVersion version, const Value& options, const Request& request,
                       const Handler& handler) {
    return ExpressCors(version, options, request, handler).run();
}

}  // namespace corslab::middleware
