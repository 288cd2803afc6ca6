#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/middleware/value.h"

namespace corslab::middleware::javascript {

/// https://tc39.es/ecma262/#sec-toboolean
[[nodiscard]] bool to_boolean(const Value& value);

/// https://tc39.es/ecma262/#sec-tostring; nothing where it throws.
[[nodiscard]] std::optional<std::string> to_string(const Value& value);

/// `value.join(',')`. https://tc39.es/ecma262/#sec-array.prototype.join
[[nodiscard]] std::optional<std::string> join(const Value& list);

/// `text.trim()`, for texts in Latin-1. https://tc39.es/ecma262/#sec-string.prototype.trim
[[nodiscard]] std::string trim(std::string_view text);

/// https://tc39.es/ecma262/#sec-number::tostring
[[nodiscard]] std::string number_to_string(double value);

/// https://tc39.es/ecma262/#sec-tonumber; nothing where it throws.
[[nodiscard]] std::optional<double> to_number(const Value& value);

/// https://tc39.es/ecma262/#sec-toint32; nothing where it throws.
[[nodiscard]] std::optional<std::int32_t> to_int32(const Value& value);

}  // namespace corslab::middleware::javascript
