// Any bytes as a scenario: no crash, one of the two documents comes out, and twice the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/json/evaluate.h"
#include "core/json/strict_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy of exactly that size, so that reading over its end is seen.
    const std::vector<char> copy(data, data + size);
    const std::string_view text(copy.data(), copy.size());
    const corslab::Evaluation evaluation = corslab::evaluate(text);
    const auto document = corslab::parse_strict(evaluation.text);
    // A result may be nested as deep as a scenario, and no deeper: it always reads back.
    if (!document.value || document.value->contains("browsers") != evaluation.ok ||
        document.value->contains("error") == evaluation.ok || corslab::evaluate(text).text != evaluation.text) {
        std::abort();
    }
    return 0;
}
