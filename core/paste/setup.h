#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/paste/expression.h"

namespace corslab::paste {

/// A configuration that a language's reader has found.
struct Found {
    std::string library;  ///< A name of the middleware.
    Node options;
    std::vector<std::string> assumed;
};

/// What came of looking for one.
struct Search {
    std::optional<Found> found;
    std::optional<Failure> failure;
    bool certain = false;  ///< The text names a library of that language.
};

[[nodiscard]] Search find_in_javascript(std::string_view text, Language language);
[[nodiscard]] Search find_in_python(std::string_view text, Language language);
/// Nothing is found where the text is none of nginx'.
[[nodiscard]] Search find_in_nginx(std::string_view text, Language language);

/// The question for a gap: what is missing, and what is asked for.
/// @param path below the options, such as `/origin`.
[[nodiscard]] std::string question_for(std::string_view path, Missing missing, std::string_view source,
                                       Language language);

/// The note that there are others.
[[nodiscard]] std::string others_text(std::string_view text, std::size_t first, std::size_t others, Language language);

}  // namespace corslab::paste
