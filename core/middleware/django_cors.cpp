#include "core/middleware/django_cors.h"

#include "core/http/grammar.h"
#include "core/middleware/django_settings.h"
#include "core/middleware/list_text.h"
#include "core/middleware/python_value.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/reply_headers.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr int kServerError = 500;

class DjangoCors {
  public:
    DjangoCors(DjangoCorsVersion version, const DjangoSettings& settings, const Request& request,
               const Handler& handler)
        : version_(version),
          settings_(settings),
          request_(request),
          handler_(handler),
          origin_(request_header(request.headers, "Origin").value_or("")) {}

    Simulated run() {
        Reply reply = answer();
        if (!raised_ && enabled_) add_to(reply);
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        if (fault_) return {std::nullopt, *fault_};
        if (raised_) return {Reply{kServerError, {}, "", reply.handler_ran}, {}};
        return {std::move(reply), {}};
    }

  private:
    // The preflight's empty answer, or the view's. A response of Django holds each name once: the last value counts.
    Reply answer() {
        const std::string path = python::unquote(request_.path);
        enabled_ = matches(settings_.urls_regex, path, "/CORS_URLS_REGEX");
        if (raised_) return {};
        const auto method = request_header(request_.headers, "Access-Control-Request-Method");
        Reply reply;
        if (enabled_ && request_.method == "OPTIONS" && method) {
            reply.headers.push_back({spelt("Content-Length"), "0"});
            return reply;
        }
        reply = {handler_.status, {}, handler_.body, true};
        for (Header& header : sent_headers(handler_.headers)) {
            set_header(reply.headers, header.name, std::move(header.value));
        }
        return reply;
    }

    // re.match(); what Python refuses is raised.
    bool matches(const Value& pattern, const std::string& text, const std::string& path) {
        if (raised_) return false;
        const auto compiled = regex::compile(pattern.text, pattern.flags, regex::Flavour::kPython);
        raised_ = !compiled.regex && compiled.fault.kind != regex::Fault::Kind::kUnsupported;
        if (raised_) return false;
        return regexes_.matches(pattern.text, pattern.flags, text, path, RegexOptions::Anchor::kStart);
    }

    [[nodiscard]] std::string spelt(std::string_view name) const {
        return version_ == DjangoCorsVersion::kLowerCaseNames ? byte_lowercase(name) : std::string(name);
    }

    void set(Reply& reply, std::string_view name, const std::string& text) {
        auto bytes = to_latin1(text);
        if ((!bytes || !is_one_line(*bytes)) && !fault_) {
            fault_ = Fault{FaultCode::kUnencodable, "", std::string(name) + ": " + text};
        }
        set_header(reply.headers, spelt(name), bytes.value_or(""));
    }

    // patch_vary_headers
    void patch_vary(Reply& reply) const {
        const Header* vary = find_header(reply.headers, "Vary");
        std::vector<std::string> names;
        if (vary != nullptr) names = split_list(vary->value);
        if (!contains_name(names, "Origin")) names.push_back(spelt("Origin"));
        set_header(reply.headers, "Vary", contains_text(names, "*") ? "*" : join_texts(names, ", "));
    }

    // process_response, or add_response_headers
    void add_to(Reply& reply) {
        patch_vary(reply);
        if (origin_.empty()) return;
        const auto url = split_url(origin_);
        if (!url) return;
        const bool early = version_ == DjangoCorsVersion::kCredentialsForAll;
        if (early && settings_.credentials) set(reply, "Access-Control-Allow-Credentials", "true");
        if (!settings_.all_origins && !is_found(*url)) return;
        const bool star = settings_.all_origins && !settings_.credentials;
        set(reply, "Access-Control-Allow-Origin", star ? "*" : origin_);
        if (!early && settings_.credentials) set(reply, "Access-Control-Allow-Credentials", "true");
        if (!settings_.exposed.empty())
            set(reply, "Access-Control-Expose-Headers", join_texts(settings_.exposed, ", "));
        if (request_.method == "OPTIONS") {
            set(reply, "Access-Control-Allow-Headers", join_texts(settings_.headers, ", "));
            set(reply, "Access-Control-Allow-Methods", join_texts(settings_.methods, ", "));
            if (python::truth(settings_.max_age)) {
                set(reply, "Access-Control-Max-Age", python::str(settings_.max_age));
            }
        }
        const auto network = request_header(request_.headers, "Access-Control-Request-Private-Network");
        if (settings_.private_network && network == "true") {
            set(reply, "Access-Control-Allow-Private-Network", "true");
        }
    }

    // origin_found_in_white_lists
    bool is_found(const SplitUrl& url) {
        const auto& origins = settings_.origins;
        if (origin_ == "null" && contains_text(origins, "null")) return true;
        bool listed = false;
        for (const std::string& origin : origins) {
            const auto own = split_url(origin);
            listed = listed || (own->scheme == url.scheme && own->netloc == url.netloc);
        }
        if (listed) return true;
        for (std::size_t i = 0; i < settings_.regexes.size(); ++i) {
            const std::string path = settings_.regexes_path + "/" + std::to_string(i);
            if (matches(settings_.regexes[i], origin_, path)) return true;
        }
        return false;
    }

    DjangoCorsVersion version_;
    const DjangoSettings& settings_;
    const Request& request_;
    const Handler& handler_;
    std::string origin_;
    bool enabled_ = false;
    bool raised_ = false;  // Django's error page takes the place of everything.
    RegexOptions regexes_{regex::Flavour::kPython};
    std::optional<Fault> fault_;
};

}  // namespace

Simulated django_cors(DjangoCorsVersion version, const Value& options, const Request& request, const Handler& handler) {
    const DjangoSettings settings = read_django_settings(version, options);
    if (settings.fault) return {std::nullopt, *settings.fault};
    return DjangoCors(version, settings, request, handler).run();
}

}  // namespace corslab::middleware
