#include "core/json/strict_json.h"

#include "core/json/strict_builder.h"

namespace corslab {

Result<Json> parse_strict(std::string_view text) {
    return build_strictly<Json>(text);
}

std::string dump(const Json& document) {
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace corslab
