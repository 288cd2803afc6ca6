#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/exchange.h"

namespace corslab::imports {

/// What the text is.
enum class Kind : std::uint8_t { kCurl, kCurlVerbose, kFetch, kXhr, kAxios, kHttp, kHar };

/// Why a text cannot be read.
struct Failure {
    std::string code;        ///< `unrecognised`, `syntax`, `not-har`, `too-large` or `too-deep`.
    std::string message;     ///< For a person: what was expected, and the remedy.
    std::size_t offset = 0;  ///< In bytes.
};

/// What a reader of one kind of text has found.
struct Found {
    Kind kind = Kind::kCurl;
    std::vector<Exchange> exchanges;
    std::optional<Failure> failure;
};

/// A request as a scenario, with what is to be said about it.
struct Request {
    std::string title;
    Scenario scenario;
    std::vector<std::string> understood;
    std::vector<Missing> missing;
    std::vector<Note> ignored;
};

/// Limits of a text.
inline constexpr std::size_t kMaxText = std::size_t{5} * 1024 * 1024;  ///< Bytes.
inline constexpr std::size_t kMaxRequests = 50;                        ///< More are left out, which a note says.
inline constexpr std::size_t kMaxRequestBody = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxAnswerBody = std::size_t{4} * 1024;

/// Finds requests in any text but JSON: commands for curl or PowerShell, JavaScript, HTTP messages.
/// `docs/import.md` says what is read. A pure function; it never fails on any bytes.
[[nodiscard]] Found find_requests(std::string_view text);

/// Makes the scenario. What the exchange does not say is named in `missing`.
[[nodiscard]] Request complete(Exchange exchange);

/// The readers of one kind each; they expect their kind.
[[nodiscard]] Found read_curl(std::string_view text, std::size_t at);
[[nodiscard]] Found read_powershell(std::string_view text, std::size_t at);
[[nodiscard]] Found read_messages(std::string_view text);
/// What `curl -v` prints, without the command.
[[nodiscard]] Found read_verbose(std::string_view text);
/// Nothing is found where the text makes no request.
[[nodiscard]] Found read_script(std::string_view text);

}  // namespace corslab::imports
