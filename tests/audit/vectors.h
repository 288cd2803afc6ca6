#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "core/json/strict_json.h"

namespace corslab::testing {

/// A document, and what one rule finds in it. `tests/audit/README.md` has the format.
struct AuditVector {
    std::string id;
    std::string rule;
    Json document = nullptr;
    Json expect = nullptr;
    Json undecided = nullptr;  ///< Null where it does not matter.

    friend std::ostream& operator<<(std::ostream& out, const AuditVector& vector) { return out << vector.id; }
};

/// All vectors of tests/audit/vectors.
[[nodiscard]] const std::vector<AuditVector>& audit_vectors();

/// The report of a document, as JSON.
[[nodiscard]] Json audit_report(const std::string& document);

}  // namespace corslab::testing
