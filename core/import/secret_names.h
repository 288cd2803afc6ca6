#pragma once

#include <string_view>

namespace corslab::imports {

/// Whether what has that name is likely to be a secret: `Authorization`, `X-API-Key`, `access_token`, `password`, ...
[[nodiscard]] bool is_secret_name(std::string_view name);

/// Whether a value looks like a secret by itself: a JSON Web Token. https://www.rfc-editor.org/rfc/rfc7519
[[nodiscard]] bool is_secret_value(std::string_view value);

}  // namespace corslab::imports
