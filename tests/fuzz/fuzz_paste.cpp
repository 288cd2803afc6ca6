// Any bytes as a server's configuration.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/json_tree.h"
#include "core/json/paste.h"
#include "core/paste/paste.h"

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy of exactly that size, so that reading over its end is seen.
    const std::vector<char> copy(data, data + size);
    const std::string_view text(copy.data(), copy.size());
    const auto pasted = corslab::paste::read_configuration(text);
    check(pasted.reading || !pasted.failure.code.empty());
    if (pasted.reading) {
        check(!pasted.reading->setup.name.empty() && pasted.reading->setup.options.is_object());
        for (const auto& unknown : pasted.reading->unknown) {
            check(unknown.path.starts_with("/options") && unknown.line > 0 && unknown.column > 0);
        }
    }
    const auto evaluation = corslab::read_paste(text);
    check(evaluation.ok == pasted.reading.has_value());
    check(corslab::parse_tree(evaluation.text).value || pasted.reading);
    return 0;
}
