#include "core/import/secret_names.h"

#include <algorithm>
#include <string>

namespace corslab::imports {
namespace {

// Without their dashes and underscores.
constexpr std::string_view kNames[] = {
    "authorization", "proxyauthorization", "cookie",   "setcookie", "key", "sig", "code", "pwd", "pin", "otp", "jwt",
    "auth",          "signature",          "passcode", "bearer",    "sid"};
constexpr std::string_view kParts[] = {"token",     "secret",     "session",    "apikey",
                                       "password",  "passwd",     "credential", "authkey",
                                       "accesskey", "privatekey", "signature",  "subscriptionkey"};
// What holds such a word and says nothing of the kind.
constexpr std::string_view kHarmless[] = {"accesscontrolallowcredentials", "credentials", "tokentype",
                                          "withcredentials"};

bool is_base64_url(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

bool is_secret_name(std::string_view name) {
    if (name.size() > 100) return false;
    std::string plain;
    for (const char c : name) {
        if (c == '-' || c == '_' || c == '.' || c == ' ') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    }
    if (plain.starts_with("accesscontrol")) return false;
    const auto is = [&](std::string_view one) { return plain == one; };
    if (std::any_of(std::begin(kHarmless), std::end(kHarmless), is)) return false;
    if (std::any_of(std::begin(kNames), std::end(kNames), is)) return true;
    return std::any_of(std::begin(kParts), std::end(kParts),
                       [&](std::string_view part) { return plain.find(part) != std::string::npos; });
}

bool is_secret_value(std::string_view value) {
    // eyJ is {" in Base64.
    for (std::size_t at = value.find("eyJ"); at != std::string_view::npos; at = value.find("eyJ", at + 3)) {
        std::size_t dots = 0;
        std::size_t end = at;
        while (end < value.size() && (is_base64_url(value[end]) || value[end] == '.'))
            dots += value[end++] == '.' ? 1U : 0U;
        if (dots >= 2 && end - at >= 20) return true;
    }
    return false;
}

}  // namespace corslab::imports
