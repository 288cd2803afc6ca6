#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/exchange.h"
#include "core/json/input_error.h"

namespace corslab {

/// A HAR file, or a part of it, as exchanges. http://www.softwareishard.com/blog/har-12-spec/
struct HarReading {
    std::vector<imports::Exchange> exchanges;  ///< One for each entry, in order; those of no use say why in `skipped`.
    std::vector<std::string> errors;           ///< What the browser noted as an entry's error; as many as exchanges.
    std::optional<InputError> error;
};

/// Reads `{ "log": { "entries", "pages" } }`, or `{ "entries", "pages", "page" }`.
[[nodiscard]] HarReading read_har(std::string_view text, std::size_t max_bytes);

}  // namespace corslab
