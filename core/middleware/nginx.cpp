#include "core/middleware/nginx.h"

#include <algorithm>
#include <map>

#include "core/http/grammar.h"
#include "core/middleware/list_text.h"
#include "core/middleware/nginx_config.h"
#include "core/middleware/pcre_options.h"
#include "core/middleware/reply_headers.h"

namespace corslab::middleware {
namespace {

// add_header without `always`.
bool is_usual_status(int status) {
    constexpr int kUsual[] = {200, 201, 204, 206, 301, 302, 303, 304, 307, 308};
    return std::find(std::begin(kUsual), std::end(kUsual), status) != std::end(kUsual);
}

bool is_redirect(int status) {
    constexpr int kRedirects[] = {301, 302, 303, 307, 308};
    return std::find(std::begin(kRedirects), std::end(kRedirects), status) != std::end(kRedirects);
}

class Nginx {
  public:
    Nginx(const NginxConfig& config, const Request& request, const Handler& handler)
        : config_(config), request_(request), handler_(handler) {}

    Simulated run() {
        headers_ = &config_.http.headers;
        enter(config_.server);
        Reply reply;
        if (!rewrite(config_.server, reply)) {
            enter(config_.location);
            if (!rewrite(config_.location, reply)) reply = proxied();
        }
        for (const NginxAddHeader& header : *headers_) {
            if (!header.always && !is_usual_status(reply.status)) continue;
            std::string value = value_of(header.value);
            if (!value.empty()) reply.headers.push_back({header.name, std::move(value)});
        }
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        if (fault_) return {std::nullopt, *fault_};
        return {std::move(reply), {}};
    }

  private:
    // One add_header of its own, and a block inherits none.
    void enter(const NginxBlock& block) {
        if (!block.headers.empty()) headers_ = &block.headers;
    }

    std::string value_of(const NginxText& text) {
        std::string out;
        for (const auto& part : text.parts) out += part.variable ? variable(part.text) : part.text;
        return out;
    }

    std::string variable(const std::string& name) {
        if (const auto known = values_.find(name); known != values_.end()) return known->second;
        if (name == "request_method") return request_.method;
        if (name == "request_uri") return request_.path;
        if (name.starts_with("http_")) return request_value(name.substr(5));
        const auto map = std::find_if(config_.maps.begin(), config_.maps.end(),
                                      [&](const NginxMap& one) { return one.variable == name; });
        if (map == config_.maps.end()) return "";
        if (!open_maps_.insert(name).second) {
            fault_ = Fault{FaultCode::kUnsupportedOption, "/maps", "cycle while evaluating variable \"" + name + "\""};
            return "";
        }
        std::string value = look_up(*map);
        open_maps_.erase(name);
        // Worked out once a request.
        return values_[name] = std::move(value);
    }

    // The first line of that name alone; nginx drops names with other characters.
    [[nodiscard]] std::string request_value(const std::string& name) const {
        for (const Header& header : request_.headers) {
            std::string key = byte_lowercase(header.name);
            if (key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) continue;
            std::replace(key.begin(), key.end(), '-', '_');
            if (key == name) return std::string(normalize_header_value(header.value));
        }
        return "";
    }

    std::string look_up(const NginxMap& map) {
        const std::string source = value_of(map.source);
        const std::string lower = byte_lowercase(source);
        for (const auto& [key, value] : map.texts) {
            if (key == lower) return value_of(value);
        }
        for (const auto& [key, value] : map.regexes) {
            // The empty text is held against no regular expression.
            if (source.empty()) break;
            const bool any_case = key.starts_with("~*");
            if (matches_pcre(key.substr(any_case ? 2 : 1), any_case, source, "/maps", regexes_)) return value_of(value);
        }
        return map.fallback ? value_of(*map.fallback) : "";
    }

    bool holds(const NginxRewrite& condition) {
        const std::string value = variable(condition.variable);
        const std::string& operation = condition.operation;
        if (operation.empty()) return !value.empty() && value != "0";
        const bool negated = operation.starts_with('!');
        if (operation.find('~') == std::string::npos) return (value == value_of(condition.value)) != negated;
        const bool any_case = operation.ends_with('*');
        return matches_pcre(condition.pattern, any_case, value, condition.path + "/if/2", regexes_) != negated;
    }

    // The rewrite phase; true where it ends with an answer. The last `if` that holds leaves its add_header directives.
    bool rewrite(const NginxBlock& block, Reply& reply) {
        // What a block inherits is its own parent's, not that of an `if` in front of it.
        const auto* const own = headers_;
        for (const NginxRewrite& directive : block.rewrites) {
            switch (directive.kind) {
                case NginxRewrite::Kind::kSet:
                    values_[directive.variable] = value_of(directive.value);
                    break;
                case NginxRewrite::Kind::kReturn:
                    reply = returned(directive);
                    return true;
                case NginxRewrite::Kind::kIf:
                    if (!holds(directive)) break;
                    headers_ = own;
                    enter(directive.block.front());
                    if (rewrite(directive.block.front(), reply)) return true;
                    break;
            }
        }
        return false;
    }

    Reply returned(const NginxRewrite& directive) {
        Reply reply{directive.status, {}, "", false};
        if (!directive.text) return reply;
        std::string text = value_of(*directive.text);
        if (!is_redirect(directive.status)) {
            reply.body = std::move(text);
            return reply;
        }
        // What is no URL becomes one with the server's own name.
        const bool absolute = text.starts_with("http://") || text.starts_with("https://");
        if (!absolute && !fault_) {
            fault_ = Fault{FaultCode::kUnsupportedOption, directive.path + "/return", "a redirect within the server"};
        }
        reply.headers.push_back({"Location", std::move(text)});
        return reply;
    }

    // Content-Type comes first on the wire, and only once.
    [[nodiscard]] Reply proxied() const {
        Reply reply{handler_.status, {}, handler_.body, true};
        for (Header& header : sent_headers(handler_.headers)) {
            if (!equals_ignoring_case(header.name, "Content-Type")) {
                reply.headers.push_back(std::move(header));
                continue;
            }
            remove_header(reply.headers, "Content-Type");
            reply.headers.insert(reply.headers.begin(), {"Content-Type", std::move(header.value)});
        }
        return reply;
    }

    const NginxConfig& config_;
    const Request& request_;
    const Handler& handler_;
    const std::vector<NginxAddHeader>* headers_ = nullptr;  // Those that are in force.
    std::map<std::string, std::string> values_;
    std::set<std::string> open_maps_;
    RegexOptions regexes_{regex::Flavour::kPython};
    std::optional<Fault> fault_;
};

}  // namespace

Simulated nginx(const Value& options, const Request& request, const Handler& handler) {
    const NginxConfig config = read_nginx_config(options);
    if (config.fault) return {std::nullopt, *config.fault};
    return Nginx(config, request, handler).run();
}

}  // namespace corslab::middleware
