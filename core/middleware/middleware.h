#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/header_list.h"
#include "core/middleware/value.h"

namespace corslab::middleware {

/// Which library answers, and how it was set up.
struct Setup {
    std::string name;     ///< One of `known_middleware()`.
    std::string version;  ///< Empty for the newest known.
    Value options;        ///< An object.
};

/// The request as it reaches the server.
struct Request {
    std::string method;
    std::string path;             ///< The raw request target without its query, percent-encoded as sent.
    std::vector<Header> headers;  ///< As on the wire, in order; repeated ones are joined with `, `.
};

/// What the application behind the middleware answers.
struct Handler {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
};

/// What goes on the wire. `docs/middleware.md` says which lines are left out.
struct Reply {
    int status = 200;
    std::vector<Header> headers;  ///< In order, in the library's letter case; values are bytes.
    std::string body;
    bool handler_ran = false;
};

enum class FaultCode : std::uint8_t {
    kUnknownMiddleware,
    kUnknownVersion,
    kBadRegex,           ///< The language refuses a regular expression at set-up.
    kUnsupportedRegex,   ///< The language may take it; it is not supported here.
    kExpensiveRegex,     ///< Matching takes too many steps.
    kUndecidedRegex,     ///< It hangs on a character that is in no table here.
    kThrowsAtSetup,      ///< The library throws before it serves.
    kUnsupportedOption,  ///< The library may take it; it is not simulated here.
    kUnencodable,  ///< A header would hold a character above U+00FF, or a line break: what then happens is the server's
                   ///< matter.
};

/// Why there is no reply.
struct Fault {
    FaultCode code = FaultCode::kThrowsAtSetup;
    std::string
        path;  ///< JSON Pointer below the middleware's options, such as `/origin/0`; empty for the options themselves.
    std::string detail;  ///< The library's or the language's own words, or the value in question.
};

struct Simulated {
    std::optional<Reply> reply;
    Fault fault;
};

/// What the middleware answers. A pure function: each request is answered as by a server that has just started.
[[nodiscard]] Simulated simulate(const Setup& setup, const Request& request, const Handler& handler);

struct KnownMiddleware {
    std::string_view name;
    std::vector<std::string_view> versions;  ///< The newest last.
};
[[nodiscard]] const std::vector<KnownMiddleware>& known_middleware();

/// The fault for a person, and its stable name.
[[nodiscard]] std::string fault_text(const Fault& fault);
[[nodiscard]] std::string_view fault_name(FaultCode code);

}  // namespace corslab::middleware
