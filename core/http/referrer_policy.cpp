#include "core/http/referrer_policy.h"

#include <array>

namespace corslab {

std::optional<ReferrerPolicy> parse_referrer_policy(const HeaderList& list) {
    static constexpr std::array<std::string_view, 8> kNames{"no-referrer",
                                                            "no-referrer-when-downgrade",
                                                            "same-origin",
                                                            "origin",
                                                            "strict-origin",
                                                            "origin-when-cross-origin",
                                                            "strict-origin-when-cross-origin",
                                                            "unsafe-url"};
    std::optional<ReferrerPolicy> policy;
    // 1.-3. A later one that is known wins.
    for (const std::string& token : extract_token_values("Referrer-Policy", list).values) {
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            if (token == kNames[i]) policy = static_cast<ReferrerPolicy>(i);
        }
    }
    return policy;
}

}  // namespace corslab
