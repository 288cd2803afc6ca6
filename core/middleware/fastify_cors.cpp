#include "core/middleware/fastify_cors.h"

#include <cmath>

#include "core/http/grammar.h"
#include "core/middleware/javascript_value.h"
#include "core/middleware/node_headers.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr int kOk = 200;
constexpr int kNoContent = 204;
constexpr int kBadRequest = 400;
constexpr int kNotFound = 404;
constexpr int kServerError = 500;

// Where the hook leaves the request.
enum class Hook : std::uint8_t {
    kNext,      // Fastify goes on.
    kStrict,    // Ended: no preflight, though it was an OPTIONS request.
    kAnswered,  // Ended: a preflight.
    kThrown,    // Fastify's error page.
};

class FastifyCors {
  public:
    FastifyCors(const Value& options, const Request& request, const Handler& handler)
        : options_(options), request_(request), handler_(handler), is_options_(request.method == "OPTIONS") {}

    Simulated run() {
        if (auto fault = set_up()) return {std::nullopt, *fault};
        const Hook hook = run_hook();
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        switch (hook) {
            case Hook::kThrown:
                return page(kServerError);
            case Hook::kStrict:
                set("content-type", "text/plain");
                set("content-length", std::to_string(std::string_view("Invalid Preflight Request").size()));
                return page(kBadRequest);
            case Hook::kAnswered:
                set("content-length", "0");
                return finish(status_, "", false);
            case Hook::kNext:
                break;
        }
        return is_options_ ? answer_options() : answer_handler();
    }

  private:
    [[nodiscard]] std::optional<Fault> set_up() const {
        if (auto fault = regex_fault(options_, "", regex::Flavour::kEcmaScript)) return fault;
        if (truthy("delegator")) {
            return Fault{FaultCode::kUnsupportedOption, "/delegator", "a function is needed, which JSON cannot say"};
        }
        const Value* hook = options_.find("hook");
        if (hook == nullptr) return std::nullopt;
        if (hook->is_text("preSerialization")) {
            return Fault{FaultCode::kUnsupportedOption, "/hook", "what this hook sees hangs on the handler's payload"};
        }
        for (const std::string_view known : {"onRequest", "preParsing", "preValidation", "preHandler"}) {
            if (hook->is_text(known)) return std::nullopt;
        }
        return Fault{FaultCode::kThrowsAtSetup, "/hook", "@fastify/cors: Invalid hook option provided."};
    }

    [[nodiscard]] bool truthy(std::string_view name) const {
        const Value* value = options_.find(name);
        return value != nullptr && javascript::to_boolean(*value);
    }

    // Options that are compared with `=== true`, and are true where they are not given.
    [[nodiscard]] bool is_left_true(std::string_view name) const {
        const Value* value = options_.find(name);
        return value == nullptr || (value->kind == Value::Kind::kBoolean && value->boolean);
    }

    static bool has_star(const Value& list) {
        for (const Value& item : list.items) {
            if (item.is_text("*")) return list.is_list();
        }
        return false;
    }

    void set(std::string_view name, std::string value) { headers_.set(name, {std::move(value)}); }

    // addCorsHeadersHandler
    Hook run_hook() {
        Value origin = Value::of_text("*");
        if (const Value* given = options_.find("origin")) origin = *given;
        if (has_star(origin)) origin = Value::of_text("*");
        const bool off = origin.kind == Value::Kind::kBoolean && !origin.boolean;
        if (!origin.is_text() && !off) headers_.vary("Origin");
        if (off) return Hook::kNext;
        if (!javascript::to_boolean(origin)) return Hook::kThrown;
        if (!add_cors_headers(origin)) return Hook::kThrown;
        if (!is_options_ || !is_left_true("preflight")) return Hook::kNext;
        const auto requested = request_header(request_.headers, "Origin").value_or("");
        const auto method = request_header(request_.headers, "Access-Control-Request-Method").value_or("");
        if (is_left_true("strictPreflight") && (requested.empty() || method.empty())) return Hook::kStrict;
        preflight_enabled_ = true;
        if (!add_preflight_headers()) return Hook::kThrown;
        if (truthy("preflightContinue")) return Hook::kNext;
        return choose_status() ? Hook::kAnswered : Hook::kThrown;
    }

    // `Array.isArray(value) ? value.join(', ') : value`; a text that Node refuses where it has none. False: it throws.
    bool set_list(std::string_view name, const Value& value) {
        if (!value.is_list()) {
            set(name, javascript::to_string(value).value_or("\n"));
            return true;
        }
        std::string text;
        for (const Value& item : value.items) {
            if (&item != value.items.data()) text += ", ";
            if (item.kind == Value::Kind::kNull) continue;
            const auto part = javascript::to_string(item);
            if (!part) return false;
            text += *part;
        }
        set(name, std::move(text));
        return true;
    }

    // Null where it is not given, or null.
    [[nodiscard]] const Value* given(std::string_view name) const {
        const Value* value = options_.find(name);
        return value == nullptr || value->kind == Value::Kind::kNull ? nullptr : value;
    }

    bool add_cors_headers(const Value& origin) {
        if (origin.is_text()) {
            set("access-control-allow-origin", origin.text);
        } else {
            const auto requested = request_header(request_.headers, "Origin");
            const bool allowed = is_node_origin_allowed(requested, origin, "/origin", regexes_);
            if (allowed && !requested.value_or("").empty()) set("access-control-allow-origin", *requested);
        }
        if (truthy("credentials")) set("access-control-allow-credentials", "true");
        const Value* exposed = given("exposedHeaders");
        return exposed == nullptr || set_list("access-control-expose-headers", *exposed);
    }

    bool add_preflight_headers() {
        const Value* methods = options_.find("methods");
        const Value usual = Value::of_text("GET,HEAD,POST");
        if (!set_list("access-control-allow-methods", methods != nullptr ? *methods : usual)) return false;
        const Value* allowed = given("allowedHeaders");
        if (allowed == nullptr) {
            headers_.vary("Access-Control-Request-Headers");
            const auto asked = request_header(request_.headers, "Access-Control-Request-Headers");
            if (asked) set("access-control-allow-headers", *asked);
        } else if (!set_list("access-control-allow-headers", *allowed)) {
            return false;
        }
        if (const Value* max_age = given("maxAge")) {
            const auto text = javascript::to_string(*max_age);
            if (!text) return false;
            set("access-control-max-age", *text);
        }
        const Value* cache = options_.find("cacheControl");
        if (cache == nullptr) return true;
        const bool whole = cache->is_number() && std::trunc(cache->number()) == cache->number();
        if (whole) set("cache-control", "max-age=" + javascript::number_to_string(cache->number()));
        if (cache->is_text() && !cache->text.empty()) set("cache-control", cache->text);
        return true;
    }

    // reply.code(); false where that throws.
    bool choose_status() {
        constexpr int kLeast = 100;
        constexpr int kMost = 599;
        const Value* status = options_.find("optionsSuccessStatus");
        if (status == nullptr) return true;
        const auto number = javascript::to_number(*status);
        if (!number || !(*number >= kLeast && *number <= kMost)) return false;
        status_ = static_cast<int>(*number);
        return true;
    }

    // The plugin's own route for OPTIONS.
    Simulated answer_options() {
        if (!preflight_enabled_) return page(kNotFound);
        set("content-length", "0");
        return finish(kOk, "", false);
    }

    Simulated answer_handler() {
        for (const Header& line : handler_.headers) {
            std::vector<std::string> values;
            for (const Header& other : handler_.headers) {
                const bool same = equals_ignoring_case(line.name, other.name);
                if (same) values.push_back(isomorphic_decode(normalize_header_value(other.value)));
            }
            // Fastify does not know what to make of several types for a buffer.
            const bool types = values.size() > 1 && equals_ignoring_case(line.name, "content-type");
            if (types) values = {"application/octet-stream"};
            headers_.set(line.name, std::move(values));
        }
        if (handler_.status == kNoContent) headers_.remove("content-type");
        return finish(handler_.status, handler_.body, true);
    }

    // A text as body: Node writes the headers with it, as UTF-8.
    Simulated page(int status) {
        Simulated simulated = finish(status, "", false);
        if (request_.method != "HEAD") write_as_utf8(simulated.reply->headers);
        return simulated;
    }

    // writeHead(): one header that Node refuses, and Fastify sends its error page without any. An error's status stays.
    [[nodiscard]] Simulated finish(int status, std::string body, bool handler_ran) const {
        std::vector<Header> lines = headers_.lines();
        for (Header& line : lines) {
            auto bytes = node_header_bytes(line.value);
            if (!bytes) return {Reply{status >= kBadRequest ? status : kServerError, {}, "", handler_ran}, {}};
            line = {byte_lowercase(line.name), std::move(*bytes)};
        }
        return {Reply{status, std::move(lines), std::move(body), handler_ran}, {}};
    }

    const Value& options_;
    const Request& request_;
    const Handler& handler_;
    bool is_options_;
    bool preflight_enabled_ = false;
    int status_ = kNoContent;
    NodeHeaders headers_;
    RegexOptions regexes_{regex::Flavour::kEcmaScript};
};

}  // namespace

Simulated fastify_cors(const Value& options, const Request& request, const Handler& handler) {
    return FastifyCors(options, request, handler).run();
}

}  // namespace corslab::middleware
