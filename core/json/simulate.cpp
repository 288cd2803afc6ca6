#include "core/json/simulate.h"

#include "core/http/grammar.h"
#include "core/json/json_writer.h"
#include "core/json/middleware_reader.h"
#include "core/middleware/answers.h"
#include "core/middleware/line_source.h"

namespace corslab {
namespace {

void write_sources(JsonWriter& json, const std::vector<middleware::LineSource>& sources) {
    json.begin_array();
    for (const middleware::LineSource& source : sources) {
        json.begin_object();
        json.key("from").string(source.handler ? "handler" : source.options.empty() ? "default" : "options");
        json.key("options").begin_array();
        for (const std::string& option : source.options) json.string("/middleware/options" + option);
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

// @param sources null where they are not asked for.
std::string write_reply(const middleware::Reply& reply, const std::vector<middleware::LineSource>* sources) {
    JsonWriter json;
    json.begin_object();
    json.key("status").number(reply.status);
    json.key("headers").begin_array();
    for (const Header& header : reply.headers) {
        json.begin_array();
        json.string(isomorphic_decode(header.name));
        json.string(isomorphic_decode(header.value));
        json.end_array();
    }
    json.end_array();
    json.key("handlerRan").boolean(reply.handler_ran);
    if (sources != nullptr) write_sources(json.key("sources"), *sources);
    json.end_object();
    return json.take();
}

struct Document {
    middleware::Setup setup;
    middleware::Request request;
    middleware::Handler handler;
};

Result<Document> read_document(std::string_view text) {
    const Result<JsonTree> json = parse_tree(text);
    if (!json.value) return {std::nullopt, json.error};
    MiddlewareReader reader;
    Document document;
    if (reader.expect_object(*json.value, "")) {
        const JsonTree* setup = reader.required(*json.value, "", "middleware");
        const JsonTree* request = reader.required(*json.value, "", "request");
        if (setup != nullptr) document.setup = reader.read_setup(*setup, "/middleware");
        if (request != nullptr) document.request = reader.read_request(*request, "/request");
        const JsonTree* handler = json.value->member("handler");
        if (handler != nullptr) document.handler = reader.read_handler(*handler, "/handler");
    }
    if (reader.error) return {std::nullopt, std::move(*reader.error)};
    return {std::move(document), {}};
}

// What is wrong whatever the request is.
bool is_fault_of_setup(middleware::FaultCode code) {
    using middleware::FaultCode;
    return code != FaultCode::kExpensiveRegex && code != FaultCode::kUndecidedRegex && code != FaultCode::kUnencodable;
}

}  // namespace

Evaluation simulate(std::string_view document, Sources sources, Language language) {
    const Result<Document> read = read_document(document);
    if (!read.value) return {write_error(read.error, language), false};
    const auto simulated = middleware::simulate(read.value->setup, read.value->request, read.value->handler);
    if (!simulated.reply) return {write_error(input_error_of(simulated.fault, "/middleware"), language), false};
    if (sources == Sources::kLeftOut) return {write_reply(*simulated.reply, nullptr), true};
    const auto found =
        middleware::line_sources(read.value->setup, read.value->request, read.value->handler, *simulated.reply);
    return {write_reply(*simulated.reply, &found), true};
}

Result<AnswerFunction> read_middleware_entry(const JsonTree& entry, const std::string& pointer,
                                             std::optional<InputError>& late) {
    MiddlewareReader reader;
    const std::string at = pointer + "/middleware";
    middleware::Setup setup;
    if (const JsonTree* given = reader.required(entry, pointer, "middleware")) setup = reader.read_setup(*given, at);
    middleware::Handler handler;
    if (const JsonTree* given = entry.member("handler")) handler = reader.read_handler(*given, pointer + "/handler");
    if (reader.error) return {std::nullopt, std::move(*reader.error)};
    const auto probe = middleware::simulate(setup, {"OPTIONS", "/", {}}, handler);
    if (!probe.reply && is_fault_of_setup(probe.fault.code)) return {std::nullopt, input_error_of(probe.fault, at)};
    return {middleware::answers_of(std::move(setup), std::move(handler),
                                   [at, &late](const middleware::Fault& fault) {
                                       if (!late) late = input_error_of(fault, at);
                                   }),
            {}};
}

}  // namespace corslab
