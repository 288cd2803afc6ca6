#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "core/json/input_error.h"

namespace corslab {

/// Objects keep their order; never brace-initialise one.
using Json = nlohmann::ordered_json;

/// Parses JSON without guessing: a limit on size and depth, no duplicate keys, valid UTF-8 alone.
[[nodiscard]] Result<Json> parse_strict(std::string_view text);

/// One line of JSON; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json& document);

}  // namespace corslab
