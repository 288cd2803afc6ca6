#include "core/middleware/django_settings.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/python_value.h"
#include "core/middleware/regex_options.h"
#include "core/url/host_parser.h"

namespace corslab::middleware {
namespace {

class Reader {
  public:
    Reader(DjangoCorsVersion version, const Value& options) : version_(version), options_(options) {}

    DjangoSettings run() {
        settings_.fault = regex_fault(options_, "", regex::Flavour::kPython);
        set_defaults();
        texts("CORS_ALLOW_HEADERS", "E001", settings_.headers);
        texts("CORS_ALLOW_METHODS", "E002", settings_.methods);
        flag("CORS_ALLOW_CREDENTIALS", "E003", settings_.credentials);
        max_age();
        flag(either("CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"), "E005", settings_.all_origins);
        origins(either("CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"));
        origin_regexes(either("CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"));
        texts("CORS_EXPOSE_HEADERS", "E008", settings_.exposed);
        if (const Value* urls = options_.find("CORS_URLS_REGEX")) {
            if (!urls->is_text() && !urls->is_regex())
                refuse("CORS_URLS_REGEX", "should be a string or regex.", "E009");
            settings_.urls_regex = *urls;
        }
        const bool is_new = version_ == DjangoCorsVersion::kLowerCaseNames;
        if (is_new) flag("CORS_ALLOW_PRIVATE_NETWORK", "E015", settings_.private_network);
        if (options_.find("CORS_MODEL") != nullptr) refuse("CORS_MODEL", "setting has been removed", "E012");
        const bool has_referer = options_.find("CORS_REPLACE_HTTPS_REFERER") != nullptr;
        if (is_new && has_referer) refuse("CORS_REPLACE_HTTPS_REFERER", "setting has been removed", "E013");
        return std::move(settings_);
    }

  private:
    void set_defaults() {
        settings_.headers = {"accept",     "authorization", "content-type",
                             "user-agent", "x-csrftoken",   "x-requested-with"};
        if (version_ == DjangoCorsVersion::kCredentialsForAll) {
            settings_.headers = {"accept", "accept-encoding", "authorization", "content-type",    "dnt",
                                 "origin", "user-agent",      "x-csrftoken",   "x-requested-with"};
        }
        settings_.methods = {"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"};
        settings_.max_age.kind = Value::Kind::kInteger;
        settings_.max_age.integer = 86400;
        settings_.urls_regex = Value::of_text("^.*$");
    }

    void refuse(const std::string& name, std::string_view why, std::string_view id) {
        if (settings_.fault) return;
        settings_.fault = Fault{FaultCode::kThrowsAtSetup, "/" + name,
                                name + " " + std::string(why) + " (corsheaders." + std::string(id) + ")"};
    }

    [[nodiscard]] std::string either(const char* name, const char* old_name) const {
        return options_.find(name) != nullptr ? name : old_name;
    }

    void flag(const std::string& name, std::string_view id, bool& out) {
        const Value* value = options_.find(name);
        if (value == nullptr) return;
        if (value->kind != Value::Kind::kBoolean) refuse(name, "should be a bool.", id);
        out = value->boolean;
    }

    // Up to 3.14, a text is the sequence of its characters.
    [[nodiscard]] std::optional<std::vector<Value>> sequence(const std::string& name) const {
        const Value* value = options_.find(name);
        if (value == nullptr) return std::nullopt;
        if (value->is_list()) return value->items;
        if (!value->is_text() || version_ != DjangoCorsVersion::kCredentialsForAll) return std::nullopt;
        return python::characters(value->text);
    }

    void texts(const std::string& name, std::string_view id, std::vector<std::string>& out) {
        const auto items = sequence(name);
        if (options_.find(name) == nullptr) return;
        const auto is_text = [](const Value& item) { return item.is_text(); };
        const bool sound = items && std::all_of(items->begin(), items->end(), is_text);
        if (!sound) return refuse(name, "should be a sequence of strings.", id);
        out.clear();
        for (const Value& item : *items) out.push_back(item.text);
    }

    // The check itself raises where an origin cannot be split.
    void origins(const std::string& name) {
        const Value* value = options_.find(name);
        const bool text = value != nullptr && value->is_text() && !value->text.empty();
        if (text) refuse(name, "should be a sequence of strings, not a string.", "E013");
        texts(name, "E006", settings_.origins);
        for (std::size_t i = 0; i < settings_.origins.size() && !settings_.fault; ++i) {
            if (split_url(settings_.origins[i])) continue;
            const std::string path = "/" + name + "/" + std::to_string(i);
            settings_.fault = Fault{FaultCode::kThrowsAtSetup, path, "ValueError: no URL: " + settings_.origins[i]};
        }
    }

    void max_age() {
        const Value* value = options_.find("CORS_PREFLIGHT_MAX_AGE");
        if (value == nullptr) return;
        const bool whole =
            value->kind == Value::Kind::kBoolean || (value->kind == Value::Kind::kInteger && value->integer >= 0);
        if (!whole) refuse("CORS_PREFLIGHT_MAX_AGE", "should be an integer greater than or equal to zero.", "E004");
        settings_.max_age = *value;
    }

    void origin_regexes(const std::string& name) {
        const auto items = sequence(name);
        if (options_.find(name) == nullptr) return;
        const auto fits = [](const Value& item) { return item.is_text() || item.is_regex(); };
        const bool sound = items && std::all_of(items->begin(), items->end(), fits);
        if (!sound) return refuse(name, "should be a sequence of strings and/or compiled regexes.", "E007");
        settings_.regexes = *items;
        settings_.regexes_path = "/" + name;
    }

    DjangoCorsVersion version_;
    const Value& options_;
    DjangoSettings settings_;
};

bool is_scheme_character(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// _check_bracketed_netloc: what stands in front of the bracket, and what in it.
bool is_sound_netloc(std::string_view netloc) {
    std::string_view host = netloc.substr(netloc.rfind('@') + 1);
    const std::size_t open = host.find('[');
    if (open == std::string_view::npos) return false;
    if (open > 0) return false;
    const std::size_t close = host.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view port = host.substr(close + 1);
    if (!port.empty() && port.front() != ':') return false;
    host = host.substr(1, close - 1);
    if (!host.starts_with("v")) return parse_ipv6(host).has_value();
    const std::size_t dot = host.find('.');
    const std::string_view version = host.substr(1, dot - 1);
    return dot != std::string_view::npos && dot > 1 && dot + 1 < host.size() &&
           version.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

DjangoSettings read_django_settings(DjangoCorsVersion version, const Value& options) {
    return Reader(version, options).run();
}

std::optional<SplitUrl> split_url(std::string_view text) {
    std::string url;
    const auto is_shown = [](char c) { return static_cast<unsigned char>(c) > 0x20; };
    const auto first = std::find_if(text.begin(), text.end(), is_shown);
    for (const char c : text.substr(static_cast<std::size_t>(first - text.begin()))) {
        if (c != '\t' && c != '\r' && c != '\n') url += c;
    }
    SplitUrl out;
    const std::size_t colon = url.find(':');
    const bool named = colon != std::string::npos && colon > 0 && is_scheme_character(url[0]) &&
                       std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), is_scheme_character);
    if (named && (url[0] > '9')) {
        out.scheme = byte_lowercase(url.substr(0, colon));
        url.erase(0, colon + 1);
    }
    if (url.substr(0, 2) != "//") return out;
    out.netloc = url.substr(2, url.find_first_of("/?#", 2) - 2);
    const bool opens = out.netloc.find('[') != std::string::npos;
    const bool closes = out.netloc.find(']') != std::string::npos;
    if (opens != closes || (opens && !is_sound_netloc(out.netloc))) return std::nullopt;
    return out;
}

}  // namespace corslab::middleware
