#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/audit.h"
#include "core/json/input_error.h"

namespace corslab {

enum class AuditFormat : std::uint8_t { kJson, kSarif, kText };

struct AuditOptions {
    AuditFormat format = AuditFormat::kJson;
    audit::Severity threshold = audit::Severity::kLow;  ///< From which on a finding counts.
    std::string file = "stdin";                         ///< The document's name, for SARIF and text.
    Language language = kEnglish;
};

enum class AuditOutcome : std::uint8_t { kNothing, kFindings, kBadInput };

struct Audited {
    std::string text;                                ///< The report, or an error document.
    AuditOutcome outcome = AuditOutcome::kBadInput;  ///< Whether a finding counts.
};

/// Audits a scenario, the headers of answers, or a middleware document; `docs/audit.md` has them and the report. Never
/// throws.
[[nodiscard]] Audited audit_document(std::string_view document, const AuditOptions& options = {});

/// What a document asks to be audited.
struct AuditInput {
    std::vector<audit::Exchange> exchanges;
    std::vector<audit::Policy> policies;
};
[[nodiscard]] Result<AuditInput> read_audit_input(std::string_view document);

[[nodiscard]] std::string write_audit_json(const audit::Report& report, Language language = kEnglish);
[[nodiscard]] std::string write_audit_text(const audit::Report& report, const AuditOptions& options);

/// SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
/// @param document the input, in which the findings have their lines.
[[nodiscard]] std::string write_audit_sarif(const audit::Report& report, std::string_view document,
                                            const AuditOptions& options);

/// A rule's text with the finding's values in it.
[[nodiscard]] std::string fill_in_rule(std::string_view text, const audit::Finding& finding);

}  // namespace corslab
