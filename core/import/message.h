#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/exchange.h"

namespace corslab::imports {

/// The first line of a request, such as `GET /items HTTP/1.1`.
struct RequestLine {
    std::string method;
    std::string target;
};
[[nodiscard]] std::optional<RequestLine> request_line(std::string_view line);

/// The status in a line such as `HTTP/1.1 200 OK`.
[[nodiscard]] std::optional<int> status_line(std::string_view line);

/// A header line; nothing where it is none.
[[nodiscard]] std::optional<Header> header_line(std::string_view line);

/// Adds a header to an answer, where it is one that an answer can have.
void add_answer_header(Answer& answer, const Header& header);

/// Gives the exchange the URL that the request line and the header `Host` say.
/// @param secure whether it went over TLS; nothing where that is not known.
void set_target(Exchange& exchange, const RequestLine& line, std::optional<bool> secure);

/// The last of several answers to one request that counts, with the redirects in between as hops.
void set_answers(Exchange& exchange, std::vector<Answer> answers);

}  // namespace corslab::imports
