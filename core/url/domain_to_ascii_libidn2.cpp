#include <idn2.h>

#include "core/url/host.h"

namespace corslab {

std::optional<std::string> domain_to_ascii(std::string_view domain) {
    const std::string input(domain);
    char* output = nullptr;
    // IDN2_NO_ALABEL_ROUNDTRIP and IDN2_NO_TR46 stay off; hyphens and lengths are not checked.
    const int flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;
    if (idn2_to_ascii_8z(input.c_str(), &output, flags) != IDN2_OK) return std::nullopt;
    std::string ascii(output);
    idn2_free(output);
    return ascii;
}

}  // namespace corslab
