#include "core/audit/report.h"

#include <algorithm>
#include <tuple>

#include "core/explain/step_text.h"

namespace corslab::audit {
namespace {

std::string value_of(const Finding& finding) {
    return finding.args.empty() ? std::string() : finding.args.front();
}

// By severity, then path; the rest makes the order certain.
bool in_order(const Finding& a, const Finding& b) {
    const std::string a_value = value_of(a);
    const std::string b_value = value_of(b);
    return std::tie(a.severity, a.path, a.rule, a_value) < std::tie(b.severity, b.path, b.rule, b_value);
}

bool says_the_same(const Finding& a, const Finding& b) {
    return a.rule == b.rule && a.path == b.path && value_of(a) == value_of(b);
}

// Long values are cut: a finding is for a person.
std::string cut(std::string text) {
    constexpr std::size_t kLongest = 300;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "...";
}

bool undecided_in_order(const Undecided& a, const Undecided& b) {
    return std::tie(a.path, a.rule, a.reason) < std::tie(b.path, b.rule, b.reason);
}

bool undecided_the_same(const Undecided& a, const Undecided& b) {
    return a.rule == b.rule && a.path == b.path;
}

}  // namespace

Finding& Reporter::add(Rule rule, Place place, std::string value, std::string other, Credentials credentials) {
    const RuleText& text = text_of(rule);
    found_.emplace(rule, place.path);
    Finding finding;
    finding.rule = rule;
    finding.severity = credentials == Credentials::kAllowed ? text.severity : text.anonymous;
    finding.args = {cut(std::move(value)), cut(std::move(other))};
    finding.path = std::move(place.path);
    finding.header = std::move(place.header);
    finding.answer = place.answer;
    return report_.findings.emplace_back(std::move(finding));
}

void Reporter::undecided(Rule rule, std::string path, std::string_view reason, const std::string& arg) {
    report_.undecided.push_back({rule, fill_in(word(reason), {arg}), std::move(path)});
}

bool Reporter::has(Rule rule, const std::string& path) const {
    return found_.count({rule, path}) != 0;
}

Report Reporter::take() {
    Report out;
    merge(out, std::move(report_));
    report_ = {};
    return out;
}

void merge(Report& report, Report more) {
    auto& findings = report.findings;
    // The first of those that say the same is kept.
    for (Finding& finding : more.findings) findings.push_back(std::move(finding));
    std::stable_sort(findings.begin(), findings.end(), in_order);
    findings.erase(std::unique(findings.begin(), findings.end(), says_the_same), findings.end());
    auto& undecided = report.undecided;
    for (Undecided& one : more.undecided) undecided.push_back(std::move(one));
    std::stable_sort(undecided.begin(), undecided.end(), undecided_in_order);
    undecided.erase(std::unique(undecided.begin(), undecided.end(), undecided_the_same), undecided.end());
}

}  // namespace corslab::audit
