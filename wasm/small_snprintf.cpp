#include <cstdarg>
#include <cstddef>
#include <string_view>

// Takes the place of the C library's, whose conversions of every kind would be a tenth of the engine: nlohmann/json
// writes one control character with it in an error message.

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
