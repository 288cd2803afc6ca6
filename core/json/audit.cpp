#include "core/json/audit.h"

#include <algorithm>

#include "core/explain/step_text.h"
#include "core/json/evaluate.h"
#include "core/json/middleware_reader.h"

namespace corslab {
namespace {

std::string write_report(const audit::Report& report, std::string_view document, const AuditOptions& options) {
    switch (options.format) {
        case AuditFormat::kSarif:
            return write_audit_sarif(report, document, options);
        case AuditFormat::kText:
            return write_audit_text(report, options);
        case AuditFormat::kJson:
            break;
    }
    return write_audit_json(report, options.language);
}

}  // namespace

std::string fill_in_rule(std::string_view text, const audit::Finding& finding) {
    return fill_in(text, finding.args);
}

Audited audit_document(std::string_view document, const AuditOptions& options) {
    const Result<AuditInput> input = read_audit_input(document);
    if (!input.value) return {write_error(input.error, options.language), AuditOutcome::kBadInput};
    audit::Report report;
    for (const audit::Exchange& exchange : input.value->exchanges)
        merge(report, audit::audit(exchange, options.language));
    for (const audit::Policy& policy : input.value->policies) {
        auto audited = audit::audit(policy, options.language);
        if (audited.fault)
            return {write_error(input_error_of(*audited.fault, policy.at), options.language), AuditOutcome::kBadInput};
        merge(report, std::move(audited.report));
    }
    const bool counts = std::any_of(report.findings.begin(), report.findings.end(),
                                    [&](const audit::Finding& one) { return one.severity <= options.threshold; });
    return {write_report(report, document, options), counts ? AuditOutcome::kFindings : AuditOutcome::kNothing};
}

}  // namespace corslab
