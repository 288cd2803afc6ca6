#include "core/middleware/answers.h"

#include <utility>

namespace corslab::middleware {

AnswerFunction answers_of(Setup setup, Handler handler, std::function<void(const Fault&)> on_fault) {
    return [setup = std::move(setup), handler = std::move(handler),
            on_fault = std::move(on_fault)](const ServerRequest& request) -> std::optional<Answer> {
        auto simulated = simulate(setup, {request.method, request.path, request.headers}, handler);
        if (!simulated.reply) {
            if (on_fault) on_fault(simulated.fault);
            return std::nullopt;
        }
        return Answer{simulated.reply->status, std::move(simulated.reply->headers), std::move(simulated.reply->body)};
    };
}

}  // namespace corslab::middleware
