#include "core/generate/template.h"

#include <algorithm>
#include <optional>

#include "core/http/grammar.h"

namespace corslab::policy {
namespace {

using List = std::vector<std::string>;

// A value of the policy: a list, or one item.
struct Value {
    List items;
    bool is_list = false;
    bool truthy = false;
};

std::optional<Value> value_of(const Policy& policy, std::string_view name) {
    const auto list = [](const List& items) { return Value{items, true, !items.empty()}; };
    const auto flag = [](bool set) { return Value{{set ? "true" : "false"}, false, set}; };
    if (name == "any") return flag(policy.any_origin);
    if (name == "credentials") return flag(policy.credentials);
    if (name == "origins") return list(policy.origins);
    if (name == "methods") return list(policy.methods);
    if (name == "headers") return list(policy.headers);
    if (name == "exposed") return list(policy.exposed);
    if (name == "path") return Value{{policy.path}, false, true};
    if (name == "maxAge") {
        const bool given = policy.max_age.has_value();
        return Value{{given ? std::to_string(*policy.max_age) : ""}, false, given};
    }
    return std::nullopt;
}

std::string join(const List& items, std::string_view before, std::string_view between, std::string_view after) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += between;
        out += before;
        out += item;
        out += after;
    }
    return out;
}

std::string escaped_for_regex(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view(".[]+*?()^$|\\{}").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::optional<std::string> rendered(const Value& value, std::string_view form) {
    const List& items = value.items;
    if (form == "js" || form == "py")
        return "[" + join(items, form == "js" ? "'" : "\"", ", ", form == "js" ? "'" : "\"") + "]";
    if (form == "json") return "[" + join(items, "\"", ", ", "\"") + "]";
    if (form == "quoted") return join(items, "\"", ", ", "\"");
    if (form == "list") return join(items, "", ", ", "");
    if (form == "lower") return byte_lowercase(join(items, "", ", ", ""));
    if (form == "bool") return items.front();
    if (form.empty() && !value.is_list) return items.front();
    if (form != "regex") return std::nullopt;
    List escaped;
    for (const std::string& item : items) escaped.push_back(escaped_for_regex(item));
    return join(escaped, "", "|", "");
}

// Reads a template line by line.
class Filler {
  public:
    Filler(std::string_view text, const Policy& policy) : rest_(text), policy_(policy) {}

    std::string mistake;

    // Up to the end of the section, or of the text. @param item what `.` is. @param shown whether it is written.
    std::string section(std::string_view name, const std::string* item, bool shown) {
        std::string out;
        while (!rest_.empty()) {
            const std::string_view line = next_line();
            const char kind = tag_of(line);
            if (kind == '\0') {
                if (shown) out += filled(line, item) + "\n";
                continue;
            }
            const std::string_view tag = line.substr(3, line.size() - 5);
            if (kind == '/') {
                if (tag != name) note("{{/" + std::string(tag) + "}}");
                return out;
            }
            out += subsection(kind, tag, item, shown);
        }
        if (!name.empty()) note("{{#" + std::string(name) + "}} without an end");
        return out;
    }

  private:
    void note(std::string what) {
        if (mistake.empty()) mistake = std::move(what);
    }

    std::string_view next_line() {
        const auto end = std::min(rest_.find('\n'), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return line;
    }

    static char tag_of(std::string_view line) {
        if (line.size() < 6 || !line.starts_with("{{") || !line.ends_with("}}")) return '\0';
        return std::string_view("#^*/").find(line[2]) != std::string_view::npos ? line[2] : '\0';
    }

    std::string subsection(char kind, std::string_view tag, const std::string* item, bool shown) {
        const auto value = value_of(policy_, tag);
        if (!value) note(std::string(tag));
        if (kind != '*') return section(tag, item, shown && value && value->truthy == (kind == '#'));
        std::string out;
        const std::string_view start = rest_;
        if (!value || value->items.empty()) return section(tag, item, false);
        for (const std::string& one : value->items) {
            rest_ = start;
            out += section(tag, &one, shown);
        }
        return out;
    }

    std::string filled(std::string_view line, const std::string* item) {
        std::string out;
        for (;;) {
            const auto open = line.find("{{");
            const auto close = line.find("}}", open == std::string_view::npos ? 0 : open);
            out += line.substr(0, open);
            if (open == std::string_view::npos || close == std::string_view::npos) return out;
            std::string_view name = line.substr(open + 2, close - open - 2);
            std::string_view form;
            const auto colon = name.find(':');
            if (colon != std::string_view::npos) {
                form = name.substr(colon + 1);
                name = name.substr(0, colon);
            }
            auto value = value_of(policy_, name);
            if (name == "." && item != nullptr) value = Value{{*item}, false, true};
            const auto text = value ? rendered(*value, form) : std::nullopt;
            if (!text) note(std::string(line.substr(open, close + 2 - open)));
            out += text.value_or("");
            line.remove_prefix(close + 2);
        }
    }

    std::string_view rest_;
    const Policy& policy_;
};

}  // namespace

std::string fill(std::string_view text, const Policy& policy) {
    return Filler(text, policy).section({}, nullptr, true);
}

std::string first_mistake(std::string_view text) {
    for (const bool full : {false, true}) {
        Policy policy;
        if (full) policy = {false, {"https://a.test"}, {"GET"}, {"A"}, {"B"}, true, 1, "/"};
        Filler filler(text, policy);
        (void)filler.section({}, nullptr, true);
        if (!filler.mistake.empty()) return filler.mistake;
    }
    return {};
}

}  // namespace corslab::policy
