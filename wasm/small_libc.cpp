// The functions of the C library that the JSON parser needs little of. The library's own would be a tenth of the
// engine.
#include <emscripten.h>

#include <cstdarg>
#include <cstddef>
#include <cstring>
#include <string_view>

// Number() reads every number of JSON, and rounds as strtod() does.
// clang-format off
EM_JS(double, corslab_number, (const char* text), {
    let digits = "";
    for (let at = text; HEAPU8[at]; ++at) digits += String.fromCharCode(HEAPU8[at]);
    return Number(digits);
})
// clang-format on

// The text is one number of JSON and nothing else.
extern "C" double strtod(const char* text, char** end) {
    if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
    return corslab_number(text);
}

// The library has these three in one file.
extern "C" float strtof(const char* text, char** end) {
    return static_cast<float>(strtod(text, end));
}

extern "C" long double strtold(const char* text, char** end) {
    return strtod(text, end);
}

// Writes one control character in an error message.
// NOLINTNEXTLINE(cert-dcl50-cpp): the signature is C's.
extern "C" int snprintf(char* out, std::size_t size, const char* format, ...) {
    if (std::string_view(format) != "<U+%.4X>" || size < 9) {
        if (size > 0) *out = '\0';
        return 0;
    }
    std::va_list arguments;
    va_start(arguments, format);
    const unsigned code = va_arg(arguments, unsigned);
    va_end(arguments);
    std::string_view("<U+").copy(out, 3);
    for (unsigned i = 0; i < 4; ++i) out[3 + i] = "0123456789ABCDEF"[(code >> (12 - 4 * i)) & 0xFU];
    out[7] = '>';
    out[8] = '\0';
    return 8;
}
