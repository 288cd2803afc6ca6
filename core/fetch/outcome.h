#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fetch/scenario.h"
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
    bool body_error = false;  ///< Whether reading the body fails, because it breaks off.

    bool operator==(const VisibleResponse&) const = default;
};

/// Which of the scenario's answers a server gave.
struct AnswerRef {
    enum class Kind : std::uint8_t { kNone, kPreflight, kResponse, kMiddleware };
    Kind kind = Kind::kNone;
    std::size_t entry = 0;  ///< Index in the scenario's server list.

    /// JSON Pointer, followed by `suffix`; empty for none.
    [[nodiscard]] std::string pointer(std::string_view suffix) const;

    bool operator==(const AnswerRef&) const = default;
};

/// Why a fetch failed, with the facts that a message about it may need.
struct Failure {
    Finding finding{};
    Mode mode = Mode::kCors;   ///< The request's.
    bool cors = false;         ///< Whether the response tainting is cors.
    bool preflight = false;    ///< Whether it is about the preflight's answer.
    bool follows = true;       ///< Whether the redirect mode is follow.
    bool secure_page = false;  ///< Whether the page restricts mixed content.
    bool redirects = false;    ///< Whether it is about an answer that redirects.
    std::string initial_url;   ///< The request's first URL; empty where it did not parse.
    std::string url;           ///< Its current one.
    std::string origin;        ///< The request's origin, as the browser sends it.
    std::string previous;      ///< The one before that; empty where there was no redirect.
    std::string location;      ///< Where a redirect leads to.
    std::string page_origin;   ///< Serialised.
    std::string raw_location;  ///< Its Locations as they are, where the profile reads them as one.
    std::string value;         ///< The header value that decided, combined; bytes as they are.
    std::string item;          ///< The part of it, or the method or header name, that decided; UTF-8.
    std::string spelled;       ///< The header name that decided, as the script wrote it.
    std::string method;        ///< The request's.
    bool asks = false;         ///< Whether a preflight would have come first.
    std::size_t lines = 0;     ///< How many headers `value` comes from.
    int status = 0;            ///< Of the answer that decided; 0 for none.
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

    bool operator==(const WireEntry&) const = default;
};

/// What one browser does with one request.
struct Outcome {
    Verdict verdict = Verdict::kAllowed;
    std::optional<Failure> failure;  ///< Why, where the verdict is blocked or invalid.
    std::vector<Failure> notices;    ///< What browsers warn about although the fetch goes on.
    std::string page_origin;         ///< Serialised.
    std::string page_url;            ///< Without its fragment.
    std::optional<VisibleResponse> response;
    std::vector<WireEntry> wire;
    std::vector<StepRecord> steps;  ///< Empty when the trace is off.
    std::vector<Outcome> then;
};

}  // namespace corslab
