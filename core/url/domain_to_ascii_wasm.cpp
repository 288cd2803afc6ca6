#include <emscripten.h>

#include <cstdlib>

#include "core/url/host.h"

// The host's own URL parser knows UTS #46.
EM_JS(char*, corslab_domain_to_ascii, (const char* domain), {
    const text = UTF8ToString(domain);
    let ascii;
    try {
        ascii = new URL("http://" + text + "/").hostname;
    } catch (error) {
        return 0;
    }
    const size = lengthBytesUTF8(ascii) + 1;
    const copy = _malloc(size);
    stringToUTF8(ascii, copy, size);
    return copy;
});

namespace corslab {

std::optional<std::string> domain_to_ascii(std::string_view domain) {
    // What a URL parser gives a meaning of its own, or drops, cannot be a part of a domain.
    constexpr std::string_view kDelimiters("\0\t\n\r #%/:?@[\\]", 14);
    if (domain.find_first_of(kDelimiters) != std::string_view::npos) return std::nullopt;
    const std::string input(domain);
    char* output = corslab_domain_to_ascii(input.c_str());
    if (output == nullptr) return std::nullopt;
    std::string ascii(output);
    std::free(output);
    return ascii;
}

}  // namespace corslab
