#include "core/json/import.h"

#include <algorithm>

#include "core/explain/tell.h"
#include "core/import/import.h"
#include "core/json/har_reader.h"
#include "core/json/json_tree.h"
#include "core/json/json_writer.h"
#include "core/json/scenario_writer.h"
#include "core/json/secrets.h"
#include "core/paste/token.h"

namespace corslab {
namespace {

using imports::Exchange;
using imports::Failure;
using imports::Found;
using imports::Kind;

constexpr std::string_view kKinds[] = {"curl", "curl-verbose", "fetch", "xhr", "axios", "http", "har"};

std::string write_failure(std::string_view text, const Failure& failure, std::string_view path, Language language) {
    const paste::Place place = paste::place_of(text, failure.offset);
    JsonWriter json;
    json.begin_object();
    json.key("error").begin_object();
    json.key("code").string(failure.code);
    json.key("path").string(path);
    json.key("line").number(static_cast<std::int64_t>(place.line));
    json.key("column").number(static_cast<std::int64_t>(place.column));
    json.key("message").string(tell(language, failure.message));
    json.end_object();
    json.end_object();
    return json.take();
}

void write_missing(JsonWriter& json, const std::vector<imports::Missing>& list, Language language) {
    json.key("missing").begin_array();
    for (const imports::Missing& one : list) {
        json.begin_object();
        json.key("id").string(one.id);
        json.key("text").string(tell(language, one.text));
        json.key("path").string(one.path);
        json.end_object();
    }
    json.end_array();
}

void write_ignored(JsonWriter& json, const std::vector<imports::Note>& list, Language language) {
    json.key("ignored").begin_array();
    for (const imports::Note& one : list) {
        json.begin_object();
        json.key("text").string(tell(language, one.text));
        if (one.line > 0) json.key("line").number(static_cast<std::int64_t>(one.line));
        json.end_object();
    }
    json.end_array();
}

void write_request(JsonWriter& json, const imports::Request& request, Language language) {
    JsonWriter own;
    write_scenario(own, request.scenario);
    const std::string scenario = own.take();
    json.begin_object();
    json.key("title").string(request.title);
    json.key("scenario").raw(scenario);
    json.key("understood").begin_array();
    for (const std::string& text : request.understood) json.string(tell(language, text));
    json.end_array();
    write_missing(json, request.missing, language);
    write_ignored(json, request.ignored, language);
    json.key("secrets").begin_array();
    const Result<JsonTree> document = parse_tree(scenario);
    if (document.value) {
        for (const Secret& secret : secrets_in(*document.value)) {
            json.begin_object();
            json.key("path").string(secret.path);
            json.key("name").string(secret.name);
            json.end_object();
        }
    }
    json.end_array();
    json.end_object();
}

// The entries that are requests of scripts; where there are too many, those that CORS concerns come first.
Found find_in_har(std::string_view text, std::string& path) {
    HarReading har = read_har(text, imports::kMaxText);
    Found found;
    found.kind = Kind::kHar;
    if (har.error) {
        path = har.error->path;
        found.failure = Failure{har.error->code, har.error->message, har.error->byte.value_or(0)};
        return found;
    }
    std::erase_if(har.exchanges, [](const Exchange& one) { return !one.skipped.empty(); });
    if (har.exchanges.size() > imports::kMaxRequests) {
        std::stable_partition(har.exchanges.begin(), har.exchanges.end(),
                              [](const Exchange& one) { return one.header("origin") != nullptr; });
    }
    if (har.exchanges.empty()) {
        found.failure =
            Failure{"not-har", "the HAR file has no request that a script could have made; expected one", 0};
    }
    found.exchanges = std::move(har.exchanges);
    return found;
}

}  // namespace

Evaluation import_text(std::string_view text, Language language) {
    if (text.size() > imports::kMaxText) {
        return {
            write_failure(text, {"too-large", "the text is longer than 5 MiB; expected less of it", 0}, "", language),
            false};
    }
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    std::string path;
    const bool json_text = first != std::string_view::npos && text[first] == '{';
    Found found = json_text ? find_in_har(text, path) : imports::find_requests(text);
    if (found.failure) return {write_failure(text, *found.failure, path, language), false};
    std::erase_if(found.exchanges, [](const Exchange& one) { return !one.skipped.empty(); });
    const std::size_t all = found.exchanges.size();
    if (all > imports::kMaxRequests) {
        found.exchanges.resize(imports::kMaxRequests);
        found.exchanges.front().ignored.push_back(
            {"the text has more requests: the first " + std::to_string(imports::kMaxRequests) + " are read", 0});
    }
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    json.key("kind").string(kKinds[static_cast<std::size_t>(found.kind)]);
    json.key("requests").begin_array();
    for (Exchange& exchange : found.exchanges) {
        write_request(json, imports::complete(std::move(exchange)), language);
    }
    json.end_array();
    json.end_object();
    return {json.take(), true};
}

}  // namespace corslab
