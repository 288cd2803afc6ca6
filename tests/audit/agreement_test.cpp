// The audit and the engine hold each other in check: what the engine lets through is not called broken, and for what it
// blocks there is a finding.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/explain/step_text.h"
#include "core/fetch/fetch.h"
#include "core/json/audit.h"
#include "core/json/evaluate.h"
#include "tests/properties/random_scenario.h"
#include "tests/vectors/vector_file.h"

namespace corslab::testing {
namespace {

// What reached a server of another origin, as the beginnings of JSON Pointers.
std::vector<std::string> places_used(const Outcome& outcome, const Scenario& scenario) {
    std::vector<std::string> places;
    for (const WireEntry& sent : outcome.wire) {
        if (same_origin(origin_of(*parse_url(sent.url)), origin_of(scenario.page.url))) continue;
        const std::string entry = "/server/" + std::to_string(sent.answer.entry);
        const bool own = sent.preflight && scenario.server[sent.answer.entry].preflight;
        places.push_back(entry + (own ? "/preflight" : "/response"));
    }
    return places;
}

bool is_about(const audit::Finding& finding, const std::vector<std::string>& places) {
    if (!finding.path.starts_with("/server/")) return true;
    return std::any_of(places.begin(), places.end(),
                       [&](const std::string& place) { return finding.path.starts_with(place); });
}

// True of the answer, whatever this request needs.
bool is_of_the_answer_alone(audit::Rule rule, const Scenario& scenario) {
    const bool credentials = scenario.request.credentials == CredentialsMode::kInclude;
    const bool of_credentials = rule == audit::Rule::kAcacNotTrue || rule == audit::Rule::kWildcardCred;
    return (of_credentials && !credentials) || rule == audit::Rule::kMethodLowercase;
}

bool is_broken(const audit::Finding& finding, audit::Severity least) {
    return audit::text_of(finding.rule).rule_class == audit::RuleClass::kBroken && finding.severity <= least;
}

// Of the steps that fail, those that headers and statuses decide.
bool is_for_cors(const Outcome& outcome) {
    const std::string_view id = text_of(outcome.failure->finding).id;
    return id.starts_with("cors-check") || id.starts_with("preflight-status") || id.starts_with("preflight-method") ||
           id.starts_with("preflight-header");
}

struct Counts {
    int allowed = 0;
    int blocked = 0;
};

void compare(const std::string& document, Counts& counts) {
    const Result<Scenario> scenario = read_scenario(document);
    if (!scenario.value || !scenario.value->then.empty()) return;
    const Result<AuditInput> input = read_audit_input(document);
    ASSERT_TRUE(input.value) << document;
    audit::Report report;
    for (const audit::Exchange& exchange : input.value->exchanges) merge(report, audit::audit(exchange));
    const Outcome outcome = fetch(*scenario.value, standard_profile(), Tracing::kOn);
    // Where both are of one origin, whatever CORS headers say does not matter.
    if (outcome.verdict == Verdict::kAllowed && outcome.response->type == ResponseType::kCors) {
        ++counts.allowed;
        const auto places = places_used(outcome, *scenario.value);
        for (const audit::Finding& finding : report.findings) {
            if (!is_broken(finding, audit::Severity::kHigh) || !is_about(finding, places)) continue;
            EXPECT_TRUE(is_of_the_answer_alone(finding.rule, *scenario.value))
                << "a false alarm: " << audit::text_of(finding.rule).id << " at " << finding.path << "\n"
                << document;
        }
    } else if (outcome.verdict == Verdict::kBlocked && is_for_cors(outcome)) {
        ++counts.blocked;
        const bool found = std::any_of(report.findings.begin(), report.findings.end(), [](const audit::Finding& one) {
            return is_broken(one, audit::Severity::kMedium);
        });
        EXPECT_TRUE(found) << "nothing is found for " << text_of(outcome.failure->finding).id << "\n" << document;
    }
}

TEST(Agreement, OnTheVectors) {
    Counts counts;
    for (const Vector& vector : load_vectors()) compare(dump(vector.scenario), counts);
    EXPECT_GE(counts.allowed, 300);
    EXPECT_GE(counts.blocked, 200);
}

TEST(Agreement, OnRandomScenarios) {
    constexpr std::uint32_t kScenarios = 6000;
    Counts counts;
    for (std::uint32_t seed = 1; seed <= kScenarios; ++seed) compare(to_json(random_scenario(seed)), counts);
    EXPECT_GE(counts.allowed, 50);
    EXPECT_GE(counts.blocked, 300);
}

}  // namespace
}  // namespace corslab::testing
