#include "core/json/scenario_writer.h"

#include "core/http/grammar.h"

namespace corslab {
namespace {

constexpr std::string_view kModes[] = {"same-origin", "no-cors", "cors", "navigate"};
constexpr std::string_view kCredentials[] = {"omit", "same-origin", "include"};
constexpr std::string_view kRedirects[] = {"follow", "error", "manual"};

void write_headers(JsonWriter& json, const std::vector<Header>& headers) {
    json.key("headers").begin_array();
    for (const Header& header : headers) {
        json.begin_array();
        json.string(isomorphic_decode(header.name));
        json.string(isomorphic_decode(header.value));
        json.end_array();
    }
    json.end_array();
}

void write_request(JsonWriter& json, const RequestInit& request) {
    json.begin_object();
    json.key("url").string(request.url);
    json.key("method").string(request.method);
    json.key("mode").string(kModes[static_cast<std::size_t>(request.mode)]);
    json.key("credentials").string(kCredentials[static_cast<std::size_t>(request.credentials)]);
    json.key("redirect").string(kRedirects[static_cast<std::size_t>(request.redirect)]);
    write_headers(json, request.headers);
    if (request.body) json.key("body").string(*request.body);
    json.end_object();
}

void write_answer(JsonWriter& json, const Answer& answer) {
    json.begin_object();
    json.key("status").number(answer.status);
    write_headers(json, answer.headers);
    if (!answer.body.empty()) json.key("body").string(answer.body);
    json.end_object();
}

}  // namespace

void write_scenario(JsonWriter& json, const Scenario& scenario) {
    json.begin_object();
    json.key("version").number(1);
    json.key("page").begin_object();
    json.key("url").string(serialize_url(scenario.page.url));
    json.key("sandboxed").boolean(scenario.page.sandboxed);
    json.end_object();
    write_request(json.key("request"), scenario.request);
    json.key("server").begin_array();
    for (const ServerEntry& entry : scenario.server) {
        json.begin_object();
        json.key("url").string(entry.url);
        if (entry.preflight) write_answer(json.key("preflight"), *entry.preflight);
        write_answer(json.key("response"), entry.response);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace corslab
