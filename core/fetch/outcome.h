#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/http/header_list.h"
#include "core/trace/trace.h"

namespace corslab {

enum class Verdict : std::uint8_t { kAllowed, kOpaque, kBlocked, kInvalid };

/// https://fetch.spec.whatwg.org/#concept-response-type
enum class ResponseType : std::uint8_t { kDefault, kBasic, kCors, kOpaque, kOpaqueRedirect };

/// The response exactly as the script sees it.
struct VisibleResponse {
    ResponseType type = ResponseType::kDefault;
    std::string url;
    int status = 0;
    bool redirected = false;
    std::vector<Header> headers;
    std::string body;
};

/// Which of the scenario's answers a server gave.
struct AnswerRef {
    enum class Kind : std::uint8_t { kNone, kPreflight, kResponse };
    Kind kind = Kind::kNone;
    std::size_t entry = 0;  ///< Index in the scenario's server list.

    /// JSON Pointer, followed by `suffix`; empty for none.
    [[nodiscard]] std::string pointer(std::string_view suffix) const;
};

/// A request that reached a server.
struct WireEntry {
    std::string method;
    std::string url;
    bool preflight = false;
    int hop = 0;
    std::vector<Header> headers;  ///< Lower case, sorted.
    AnswerRef answer;
    int status = 0;  ///< Of the answer; 0 where the connection failed.
};

/// What one browser does with one request.
struct Outcome {
    Verdict verdict = Verdict::kAllowed;
    std::optional<Finding> failure;  ///< Why, where the verdict is blocked or invalid.
    std::optional<VisibleResponse> response;
    std::vector<WireEntry> wire;
    std::vector<StepRecord> steps;  ///< Empty when the trace is off.
    std::vector<Outcome> then;
};

}  // namespace corslab
