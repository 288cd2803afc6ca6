#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"

namespace corslab {
namespace {

auto about_url(const FetchParams& params) {
    return [&params](StepRecord& step) {
        const Url& url = params.request.current_url();
        step.args = {serialize_url(url), url.scheme};
        step.evidence.push_back({"url", step.args[0], url.scheme + ":", params.init.at + "/url"});
    };
}

Response local_response(std::string_view content_type, std::string body) {
    Response response;
    response.header_list.append("Content-Type", content_type);
    response.body = std::move(body);
    return response;
}

}  // namespace

Response scheme_fetch(FetchParams& params) {
    const Url& url = params.request.current_url();
    if (is_http_scheme(url.scheme)) return http_fetch(params, MakeCorsPreflight::kNo, {});
    // 3. The schemes that need no server.
    if (url.scheme == "about") {
        if (url.path != "blank" || !params.session.profile.fetches_about_blank)
            return params.network_error(Finding::kSchemeFetchAbout, about_url(params));
        params.trace.add(Finding::kSchemeFetchAboutBlank, about_url(params));
        return local_response("text/html;charset=utf-8", "");
    }
    if (url.scheme == "blob") return params.network_error(Finding::kSchemeFetchBlob, about_url(params));
    if (url.scheme == "data") {
        std::optional<DataUrl> data = process_data_url(url);
        if (!data) return params.network_error(Finding::kSchemeFetchDataInvalid, about_url(params));
        params.trace.add(Finding::kSchemeFetchData, about_url(params));
        const std::string length = std::to_string(data->body.size());
        Response response = local_response(data->mime_type, std::move(data->body));
        if (params.session.profile.data_has_content_length) response.header_list.append("Content-Length", length);
        return response;
    }
    // 4. All others, file URLs among them.
    return params.network_error(Finding::kSchemeFetchUnsupported, about_url(params));
}

}  // namespace corslab
