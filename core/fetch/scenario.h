#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/http/header_list.h"
#include "core/url/origin.h"
#include "core/url/url.h"

namespace corslab {

/// https://fetch.spec.whatwg.org/#concept-request-mode
enum class Mode : std::uint8_t { kSameOrigin, kNoCors, kCors, kNavigate };

/// https://fetch.spec.whatwg.org/#concept-request-credentials-mode
enum class CredentialsMode : std::uint8_t { kOmit, kSameOrigin, kInclude };

/// https://fetch.spec.whatwg.org/#concept-request-redirect-mode
enum class RedirectMode : std::uint8_t { kFollow, kError, kManual };

/// The document that calls `fetch()`.
struct Page {
    Url url;
    bool sandboxed = false;  ///< Sandboxed without allow-same-origin: the origin is opaque.
};

/// The arguments of one call of `fetch()`. The defaults are those of the API.
struct RequestInit {
    std::string url;
    std::string method = "GET";
    Mode mode = Mode::kCors;
    CredentialsMode credentials = CredentialsMode::kSameOrigin;
    RedirectMode redirect = RedirectMode::kFollow;
    std::vector<Header> headers;
    std::optional<std::string> body;  ///< UTF-8 text.
    std::string at = "/request";      ///< Where it stands in the scenario, as a JSON Pointer.
};

/// What goes wrong with an answer on its way.
enum class Fault : std::uint8_t {
    kNone,
    kReset,     ///< The connection breaks off after the request, before the answer.
    kTruncated  ///< It breaks off within the answer's body: less arrives than Content-Length says.
};

/// What a server answers to one request.
struct Answer {
    int status = 200;
    std::vector<Header> headers;
    std::string body;  ///< UTF-8 text.
    Fault fault = Fault::kNone;
};

/// A request as it reaches a server.
struct ServerRequest {
    std::string method;
    std::string path;             ///< The request target without its query.
    std::vector<Header> headers;  ///< Values are bytes.
};

/// What a server computes for a request; nothing where it cannot.
using AnswerFunction = std::function<std::optional<Answer>(const ServerRequest&)>;

/// What a server answers for one URL.
struct ServerEntry {
    std::string url;  ///< Serialised, without fragment and credentials.
    std::optional<Answer> preflight;
    Answer response;
    AnswerFunction compute;  ///< Where there is one, it answers in place of both.
};

/// What happens: a page makes requests, servers answer. `docs/contract.md` describes it.
struct Scenario {
    Page page;
    RequestInit request;
    std::vector<RequestInit> then;
    std::vector<ServerEntry> server;
};

}  // namespace corslab
