#include "core/middleware/starlette.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/python_value.h"
#include "core/middleware/regex_options.h"
#include "core/middleware/reply_headers.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kMethods[] = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};
constexpr std::string_view kSafelisted[] = {"Accept", "Accept-Language", "Content-Language", "Content-Type"};

// What CORSMiddleware's constructor makes of its arguments.
struct StarletteSetup {
    Value origins = Value::of_list({});
    Value methods = Value::of_list({Value::of_text("GET")});
    std::vector<std::string> headers;  // Sorted, as given.
    bool all_origins = false;
    bool all_headers = false;
    bool credentials = false;
    bool private_network = false;
    std::optional<Value> regex;
    std::string methods_text;
    std::optional<std::string> exposed;
    std::string max_age = "600";
    std::optional<Fault> fault;
};

// The first header of that name alone: Starlette's Headers.get().
std::optional<std::string> first_header(const std::vector<Header>& headers, std::string_view name) {
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name)) return isomorphic_decode(normalize_header_value(header.value));
    }
    return std::nullopt;
}

// `item in value`: of a text, a part of it.
bool contains(const Value& value, const std::string& item) {
    if (value.is_text()) return value.text.find(item) != std::string::npos;
    const auto items = python::items_of(value);
    return items && std::any_of(items->begin(), items->end(), [&](const Value& one) { return one.is_text(item); });
}

// What a loop goes through: of a text, its characters.
std::optional<std::vector<Value>> loop_over(const Value& value) {
    return value.is_text() ? python::characters(value.text) : python::items_of(value);
}

// `", ".join(value)`; nothing where that raises.
std::optional<std::string> join(const Value& value) {
    const auto items = loop_over(value);
    if (!items) return std::nullopt;
    std::string out;
    for (const Value& item : *items) {
        if (!item.is_text()) return std::nullopt;
        out += (&item == items->data() ? "" : ", ") + item.text;
    }
    return out;
}

class SetUp {
  public:
    StarletteSetup run(StarletteVersion version, const Value& options) {
        setup_.fault = regex_fault(options, "", regex::Flavour::kPython);
        for (const auto& [name, value] : options.members) take(version, name, value);
        if (contains(setup_.methods, "*")) {
            std::vector<Value> all;
            for (const std::string_view method : kMethods) all.push_back(Value::of_text(std::string(method)));
            setup_.methods = Value::of_list(std::move(all));
        }
        const auto text = join(setup_.methods);
        if (!text) fail("/allow_methods", "expected a sequence of strings");
        setup_.methods_text = text.value_or("");
        for (const std::string_view name : kSafelisted) setup_.headers.emplace_back(name);
        std::sort(setup_.headers.begin(), setup_.headers.end());
        setup_.headers.erase(std::unique(setup_.headers.begin(), setup_.headers.end()), setup_.headers.end());
        return std::move(setup_);
    }

  private:
    void fail(const std::string& path, std::string detail) {
        if (!setup_.fault) setup_.fault = Fault{FaultCode::kThrowsAtSetup, path, std::move(detail)};
    }

    void take(StarletteVersion version, const std::string& name, const Value& value) {
        const std::string path = "/" + escape_pointer(name);
        const bool iterable = value.is_text() || python::items_of(value).has_value();
        if (name == "allow_origins" || name == "allow_methods") {
            if (!iterable) return fail(path, "the value is not iterable");
            if (name == "allow_origins") setup_.all_origins = contains(value, "*");
            (name == "allow_origins" ? setup_.origins : setup_.methods) = value;
        } else if (name == "allow_headers") {
            take_headers(value, path);
        } else if (name == "allow_credentials") {
            setup_.credentials = python::truth(value);
        } else if (name == "allow_origin_regex") {
            take_regex(value, path);
        } else if (name == "expose_headers") {
            if (!python::truth(value)) return;
            const auto text = join(value);
            if (!text) fail(path, "expected a sequence of strings");
            setup_.exposed = text;
        } else if (name == "max_age") {
            setup_.max_age = python::str(value);
        } else if (name == "allow_private_network" && version == StarletteVersion::kReflectsCredentials) {
            setup_.private_network = python::truth(value);
        } else {
            fail(path, "unexpected keyword argument");
        }
    }

    void take_headers(const Value& value, const std::string& path) {
        const auto items = loop_over(value);
        if (!items) return fail(path, "the value is not iterable");
        setup_.all_headers = contains(value, "*");
        for (const Value& item : *items) {
            if (!item.is_text()) return fail(path, "the names cannot be sorted");
            setup_.headers.push_back(item.text);
        }
    }

    void take_regex(const Value& value, const std::string& path) {
        if (value.kind == Value::Kind::kNull) return;
        if (!value.is_text() && !value.is_regex())
            return fail(path, "first argument must be string or compiled pattern");
        setup_.regex = value;
        setup_.regex->kind = Value::Kind::kRegex;
        if (!setup_.fault) setup_.fault = regex_fault(*setup_.regex, path, regex::Flavour::kPython);
    }

    StarletteSetup setup_;
};

class Starlette {
  public:
    Starlette(StarletteVersion version, const StarletteSetup& setup, const Request& request, const Handler& handler)
        : version_(version), setup_(setup), request_(request), handler_(handler) {}

    Simulated run() {
        const auto origin = first_header(request_.headers, "Origin");
        const auto method = first_header(request_.headers, "Access-Control-Request-Method");
        Reply reply;
        if (origin && request_.method == "OPTIONS" && method) {
            answer_preflight(*origin, *method, reply);
        } else {
            reply = {handler_.status, sent_headers(handler_.headers), handler_.body, true};
            for (Header& header : reply.headers) header.name = byte_lowercase(header.name);
            if (origin) add_to(*origin, reply);
        }
        if (regexes_.fault()) return {std::nullopt, *regexes_.fault()};
        if (fault_) return {std::nullopt, *fault_};
        return {std::move(reply), {}};
    }

  private:
    void set(Reply& reply, std::string_view name, const std::string& text) {
        auto bytes = to_latin1(text);
        if ((!bytes || !is_one_line(*bytes)) && !fault_) {
            fault_ = Fault{FaultCode::kUnencodable, "", std::string(name) + ": " + text};
        }
        set_header(reply.headers, name, bytes.value_or(""));
    }

    bool is_allowed_origin(const std::string& origin) {
        if (setup_.all_origins) return true;
        const bool matched = setup_.regex && regexes_.matches(setup_.regex->text, setup_.regex->flags, origin,
                                                              "/allow_origin_regex", RegexOptions::Anchor::kBoth);
        return matched || contains(setup_.origins, origin);
    }

    [[nodiscard]] bool are_headers_allowed(const std::string& asked) const {
        std::size_t start = 0;
        while (start <= asked.size()) {
            const std::size_t comma = std::min(asked.find(',', start), asked.size());
            const std::string name = python::strip(python::lower(asked.substr(start, comma - start)));
            const bool known = std::any_of(setup_.headers.begin(), setup_.headers.end(),
                                           [&](const std::string& header) { return python::lower(header) == name; });
            if (!known) return false;
            start = comma + 1;
        }
        return true;
    }

    // preflight_response
    void answer_preflight(const std::string& origin, const std::string& method, Reply& reply) {
        std::string failures;
        const auto fails = [&](std::string_view what) {
            failures += (failures.empty() ? "Disallowed CORS " : ", ") + std::string(what);
        };
        const bool explicit_origin = !setup_.all_origins || setup_.credentials;
        if (explicit_origin) set(reply, "vary", "Origin");
        if (!explicit_origin) set(reply, "access-control-allow-origin", "*");
        set(reply, "access-control-allow-methods", setup_.methods_text);
        set(reply, "access-control-max-age", setup_.max_age);
        if (!setup_.all_headers) {
            std::string all;
            for (const std::string& name : setup_.headers) all += (&name == setup_.headers.data() ? "" : ", ") + name;
            set(reply, "access-control-allow-headers", all);
        }
        if (setup_.credentials) set(reply, "access-control-allow-credentials", "true");
        const bool allowed = is_allowed_origin(origin);
        if (!allowed) fails("origin");
        if (allowed && explicit_origin) set(reply, "access-control-allow-origin", origin);
        if (!contains(setup_.methods, method)) fails("method");
        const auto asked = first_header(request_.headers, "Access-Control-Request-Headers");
        if (asked && setup_.all_headers) set(reply, "access-control-allow-headers", *asked);
        if (asked && !setup_.all_headers && !are_headers_allowed(*asked)) fails("headers");
        if (version_ == StarletteVersion::kReflectsCredentials &&
            first_header(request_.headers, "Access-Control-Request-Private-Network")) {
            if (setup_.private_network) set(reply, "access-control-allow-private-network", "true");
            if (!setup_.private_network) fails("private-network");
        }
        constexpr int kBadRequest = 400;
        if (!failures.empty()) reply.status = kBadRequest;
        reply.body = failures.empty() ? "OK" : failures;
        set(reply, "content-length", std::to_string(reply.body.size()));
        set(reply, "content-type", "text/plain; charset=utf-8");
    }

    // send
    void add_to(const std::string& origin, Reply& reply) {
        if (setup_.all_origins) set(reply, "access-control-allow-origin", "*");
        if (setup_.credentials) set(reply, "access-control-allow-credentials", "true");
        if (setup_.exposed) set(reply, "access-control-expose-headers", *setup_.exposed);
        const bool reflects = version_ == StarletteVersion::kReflectsCookies
                                  ? first_header(request_.headers, "Cookie").has_value()
                                  : setup_.credentials;
        if (setup_.all_origins ? !reflects : !is_allowed_origin(origin)) return;
        set(reply, "access-control-allow-origin", origin);
        const Header* vary = find_header(reply.headers, "vary");
        const std::string before = vary != nullptr ? isomorphic_decode(vary->value) + ", " : "";
        set(reply, "vary", before + "Origin");
    }

    StarletteVersion version_;
    const StarletteSetup& setup_;
    const Request& request_;
    const Handler& handler_;
    RegexOptions regexes_{regex::Flavour::kPython};
    std::optional<Fault> fault_;
};

}  // namespace

Simulated starlette(StarletteVersion version, const Value& options, const Request& request, const Handler& handler) {
    const StarletteSetup setup = SetUp().run(version, options);
    if (setup.fault) return {std::nullopt, *setup.fault};
    return Starlette(version, setup, request, handler).run();
}

}  // namespace corslab::middleware
