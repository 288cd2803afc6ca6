#pragma once

#include <string_view>
#include <vector>

#include "core/import/exchange.h"

namespace corslab::imports {

/// Reads what curl printed with -v or -i: what was answered to the requests, one after the other.
/// @param output what stands behind the command.
/// @return whether there is an answer in it.
bool read_curl_output(std::string_view output, std::vector<Exchange>& exchanges);

}  // namespace corslab::imports
