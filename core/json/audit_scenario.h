#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/audit.h"
#include "core/json/json_tree.h"

namespace corslab {

/// The entries of a scenario, each with the requests that reach it.
/// @param text the document that `tree` comes from.
[[nodiscard]] Result<AuditInput> read_audit_scenario(const JsonTree& tree, std::string_view text);

/// Header lines with their places. @param path of the list.
[[nodiscard]] std::vector<audit::Line> audit_lines(const std::vector<Header>& headers, const std::string& path);

[[nodiscard]] audit::Answer audit_answer(audit::AnswerKind kind, int status, const std::vector<Header>& headers,
                                         const std::string& path);

}  // namespace corslab
