#include "core/fetch/request_constructor.h"

#include "core/fetch/checks.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"

namespace corslab {
namespace {

std::string_view mode_name(Mode mode) {
    switch (mode) {
        case Mode::kSameOrigin:
            return "same-origin";
        case Mode::kNoCors:
            return "no-cors";
        case Mode::kCors:
            return "cors";
        case Mode::kNavigate:
            return "navigate";
    }
    return {};
}

// Notes a TypeError about one field of the request.
bool throw_type_error(FetchParams& params, Finding finding, std::string_view field, const std::string& value,
                      std::vector<std::string> args) {
    params.fail(finding).item = value;
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = std::move(args);
        step.evidence.push_back({std::string(field), value, value, params.init.at + "/" + std::string(field)});
    });
    return false;
}

// Steps 5.1 to 5.4 for a URL given as a string.
bool set_url(FetchParams& params) {
    const RequestInit& init = params.init;
    const Url& base = params.session.scenario.page.url;
    // 5.1 Resolved against the page's URL.
    auto url = parse_given_url(init.url, base, params.session.profile);
    // 5.2 No URL.
    if (!url) return throw_type_error(params, Finding::kRequestUrlUnparsable, "url", init.url, {init.url});
    // 5.3 A URL with a user name or password.
    if (includes_credentials(*url)) {
        return throw_type_error(params, Finding::kRequestUrlCredentials, "url", init.url, {init.url});
    }
    params.trace.add(Finding::kRequestUrlParsed, [&](StepRecord& step) {
        step.args = {serialize_url(*url)};
        step.evidence.push_back({"url", init.url, "", init.at + "/url"});
    });
    // 5.4 The request's only URL so far.
    params.request.url_list.push_back(std::move(*url));
    return true;
}

void note_method(FetchParams& params, const std::string& normalized) {
    const std::string& method = params.init.method;
    Finding finding = Finding::kRequestMethodValid;
    if (normalized != method) {
        finding = Finding::kRequestMethodNormalized;
    } else if (byte_uppercase(method) != method) {
        finding = Finding::kRequestMethodCaseKept;
    }
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = {method, finding == Finding::kRequestMethodCaseKept ? byte_uppercase(method) : normalized};
        step.evidence.push_back({"method", method, method, params.init.at + "/method"});
    });
}

// Step 25.
bool set_method(FetchParams& params) {
    const std::string& method = params.init.method;
    // 25.2 Malformed or forbidden.
    if (!is_token(method)) {
        return throw_type_error(params, Finding::kRequestMethodMalformed, "method", method, {method, ""});
    }
    if (is_forbidden_method(method)) {
        return throw_type_error(params, Finding::kRequestMethodForbidden, "method", method, {method, ""});
    }
    // 25.3-25.4 Some are put into upper case.
    params.request.method = normalize_method(method);
    note_method(params, params.request.method);
    return true;
}

void note_header(FetchParams& params, Finding finding, const Header& header) {
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = {isomorphic_decode(header.name), isomorphic_decode(header.value)};
        step.evidence.push_back({step.args[0], step.args[1], "", params.init.at + "/headers"});
    });
}

// Whether (name, value) may be appended. Nothing where it throws.
// https://fetch.spec.whatwg.org/#headers-validate
std::optional<bool> validate_header(FetchParams& params, const Header& header) {
    // 1. Malformed names and values throw.
    const bool name_ok = is_token(header.name);
    if (!name_ok || !is_header_value(header.value)) {
        Failure& failure = params.fail(name_ok ? Finding::kRequestHeaderBadValue : Finding::kRequestHeaderBadName);
        failure.item = isomorphic_decode(header.name);
        failure.value = header.value;
        note_header(params, failure.finding, header);
        return std::nullopt;
    }
    if (params.session.profile.drops_user_agent && equals_ignoring_case(header.name, "user-agent")) {
        note_header(params, Finding::kRequestHeaderForbidden, header);
        return false;
    }
    // 3. Guard "request": forbidden headers are dropped.
    if (params.request.mode != Mode::kNoCors && is_forbidden_request_header(header)) {
        const bool by_value = !is_forbidden_request_header({header.name, ""});
        note_header(params, by_value ? Finding::kRequestHeaderForbiddenOverride : Finding::kRequestHeaderForbidden,
                    header);
        return false;
    }
    return true;
}

// https://fetch.spec.whatwg.org/#concept-headers-append
bool append_header(FetchParams& params, const Header& given) {
    HeaderList& list = params.request.header_list;
    // 1. Normalise.
    const Header header{given.name, std::string(normalize_header_value(given.value))};
    // 2. Validate.
    const std::optional<bool> valid = validate_header(params, header);
    if (!valid) return false;
    if (!*valid) return true;
    // 3. Guard "request-no-cors": together with what is there it has to be safelisted.
    if (params.request.mode == Mode::kNoCors) {
        const std::optional<std::string> present = list.get(header.name);
        const std::string combined = present ? *present + ", " + header.value : header.value;
        // Only the limit on bytes may differ from the Standard's here: client hints are for CORS alone.
        SafelistRules rules;
        rules.ascii_only = params.session.profile.safelist.ascii_only;
        if (!is_no_cors_safelisted_request_header({header.name, combined}, rules)) {
            note_header(params, Finding::kRequestHeaderNoCors, header);
            return true;
        }
    }
    // 4. Append. (5. Range never gets this far in a no-cors request.)
    list.append(header.name, header.value);
    return true;
}

// Step 32 (the guard) and step 33 (the headers).
bool set_headers(FetchParams& params) {
    const Request& request = params.request;
    if (request.mode == Mode::kNoCors && !is_cors_safelisted_method(request.method)) {
        throw_type_error(params, Finding::kRequestMethodNoCors, "method", params.init.method, {request.method, ""});
        params.failure->item = request.method;
        return false;
    }
    for (const Header& header : params.init.headers) {
        if (!append_header(params, header)) return false;
    }
    return true;
}

// Steps 35 to 42, for a body that is a string.
bool set_body(FetchParams& params) {
    Request& request = params.request;
    const std::optional<std::string>& body = params.init.body;
    if (!body) return true;
    // 35. GET and HEAD take none.
    if (request.method == "GET" || request.method == "HEAD") {
        return throw_type_error(params, Finding::kRequestBodyWithGet, "body", *body, {request.method, ""});
    }
    // 37.4 A string has a type of its own.
    constexpr std::string_view kType = "text/plain;charset=UTF-8";
    if (!request.header_list.contains("Content-Type")) {
        request.header_list.append("Content-Type", kType);
        params.trace.add(Finding::kRequestBodyTypeAdded, [&](StepRecord& step) {
            step.args = {request.method, std::string(kType)};
            step.evidence.push_back({"body", *body, "", params.init.at + "/body"});
        });
    }
    // 42.
    request.body = body;
    return true;
}

}  // namespace

bool construct_request(FetchParams& params) {
    Request& request = params.request;
    const RequestInit& init = params.init;
    // 5. The URL.
    if (!set_url(params)) return false;
    // 16.-17. The mode.
    if (init.mode == Mode::kNavigate) {
        return throw_type_error(params, Finding::kRequestModeNavigate, "mode", "navigate",
                                {std::string(mode_name(init.mode))});
    }
    request.mode = init.mode;
    // 18.-22. Credentials and redirect mode.
    request.credentials_mode = init.credentials;
    request.redirect_mode = init.redirect;
    return set_method(params) && set_headers(params) && set_body(params);
}

}  // namespace corslab
