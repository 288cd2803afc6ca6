#pragma once

#include "core/fetch/fetch_params.h"

namespace corslab {

/// Builds `params.request` from what the script passed to `fetch()`.
/// @return false where the constructor throws a TypeError; `params.failure` then says why.
/// https://fetch.spec.whatwg.org/#dom-request
[[nodiscard]] bool construct_request(FetchParams& params);

}  // namespace corslab
