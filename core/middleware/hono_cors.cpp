#include "core/middleware/hono_cors.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/javascript_value.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr int kServerError = 500;

class HonoCors {
  public:
    HonoCors(const Value& options, const Request& request, const Handler& handler)
        : options_(options), request_(request), handler_(handler) {}

    Simulated run() {
        if (auto fault = set_up()) return {std::nullopt, *fault};
        if (!add_origin()) return throws();
        if (truthy("credentials")) set("Access-Control-Allow-Credentials", "true");
        if (!exposed_.empty()) set("Access-Control-Expose-Headers", exposed_);
        if (!thrown_ && request_.method == "OPTIONS") return answer_options();
        return thrown_ ? throws() : next();
    }

  private:
    std::optional<Fault> set_up() {
        if (auto fault = regex_fault(options_, "", regex::Flavour::kEcmaScript)) return fault;
        if (auto fault = join("exposeHeaders", exposed_)) return fault;
        if (auto fault = join("allowHeaders", allowed_)) return fault;
        methods_ = "GET,HEAD,PUT,POST,DELETE,PATCH,QUERY";
        const Value* methods = options_.find("allowMethods");
        if (methods == nullptr) return std::nullopt;
        methods_.clear();
        if (!methods->is_list()) return std::nullopt;
        auto text = javascript::join(*methods);
        if (!text) return Fault{FaultCode::kThrowsAtSetup, "/allowMethods", "Cannot convert object to primitive value"};
        methods_ = std::move(*text);
        return std::nullopt;
    }

    // `value?.length ? value.join(',') : undefined`
    std::optional<Fault> join(const std::string& name, std::string& out) const {
        const Value* value = options_.find(name);
        if (value == nullptr) return std::nullopt;
        const Value* length = value->find("length");
        const bool long_object = length != nullptr && javascript::to_boolean(*length);
        if (long_object || (value->is_text() && !value->text.empty())) {
            return Fault{FaultCode::kThrowsAtSetup, "/" + name, name + ".join is not a function"};
        }
        if (!value->is_list()) return std::nullopt;
        auto text = javascript::join(*value);
        if (!text) return Fault{FaultCode::kThrowsAtSetup, "/" + name, "Cannot convert object to primitive value"};
        out = std::move(*text);
        return std::nullopt;
    }

    [[nodiscard]] bool truthy(std::string_view name) const {
        const Value* value = options_.find(name);
        return value != nullptr && javascript::to_boolean(*value);
    }

    // Headers.set(), which trims, and refuses what is no byte string or no value.
    void set(std::string_view name, std::string_view text) {
        if (thrown_) return;
        auto bytes = to_latin1(text);
        if (bytes) bytes = std::string(normalize_header_value(*bytes));
        if (!bytes || !is_header_value(*bytes)) {
            thrown_ = true;
            return;
        }
        headers_.remove(name);
        headers_.append(name, *bytes);
    }

    // False where the option has no `includes`.
    bool add_origin() {
        const auto requested = request_header(request_.headers, "Origin").value_or("");
        const Value* option = options_.find("origin");
        if (option == nullptr || option->is_text("*")) {
            set("Access-Control-Allow-Origin", "*");
            return true;
        }
        varies_ = true;
        bool found = false;
        if (option->is_list()) {
            for (const Value& item : option->items) found = found || item.is_text(requested);
        } else if (option->is_text()) {
            found = option->text == requested;
        } else {
            return false;
        }
        if (found && !requested.empty()) set("Access-Control-Allow-Origin", requested);
        return true;
    }

    Simulated answer_options() {
        constexpr int kNoContent = 204;
        if (varies_) headers_.append("Vary", "Origin");
        const Value* max_age = options_.find("maxAge");
        if (max_age != nullptr && max_age->kind != Value::Kind::kNull) {
            const auto text = javascript::to_string(*max_age);
            if (!text) return throws();
            set("Access-Control-Max-Age", *text);
        }
        if (!methods_.empty()) set("Access-Control-Allow-Methods", methods_);
        const std::string headers = allowed_.empty() ? asked_headers() : allowed_;
        if (!headers.empty()) {
            set("Access-Control-Allow-Headers", headers);
            if (!thrown_) headers_.append("Vary", "Access-Control-Request-Headers");
        }
        if (thrown_) return throws();
        return {Reply{kNoContent, lines(), "", false}, {}};
    }

    // Each item trimmed.
    [[nodiscard]] std::string asked_headers() const {
        const auto asked = request_header(request_.headers, "Access-Control-Request-Headers").value_or("");
        if (asked.empty()) return "";
        std::string out;
        std::size_t start = 0;
        while (true) {
            const std::size_t comma = std::min(asked.find(',', start), asked.size());
            out += (start == 0 ? "" : ",") + javascript::trim(std::string_view(asked).substr(start, comma - start));
            if (comma == asked.size()) return out;
            start = comma + 1;
        }
    }

    // Hono's error page takes over what is set by then.
    [[nodiscard]] Simulated throws() const { return {Reply{kServerError, lines(), "", false}, {}}; }

    // The handler's headers come first; those of the middleware take the place of those of the same name.
    Simulated next() {
        HeaderList merged;
        for (const Header& header : handler_.headers) {
            merged.append(header.name, normalize_header_value(header.value));
        }
        for (const Header& header : headers_.headers()) merged.remove(header.name);
        for (const Header& header : headers_.headers()) merged.append(header.name, header.value);
        if (varies_) merged.append("Vary", "Origin");
        headers_ = std::move(merged);
        return {Reply{handler_.status, lines(), handler_.body, true}, {}};
    }

    // As Fetch's Headers are gone through.
    [[nodiscard]] std::vector<Header> lines() const { return headers_.sort_and_combine(); }

    const Value& options_;
    const Request& request_;
    const Handler& handler_;
    std::string methods_;
    std::string allowed_;
    std::string exposed_;
    bool varies_ = false;
    bool thrown_ = false;
    HeaderList headers_;
};

}  // namespace

Simulated hono_cors(const Value& options, const Request& request, const Handler& handler) {
    return HonoCors(options, request, handler).run();
}

}  // namespace corslab::middleware
