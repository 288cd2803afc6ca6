#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corslab {

/// https://mimesniff.spec.whatwg.org/#mime-type
struct MimeType {
    std::string type;     ///< Lower case.
    std::string subtype;  ///< Lower case.
    std::vector<std::pair<std::string, std::string>> parameters;

    /// https://mimesniff.spec.whatwg.org/#mime-type-essence
    [[nodiscard]] std::string essence() const { return type + "/" + subtype; }
};

/// @param input bytes, read as Latin-1.
/// https://mimesniff.spec.whatwg.org/#parse-a-mime-type
[[nodiscard]] std::optional<MimeType> parse_mime_type(std::string_view input);

/// https://mimesniff.spec.whatwg.org/#serialize-a-mime-type
[[nodiscard]] std::string serialize_mime_type(const MimeType& mime_type);

}  // namespace corslab
