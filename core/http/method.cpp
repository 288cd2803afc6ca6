#include "core/http/method.h"

#include <algorithm>
#include <array>

#include "core/http/grammar.h"

namespace corslab {

bool is_forbidden_method(std::string_view method) {
    static constexpr std::array<std::string_view, 3> kForbidden{"CONNECT", "TRACE", "TRACK"};
    return std::any_of(kForbidden.begin(), kForbidden.end(),
                       [&](std::string_view forbidden) { return equals_ignoring_case(method, forbidden); });
}

bool is_cors_safelisted_method(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "POST";
}

std::string normalize_method(std::string_view method) {
    static constexpr std::array<std::string_view, 6> kNormalized{"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"};
    for (const std::string_view normalized : kNormalized) {
        if (equals_ignoring_case(method, normalized)) return std::string(normalized);
    }
    return std::string(method);
}

}  // namespace corslab
