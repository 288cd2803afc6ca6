#include "core/fetch/preflight_need.h"

#include <algorithm>
#include <array>

#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"

namespace corslab {
namespace {

Finding finding_of(Safelisting safelisting) {
    switch (safelisting) {
        case Safelisting::kValueTooLong:
            return Finding::kUnsafeHeaderLength;
        case Safelisting::kUnsafeByte:
            return Finding::kUnsafeHeaderByte;
        case Safelisting::kContentTypeInvalid:
            return Finding::kUnsafeHeaderContentTypeInvalid;
        case Safelisting::kContentTypeOther:
            return Finding::kUnsafeHeaderContentType;
        case Safelisting::kRangeInvalid:
            return Finding::kUnsafeHeaderRange;
        case Safelisting::kSafelisted:
            return Finding::kUnsafeHeaderTotal;
        case Safelisting::kNameNotSafelisted:
            break;
    }
    return Finding::kUnsafeHeaderName;
}

std::string part_that_decides(const Header& header, Safelisting safelisting) {
    if (safelisting == Safelisting::kUnsafeByte) {
        const std::size_t at = first_unsafe_byte(header);
        return at == std::string::npos ? header.value : header.value.substr(at, 1);
    }
    if (safelisting == Safelisting::kValueTooLong) return header.value.substr(128);
    return header.value;
}

void note_unsafe_header(FetchParams& params, const Header& header, const std::vector<std::string>& unsafe_names) {
    if (std::find(unsafe_names.begin(), unsafe_names.end(), byte_lowercase(header.name)) == unsafe_names.end()) return;
    if (params.request.default_accept && equals_ignoring_case(header.name, "accept")) return;
    const Safelisting safelisting = safelisting_of(header, params.session.profile.safelist);
    params.trace.add(finding_of(safelisting), [&](StepRecord& step) {
        step.args = {header.name, isomorphic_decode(header.value)};
        step.evidence.push_back({header.name, step.args[1], isomorphic_decode(part_that_decides(header, safelisting)),
                                 params.init.at + "/headers"});
    });
}

}  // namespace

bool needs_preflight(const Request& request, const std::vector<std::string>& unsafe_names) {
    return request.use_cors_preflight || !is_cors_safelisted_method(request.method) || !unsafe_names.empty();
}

void note_preflight_need(FetchParams& params, const std::vector<std::string>& unsafe_names) {
    if (!params.trace.is_on()) return;
    const Request& request = params.request;
    for (const Header& header : request.header_list.headers()) note_unsafe_header(params, header, unsafe_names);
    Finding finding = Finding::kPreflightNeededNo;
    if (!is_cors_safelisted_method(request.method)) {
        finding = unsafe_names.empty() ? Finding::kPreflightNeededMethod : Finding::kPreflightNeededBoth;
    } else if (!unsafe_names.empty()) {
        finding = Finding::kPreflightNeededHeaders;
    } else if (request.credentials_mode == CredentialsMode::kInclude) {
        finding = Finding::kPreflightNeededNoCredentials;
    }
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = {request.method, join(unsafe_names, ", ")};
        step.evidence.push_back({"method", request.method, request.method, params.init.at + "/method"});
    });
}

bool has_conditional_header(const HeaderList& headers) {
    constexpr std::array<std::string_view, 5> kNames{"If-Modified-Since", "If-None-Match", "If-Unmodified-Since",
                                                     "If-Match", "If-Range"};
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return headers.contains(name); });
}

std::string join(const std::vector<std::string>& items, std::string_view separator) {
    std::string out;
    for (const std::string& item : items) {
        if (&item != items.data()) out += separator;
        out += item;
    }
    return out;
}

}  // namespace corslab
