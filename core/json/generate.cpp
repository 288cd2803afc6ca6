#include "core/json/generate.h"

#include <algorithm>

#include "core/generate/generate.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/json/json_tree.h"
#include "core/json/json_writer.h"
#include "core/url/origin.h"

namespace corslab {
namespace {

using policy::Policy;

constexpr std::size_t kMaxItems = 100;

// What needs no quoting in any of the languages.
bool is_plain_name(std::string_view text) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return !text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos;
}

// Reads a policy. The first fault is kept, and what follows it does not matter.
class PolicyReader {
  public:
    std::optional<InputError> error;

    Policy read(const JsonTree& document) {
        Policy policy;
        if (!document.is_object()) {
            wrong_type(document, "", "an object");
            return policy;
        }
        read_origins(policy, document);
        if (const JsonTree* methods = document.member("methods")) {
            policy.methods = read_names(*methods, "/methods");
            if (policy.methods.empty() && !error) fail("missing", "/methods", "expected at least one method");
            for (std::size_t i = 0; i < policy.methods.size(); ++i) check_method(policy.methods[i], i);
        }
        if (const JsonTree* headers = document.member("headers")) policy.headers = read_names(*headers, "/headers");
        if (const JsonTree* exposed = document.member("exposed")) policy.exposed = read_names(*exposed, "/exposed");
        if (const JsonTree* credentials = document.member("credentials")) read_credentials(policy, *credentials);
        if (const JsonTree* max_age = document.member("maxAge")) read_max_age(policy, *max_age);
        if (const JsonTree* path = document.member("path")) read_path(policy, *path);
        return policy;
    }

  private:
    void fail(std::string_view code, std::string path, std::string message) {
        if (!error) error = InputError{std::string(code), std::move(path), std::move(message), std::nullopt};
    }

    void wrong_type(const JsonTree& value, std::string path, std::string_view expected) {
        fail("wrong-type", std::move(path),
             "expected " + std::string(expected) + ", found " + std::string(value.type_name()));
    }

    std::string read_text(const JsonTree& value, const std::string& path) {
        const auto* text = value.string();
        if (text == nullptr) wrong_type(value, path, "a string");
        return text != nullptr ? *text : std::string();
    }

    bool expect_list(const JsonTree& value, const std::string& path) {
        if (!value.is_array()) {
            wrong_type(value, path, "an array of strings");
            return false;
        }
        if (value.size() > kMaxItems) {
            fail("too-many", path, "at most " + std::to_string(kMaxItems) + " items are read");
            return false;
        }
        return true;
    }

    void read_origins(Policy& policy, const JsonTree& document) {
        const JsonTree* origins = document.member("origins");
        if (origins == nullptr) return fail("missing", "", "the field \"origins\" is missing");
        if (origins->string() != nullptr && *origins->string() == "*") {
            policy.any_origin = true;
            return;
        }
        if (!expect_list(*origins, "/origins")) return;
        if (origins->size() == 0)
            fail("missing", "/origins", "expected at least one origin, or \"*\" in place of the list");
        for (std::size_t i = 0; i < origins->size() && !error; ++i) {
            const std::string path = "/origins/" + std::to_string(i);
            const std::string text = read_text(origins->at(i), path);
            const auto url = parse_url(text);
            const std::string origin = url && is_http_scheme(url->scheme) ? serialize_origin(origin_of(*url)) : "";
            if (error) return;
            if (origin.empty()) {
                fail("bad-origin", path, "\"" + text + "\" is no origin; expected one such as https://app.example.com");
            } else if (origin != text) {
                std::string message = "\"" + text;
                message += "\" is not as browsers send it; expected ";
                message += origin;
                fail("bad-origin", path, std::move(message));
            }
            if (std::find(policy.origins.begin(), policy.origins.end(), origin) == policy.origins.end()) {
                policy.origins.push_back(origin);
            }
        }
    }

    std::vector<std::string> read_names(const JsonTree& value, const std::string& path) {
        std::vector<std::string> names;
        if (!expect_list(value, path)) return names;
        for (std::size_t i = 0; i < value.size() && !error; ++i) {
            const std::string at = path + "/" + std::to_string(i);
            std::string name = read_text(value.at(i), at);
            if (!error && !is_plain_name(name)) {
                fail("bad-name", at,
                     "\"" + name + "\": expected letters, digits, - _ and . alone; name each instead of *");
            }
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        }
        return names;
    }

    void check_method(const std::string& method, std::size_t index) {
        const std::string path = "/methods/" + std::to_string(index);
        if (is_forbidden_method(method)) fail("bad-name", path, "no script can send the method " + method);
        const std::string normal = normalize_method(method);
        if (normal != method)
            fail("bad-name", path, "browsers send " + normal + ", and methods are compared letter by letter");
    }

    void read_credentials(Policy& policy, const JsonTree& value) {
        const auto* flag = value.boolean();
        if (flag == nullptr) return wrong_type(value, "/credentials", "true or false");
        policy.credentials = *flag != 0;
        if (policy.credentials && policy.any_origin) {
            fail("conflict", "/credentials", "with credentials * counts for nothing: name the origins");
        }
    }

    void read_max_age(Policy& policy, const JsonTree& value) {
        constexpr std::int64_t kDay = 86400;
        if (value.is_null()) return;
        if (!value.is_integer()) return wrong_type(value, "/maxAge", "a number of seconds");
        if (value.integer() < 0 || value.integer() > kDay) {
            return fail("out-of-range", "/maxAge",
                        "expected 0 to 86400: no browser keeps a preflight for more than a day");
        }
        policy.max_age = value.integer();
    }

    void read_path(Policy& policy, const JsonTree& value) {
        policy.path = read_text(value, "/path");
        while (policy.path.size() > 1 && policy.path.ends_with('/')) policy.path.pop_back();
        std::string names = policy.path;
        std::replace(names.begin(), names.end(), '/', '-');
        if (!error && (!policy.path.starts_with('/') || policy.path.size() < 2 || !is_plain_name(names))) {
            fail("bad-path", "/path", "expected a path such as /api, of letters, digits, - _ and . alone");
        }
    }
};

void write_list(JsonWriter& json, std::string_view key, const auto& items) {
    json.key(key).begin_array();
    for (const auto& item : items) json.string(item);
    json.end_array();
}

// The policy as the first stack, Express, so that it can be simulated.
void write_middleware(JsonWriter& json, const Policy& policy) {
    json.begin_object();
    json.key("name").string("express-cors");
    json.key("options").begin_object();
    if (policy.any_origin) {
        json.key("origin").string("*");
    } else {
        write_list(json, "origin", policy.origins);
    }
    write_list(json, "methods", policy.methods);
    write_list(json, "allowedHeaders", policy.headers);
    if (!policy.exposed.empty()) write_list(json, "exposedHeaders", policy.exposed);
    if (policy.credentials) json.key("credentials").boolean(true);
    if (policy.max_age) json.key("maxAge").number(*policy.max_age);
    json.end_object();
    json.end_object();
}

}  // namespace

Evaluation generate(std::string_view policy_json, Language language) {
    const Result<JsonTree> document = parse_tree(policy_json);
    if (!document.value) return {write_error(document.error, language), false};
    PolicyReader reader;
    const Policy policy = reader.read(*document.value);
    if (reader.error) return {write_error(*reader.error, language), false};
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    write_middleware(json.key("middleware"), policy);
    json.key("stacks").begin_array();
    for (const policy::Stack& stack : policy::generate_stacks(policy)) {
        json.begin_object();
        json.key("id").string(stack.id);
        json.key("title").string(say(language, stack.title));
        json.key("language").string(stack.language);
        json.key("needs").string(stack.needs);
        json.key("text").string(stack.text);
        json.key("notes").begin_array();
        for (const std::string_view note : stack.notes) json.string(say(language, note));
        json.end_array();
        json.end_object();
    }
    json.end_array();
    write_list(json, "curl", policy::curl_commands(policy, "https://api.example.com"));
    json.end_object();
    return {json.take(), true};
}

}  // namespace corslab
