#pragma once

#include <cstdint>
#include <optional>

#include "core/http/header_list.h"

namespace corslab {

/// https://w3c.github.io/webappsec-referrer-policy/#enumdef-referrerpolicy
enum class ReferrerPolicy : std::uint8_t {
    kNoReferrer,
    kNoReferrerWhenDowngrade,
    kSameOrigin,
    kOrigin,
    kStrictOrigin,
    kOriginWhenCrossOrigin,
    kStrictOriginWhenCrossOrigin,
    kUnsafeUrl
};

/// The last policy of Referrer-Policy that is known, or nothing.
/// https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header
[[nodiscard]] std::optional<ReferrerPolicy> parse_referrer_policy(const HeaderList& list);

}  // namespace corslab
