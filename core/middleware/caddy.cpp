#include "core/middleware/caddy.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/caddy_config.h"
#include "core/middleware/go_header.h"
#include "core/middleware/list_text.h"
#include "core/middleware/pcre_options.h"

namespace corslab::middleware {
namespace {

class Caddy {
  public:
    Caddy(const CaddyConfig& config, const Request& request, const Handler& handler)
        : config_(config), request_(request), handler_(handler) {}

    Simulated run() {
        std::vector<const CaddyHeader*> deferred;
        for (const CaddyDirective& directive : config_.headers) {
            if (!applies(directive)) continue;
            const CaddyHeader& header = *directive.header;
            if (header.deferred) deferred.push_back(&header);
            if (!header.deferred) apply(header);
            // A handler of its own, which always waits.
            if (!header.fallback.empty()) deferred.push_back(&header);
            waits_.resize(deferred.size(), false);
            if (!header.fallback.empty()) waits_.back() = true;
        }
        Reply reply = answer();
        // When the status is written, the innermost goes first.
        for (std::size_t i = deferred.size(); i-- > 0;) {
            if (waits_[i]) {
                apply_fallback(*deferred[i]);
            } else {
                apply(*deferred[i]);
            }
        }
        reply.headers = headers_.lines(reply.status);
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        if (fault_) return {std::nullopt, *fault_};
        return {std::move(reply), {}};
    }

  private:
    Reply answer() {
        for (const CaddyDirective& directive : config_.responses) {
            if (applies(directive)) return {directive.status, {}, directive.body, false};
        }
        for (const Header& header : handler_.headers) {
            headers_.add(header.name, std::string(normalize_header_value(header.value)));
        }
        return {handler_.status, {}, handler_.body, true};
    }

    bool applies(const CaddyDirective& directive) {
        if (!directive.matcher) return true;
        const CaddyMatcher& matcher = config_.matchers.at(*directive.matcher);
        if (!matcher.methods.empty() && !contains_text(matcher.methods, request_.method)) return false;
        for (const auto& header : matcher.headers) {
            const std::string& name = header.first;
            const std::vector<std::string>& allowed = header.second;
            const auto values = go_values(request_.headers, name);
            if (allowed.empty() && values.empty()) continue;
            const bool found = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
                return std::any_of(allowed.begin(), allowed.end(),
                                   [&](const std::string& one) { return is_value(one, value); });
            });
            if (!found) return false;
        }
        for (const auto& regex : matcher.regexes) {
            const std::string& pattern = regex.second;
            const auto values = go_values(request_.headers, regex.first);
            const std::string path = "/matchers/" + *directive.matcher + "/header_regexp";
            const bool found = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
                return matches_pcre(pattern, false, value, path, regexes_);
            });
            if (!found) return false;
        }
        return true;
    }

    // A star at an end stands for any text.
    static bool is_value(std::string_view allowed, std::string_view value) {
        if (allowed == "*") return true;
        const bool front = allowed.starts_with('*');
        const bool back = allowed.ends_with('*');
        if (front) allowed.remove_prefix(1);
        if (back) allowed.remove_suffix(1);
        if (front && back) return value.find(allowed) != std::string_view::npos;
        return front ? value.ends_with(allowed) : back ? value.starts_with(allowed) : value == allowed;
    }

    // {header.NAME} and {method}, also in their long forms.
    std::string replaced(const std::string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string::npos;
            if (close == std::string::npos) {
                out += text[i];
                continue;
            }
            std::string name = text.substr(i + 1, close - i - 1);
            if (name.starts_with("http.request.")) name = name.substr(13);
            if (name == "method") {
                out += request_.method;
            } else if (name.starts_with("header.")) {
                out += join_texts(go_values(request_.headers, name.substr(7)), ",");
            } else if (!fault_) {
                fault_ = Fault{FaultCode::kUnsupportedOption, "/directives", "this placeholder: {" + name + "}"};
            }
            i = close;
        }
        return out;
    }

    // HeaderOps.ApplyTo
    void apply(const CaddyHeader& header) {
        for (const auto& [name, value] : header.add) headers_.add(name, replaced(value));
        for (const auto& [name, value] : header.set) headers_.set(name, {replaced(value)});
        for (const std::string& name : header.remove) headers_.remove(name);
    }

    void apply_fallback(const CaddyHeader& header) {
        for (const auto& [name, value] : header.fallback) {
            if (headers_.contains(name)) return;
        }
        for (const auto& [name, value] : header.fallback) headers_.set(name, {replaced(value)});
    }

    const CaddyConfig& config_;
    const Request& request_;
    const Handler& handler_;
    GoHeaders headers_;
    std::vector<bool> waits_;  // Of each deferred one: whether it is for its fallbacks.
    RegexOptions regexes_{regex::Flavour::kPython};
    std::optional<Fault> fault_;
};

}  // namespace

Simulated caddy(const Value& options, const Request& request, const Handler& handler) {
    const CaddyConfig config = read_caddy_config(options);
    if (config.fault) return {std::nullopt, *config.fault};
    return Caddy(config, request, handler).run();
}

}  // namespace corslab::middleware
