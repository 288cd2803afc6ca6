// Each vector is a test; and together they reach every step that docs/spec-coverage.md lists as done.
#include "tests/vectors/vector_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "core/explain/departures.h"
#include "core/explain/step_text.h"
#include "core/json/evaluate.h"

namespace corslab::testing {
namespace {

const std::vector<Vector>& all_vectors() {
    static const std::vector<Vector> kVectors = load_vectors();
    return kVectors;
}

Json result_of(const Vector& vector) {
    const Evaluation evaluation = evaluate(dump(vector.scenario));
    return *parse_strict(evaluation.text).value;
}

std::string failing_step(const Json& outcome) {
    for (const Json& step : outcome["steps"]) {
        if (step["outcome"] == "fail") return step["id"].get<std::string>();
    }
    return "";
}

std::set<std::string> step_ids(const Json& outcome) {
    std::set<std::string> ids;
    for (const Json& step : outcome["steps"]) ids.insert(step["id"].get<std::string>());
    return ids;
}

Json wire_lines(const Json& outcome) {
    Json lines = Json::array();
    for (const Json& entry : outcome["wire"]) {
        lines.push_back(entry["method"].get<std::string>() + " " + entry["url"].get<std::string>() +
                        (entry["preflight"].get<bool>() ? " (preflight)" : ""));
    }
    return lines;
}

void expect_response(const Json& outcome, const Json& expected) {
    if (expected.is_null()) {
        EXPECT_TRUE(outcome["response"].is_null());
        return;
    }
    ASSERT_TRUE(outcome["response"].is_object());
    for (const auto& member : expected.items()) {
        EXPECT_EQ(outcome["response"].value(member.key(), Json()), member.value()) << member.key();
    }
}

void expect_wire_headers(const Json& outcome, const Json& expected) {
    ASSERT_EQ(outcome["wire"].size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        std::map<std::string, std::string> headers;
        for (const Json& header : outcome["wire"][i]["headers"]) {
            headers[header[0].get<std::string>()] = header[1].get<std::string>();
        }
        for (const auto& member : expected[i].items()) {
            const auto found = headers.find(member.key());
            if (member.value().is_null()) {
                EXPECT_EQ(found, headers.end()) << "request " << i << " has " << member.key();
            } else {
                EXPECT_TRUE(found != headers.end() && found->second == member.value().get<std::string>())
                    << "request " << i << ": " << member.key() << " is "
                    << (found == headers.end() ? "absent" : found->second) << ", expected " << member.value();
            }
        }
    }
}

void expect_outcome(const Json& outcome, const Json& expected) {
    for (const char* plain : {"verdict", "settled", "console"}) {
        if (expected.contains(plain)) {
            EXPECT_EQ(outcome[plain], expected[plain]) << plain;
        }
    }
    if (expected.contains("decides")) {
        EXPECT_EQ(failing_step(outcome), expected["decides"].get<std::string>());
    }
    if (expected.contains("response")) expect_response(outcome, expected["response"]);
    if (expected.contains("wire")) {
        EXPECT_EQ(wire_lines(outcome), expected["wire"]);
    }
    if (expected.contains("wire_headers")) expect_wire_headers(outcome, expected["wire_headers"]);
    const std::set<std::string> ids = step_ids(outcome);
    for (const Json& id : expected.value("steps", Json::array())) {
        EXPECT_TRUE(ids.count(id.get<std::string>())) << id << " is not in the trace";
    }
    for (const Json& id : expected.value("no_steps", Json::array())) {
        EXPECT_FALSE(ids.count(id.get<std::string>())) << id << " is in the trace";
    }
    if (!expected.contains("then")) return;
    ASSERT_EQ(outcome.value("then", Json::array()).size(), expected["then"].size());
    for (std::size_t i = 0; i < expected["then"].size(); ++i) expect_outcome(outcome["then"][i], expected["then"][i]);
}

class VectorTest : public ::testing::TestWithParam<Vector> {};

TEST_P(VectorTest, ComesOut) {
    const Vector& vector = GetParam();
    ASSERT_EQ(vector.fault, "");
    SCOPED_TRACE(vector.reason);
    const Json result = result_of(vector);
    if (vector.expect.contains("error")) {
        ASSERT_TRUE(result.contains("error")) << dump(result);
        EXPECT_EQ(result["error"]["code"], vector.expect["error"]["code"]);
        EXPECT_EQ(result["error"]["path"], vector.expect["error"]["path"]);
        return;
    }
    ASSERT_FALSE(result.contains("error")) << dump(result);
    expect_outcome(result["browsers"]["standard"], vector.expect);
}

std::string name_of(const ::testing::TestParamInfo<Vector>& info) {
    return info.param.id;
}

INSTANTIATE_TEST_SUITE_P(All, VectorTest, ::testing::ValuesIn(all_vectors()), name_of);

void collect_ids(const Json& outcome, std::set<std::string>& ids) {
    ids.merge(step_ids(outcome));
    for (const Json& next : outcome.value("then", Json::array())) collect_ids(next, ids);
}

// The ids in the last column of the tables: `id` where a step is done.
std::set<std::string> ids_listed_as_done() {
    std::ifstream in(CORSLAB_SOURCE_DIR "/docs/spec-coverage.md", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::set<std::string> ids;
    const std::regex pattern("\\| done: ([^|\n]*)\\|");
    const std::regex id("`([a-z0-9-]+)`");
    for (std::sregex_iterator row(text.begin(), text.end(), pattern), end; row != end; ++row) {
        const std::string cell = (*row)[1];
        for (std::sregex_iterator item(cell.begin(), cell.end(), id); item != end; ++item) ids.insert((*item)[1]);
    }
    return ids;
}

TEST(Coverage, StepsEmittedAreTheStepsListed) {
    std::set<std::string> emitted;
    for (const Vector& vector : all_vectors()) {
        const Json result = result_of(vector);
        if (result.contains("browsers")) collect_ids(result["browsers"]["standard"], emitted);
    }
    const std::set<std::string> listed = ids_listed_as_done();
    for (const std::string& id : emitted) EXPECT_TRUE(listed.count(id)) << id << " is emitted, but not listed";
    for (const std::string& id : listed) EXPECT_TRUE(emitted.count(id)) << id << " is listed, but no vector reaches it";
}

std::string words_of(Finding finding) {
    const StepText& text = text_of(finding);
    return std::string(text.title) + std::string(text.detail);
}

TEST(Coverage, EveryTextIsReachedByAVector) {
    std::set<std::string> titles;
    for (const Vector& vector : all_vectors()) {
        const Result<Scenario> scenario = read_scenario(dump(vector.scenario));
        if (!scenario.value) continue;
        const Outcome standard = fetch(*scenario.value, standard_profile(), Tracing::kOff);
        for (const BrowserProfile& profile : all_profiles()) {
            Outcome outcome = fetch(*scenario.value, profile, Tracing::kOn);
            explain_departures(*scenario.value, profile, standard, outcome);
            const auto add = [&](const Outcome& one) {
                for (const StepRecord& step : one.steps) {
                    const Finding finding = refine(step);
                    // Two findings are never the Standard's; all others have to be reached there.
                    const bool browsers_own = finding == Finding::kDepartureFound || finding == Finding::kNetworkCutOff;
                    if (browsers_own || profile.departures.empty()) titles.insert(words_of(finding));
                }
            };
            add(outcome);
            for (const Outcome& next : outcome.then) add(next);
        }
    }
    for (std::size_t i = 0; i < finding_count(); ++i) {
        const StepText& text = text_of(static_cast<Finding>(i));
        EXPECT_TRUE(titles.count(words_of(static_cast<Finding>(i))))
            << "no vector reaches " << text.id << ": " << text.title;
    }
}

TEST(Coverage, ThereAreEnoughVectors) {
    EXPECT_GE(all_vectors().size(), 400U);
}

}  // namespace
}  // namespace corslab::testing
