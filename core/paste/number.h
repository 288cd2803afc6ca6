#pragma once

#include <optional>
#include <string_view>

#include "core/middleware/value.h"

namespace corslab::paste {

/// A numeric literal; nothing where it is malformed, or no number of JSON (`10n`, `1j`).
[[nodiscard]] std::optional<middleware::Value> javascript_number(std::string_view source);
[[nodiscard]] std::optional<middleware::Value> python_number(std::string_view source);

/// `+ - * / % **` (and `//`) of two numbers; nothing where the result is none that JSON can hold.
[[nodiscard]] std::optional<middleware::Value> javascript_arithmetic(std::string_view sign,
                                                                     const middleware::Value& left,
                                                                     const middleware::Value& right);
[[nodiscard]] std::optional<middleware::Value> python_arithmetic(std::string_view sign, const middleware::Value& left,
                                                                 const middleware::Value& right);

}  // namespace corslab::paste
