#include "core/middleware/caddy_config.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/go_header.h"
#include "core/middleware/option_reader.h"

namespace corslab::middleware {
namespace {

// What RE2 refuses and Python takes.
bool is_beyond_re2(std::string_view pattern) {
    for (const std::string_view odd :
         {"(?=", "(?!", "(?<", "(?>", "(?(", "(?#", "\\1", "\\2", "++", "*+", "?+", "}+"}) {
        if (pattern.find(odd) != std::string_view::npos) return true;
    }
    return false;
}

class Reader {
  public:
    CaddyConfig run(const Value& options) {
        OptionReader reader(options);
        if (const Value* matchers = reader.value("matchers")) read_matchers(*matchers);
        const Value* list = reader.list("directives");
        for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
            read_directive(list->items[i], "/directives/" + std::to_string(i));
        }
        keep(reader.finish("expected matchers or directives"));
        // Those with a matcher come first.
        const auto has_matcher = [](const CaddyDirective& one) { return one.matcher.has_value(); };
        std::stable_partition(config_.headers.begin(), config_.headers.end(), has_matcher);
        std::stable_partition(config_.responses.begin(), config_.responses.end(), has_matcher);
        return std::move(config_);
    }

  private:
    void keep(const std::optional<Fault>& fault) {
        if (fault && !config_.fault) config_.fault = fault;
    }

    void fail(const std::string& path, std::string detail, FaultCode code = FaultCode::kThrowsAtSetup) {
        keep(Fault{code, path, std::move(detail)});
    }

    // A text, or several.
    static std::vector<std::string> words_of(const Value& value) {
        if (value.is_text()) return {value.text};
        std::vector<std::string> words;
        for (const Value& item : value.items) {
            if (!item.is_text()) return {};
            words.push_back(item.text);
        }
        return words;
    }

    void read_matchers(const Value& matchers) {
        if (!matchers.is_object()) return fail("/matchers", "expected an object");
        for (const auto& [name, value] : matchers.members) {
            OptionReader reader(value, "/matchers/" + name);
            if (!is_token(name) || !reader.expect_object()) return fail("/matchers", "expected names of matchers");
            CaddyMatcher& matcher = config_.matchers[name];
            matcher.methods = reader.texts("method").value_or(std::vector<std::string>{});
            if (const Value* headers = reader.list("header")) read_fields(*headers, reader.path_of("header"), matcher);
            if (const Value* regexes = reader.list("header_regexp")) {
                read_regexes(*regexes, reader.path_of("header_regexp"), matcher);
            }
            const bool empty = matcher.methods.empty() && matcher.headers.empty() && matcher.regexes.empty();
            if (empty) reader.fail("", "a matcher that matches nothing in particular");
            keep(reader.finish("expected method, header or header_regexp"));
        }
    }

    void read_fields(const Value& list, const std::string& path, CaddyMatcher& matcher) {
        for (const Value& pair : list.items) {
            const auto words = words_of(pair);
            const bool absent = words.size() == 1 && words[0].starts_with('!');
            const std::string name = words.empty() ? "" : words[0].substr(absent ? 1 : 0);
            if (!is_token(name) || words.size() > 2 || (words.size() == 1 && !absent)) {
                return fail(path, "expected a name and a value, or one name with ! in front");
            }
            auto& values = matcher.headers[go_canonical_name(name)];
            if (absent && !values.empty()) fail(path, "a name with and without !", FaultCode::kUnsupportedOption);
            if (!absent) values.push_back(words[1]);
            const bool braces = !absent && words[1].find('{') != std::string::npos;
            if (braces) fail(path, "placeholders in a matcher", FaultCode::kUnsupportedOption);
        }
    }

    void read_regexes(const Value& list, const std::string& path, CaddyMatcher& matcher) {
        for (const Value& pair : list.items) {
            const auto words = words_of(pair);
            if (words.size() != 2 || !is_token(words[0])) return fail(path, "expected a name and a regular expression");
            if (is_beyond_re2(words[1])) fail(path, "RE2 has no such construct: " + words[1], FaultCode::kBadRegex);
            const std::string name = go_canonical_name(words[0]);
            for (const auto& [known, pattern] : matcher.regexes) {
                if (known == name) fail(path, "two regular expressions for one name", FaultCode::kUnsupportedOption);
            }
            matcher.regexes.emplace_back(name, words[1]);
        }
    }

    void read_directive(const Value& value, const std::string& path) {
        OptionReader reader(value, path);
        if (!reader.expect_object()) return keep(reader.fault());
        CaddyDirective directive;
        directive.matcher = reader.text("matcher");
        const bool known = !directive.matcher || config_.matchers.count(*directive.matcher) != 0;
        if (!known) reader.fail("matcher", "unrecognized matcher name: @" + *directive.matcher);
        if (const Value* operations = reader.list("header")) {
            directive.header = CaddyHeader{};
            for (const Value& operation : operations->items) {
                read_operation(words_of(operation), path + "/header", *directive.header);
            }
            const CaddyHeader& header = *directive.header;
            const bool alone = header.add.empty() && header.set.empty() && header.remove.empty();
            const bool defer = reader.flag("defer");
            if (defer && alone) reader.fail("defer", "there is nothing that could wait: defaults do so by themselves");
            if (defer) directive.header->deferred = true;
            config_.headers.push_back(std::move(directive));
        } else if (const auto status = reader.integer("respond")) {
            if (*status < 200 || *status > 599) reader.fail("respond", "expected a status from 200 to 599");
            directive.status = static_cast<int>(*status);
            directive.body = reader.text("body").value_or("");
            config_.responses.push_back(std::move(directive));
        }
        keep(reader.finish("the directive is not known here"));
    }

    void read_operation(const std::vector<std::string>& words, const std::string& path, CaddyHeader& header) {
        if (words.empty() || words.size() > 2 || words[0].empty()) {
            return fail(path, "expected a name, with +, - or ? in front where wanted, and a value");
        }
        const char sign = words[0][0];
        const bool marked = sign == '+' || sign == '-' || sign == '?';
        const std::string name = words[0].substr(marked ? 1 : 0);
        const std::string value = words.size() == 2 ? words[1] : "";
        const bool stars = sign == '-' && name.find('*') != std::string::npos;
        if (!is_token(name) || sign == '>' || stars || value.find_first_of("\r\n") != std::string::npos) {
            return fail(path, "this operation: " + words[0], FaultCode::kUnsupportedOption);
        }
        if (sign == '-') {
            if (words.size() == 2) fail(path, "a value of what is removed", FaultCode::kUnsupportedOption);
            header.remove.push_back(name);
            header.deferred = true;
            return;
        }
        if (sign == '+') header.add.push_back({name, value});
        if (sign != '+') (sign == '?' ? header.fallback : header.set)[go_canonical_name(name)] = value;
    }

    CaddyConfig config_;
};

}  // namespace

CaddyConfig read_caddy_config(const Value& options) {
    return Reader().run(options);
}

}  // namespace corslab::middleware
