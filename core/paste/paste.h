#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/language.h"
#include "core/middleware/middleware.h"

namespace corslab::paste {

/// Something that the text does not say, and that has to be asked for.
struct Unknown {
    std::string path;    ///< JSON Pointer below `middleware` to where the value belongs, such as `/options/origin`.
    std::string source;  ///< What stands there, on one line; cut after 200 bytes.
    std::size_t line = 1;
    std::size_t column = 1;  ///< In code points, from 1.
    std::string text;        ///< For a person: what is missing, as a question.
};

/// A configuration as it was read.
struct Reading {
    middleware::Setup setup;           ///< With every option that is known; the version is empty.
    std::vector<std::string> assumed;  ///< For a person: what was taken for granted.
    std::vector<Unknown> unknown;      ///< In the order in which JSON Patch's `add` would put the values in.
};

/// Why there is no reading.
struct Failure {
    std::string code;     ///< `unrecognised`, `syntax`, `too-large` or `too-deep`.
    std::string message;  ///< For a person: the line and the column, and what was expected.
};

struct Pasted {
    std::optional<Reading> reading;
    Failure failure;
};

/// Limits of a text.
inline constexpr std::size_t kMaxText = std::size_t{1024} * 1024;  ///< Bytes.
inline constexpr std::size_t kMaxNesting = 64;                     ///< Levels of brackets, names and blocks.
inline constexpr std::size_t kMaxValues = 10000;                   ///< Values within the configuration.
inline constexpr std::size_t kMaxUnknown = 200;                    ///< Things to ask for.

/// Reads the CORS configuration of a server as people write it: JavaScript or TypeScript (Express, Fastify, Koa, Hono),
/// Python (Flask-CORS, Starlette, django-cors-headers), nginx. The first one counts. What is not in the text is never
/// guessed. `docs/paste.md` says what is read. A pure function; it never fails on any bytes.
/// @param language of what was taken for granted, and of the questions; a failure is told by who writes it.
[[nodiscard]] Pasted read_configuration(std::string_view text, Language language = kEnglish);

}  // namespace corslab::paste
