#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace corslab {

/// Why a text is no scenario.
struct InputError {
    std::string code;                 ///< Stable, kebab-case.
    std::string path;                 ///< JSON Pointer to the offending value; empty for the document.
    std::string message;              ///< For a person: what is wrong, and what was expected.
    std::optional<std::size_t> byte;  ///< Where the text stops being JSON, from 0.
};

/// Adds a step to a JSON Pointer. https://www.rfc-editor.org/rfc/rfc6901
[[nodiscard]] std::string pointer_to(const std::string& parent, std::string_view key);

/// A value, or why there is none.
template <class T>
struct Result {
    std::optional<T> value;
    InputError error;
};

/// Limits of an input document.
inline constexpr std::size_t kMaxBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxLevels = 64;
inline constexpr std::size_t kMaxHeaders = 1000;
inline constexpr std::size_t kMaxServerEntries = 100;
inline constexpr std::size_t kMaxThen = 100;

}  // namespace corslab
