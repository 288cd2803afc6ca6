#include "core/audit/options.h"

#include <algorithm>
#include <array>

#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

using middleware::Value;

constexpr std::size_t kMaxItems = 1000;
constexpr std::size_t kMaxOptions = 200;

struct KindName {
    std::string_view name;
    OptionKind kind;
};
// In lower case, without hyphens and underscores.
constexpr KindName kKindNames[] = {
    {"origin", OptionKind::kOrigin},
    {"origins", OptionKind::kOrigin},
    {"alloworigin", OptionKind::kOrigin},
    {"alloworigins", OptionKind::kOrigin},
    {"allowedorigin", OptionKind::kOrigin},
    {"allowedorigins", OptionKind::kOrigin},
    {"corsallowedorigins", OptionKind::kOrigin},
    {"alloworiginregex", OptionKind::kOrigin},
    {"credentials", OptionKind::kCredentials},
    {"supportscredentials", OptionKind::kCredentials},
    {"supportcredentials", OptionKind::kCredentials},
    {"allowcredentials", OptionKind::kCredentials},
    {"allowedcredentials", OptionKind::kCredentials},
    {"withcredentials", OptionKind::kCredentials},
    {"corsallowcredentials", OptionKind::kCredentials},
    {"method", OptionKind::kMethods},
    {"methods", OptionKind::kMethods},
    {"allowmethods", OptionKind::kMethods},
    {"allowedmethods", OptionKind::kMethods},
    {"corsallowmethods", OptionKind::kMethods},
    {"header", OptionKind::kHeaders},
    {"headers", OptionKind::kHeaders},
    {"allowheaders", OptionKind::kHeaders},
    {"allowedheader", OptionKind::kHeaders},
    {"allowedheaders", OptionKind::kHeaders},
    {"corsallowheaders", OptionKind::kHeaders},
    {"expose", OptionKind::kExpose},
    {"exposeheaders", OptionKind::kExpose},
    {"exposedheader", OptionKind::kExpose},
    {"exposedheaders", OptionKind::kExpose},
    {"corsexposeheaders", OptionKind::kExpose},
    {"maxage", OptionKind::kAge},
    {"corspreflightmaxage", OptionKind::kAge},
    {"varyheader", OptionKind::kVary},
    {"optionssuccessstatus", OptionKind::kStatus},
};

std::string normalized(std::string_view name) {
    std::string out = byte_lowercase(name);
    out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == '_' || c == '-'; }), out.end());
    return out;
}

struct Library {
    std::string_view name;
    std::vector<std::string_view> options;
};

// Libraries that ignore what they do not know.
const std::vector<Library>& libraries() {
    static const std::vector<Library> kLibraries{
        {"express-cors",
         {"origin", "methods", "allowedHeaders", "exposedHeaders", "credentials", "maxAge", "preflightContinue",
          "optionsSuccessStatus", "headers"}},
        {"flask-cors",
         {"origins", "methods", "allow_headers", "expose_headers", "supports_credentials", "max_age", "send_wildcard",
          "vary_header", "always_send", "automatic_options", "intercept_exceptions", "allow_private_network",
          "resources"}}};
    return kLibraries;
}

std::string meant_option(const Library& library, std::string_view name) {
    constexpr std::size_t kNear = 2;
    const OptionKind kind = kind_of_option(name);
    for (const std::string_view known : library.options) {
        if (edit_distance(normalized(name), normalized(known)) <= kNear) return std::string(known);
    }
    for (const std::string_view known : library.options) {
        if (kind != OptionKind::kOther && kind_of_option(known) == kind) return std::string(known);
    }
    return {};
}

std::string pointer(const std::string& parent, std::string_view key) {
    return parent + "/" + middleware::escape_pointer(key);
}

}  // namespace

OptionKind kind_of_option(std::string_view name) {
    const std::string wanted = normalized(name);
    for (const KindName& known : kKindNames) {
        if (known.name == wanted) return known.kind;
    }
    return OptionKind::kOther;
}

Options::Options(const Policy& policy) : policy_(policy) {
    read(policy.setup.options, policy.at + "/options");
}

void Options::read(const Value& object, const std::string& path) {
    for (const auto& [name, value] : object.members) {
        if (given_.size() >= kMaxOptions) return;
        const std::string at = pointer(path, name);
        if (name == "resources" && value.is_object()) {
            read_resources(value, at);
            continue;
        }
        given_.push_back({kind_of_option(name), name, &value, at});
        if (given_.back().kind == OptionKind::kOrigin) gather(value, at, false);
    }
}

// Of several resources, those that the request's path belongs to; all where it is not given.
void Options::read_resources(const Value& resources, const std::string& path) {
    const auto is_meant = [&](const std::string& pattern) {
        return pattern == policy_.path || lets_in({pattern, "", flavour()}, policy_.path);
    };
    const auto& members = resources.members;
    const bool any = std::any_of(members.begin(), members.end(), [&](const auto& one) { return is_meant(one.name); });
    for (const auto& [pattern, own] : members) {
        if (own.is_object() && (!any || is_meant(pattern))) read(own, pointer(path, pattern));
    }
}

void Options::gather(const Value& value, const std::string& path, bool in_list) {
    if (value.is_list()) {
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            gather(value.items[i], path + "/" + std::to_string(i), true);
        }
    } else if (origins_.size() < kMaxItems) {
        origins_.push_back({&value, path, in_list});
    }
}

std::string Options::path_of(OptionKind kind) const {
    for (const Given& one : given_) {
        if (one.kind == kind && kind != OptionKind::kOther) return one.path;
    }
    return policy_.has_options ? policy_.at + "/options" : policy_.at;
}

const Value* Options::value_of(OptionKind kind) const {
    for (const Given& one : given_) {
        if (one.kind == kind) return one.value;
    }
    return nullptr;
}

std::string Options::path_of_header(std::string_view name) const {
    if (equals_ignoring_case(name, kAllowOrigin)) return path_of(OptionKind::kOrigin);
    if (equals_ignoring_case(name, kAllowCredentials)) return path_of(OptionKind::kCredentials);
    if (equals_ignoring_case(name, kAllowMethods)) return path_of(OptionKind::kMethods);
    if (equals_ignoring_case(name, kAllowHeaders)) return path_of(OptionKind::kHeaders);
    if (equals_ignoring_case(name, kExposeHeaders)) return path_of(OptionKind::kExpose);
    if (equals_ignoring_case(name, kMaxAge)) return path_of(OptionKind::kAge);
    return path_of(OptionKind::kOther);
}

regex::Flavour Options::flavour() const {
    const std::string& name = policy_.setup.name;
    const bool python = name.starts_with("flask") || name.starts_with("django") || name.starts_with("starlette") ||
                        name.starts_with("fastapi");
    return python ? regex::Flavour::kPython : regex::Flavour::kEcmaScript;
}

bool Options::reads_texts_as_patterns() const {
    return policy_.setup.name == "flask-cors";
}

std::optional<Pattern> Options::pattern_of(const OriginItem& item) const {
    if (item.value->is_regex()) return Pattern{item.value->text, item.value->flags, flavour()};
    if (!item.value->is_text() || !reads_texts_as_patterns()) return std::nullopt;
    const std::string& text = item.value->text;
    if (text == "*") return Pattern{".*", "i", flavour()};
    if (text.find_first_of("*\\]?$^[()") == std::string::npos) return std::nullopt;
    return Pattern{text, "i", flavour()};
}

std::string Options::path_letting_in(const std::string& origin) const {
    for (const OriginItem& item : origins_) {
        if (item.value->is_text(origin)) return item.path;
    }
    for (const OriginItem& item : origins_) {
        const auto pattern = pattern_of(item);
        if (pattern && lets_in(*pattern, origin)) return item.path;
    }
    return origins_.size() == 1 ? origins_.front().path : path_of(OptionKind::kOrigin);
}

std::vector<Options::Misspelled> Options::misspelled() const {
    std::vector<Misspelled> out;
    const auto& all = libraries();
    const auto library =
        std::find_if(all.begin(), all.end(), [&](const Library& one) { return one.name == policy_.setup.name; });
    if (library == all.end()) return out;
    for (const Given& one : given_) {
        if (std::find(library->options.begin(), library->options.end(), one.name) != library->options.end()) continue;
        std::string meant = meant_option(*library, one.name);
        if (!meant.empty()) out.push_back({one.name, std::move(meant), one.path});
    }
    return out;
}

std::vector<std::string> Options::request_paths() const {
    std::vector<std::string> paths{"/"};
    const Value* resources = policy_.setup.options.find("resources");
    if (resources == nullptr) return paths;
    const auto add = [&](const std::string& text, const std::string& flags) {
        paths.push_back(text);
        for (const std::string& sample : shape_of({text, flags, flavour()}).samples) {
            paths.push_back(sample);
            paths.push_back(sample + "/");
        }
    };
    constexpr std::size_t kMaxPaths = 60;
    for (const auto& [pattern, own] : resources->members) {
        if (paths.size() < kMaxPaths) add(pattern, "");
    }
    for (const Value& item : resources->items) {
        if (paths.size() < kMaxPaths) add(item.text, item.flags);
    }
    if (resources->is_text() || resources->is_regex()) add(resources->text, resources->flags);
    return paths;
}

bool lets_in(const Pattern& pattern, const std::string& origin) {
    const auto compiled = regex::compile(pattern.text, pattern.flags, pattern.flavour);
    if (!compiled.regex) return false;
    const auto match =
        pattern.flavour == regex::Flavour::kPython ? compiled.regex->match(origin) : compiled.regex->search(origin);
    return match.outcome == regex::Match::Outcome::kMatch;
}

}  // namespace corslab::audit
