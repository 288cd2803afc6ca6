#pragma once

#include <string_view>
#include <vector>

namespace corslab {

/// `corslab audit`: reads a document, writes the report.
/// @param args what stands behind `audit`.
/// @return the exit status: 0 where nothing counts, 1 where a finding does, 2 for an error.
[[nodiscard]] int run_audit_command(const std::vector<std::string_view>& args);

}  // namespace corslab
