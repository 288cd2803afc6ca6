#pragma once

#include <string_view>
#include <vector>

namespace corslab {

/// `corslab import`: reads what makes requests, writes scenarios; with `--judge` a HAR file, and what becomes of each
/// entry.
/// @param args what stands behind `import`.
/// @return the exit status: 0, or 2 for an error.
[[nodiscard]] int run_import_command(const std::vector<std::string_view>& args);

}  // namespace corslab
