#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/middleware/value.h"

namespace corslab::middleware::python {

/// `bool(value)`
[[nodiscard]] bool truth(const Value& value);

/// `str(value)` and `repr(value)`. JSON's null is None, its objects are dicts.
[[nodiscard]] std::string str(const Value& value);
[[nodiscard]] std::string repr(const Value& value);

/// `list(value)`: the items, or the names; nothing where the value cannot be iterated over. Texts are not split here.
[[nodiscard]] std::optional<std::vector<Value>> items_of(const Value& value);

/// `list(text)`
[[nodiscard]] std::vector<Value> characters(std::string_view text);

/// `sorted(items)`; nothing where two of them cannot be compared.
[[nodiscard]] std::optional<std::vector<Value>> sorted(std::vector<Value> items);

/// Case of texts in Latin-1, and of the few letters above it that fall on such. Others stay as they are.
[[nodiscard]] std::string upper(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string casefold(std::string_view text);

/// `text.strip()`
[[nodiscard]] std::string strip(std::string_view text);

/// `urllib.parse.unquote(text)`
[[nodiscard]] std::string unquote(std::string_view text);

}  // namespace corslab::middleware::python
