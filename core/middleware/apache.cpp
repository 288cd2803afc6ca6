#include "core/middleware/apache.h"

#include <algorithm>
#include <map>

#include "core/http/grammar.h"
#include "core/middleware/apache_config.h"
#include "core/middleware/list_text.h"
#include "core/middleware/pcre_options.h"
#include "core/middleware/reply_headers.h"

namespace corslab::middleware {
namespace {

// apr_table_setn(): the name stays as it was.
void table_set(std::vector<Header>& table, const std::string& name, std::string value) {
    const Header* first = find_header(table, name);
    const std::string kept = first != nullptr ? first->name : name;
    set_header(table, kept, std::move(value));
}

class Apache {
  public:
    Apache(const ApacheConfig& config, const Request& request, const Handler& handler)
        : config_(config), request_(request), handler_(handler) {}

    Simulated run() {
        for (const ApacheSetEnvIf& directive : config_.variables) set_variables(directive);
        Reply reply = answer();
        std::vector<Header> always;
        for (const ApacheHeader& header : config_.headers) {
            if (header.always) apply(header, always);
        }
        // What Apache answers by itself is an error to it, and has the headers of `always` alone.
        if (reply.handler_ran) {
            for (const ApacheHeader& header : config_.headers) {
                if (!header.always) apply(header, reply.headers);
            }
        }
        reply.headers.insert(reply.headers.begin(), always.begin(), always.end());
        unify_vary(reply.headers);
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        return {std::move(reply), {}};
    }

  private:
    [[nodiscard]] Reply answer() const {
        for (const ApacheRewrite& rewrite : config_.rewrites) {
            if (rewrite.method == request_.method) return {rewrite.status, {}, "", false};
        }
        // mod_proxy puts cookies behind the rest, and knows one type.
        std::vector<Header> headers = sent_headers(handler_.headers);
        constexpr int kNoContent = 204;
        constexpr int kNotModified = 304;
        const Header* type = find_header(headers, "Content-Type");
        if (type != nullptr && handler_.status != kNoContent && handler_.status != kNotModified) {
            const std::string name = type->name;
            set_header(headers, name, type->value);
        }
        std::stable_partition(headers.begin(), headers.end(),
                              [](const Header& header) { return !equals_ignoring_case(header.name, "Set-Cookie"); });
        return {handler_.status, std::move(headers), handler_.body, true};
    }

    // mod_setenvif: what is not there is the empty text.
    void set_variables(const ApacheSetEnvIf& directive) {
        std::string value = joined_bytes(request_.headers, directive.attribute);
        if (equals_ignoring_case(directive.attribute, "Request_Method")) {
            value = request_.method;
        } else if (!has_header(request_.headers, directive.attribute)) {
            const auto known = variables_.find(directive.attribute);
            if (known != variables_.end()) value = known->second;
        }
        const auto groups = find_pcre(directive.regex, directive.ignores_case, value, directive.path, regexes_);
        if (!groups) return;
        for (const auto& variable : directive.variables) {
            if (variable.removed) {
                variables_.erase(variable.name);
            } else {
                variables_[variable.name] =
                    is_plain(directive.regex) ? variable.value : substituted(variable.value, *groups);
            }
        }
    }

    // non_regex_pattern(): a text alone is searched for as it is, and `$0` stands for nothing.
    static bool is_plain(std::string_view pattern) {
        bool escaped = false;
        for (const char c : pattern) {
            const bool special = std::string_view("^.$|()[]*+?{}").find(c) != std::string_view::npos;
            if (special ? !escaped : (escaped && c != '\\')) return false;
            escaped = c == '\\' && !escaped;
        }
        return true;
    }

    // ap_pregsub()
    static std::string substituted(const std::string& text, const std::vector<std::string>& groups) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char next = i + 1 < text.size() ? text[i + 1] : '\0';
            if (text[i] == '$' && next >= '0' && next <= '9') {
                const auto index = static_cast<std::size_t>(next - '0');
                if (index < groups.size()) out += groups[index];
                ++i;
            } else if (text[i] == '\\' && (next == '$' || next == '&')) {
                out += next;
                ++i;
            } else {
                out += text[i];
            }
        }
        return out;
    }

    [[nodiscard]] bool applies(const ApacheHeader& header) const {
        if (!header.method.empty()) {
            if (header.method != request_.method) return false;
            const auto known = variables_.find(header.env);
            return header.env.empty() || (known != variables_.end() && !known->second.empty());
        }
        if (header.env.empty()) return true;
        const bool negated = header.env.starts_with('!');
        return (variables_.count(header.env.substr(negated ? 1 : 0)) != 0) != negated;
    }

    // mod_headers
    void apply(const ApacheHeader& header, std::vector<Header>& table) const {
        if (!applies(header)) return;
        std::string value;
        for (const auto& part : header.value) {
            const auto known = variables_.find(part.text);
            value += !part.variable ? part.text : known != variables_.end() ? known->second : "(null)";
        }
        Header* first = find_header(table, header.name);
        switch (header.action) {
            case ApacheHeader::Action::kUnset:
                remove_header(table, header.name);
                return;
            case ApacheHeader::Action::kSet:
                table_set(table, header.name, std::move(value));
                return;
            case ApacheHeader::Action::kMerge:
                if (first != nullptr && contains_text(split_list(first->value), value)) return;
                [[fallthrough]];
            case ApacheHeader::Action::kAppend:
                if (first != nullptr) {
                    first->value += ", " + value;
                    return;
                }
                break;
            case ApacheHeader::Action::kSetIfEmpty:
                if (first != nullptr) return;
                break;
            case ApacheHeader::Action::kAdd:
                break;
        }
        table.push_back({header.name, std::move(value)});
    }

    // All Vary lines become one, each name once.
    static void unify_vary(std::vector<Header>& headers) {
        std::vector<std::string> names;
        for (const Header& header : headers) {
            if (!equals_ignoring_case(header.name, "Vary")) continue;
            for (std::string& name : split_list(header.value)) {
                if (!name.empty() && !contains_name(names, name)) names.push_back(std::move(name));
            }
        }
        if (!names.empty()) table_set(headers, "Vary", join_texts(names, ","));
    }

    const ApacheConfig& config_;
    const Request& request_;
    const Handler& handler_;
    std::map<std::string, std::string> variables_;
    RegexOptions regexes_{regex::Flavour::kPython};
};

}  // namespace

Simulated apache(const Value& options, const Request& request, const Handler& handler) {
    const ApacheConfig config = read_apache_config(options);
    if (config.fault) return {std::nullopt, *config.fault};
    return Apache(config, request, handler).run();
}

}  // namespace corslab::middleware
