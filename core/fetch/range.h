#pragma once

#include "core/http/header_list.h"

namespace corslab {

/// Writes a Range header that asks for one range anew: `bytes= 0-\t1` becomes `bytes=0-1`. Not of the Standard: Chromium's
/// cache asks for ranges in its own words, unless the request has a condition. (net/http/partial_data.cc)
void rewrite_range(HeaderList& headers);

}  // namespace corslab
