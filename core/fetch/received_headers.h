#pragma once

#include <vector>

#include "core/http/header_list.h"
#include "core/profile/profile.h"

namespace corslab {

/// A response's headers as a browser's network layer hands them on.
/// @param headers as they are on the wire.
[[nodiscard]] HeaderList received_headers(const std::vector<Header>& headers, BrowserProfile::ReceivedHeaders how);

}  // namespace corslab
