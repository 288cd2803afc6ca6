#include "core/json/audit.h"
#include "core/json/json_locator.h"
#include "core/json/json_writer.h"
#include "core/url/percent_encode.h"

namespace corslab {
namespace {

using Positions = std::map<std::string, TextPosition>;

std::string_view level_of(audit::Severity severity) {
    switch (severity) {
        case audit::Severity::kCritical:
        case audit::Severity::kHigh:
            return "error";
        case audit::Severity::kMedium:
            return "warning";
        default:
            return "note";
    }
}

// What code scanning turns into critical, high, medium and low.
std::string_view security_severity(audit::Severity severity) {
    switch (severity) {
        case audit::Severity::kCritical:
            return "9.5";
        case audit::Severity::kHigh:
            return "8.0";
        case audit::Severity::kMedium:
            return "5.5";
        case audit::Severity::kLow:
            return "3.0";
        case audit::Severity::kInfo:
            return "1.0";
    }
    return "0.0";
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key).begin_object();
    json.key("text").string(text);
    json.end_object();
}

std::string sentence(std::string_view title, Language language) {
    return std::string(say(language, title)) + ".";
}

void write_rule(JsonWriter& json, const audit::RuleText& text, Language language) {
    const std::string_view why = say(language, text.why);
    json.begin_object();
    json.key("id").string(text.id);
    write_text(json, "shortDescription", sentence(text.title, language));
    write_text(json, "fullDescription", why);
    json.key("helpUri").string(text.source);
    json.key("help").begin_object();
    json.key("text").string(std::string(why) + "\n\n" + std::string(text.source));
    json.end_object();
    json.key("defaultConfiguration").begin_object();
    json.key("level").string(level_of(text.severity));
    json.end_object();
    json.key("properties").begin_object();
    json.key("tags").begin_array();
    json.string("cors");
    json.string(audit::name_of(text.rule_class));
    const bool insecure = text.rule_class == audit::RuleClass::kInsecure;
    if (insecure) json.string("security");
    json.end_array();
    if (insecure) json.key("security-severity").string(security_severity(text.severity));
    json.end_object();
    json.end_object();
}

void write_locations(JsonWriter& json, const std::string& path, const Positions& positions,
                     const AuditOptions& options) {
    const TextPosition& position = positions.at(path);
    std::string uri = percent_encode(options.file, EncodeSet::kPath);
    if (uri.starts_with('/')) uri = "file://" + uri;
    json.key("locations").begin_array();
    json.begin_object();
    json.key("physicalLocation").begin_object();
    json.key("artifactLocation").begin_object();
    json.key("uri").string(uri);
    json.end_object();
    json.key("region").begin_object();
    json.key("startLine").number(static_cast<std::int64_t>(position.line));
    json.key("startColumn").number(static_cast<std::int64_t>(position.column));
    json.end_object();
    json.end_object();
    json.key("logicalLocations").begin_array();
    json.begin_object();
    json.key("fullyQualifiedName").string(path);
    json.end_object();
    json.end_array();
    json.end_object();
    json.end_array();
}

void write_result(JsonWriter& json, const audit::Finding& finding, const Positions& positions,
                  const AuditOptions& options) {
    const audit::RuleText& text = audit::text_of(finding.rule);
    json.begin_object();
    json.key("ruleId").string(text.id);
    json.key("ruleIndex").number(static_cast<std::int64_t>(finding.rule));
    json.key("level").string(level_of(finding.severity));
    write_text(json, "message",
               sentence(text.title, options.language) + " " + fill_in_rule(say(options.language, text.found), finding) +
                   " " + fill_in_rule(say(options.language, text.fix), finding));
    write_locations(json, finding.path, positions, options);
    json.key("properties").begin_object();
    json.key("severity").string(audit::name_of(finding.severity));
    json.end_object();
    json.end_object();
}

// What cannot be told is no result, but a note about the run.
void write_invocation(JsonWriter& json, const audit::Report& report, const Positions& positions,
                      const AuditOptions& options) {
    json.key("invocations").begin_array();
    json.begin_object();
    json.key("executionSuccessful").boolean(true);
    json.key("toolExecutionNotifications").begin_array();
    for (const audit::Undecided& one : report.undecided) {
        json.begin_object();
        json.key("associatedRule").begin_object();
        json.key("id").string(audit::text_of(one.rule).id);
        json.key("index").number(static_cast<std::int64_t>(one.rule));
        json.end_object();
        json.key("level").string("note");
        write_text(json, "message",
                   std::string(say(options.language, "Cannot tell: ")) +
                       sentence(audit::text_of(one.rule).title, options.language) + " " + one.reason);
        write_locations(json, one.path, positions, options);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    json.end_array();
}

void write_driver(JsonWriter& json, Language language) {
    json.key("tool").begin_object();
    json.key("driver").begin_object();
    json.key("name").string("corslab");
    json.key("rules").begin_array();
    for (std::size_t i = 0; i < audit::rule_count(); ++i) {
        write_rule(json, audit::text_of(static_cast<audit::Rule>(i)), language);
    }
    json.end_array();
    json.end_object();
    json.end_object();
}

}  // namespace

std::string write_audit_sarif(const audit::Report& report, std::string_view document, const AuditOptions& options) {
    Positions positions;
    for (const audit::Finding& finding : report.findings) positions.emplace(finding.path, TextPosition{});
    for (const audit::Undecided& one : report.undecided) positions.emplace(one.path, TextPosition{});
    locate(document, positions);
    JsonWriter json;
    json.begin_object();
    json.key("$schema").string(
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json.key("version").string("2.1.0");
    json.key("runs").begin_array();
    json.begin_object();
    write_driver(json, options.language);
    json.key("columnKind").string("unicodeCodePoints");
    write_invocation(json, report, positions, options);
    json.key("results").begin_array();
    for (const audit::Finding& finding : report.findings) write_result(json, finding, positions, options);
    json.end_array();
    json.end_object();
    json.end_array();
    json.end_object();
    return json.take();
}

}  // namespace corslab
