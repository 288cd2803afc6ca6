#include "core/middleware/koa_cors.h"

#include "core/middleware/javascript_value.h"
#include "core/middleware/node_headers.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr int kServerError = 500;

class KoaCors {
  public:
    KoaCors(const Value& options, const Request& request, const Handler& handler)
        : options_(options), request_(request), handler_(handler) {}

    Simulated run() {
        if (auto fault = set_up()) return {std::nullopt, *fault};
        headers_.vary("Origin");
        if (request_.method == "OPTIONS") return answer_options();
        set("Access-Control-Allow-Origin", origin());
        if (truthy("credentials")) set("Access-Control-Allow-Credentials", Value::of_text("true"));
        if (javascript::to_boolean(exposed_)) set("Access-Control-Expose-Headers", exposed_);
        add_secure_context();
        return next();
    }

  private:
    std::optional<Fault> set_up() {
        if (auto fault = regex_fault(options_, "", regex::Flavour::kEcmaScript)) return fault;
        methods_ = Value::of_text("GET,HEAD,PUT,POST,DELETE,PATCH");
        if (const Value* given = options_.find("allowMethods")) methods_ = *given;
        if (const Value* given = options_.find("allowHeaders")) allowed_ = *given;
        if (const Value* given = options_.find("exposeHeaders")) exposed_ = *given;
        if (!join(methods_)) return cannot_be_text("/allowMethods");
        if (!join(allowed_)) return cannot_be_text("/allowHeaders");
        if (!join(exposed_)) return cannot_be_text("/exposeHeaders");
        if (!truthy("maxAge")) return std::nullopt;
        auto text = javascript::to_string(*options_.find("maxAge"));
        if (!text) return cannot_be_text("/maxAge");
        max_age_ = std::move(*text);
        return std::nullopt;
    }

    static Fault cannot_be_text(std::string path) {
        return {FaultCode::kThrowsAtSetup, std::move(path), "Cannot convert object to primitive value"};
    }

    static bool join(Value& value) {
        if (!value.is_list()) return true;
        auto text = javascript::join(value);
        if (text) value = Value::of_text(std::move(*text));
        return text.has_value();
    }

    [[nodiscard]] bool truthy(std::string_view name) const {
        const Value* value = options_.find(name);
        return value != nullptr && javascript::to_boolean(*value);
    }

    // A star gives way to the request's Origin where credentials are allowed, even if that is empty.
    [[nodiscard]] Value origin() const {
        Value origin = truthy("origin") ? *options_.find("origin") : Value::of_text("*");
        const bool credentials = truthy("credentials");
        if (!credentials || !origin.is_text("*")) return origin;
        return Value::of_text(request_header(request_.headers, "Origin").value_or(""));
    }

    // setHeader(): a list is several lines.
    void set(std::string_view name, const Value& value) {
        const std::vector<Value> one = {value};
        std::vector<std::string> lines;
        for (const Value& item : value.is_list() ? value.items : one) {
            const auto text = javascript::to_string(item);
            auto bytes = text ? node_header_bytes(*text) : std::nullopt;
            if (!bytes) thrown_ = true;
            lines.push_back(bytes.value_or(""));
        }
        headers_.set(name, std::move(lines));
    }

    void add_secure_context() {
        if (!truthy("secureContext")) return;
        set("Cross-Origin-Opener-Policy", Value::of_text("same-origin"));
        set("Cross-Origin-Embedder-Policy", Value::of_text("require-corp"));
    }

    Simulated answer_options() {
        constexpr int kNoContent = 204;
        const auto method = request_header(request_.headers, "Access-Control-Request-Method");
        if (method.value_or("").empty()) return next();
        set("Access-Control-Allow-Origin", origin());
        if (truthy("credentials")) set("Access-Control-Allow-Credentials", Value::of_text("true"));
        if (!max_age_.empty()) set("Access-Control-Max-Age", Value::of_text(max_age_));
        const auto network = request_header(request_.headers, "Access-Control-Request-Private-Network");
        if (truthy("privateNetworkAccess") && !network.value_or("").empty()) {
            set("Access-Control-Allow-Private-Network", Value::of_text("true"));
        }
        if (javascript::to_boolean(methods_)) set("Access-Control-Allow-Methods", methods_);
        add_secure_context();
        const auto asked = request_header(request_.headers, "Access-Control-Request-Headers").value_or("");
        const Value headers = javascript::to_boolean(allowed_) ? allowed_ : Value::of_text(asked);
        if (javascript::to_boolean(headers)) set("Access-Control-Allow-Headers", headers);
        if (thrown_) return throws();
        return {Reply{kNoContent, headers_.lines(), "", false}, {}};
    }

    // Koa's error page, without any of the headers.
    static Simulated throws() { return {Reply{kServerError, {}, "", false}, {}}; }

    Simulated next() {
        constexpr int kNoContent = 204;
        constexpr int kResetContent = 205;
        constexpr int kNotModified = 304;
        if (thrown_) return throws();
        headers_.set_all(handler_.headers);
        const int status = handler_.status;
        const bool empty = status == kNoContent || status == kResetContent || status == kNotModified;
        if (empty) headers_.remove("Content-Type");
        return {Reply{status, headers_.lines(), handler_.body, true}, {}};
    }

    const Value& options_;
    const Request& request_;
    const Handler& handler_;
    Value methods_;
    Value allowed_;
    Value exposed_;
    std::string max_age_;
    bool thrown_ = false;
    NodeHeaders headers_;
};

}  // namespace

Simulated koa_cors(const Value& options, const Request& request, const Handler& handler) {
    return KoaCors(options, request, handler).run();
}

}  // namespace corslab::middleware
