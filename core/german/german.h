#pragma once

#include <string_view>

namespace corslab {

/// The engine's words in German: a `Language`. The texts are `core/data/de`.
[[nodiscard]] std::string_view in_german(std::string_view english);

/// Whether it has words for that text, if only the same ones.
[[nodiscard]] bool is_known_in_german(std::string_view english);

}  // namespace corslab
