#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/paste/token.h"

namespace corslab::paste {

/// Reads any text as JavaScript or TypeScript, without comments and white space.
[[nodiscard]] Tokens javascript_tokens(std::string_view text);

/// Reads any text as Python, without comments and white space.
[[nodiscard]] Tokens python_tokens(std::string_view text);

/// The value of a string literal of JavaScript, or of a template literal without substitutions.
/// @param source with its quotes.
/// @return UTF-8; nothing where it is no Unicode text (a lone surrogate), is malformed or has substitutions.
[[nodiscard]] std::optional<std::string> javascript_text(std::string_view source);

/// The same for Python.
/// @param source with its prefix and its quotes. A text of bytes gives nothing, nor does an f-string with a value in
/// it.
[[nodiscard]] std::optional<std::string> python_text(std::string_view source);

}  // namespace corslab::paste
