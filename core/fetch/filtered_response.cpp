#include <algorithm>
#include <array>

#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"
#include "core/http/grammar.h"

namespace corslab {
namespace {

// https://fetch.spec.whatwg.org/#forbidden-response-header-name
bool is_forbidden_response_header_name(std::string_view name) {
    return equals_ignoring_case(name, "set-cookie") || equals_ignoring_case(name, "set-cookie2");
}

// https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
bool is_cors_safelisted_response_header_name(std::string_view name, const std::vector<std::string>& list) {
    static constexpr std::array<std::string_view, 7> kSafelist{
        "cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"};
    const auto same = [&](std::string_view other) { return equals_ignoring_case(name, other); };
    return std::any_of(kSafelist.begin(), kSafelist.end(), same) ||
           (std::any_of(list.begin(), list.end(), same) && !is_forbidden_response_header_name(name));
}

// https://fetch.spec.whatwg.org/#null-body-status
bool is_null_body_status(int status) {
    return status == 101 || status == 103 || status == 204 || status == 205 || status == 304;
}

// https://fetch.spec.whatwg.org/#concept-filtered-response-basic and #concept-filtered-response-cors
std::vector<Header> visible_headers(FetchParams& params, const Response& response) {
    std::vector<std::string> hidden;
    std::vector<Header> visible;
    for (Header& header : response.header_list.sort_and_combine()) {
        const bool shown = response.type == ResponseType::kCors ? is_cors_safelisted_response_header_name(
                                                                      header.name, response.cors_exposed_header_names)
                                                                : !is_forbidden_response_header_name(header.name);
        if (shown) {
            visible.push_back(std::move(header));
        } else if (params.trace.is_on() && !header.name.starts_with("access-control-") &&
                   !is_forbidden_response_header_name(header.name)) {
            hidden.push_back(header.name);
        }
    }
    if (!hidden.empty()) {
        params.trace.add(Finding::kResponseHeadersHidden, [&](StepRecord& step) {
            step.args = {join(hidden, ", ")};
            for (const std::string& name : hidden) {
                step.evidence.push_back({name, isomorphic_decode(response.header_list.get(name).value_or("")), "",
                                         response.answer.pointer("/headers")});
            }
        });
    }
    return visible;
}

bool can_have_body(const FetchParams& params, const Response& response) {
    const bool exempt = response.status == 205 && !params.session.profile.reset_content_has_no_body;
    return params.request.method != "HEAD" && (!is_null_body_status(response.status) || exempt);
}

std::string visible_body(FetchParams& params, const Response& response) {
    const std::string& method = params.request.method;
    const bool head = method == "HEAD";
    if (can_have_body(params, response)) {
        // A script's text() drops a byte order mark. https://encoding.spec.whatwg.org/#utf-8-decode
        return response.body.starts_with("\xEF\xBB\xBF") ? response.body.substr(3) : response.body;
    }
    params.trace.add(head ? Finding::kResponseBodyHead : Finding::kResponseBodyStatus, [&](StepRecord& step) {
        step.args = {method, std::to_string(response.status)};
    });
    return {};
}

// Not of the Standard: the list's items up to the first that is no token.
std::vector<std::string> tokens_before_bad_one(std::string_view list) {
    std::vector<std::string> tokens;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const std::string_view item = normalize_header_value(list.substr(0, comma));
        if (!item.empty() && !is_token(item)) break;
        if (!item.empty()) tokens.emplace_back(item);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return tokens;
}

void note_response(FetchParams& params, Finding finding, const Response& response) {
    params.trace.add(finding, [&](StepRecord& step) { step.args = {std::to_string(response.status)}; });
}

}  // namespace

void set_cors_exposed_header_names(FetchParams& params, Response& response) {
    constexpr std::string_view kExpose = "Access-Control-Expose-Headers";
    // 1. The list of names.
    ExtractedValues header_names = extract_token_values(kExpose, response.header_list);
    const bool include = params.request.credentials_mode == CredentialsMode::kInclude;
    if (header_names.is_failure() && params.session.profile.expose_list_ends_at_bad_token) {
        header_names.values = tokens_before_bad_one(response.header_list.get(kExpose).value_or(""));
    }
    const bool wildcard = header_names.contains("*");
    if (header_names.is_null()) return;
    if (header_names.is_failure() && (!wildcard || include)) header_names.values.clear();
    Finding finding = Finding::kExposeHeadersListed;
    if (header_names.is_failure()) finding = Finding::kExposeHeadersMalformed;
    if (wildcard) finding = include ? Finding::kExposeHeadersWildcardCredentials : Finding::kExposeHeadersWildcard;
    params.trace.add(finding, [&](StepRecord& step) {
        const std::string value = isomorphic_decode(response.header_list.get(kExpose).value_or(""));
        step.args = {value};
        step.evidence.push_back(
            {std::string(kExpose), value, wildcard ? "*" : value, response.answer.pointer("/headers")});
    });
    // 2. The wildcard stands for every name, without credentials.
    if (wildcard && !include) {
        header_names.values.clear();
        for (const Header& header : response.header_list.headers()) header_names.values.push_back(header.name);
    }
    // 3. Otherwise the names themselves; a list that does not parse exposes nothing.
    if (wildcard && include && params.session.profile.wildcard_exposes_accept)
        header_names.values.emplace_back("accept");
    response.cors_exposed_header_names = std::move(header_names.values);
}

VisibleResponse filtered_response(FetchParams& params, const Response& response) {
    VisibleResponse visible;
    visible.type = response.type;
    // https://fetch.spec.whatwg.org/#concept-filtered-response-opaque
    if (response.type == ResponseType::kOpaque) {
        note_response(params, Finding::kResponseOpaque, response);
        return visible;
    }
    // https://fetch.spec.whatwg.org/#dom-response-url and #dom-response-redirected
    visible.url = serialize_url(response.url_list.back(), Fragment::kExclude);
    visible.redirected = response.url_list.size() > 1;
    // https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
    if (response.type == ResponseType::kOpaqueRedirect) {
        note_response(params, Finding::kResponseOpaqueRedirect, response);
        const bool keeps = params.session.profile.opaque_redirect_keeps_body &&
                           response.header_list.get("Location").value_or("").empty();
        if (keeps) visible.body = visible_body(params, response);
        return visible;
    }
    visible.status = response.status;
    visible.headers = visible_headers(params, response);
    visible.body = visible_body(params, response);
    if (response.truncated && can_have_body(params, response)) {
        visible.body.clear();
        visible.body_error = true;
        note_response(params, Finding::kResponseBodyCutOff, response);
    }
    note_response(params, response.type == ResponseType::kCors ? Finding::kResponseCors : Finding::kResponseBasic,
                  response);
    return visible;
}

}  // namespace corslab
