#include "core/middleware/express_cors.h"

#include "core/http/grammar.h"
#include "core/middleware/javascript_value.h"
#include "core/middleware/node_headers.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr int kServerError = 500;

class ExpressCors {
  public:
    ExpressCors(ExpressCorsVersion version, const Value& options, const Request& request, const Handler& handler)
        : version_(version), options_(options), request_(request), handler_(handler) {}

    Simulated run() {
        // Each regular expression is made before the library is called.
        if (auto fault = regex_fault(options_, "", regex::Flavour::kEcmaScript)) return {std::nullopt, *fault};
        // 1. A falsy origin turns the middleware off.
        const Value star = Value::of_text("*");
        const Value* origin = options_.find("origin");
        if (origin == nullptr) origin = &star;
        if (!javascript::to_boolean(*origin)) return next();
        const bool preflight = byte_uppercase(request_.method) == "OPTIONS";
        const bool sound = preflight ? answer_preflight(*origin) : apply_actual(*origin);
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
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

    // configureOrigin
    void configure_origin(const Value& origin) {
        if (origin.is_text("*")) return push(kAllowOrigin, "*");
        if (origin.is_text()) {
            push(kAllowOrigin, origin.text);
        } else {
            const auto requested = request_header(request_.headers, "Origin");
            if (is_node_origin_allowed(requested, origin, "/origin", regexes_)) {
                push(kAllowOrigin, requested.value_or(""));
            }
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
            auto bytes = node_header_bytes(header.value);
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
        write_as_utf8(simulated.reply->headers);
        return simulated;
    }

    Simulated next() {
        headers_.set_all(handler_.headers);
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
    RegexOptions regexes_{regex::Flavour::kEcmaScript};
};

}  // namespace

Simulated express_cors(ExpressCorsVersion version, const Value& options, const Request& request,
                       const Handler& handler) {
    return ExpressCors(version, options, request, handler).run();
}

}  // namespace corslab::middleware
