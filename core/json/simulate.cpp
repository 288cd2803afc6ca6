#include "core/json/simulate.h"

#include "core/http/grammar.h"
#include "core/json/json_writer.h"
#include "core/json/middleware_reader.h"

namespace corslab {
namespace {

std::string write_reply(const middleware::Reply& reply) {
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

Evaluation simulate(std::string_view document) {
    const Result<Document> read = read_document(document);
    if (!read.value) return {write_error(read.error), false};
    const auto simulated = middleware::simulate(read.value->setup, read.value->request, read.value->handler);
    if (!simulated.reply) return {write_error(input_error_of(simulated.fault, "/middleware")), false};
    return {write_reply(*simulated.reply), true};
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
    AnswerFunction answer = [setup = std::move(setup), handler = std::move(handler), at,
                             &late](const ServerRequest& request) -> std::optional<Answer> {
        auto simulated = middleware::simulate(setup, {request.method, request.path, request.headers}, handler);
        if (!simulated.reply) {
            if (!late) late = input_error_of(simulated.fault, at);
            return std::nullopt;
        }
        return Answer{simulated.reply->status, std::move(simulated.reply->headers), std::move(simulated.reply->body)};
    };
    return {std::move(answer), {}};
}

}  // namespace corslab
