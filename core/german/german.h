#pragma once

#include <cstddef>
#include <string_view>

namespace corslab {

/// The engine's words in German: a `Language`. The texts are `core/data/de`.
[[nodiscard]] std::string_view in_german(std::string_view english);

/// How many texts it knows.
[[nodiscard]] std::size_t german_text_count();

}  // namespace corslab
