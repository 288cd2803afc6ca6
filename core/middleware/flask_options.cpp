#include "core/middleware/flask_options.h"

#include <algorithm>
#include <tuple>

#include "core/middleware/python_value.h"
#include "core/middleware/regex_options.h"
#include "core/regex/pattern_reader.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kRegexCharacters = "*\\]?$^[()";

// Raised while the application is set up.
class SetUp {
  public:
    explicit SetUp(const FlaskCorsVersion& version) : version_(version) {}

    FlaskSetup run(const Value& given) {
        setup_.fault = regex_fault(given, "", regex::Flavour::kPython);
        if (given.find("app") != nullptr) fail("/app", "got multiple values for argument 'app'");
        if (given.find("self") != nullptr) fail("/self", "got multiple values for argument 'self'");
        FlaskOptions options = defaults();
        for (const auto& [name, value] : given.members) options.values[name] = value;
        serialize(options, "");
        if (setup_.fault) return std::move(setup_);
        setup_.intercepts_exceptions = options.truth("intercept_exceptions");
        parse_resources(std::make_shared<const FlaskOptions>(std::move(options)));
        return std::move(setup_);
    }

  private:
    void fail(const std::string& path, std::string detail) {
        if (!setup_.fault) setup_.fault = Fault{FaultCode::kThrowsAtSetup, path, std::move(detail)};
    }

    // DEFAULT_OPTIONS
    [[nodiscard]] FlaskOptions defaults() const {
        std::vector<Value> methods;
        for (const char* method : {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}) {
            methods.push_back(Value::of_text(method));
        }
        FlaskOptions options;
        options.values = {{"origins", Value::of_text("*")},
                          {"methods", Value::of_list(std::move(methods))},
                          {"allow_headers", Value::of_text("*")},
                          {"expose_headers", Value()},
                          {"supports_credentials", Value::of_boolean(false)},
                          {"max_age", Value()},
                          {"send_wildcard", Value::of_boolean(false)},
                          {"vary_header", Value::of_boolean(true)},
                          {"resources", Value::of_text("/*")},
                          {"intercept_exceptions", Value::of_boolean(true)},
                          {"always_send", Value::of_boolean(true)}};
        options.values["allow_private_network"] =
            Value::of_boolean(version_.private_network == FlaskCorsVersion::PrivateNetwork::kOnByDefault);
        return options;
    }

    // re_fix
    static Value fixed(const Value& value) { return value.is_text("*") ? Value::of_text(".*") : value; }

    // sanitize_regex_param
    static void wrap(FlaskOptions& options, const std::string& name) {
        const Value& value = options.get(name);
        std::vector<Value> items = python::items_of(value).value_or(std::vector<Value>{value});
        for (Value& item : items) item = fixed(item);
        options.values[name] = Value::of_list(std::move(items));
    }

    // flexible_str
    void flatten(FlaskOptions& options, const std::string& name, const std::string& path) {
        const Value& value = options.get(name);
        if (value.kind == Value::Kind::kNull) return;
        auto items = python::items_of(value);
        if (!items) {
            options.values[name] = Value::of_text(python::str(value));
            return;
        }
        const auto ordered = python::sorted(std::move(*items));
        if (!ordered) return fail(path + "/" + name, "'<' not supported between values of different types");
        std::string text;
        for (const Value& item : *ordered) text += (&item == ordered->data() ? "" : ", ") + python::str(item);
        options.values[name] = Value::of_text(std::move(text));
    }

    // serialize_options. What the application has set has been through it already, and stays as it is.
    void serialize(FlaskOptions& options, const std::string& path) {
        const auto own = [&](const char* name) { return !options.base || options.values.count(name) != 0; };
        if (own("origins")) wrap(options, "origins");
        if (own("allow_headers")) wrap(options, "allow_headers");
        bool wild = wild_;
        if (own("origins")) {
            const auto& origins = options.list("origins");
            wild = std::any_of(origins.begin(), origins.end(), [](const Value& v) { return v.is_text(".*"); });
        }
        if (!options.base) wild_ = wild;
        if (wild && options.truth("supports_credentials") && options.truth("send_wildcard")) {
            return fail(path, "Cannot use supports_credentials in conjunction with an origin string of '*'");
        }
        if (own("expose_headers")) flatten(options, "expose_headers", path);
        if (own("methods")) flatten(options, "methods", path);
        if (setup_.fault || !own("methods")) return;
        if (!options.get("methods").is_text()) {
            return fail(path + "/methods", "'NoneType' object has no attribute 'upper'");
        }
        options.values["methods"] = Value::of_text(python::upper(options.get("methods").text));
    }

    void add_resource(const std::shared_ptr<const FlaskOptions>& base, const Value& pattern, const Value& own,
                      const std::string& path) {
        FlaskOptions merged;
        merged.base = base;
        if (own.is_object()) {
            for (const auto& [name, value] : own.members) merged.values[name] = value;
        } else if (!merge_pairs(own, merged)) {
            return fail(path, "the options of a resource are no dict");
        }
        serialize(merged, path);
        setup_.resources.push_back({fixed(pattern), std::move(merged)});
    }

    // dict.update takes a list of pairs, too.
    static bool merge_pairs(const Value& own, FlaskOptions& merged) {
        if (own.is_text("")) return true;
        if (!own.is_list()) return false;
        for (const Value& pair : own.items) {
            const bool sound = pair.is_list() && pair.items.size() == 2 && pair.items[0].is_text();
            if (!sound) return false;
            merged.values[pair.items[0].text] = pair.items[1];
        }
        return true;
    }

    // parse_resources
    void parse_resources(const std::shared_ptr<const FlaskOptions>& options) {
        const Value& resources = options->get("resources");
        static const Value kNone = Value::of_list({});
        if (resources.is_object()) {
            for (const auto& [pattern, own] : ordered(resources)) {
                add_resource(options, Value::of_text(pattern), own, "/resources/" + escape_pointer(pattern));
            }
        } else if (resources.is_text() || resources.is_regex()) {
            add_resource(options, resources, kNone, "/resources");
        } else if (resources.is_list()) {
            for (const Value& pattern : resources.items) add_resource(options, pattern, kNone, "/resources");
        } else {
            fail("/resources", "Unexpected value for resources argument.");
        }
    }

    // The order in which patterns are tried.
    [[nodiscard]] std::vector<Member> ordered(const Value& resources) const {
        auto pairs = resources.members;
        const auto key = [&](const std::string& name) {
            const std::string pattern = fixed(Value::of_text(name)).text;
            const auto length = static_cast<std::int64_t>(regex::decode_utf8(pattern).size());
            if (version_.order == FlaskCorsVersion::Order::kLongestFirst)
                return std::tuple(0, std::int64_t{0}, -length);
            const auto slashes = static_cast<std::int64_t>(std::count(pattern.begin(), pattern.end(), '/'));
            const bool regex = pattern.find_first_of(kRegexCharacters) != std::string::npos;
            const bool fewest = version_.order == FlaskCorsVersion::Order::kFewestSlashesFirst;
            return std::tuple(regex ? 1 : 0, fewest ? slashes : -slashes, -length);
        };
        std::stable_sort(pairs.begin(), pairs.end(),
                         [&](const auto& a, const auto& b) { return key(a.name) < key(b.name); });
        return pairs;
    }

    const FlaskCorsVersion& version_;
    FlaskSetup setup_;
    bool wild_ = false;  // Whether the application's own origins are.
};

}  // namespace

const Value& FlaskOptions::get(const std::string& name) const {
    static const Value kNone;
    const auto found = values.find(name);
    if (found != values.end()) return found->second;
    return base ? base->get(name) : kNone;
}

bool FlaskOptions::truth(const std::string& name) const {
    return python::truth(get(name));
}

std::optional<bool> probably_regex(const Value& value) {
    if (value.is_regex()) return true;
    if (value.is_text()) return value.text.find_first_of(kRegexCharacters) != std::string::npos;
    const auto items = python::items_of(value);
    if (!items) return std::nullopt;
    return std::any_of(items->begin(), items->end(), [](const Value& item) {
        return item.is_text() && item.text.size() == 1 && kRegexCharacters.find(item.text[0]) != std::string::npos;
    });
}

FlaskSetup set_up_flask_cors(const FlaskCorsVersion& version, const Value& options) {
    return SetUp(version).run(options);
}

}  // namespace corslab::middleware
