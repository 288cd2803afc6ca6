#include "core/middleware/apache_config.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/option_reader.h"

namespace corslab::middleware {
namespace {

struct NamedAction {
    std::string_view name;
    ApacheHeader::Action action;
};
constexpr NamedAction kActions[] = {
    {"set", ApacheHeader::Action::kSet},     {"append", ApacheHeader::Action::kAppend},
    {"merge", ApacheHeader::Action::kMerge}, {"add", ApacheHeader::Action::kAdd},
    {"unset", ApacheHeader::Action::kUnset}, {"setifempty", ApacheHeader::Action::kSetIfEmpty}};

class Reader {
  public:
    ApacheConfig run(const Value& options) {
        OptionReader reader(options);
        const Value* list = reader.list("directives");
        for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
            read(list->items[i], "/directives/" + std::to_string(i));
        }
        keep(reader.finish("expected directives"));
        return std::move(config_);
    }

  private:
    void keep(const std::optional<Fault>& fault) {
        if (fault && !config_.fault) config_.fault = fault;
    }

    void fail(const std::string& path, std::string detail, FaultCode code = FaultCode::kThrowsAtSetup) {
        keep(Fault{code, path, std::move(detail)});
    }

    void read(const Value& directive, const std::string& path) {
        OptionReader reader(directive, path);
        if (!reader.expect_object()) return keep(reader.fault());
        if (const auto words = reader.texts("SetEnvIf")) {
            read_set_env_if(*words, path + "/SetEnvIf", false);
        } else if (const auto any_case = reader.texts("SetEnvIfNoCase")) {
            read_set_env_if(*any_case, path + "/SetEnvIfNoCase", true);
        } else if (const auto header = reader.texts("Header")) {
            const std::string env = reader.text("env").value_or("");
            const std::string method = reader.text("method").value_or("");
            if (!method.empty() && (env.starts_with('!') || !is_token(method)))
                fail(path, "expected a method, and no negation");
            read_header(*header, path + "/Header", env, method);
        } else if (const auto status = reader.integer("RewriteRule")) {
            read_rewrite(*status, reader.text("method").value_or(""), path);
        }
        keep(reader.finish("the directive is not known here"));
    }

    void read_set_env_if(const std::vector<std::string>& words, const std::string& path, bool ignores_case) {
        constexpr std::string_view kSpecial[] = {"remote_host",      "remote_addr", "server_addr", "remote_user",
                                                 "request_protocol", "request_uri", "server_port"};
        if (words.size() < 3) return fail(path, "takes an attribute, a regular expression and at least one variable");
        const std::string lower = byte_lowercase(words[0]);
        const bool special = std::find(std::begin(kSpecial), std::end(kSpecial), lower) != std::end(kSpecial);
        const bool plain = lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
        if (special || !plain) fail(path + "/0", "this attribute: " + words[0], FaultCode::kUnsupportedOption);
        ApacheSetEnvIf directive{words[0], words[1], ignores_case, {}, path + "/1"};
        for (std::size_t i = 2; i < words.size(); ++i) {
            const std::size_t equals = words[i].find('=');
            if (equals != std::string::npos) {
                // An empty value is as good as none.
                const std::string value = words[i].substr(equals + 1);
                directive.variables.push_back({words[i].substr(0, equals), value.empty() ? "1" : value, false});
            } else if (words[i].starts_with('!')) {
                directive.variables.push_back({words[i].substr(1), "", true});
            } else {
                directive.variables.push_back({words[i], "1", false});
            }
        }
        config_.variables.push_back(std::move(directive));
    }

    void read_header(std::vector<std::string> words, const std::string& path, const std::string& env,
                     const std::string& method) {
        ApacheHeader header;
        header.env = env;
        header.method = method;
        if (!words.empty() && (words.front() == "always" || words.front() == "onsuccess")) {
            header.always = words.front() == "always";
            words.erase(words.begin());
        }
        const auto* const action = std::find_if(std::begin(kActions), std::end(kActions), [&](const NamedAction& one) {
            return !words.empty() && equals_ignoring_case(one.name, words.front());
        });
        if (action == std::end(kActions)) {
            return fail(path, "another action than set, append, merge, add, unset and setifempty",
                        FaultCode::kUnsupportedOption);
        }
        header.action = action->action;
        const std::size_t expected = header.action == ApacheHeader::Action::kUnset ? 2 : 3;
        if (words.size() != expected) return fail(path, "wrong number of arguments for this action");
        header.name = words[1];
        if (!is_token(header.name) || equals_ignoring_case(header.name, "Content-Type")) {
            return fail(path, "this header: " + header.name, FaultCode::kUnsupportedOption);
        }
        if (expected == 3) read_format(words[2], path, header);
        config_.headers.push_back(std::move(header));
    }

    // %{NAME}e and %%
    void read_format(const std::string& format, const std::string& path, ApacheHeader& header) {
        if (format.find_first_of("\r\n\\") != std::string::npos || format.starts_with("expr=")) {
            return fail(path, "line breaks, backslashes and expressions in a value", FaultCode::kUnsupportedOption);
        }
        std::string plain;
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] != '%') {
                plain += format[i];
                continue;
            }
            if (i + 1 < format.size() && format[i + 1] == '%') {
                plain += format[++i];
                continue;
            }
            const std::size_t close = format.find('}', i);
            const bool variable = i + 1 < format.size() && format[i + 1] == '{' && close != std::string::npos &&
                                  close + 1 < format.size() && format[close + 1] == 'e';
            if (!variable) return fail(path, "another format than %{NAME}e: " + format, FaultCode::kUnsupportedOption);
            header.value.push_back({std::move(plain), false});
            plain.clear();
            header.value.push_back({format.substr(i + 2, close - i - 2), true});
            i = close + 1;
        }
        header.value.push_back({std::move(plain), false});
    }

    void read_rewrite(std::int64_t status, const std::string& method, const std::string& path) {
        constexpr std::int64_t kStatuses[] = {200, 204, 400, 401, 403, 404, 405, 500};
        const bool known = std::find(std::begin(kStatuses), std::end(kStatuses), status) != std::end(kStatuses);
        if (!known) return fail(path + "/RewriteRule", "this status", FaultCode::kUnsupportedOption);
        if (!is_token(method)) return fail(path + "/method", "expected the method that the rule is for");
        config_.rewrites.push_back({method, static_cast<int>(status)});
    }

    ApacheConfig config_;
};

}  // namespace

ApacheConfig read_apache_config(const Value& options) {
    return Reader().run(options);
}

}  // namespace corslab::middleware
