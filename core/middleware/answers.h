#pragma once

#include <functional>

#include "core/fetch/scenario.h"
#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// The middleware and the application behind it as the answers of a server entry.
/// @param on_fault is told why, where an answer cannot be computed; may be empty.
[[nodiscard]] AnswerFunction answers_of(Setup setup, Handler handler, std::function<void(const Fault&)> on_fault = {});

}  // namespace corslab::middleware
