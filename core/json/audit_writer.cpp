#include <array>

#include "core/json/audit.h"
#include "core/json/json_writer.h"

namespace corslab {
namespace {

void write_answer_kind(JsonWriter& json, const std::optional<audit::AnswerKind>& answer) {
    if (!answer) return json.null();
    json.string(*answer == audit::AnswerKind::kPreflight ? "preflight" : "response");
}

void write_probe(JsonWriter& json, const std::optional<audit::ProbeResult>& probe) {
    if (!probe) return json.null();
    json.begin_object();
    json.key("origin").string(probe->origin);
    json.key("allowOrigin").string(probe->allow_origin);
    json.key("allowCredentials").boolean(probe->allow_credentials);
    json.end_object();
}

void write_finding(JsonWriter& json, const audit::Finding& finding, Language language) {
    const audit::RuleText& text = audit::text_of(finding.rule);
    json.begin_object();
    json.key("rule").string(text.id);
    json.key("severity").string(audit::name_of(finding.severity));
    json.key("class").string(audit::name_of(text.rule_class));
    json.key("title").string(say(language, text.title));
    json.key("found").string(fill_in_rule(say(language, text.found), finding));
    json.key("why").string(say(language, text.why));
    json.key("fix").string(fill_in_rule(say(language, text.fix), finding));
    json.key("source").string(text.source);
    json.key("path").string(finding.path);
    json.key("header");
    if (finding.header.empty()) {
        json.null();
    } else {
        json.string(finding.header);
    }
    json.key("answer");
    write_answer_kind(json, finding.answer);
    json.key("probe");
    write_probe(json, finding.probe);
    json.end_object();
}

std::string counted(std::size_t count, Language language) {
    return std::to_string(count) + std::string(say(language, count == 1 ? " finding" : " findings"));
}

}  // namespace

std::string write_audit_json(const audit::Report& report, Language language) {
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    json.key("findings").begin_array();
    for (const audit::Finding& finding : report.findings) write_finding(json, finding, language);
    json.end_array();
    json.key("undecided").begin_array();
    for (const audit::Undecided& one : report.undecided) {
        json.begin_object();
        json.key("rule").string(audit::text_of(one.rule).id);
        json.key("reason").string(one.reason);
        json.key("path").string(one.path);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

std::string write_audit_text(const audit::Report& report, const AuditOptions& options) {
    const auto word = [&](std::string_view english) { return std::string(say(options.language, english)); };
    std::string out;
    for (const audit::Finding& finding : report.findings) {
        const audit::RuleText& text = audit::text_of(finding.rule);
        out += options.file + finding.path + ": " + std::string(audit::name_of(finding.severity)) + ": " +
               word(text.title) + " [" + std::string(text.id) + ", " + std::string(audit::name_of(text.rule_class)) +
               "]\n";
        out += word("  Found: ") + fill_in_rule(word(text.found), finding) + "\n";
        out += word("  Why:   ") + word(text.why) + "\n";
        out += word("  Fix:   ") + fill_in_rule(word(text.fix), finding) + "\n";
        out += word("  See:   ") + std::string(text.source) + "\n";
    }
    for (const audit::Undecided& one : report.undecided) {
        out += options.file + one.path + word(": cannot tell: ") + word(audit::text_of(one.rule).title) + " [" +
               std::string(audit::text_of(one.rule).id) + "]\n  " + one.reason + "\n";
    }
    out += counted(report.findings.size(), options.language) + ", " + std::to_string(report.undecided.size()) +
           word(" undecided");
    return out;
}

}  // namespace corslab
