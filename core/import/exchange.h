#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/fetch/scenario.h"

namespace corslab::imports {

/// Something in the text that does not matter, or that is used otherwise.
struct Note {
    std::string text;
    std::size_t line = 0;  ///< From 1; 0 where there is none.
};

/// Something that the text does not say.
struct Missing {
    std::string id;    ///< Stable, kebab-case.
    std::string text;  ///< For a person: what is missing, and what stands in for it.
    std::string path;  ///< JSON Pointer into the scenario.
};

/// A header of a request as the text has it.
struct SentHeader {
    std::string name;
    std::string value;  ///< Bytes.
    std::size_t line = 0;
    std::string unknown;  ///< What in its value is not known, such as `$TOKEN`; empty for nothing.
};

/// Where a redirect led to, and what was answered there.
struct Hop {
    std::string url;
    Answer answer;
};

/// Who wrote the headers down: a script, which sets but some of them, a command, or a record of the wire.
enum class Writer : std::uint8_t { kScript, kCommand, kWire };

/// A request, and what came back, as a text tells of it.
struct Exchange {
    Writer writer = Writer::kScript;
    std::size_t line = 0;  ///< Where it starts.
    std::string method = "GET";
    std::string url;
    std::string unknown_url;  ///< What in the URL is not known; empty for nothing.
    std::vector<SentHeader> headers;
    std::optional<std::string> body;  ///< UTF-8.
    std::string unknown_body;         ///< What in the body is not known; empty for nothing.
    std::optional<Mode> mode;
    std::optional<CredentialsMode> credentials;
    std::optional<RedirectMode> redirect;
    std::string page;      ///< The page's URL, where something but a header tells it.
    bool cookies = false;  ///< Whether cookies went along.
    bool copied = false;   ///< Whether a browser wrote it, with headers of its own.

    std::optional<Answer> answer;
    std::optional<Answer> preflight;
    std::vector<Hop> hops;
    std::string skipped;  ///< Why it is no request of its own; empty where it is one.

    std::vector<std::string> understood;
    std::vector<Missing> missing;
    std::vector<Note> ignored;

    /// The value of the first header of that name; null where there is none.
    [[nodiscard]] const std::string* header(std::string_view name) const;
    void add_header(std::string name, std::string value, std::size_t at_line = 0) {
        headers.push_back({std::move(name), std::move(value), at_line, {}});
    }
};

/// The value of the first header of that name in an answer; null where there is none.
[[nodiscard]] const std::string* header_of(const Answer& answer, std::string_view name);

/// Whether the status is one that `Location` belongs to. https://fetch.spec.whatwg.org/#redirect-status
[[nodiscard]] bool is_redirect(const Answer& answer);

/// Puts preflights and the targets of redirects to the requests that they belong to, and says so in `skipped`.
void join(std::vector<Exchange>& exchanges);

/// A text on one line, cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace corslab::imports
