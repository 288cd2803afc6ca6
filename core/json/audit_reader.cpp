#include "core/audit/probes.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"
#include "core/json/audit.h"
#include "core/json/audit_scenario.h"
#include "core/json/middleware_reader.h"
#include "core/url/origin.h"

namespace corslab {
namespace {

constexpr std::size_t kMaxOrigins = 100;

// Reads answers and middleware documents. The first fault is kept.
class AuditReader {
  public:
    std::optional<InputError> error;

    audit::Exchange read_answers(const JsonTree& document) {
        audit::Exchange exchange;
        exchange.request = read_request(document);
        if (const JsonTree* origin = document.member("origin")) {
            exchange.request.origin = read_origin(*origin, "/origin");
            exchange.asked = true;
        }
        const JsonTree& answers = *document.member("answers");
        if (!expect_object(answers, "/answers")) return exchange;
        exchange.preflight = read_answer(answers, "preflight", audit::AnswerKind::kPreflight);
        exchange.response = read_answer(answers, "response", audit::AnswerKind::kResponse);
        if (!exchange.preflight && !exchange.response) {
            fail("missing", "/answers", "expected the field \"preflight\", \"response\" or both");
        }
        return exchange;
    }

    audit::Policy read_policy(const JsonTree& document) {
        audit::Policy policy;
        policy.at = "/middleware";
        policy.request = read_request(document);
        const JsonTree& setup = *document.member("middleware");
        policy.setup = middleware_.read_setup(setup, policy.at);
        policy.has_options = setup.member("options") != nullptr;
        if (const JsonTree* handler = document.member("handler")) {
            policy.handler = middleware_.read_handler(*handler, "/handler");
        }
        if (const JsonTree* path = document.member("path")) policy.path = read_path(*path);
        if (const JsonTree* origins = document.member("origins")) read_origins(*origins, policy);
        take_error();
        return policy;
    }

  private:
    void fail(std::string_view code, const std::string& path, std::string message) {
        if (!error) error = InputError{std::string(code), path, std::move(message), std::nullopt};
    }

    void take_error() {
        if (!error && middleware_.error) error = std::move(middleware_.error);
    }

    void wrong_type(const JsonTree& value, const std::string& path, std::string_view expected) {
        fail("wrong-type", path, "expected " + std::string(expected) + ", found " + std::string(value.type_name()));
    }

    bool expect_object(const JsonTree& value, const std::string& path) {
        if (!value.is_object()) wrong_type(value, path, "an object");
        return value.is_object();
    }

    std::string read_text(const JsonTree& value, const std::string& path) {
        const auto* text = value.string();
        if (text == nullptr) wrong_type(value, path, "a string");
        return text != nullptr ? *text : std::string();
    }

    std::string read_origin(const JsonTree& value, const std::string& path) {
        std::string origin = read_text(value, path);
        if (!error && origin != "null" && !audit::is_sendable(origin)) {
            fail("bad-origin", path,
                 "\"" + origin + "\" is no origin as browsers send it; expected one such as https://app.example.com");
        }
        return origin;
    }

    void read_origins(const JsonTree& value, audit::Policy& policy) {
        if (!value.is_array()) return wrong_type(value, "/origins", "an array");
        if (value.size() > kMaxOrigins) {
            return fail(
                "too-many", "/origins",
                std::to_string(value.size()) + " origins; at most " + std::to_string(kMaxOrigins) + " are read");
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string path = "/origins/" + std::to_string(i);
            policy.origins.push_back({read_origin(value.at(i), path), path});
        }
    }

    std::string read_path(const JsonTree& value) {
        JsonTree request = JsonTree::object();
        request["path"] = value;
        return middleware_.read_request(request, "").path;
    }

    // Everything that is known beside the answers; all of it may be missing.
    audit::Request read_request(const JsonTree& document) {
        audit::Request request;
        if (const JsonTree* url = document.member("url")) {
            const std::string text = read_text(*url, "/url");
            request.url = parse_url(text);
            if (!error && !request.url) {
                fail("bad-url", "/url",
                     "\"" + text + "\" is no URL; expected an absolute one, such as https://api.example.com/items");
            }
        }
        if (const JsonTree* method = document.member("method")) request.method = read_method(*method, "/method");
        const JsonTree* given = document.member("request");
        if (given == nullptr || !expect_object(*given, "/request")) return request;
        request.at = "/request";
        request.method = "GET";
        request.credentials = false;
        if (const JsonTree* method = given->member("method")) request.method = read_method(*method, "/request/method");
        if (const JsonTree* credentials = given->member("credentials")) {
            const std::string mode = read_text(*credentials, "/request/credentials");
            request.credentials = mode == "include";
            if (mode != "include" && mode != "omit" && mode != "same-origin") {
                fail("unknown-value", "/request/credentials",
                     "\"" + mode + "\" is not known here; expected one of: same-origin, include, omit");
            }
        }
        request.headers.emplace();
        if (const JsonTree* headers = given->member("headers")) {
            JsonTree answer = JsonTree::object();
            answer["headers"] = *headers;
            const auto read = middleware_.read_handler(answer, "/request");
            request.headers = audit_lines(read.headers, "/request/headers");
        }
        take_error();
        return request;
    }

    std::string read_method(const JsonTree& value, const std::string& path) {
        const std::string method = read_text(value, path);
        JsonTree request = JsonTree::object();
        request["method"] = value;
        request["path"] = JsonTree(std::string("/"));
        const std::string parent = path.substr(0, path.rfind('/'));
        const auto read = middleware_.read_request(request, parent);
        take_error();
        return normalize_method(read.method);
    }

    std::optional<audit::Answer> read_answer(const JsonTree& answers, const char* name, audit::AnswerKind kind) {
        const JsonTree* value = answers.member(name);
        if (value == nullptr || value->is_null()) return std::nullopt;
        const std::string path = std::string("/answers/") + name;
        const auto read = middleware_.read_handler(*value, path);
        if (value->is_object()) middleware_.required(*value, path, "status");
        take_error();
        return audit_answer(kind, read.status, read.headers, path);
    }

    MiddlewareReader middleware_;
};

Result<AuditInput> read_by_kind(const JsonTree& document, std::string_view text) {
    if (!document.is_object()) {
        return {std::nullopt,
                {"wrong-type", "", "expected an object, found " + std::string(document.type_name()), std::nullopt}};
    }
    AuditInput input;
    AuditReader reader;
    if (document.member("answers") != nullptr) {
        input.exchanges.push_back(reader.read_answers(document));
    } else if (document.member("middleware") != nullptr) {
        input.policies.push_back(reader.read_policy(document));
    } else if (document.member("page") != nullptr || document.member("server") != nullptr) {
        return read_audit_scenario(document, text);
    } else {
        return {std::nullopt,
                {"missing", "",
                 "expected a scenario (with \"page\", \"request\" and \"server\"), or the field \"answers\" or "
                 "\"middleware\"",
                 std::nullopt}};
    }
    if (reader.error) return {std::nullopt, std::move(*reader.error)};
    return {std::move(input), {}};
}

}  // namespace

std::vector<audit::Line> audit_lines(const std::vector<Header>& headers, const std::string& path) {
    std::vector<audit::Line> lines;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const std::string at = path + "/" + std::to_string(i);
        lines.push_back({headers[i], at + "/0", at + "/1"});
    }
    return lines;
}

audit::Answer audit_answer(audit::AnswerKind kind, int status, const std::vector<Header>& headers,
                           const std::string& path) {
    return {kind, status, audit_lines(headers, path + "/headers"), path, path, path + "/status"};
}

Result<AuditInput> read_audit_input(std::string_view document) {
    const Result<JsonTree> tree = parse_tree(document);
    if (!tree.value) return {std::nullopt, tree.error};
    return read_by_kind(*tree.value, document);
}

}  // namespace corslab
