#pragma once

#include <optional>
#include <string_view>

#include "core/console/message_case.h"
#include "core/fetch/outcome.h"

namespace corslab {

/// Which words a failure asks for: as narrow a case as any browser tells apart.
[[nodiscard]] MessageCase case_of(const Failure& failure);

/// The case of a redirect to `location` with the mode same-origin, where some browser tells it apart from other
/// schemes.
[[nodiscard]] std::optional<MessageCase> case_of_redirect_same_origin(std::string_view location);

/// The case whose words stand in where `which` has none of its own; `kDefault` in the end.
[[nodiscard]] MessageCase broader(MessageCase which);

}  // namespace corslab
