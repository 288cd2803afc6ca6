#pragma once

#include <string>

#include "core/json/json_writer.h"
#include "core/middleware/value.h"

namespace corslab {

/// Writes an option's value as the contract has it.
void write_value(JsonWriter& json, const middleware::Value& value);

/// The same by itself.
[[nodiscard]] std::string value_json(const middleware::Value& value);

}  // namespace corslab
