// Any bytes as requests that people have in hand: no crash, a sound document, and scenarios that the engine takes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/json/import.h"
#include "core/json/judge.h"
#include "core/json/secrets.h"
#include "core/json/strict_json.h"

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy of exactly that size, so that reading over its end is seen.
    const std::vector<char> copy(data, data + size);
    const std::string_view text(copy.data(), copy.size());
    const auto evaluation = corslab::import_text(text);
    const auto document = corslab::parse_strict(evaluation.text);
    check(document.value && document.value->contains("requests") == evaluation.ok);
    if (evaluation.ok) {
        for (const auto& request : (*document.value)["requests"]) {
            corslab::EvaluateOptions options;
            options.tracing = corslab::Tracing::kOff;
            check(corslab::evaluate(corslab::dump(request["scenario"]), options).ok);
        }
    }
    check(corslab::parse_strict(corslab::judge_entries(text).text).value.has_value());
    check(corslab::parse_strict(corslab::find_secrets(text).text).value.has_value());
    return 0;
}
