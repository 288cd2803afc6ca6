#include "core/json/secrets.h"

#include <algorithm>

#include "core/import/secret_names.h"
#include "core/json/json_tree.h"
#include "core/json/json_writer.h"
#include "core/url/percent_encode.h"

namespace corslab {
namespace {

using imports::is_secret_name;
using imports::is_secret_value;

class SecretFinder {
  public:
    std::vector<Secret> found;

    void walk(const JsonTree& value, const std::string& path) {
        if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) walk(value.at(i), path + "/" + std::to_string(i));
            return;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string& name = value.name(i);
            const JsonTree& member = value.at(i);
            const std::string here = pointer_to(path, name);
            if (name == "headers" && member.is_array()) {
                look_at_headers(member, here);
            } else if (const std::string* text = member.string()) {
                if (name == "url") look_at_url(*text, here);
                if (name == "body") look_at_body(*text, here);
            } else {
                walk(member, here);
            }
        }
    }

  private:
    // One for each name at a place.
    void add(const std::string& path, std::string name) {
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const Secret& one) { return one.path == path && one.name == name; });
        if (!known) found.push_back({path, std::move(name)});
    }

    void look_at_headers(const JsonTree& headers, const std::string& path) {
        for (std::size_t i = 0; i < headers.size(); ++i) {
            const JsonTree& pair = headers.at(i);
            if (!pair.is_array() || pair.size() != 2) continue;
            const std::string* const name = pair.at(0).string();
            const std::string* const value = pair.at(1).string();
            if (name == nullptr || value == nullptr || value->empty()) continue;
            const std::string here = path + "/" + std::to_string(i) + "/1";
            if (is_secret_name(*name) || is_secret_value(*value)) {
                add(here, *name);
            } else if (value->find("://") != std::string::npos || value->find('?') != std::string::npos) {
                look_at_url(*value, here);
            }
        }
    }

    void look_at_url(std::string_view url, const std::string& path) {
        const std::size_t scheme = url.find("://");
        if (scheme != std::string_view::npos) {
            const std::string_view authority =
                url.substr(scheme + 3, url.find_first_of("/?#", scheme + 3) - scheme - 3);
            if (authority.find('@') != std::string_view::npos) add(path, "user");
        }
        const std::size_t mark = url.find_first_of("?#");
        if (mark != std::string_view::npos) look_at_form(url.substr(mark + 1), path);
        if (is_secret_value(url.substr(0, mark))) add(path, "token");
    }

    // name=value&name=value
    void look_at_form(std::string_view form, const std::string& path) {
        while (!form.empty()) {
            const std::size_t end = std::min(form.find_first_of("&#"), form.size());
            const std::string_view pair = form.substr(0, end);
            form.remove_prefix(std::min(end + 1, form.size()));
            const std::size_t sign = pair.find('=');
            if (sign == std::string_view::npos || sign + 1 == pair.size()) continue;
            std::string name = percent_decode(pair.substr(0, sign));
            if (is_secret_name(name) || is_secret_value(pair.substr(sign + 1))) add(path, std::move(name));
        }
    }

    void look_at_body(const std::string& body, const std::string& path) {
        if (body.empty()) return;
        if (body[0] == '{' || body[0] == '[') {
            const Result<JsonTree> document = parse_tree(body);
            if (document.value) return look_at_members(*document.value, path);
        }
        if (body.find_first_of(" \t\r\n<") == std::string::npos) look_at_form(body, path);
        // Parts of a form: name="..."
        constexpr std::string_view kName = "; name=\"";
        for (std::size_t at = body.find(kName); at != std::string::npos; at = body.find(kName, at + 1)) {
            std::string name = body.substr(at + kName.size(), body.find('"', at + kName.size()) - at - kName.size());
            if (is_secret_name(name)) add(path, std::move(name));
        }
        if (is_secret_value(body)) add(path, "token");
    }

    // Names of members whose values are texts or numbers.
    void look_at_members(const JsonTree& value, const std::string& path) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            const JsonTree& item = value.at(i);
            const std::string* const text = item.string();
            const bool filled = (text != nullptr && !text->empty()) || item.is_integer();
            const std::string name = value.is_object() ? value.name(i) : "";
            if (filled && is_secret_name(name)) {
                add(path, name);
            } else if (text != nullptr && is_secret_value(*text)) {
                add(path, name.empty() ? "token" : name);
            }
            look_at_members(item, path);
        }
    }
};

}  // namespace

std::vector<Secret> secrets_in(const JsonTree& scenario) {
    SecretFinder finder;
    finder.walk(scenario, "");
    return std::move(finder.found);
}

Evaluation find_secrets(std::string_view scenario_json, Language language) {
    const Result<JsonTree> document = parse_tree(scenario_json);
    if (!document.value) return {write_error(document.error, language), false};
    if (!document.value->is_object()) {
        return {write_error(
                    {"wrong-type", "",
                     "expected a scenario, an object; found " + std::string(document.value->type_name()), std::nullopt},
                    language),
                false};
    }
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    json.key("secrets").begin_array();
    for (const Secret& secret : secrets_in(*document.value)) {
        json.begin_object();
        json.key("path").string(secret.path);
        json.key("name").string(secret.name);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return {json.take(), true};
}

}  // namespace corslab
