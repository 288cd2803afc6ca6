#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/report.h"

namespace corslab::audit {

inline constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
inline constexpr std::string_view kAllowCredentials = "Access-Control-Allow-Credentials";
inline constexpr std::string_view kAllowMethods = "Access-Control-Allow-Methods";
inline constexpr std::string_view kAllowHeaders = "Access-Control-Allow-Headers";
inline constexpr std::string_view kExposeHeaders = "Access-Control-Expose-Headers";
inline constexpr std::string_view kMaxAge = "Access-Control-Max-Age";
inline constexpr std::string_view kPrivateNetwork = "Access-Control-Allow-Private-Network";

/// All lines of that name, in order.
[[nodiscard]] std::vector<const Line*> lines_of(const Answer& answer, std::string_view name);

/// The values of that name joined with `, `, white space at the ends removed; nothing where there is no line.
[[nodiscard]] std::optional<std::string> combined(const Answer& answer, std::string_view name);

/// Where the header's value stands; the answer where there is no such header.
[[nodiscard]] Place place_of(const Answer& answer, std::string_view name);

[[nodiscard]] bool has(const Answer& answer, std::string_view name);

/// Whether the answer allows credentials.
[[nodiscard]] Credentials credentials_of(const Answer& answer);

/// Whether Vary names the field, or everything.
[[nodiscard]] bool varies_by(const Answer& answer, std::string_view field);

/// What tells that a cache on the way has given the answer, such as `Age: 12`; nothing where nothing does.
[[nodiscard]] std::optional<std::string> cache_hit(const Answer& answer);

/// The names that a preflight asks for, where a script sets these headers.
[[nodiscard]] std::vector<std::string> unsafe_names(const std::vector<Line>& headers);

/// A header's bytes as text.
[[nodiscard]] std::string as_text(std::string_view bytes);

/// `a, b and c`, for a sentence.
/// @param conjunction ` and `, in the language of the sentence.
[[nodiscard]] std::string enumerate(const std::vector<std::string>& items, std::string_view conjunction);

}  // namespace corslab::audit
