#include "core/fix/fix.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/fix/trial.h"
#include "core/json/evaluate.h"
#include "core/json/fix.h"
#include "core/json/simulate.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

using fix::Advice;
using fix::Change;
using fix::find_fixes;
using fix::FixReport;
using fix::Reach;

Scenario scenario(std::string_view text) {
    auto read = read_scenario(text);
    EXPECT_TRUE(read.value) << read.error.message;
    return read.value.value_or(Scenario{});
}

// A page of https://a.test, a request to https://b.test/ and its answer, as JSON.
Scenario simple(const std::string& request, const std::string& headers) {
    return scenario(R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/")" + request +
                    R"(},"server":[{"url":"https://b.test/","response":{"status":200,"headers":[)" + headers + "]}}]}");
}

// The header lines of the best fix, one a line.
std::string best(const FixReport& report) {
    std::string text;
    if (report.fixes.empty()) return text;
    for (const Change& change : report.fixes.front().changes) {
        text += change.place.pointer() + " " + change.name + ":";
        for (const std::string& value : change.after) text += " " + value;
        text += "\n";
    }
    return text;
}

bool advises(const FixReport& report, Advice advice) {
    return std::find(report.advice.begin(), report.advice.end(), advice) != report.advice.end();
}

TEST(Fix, LeavesAllowedRequestsAlone) {
    const FixReport report = find_fixes(simple("", R"(["Access-Control-Allow-Origin","*"])"));
    EXPECT_TRUE(report.blocked.empty());
    EXPECT_TRUE(report.fixes.empty());
    EXPECT_TRUE(report.advice.empty());
}

TEST(Fix, PrefersTheExactOrigin) {
    const FixReport report = find_fixes(simple("", ""));
    EXPECT_EQ(report.blocked.size(), 4U);
    EXPECT_EQ(best(report), "/server/0/response Access-Control-Allow-Origin: https://a.test\n");
    EXPECT_TRUE(report.fixes.front().reach.empty());
    ASSERT_EQ(report.fixes.size(), 2U);
    EXPECT_EQ(report.fixes[1].reach, std::vector{Reach::kAnyOrigin});
    EXPECT_TRUE(advises(report, Advice::kVary));
    EXPECT_TRUE(advises(report, Advice::kProxy));
}

TEST(Fix, NamesTheOriginForCredentials) {
    const FixReport report =
        find_fixes(simple(R"(,"credentials":"include")", R"(["Access-Control-Allow-Origin","*"])"));
    EXPECT_EQ(best(report),
              "/server/0/response Access-Control-Allow-Origin: https://a.test\n"
              "/server/0/response Access-Control-Allow-Credentials: true\n");
    // The script can also do without them.
    EXPECT_EQ(report.fixes.back().changes.front().after, std::vector<std::string>{"same-origin"});
}

TEST(Fix, AllowsMethodAndHeadersAtOnce) {
    const FixReport report = find_fixes(
        simple(R"(,"method":"PUT","headers":[["X-A","1"],["Content-Type","application/json"]])",
               R"(["Access-Control-Allow-Origin","https://a.test"],["Access-Control-Allow-Methods","GET"])"));
    EXPECT_EQ(best(report),
              "/server/0/response Access-Control-Allow-Methods: GET, PUT\n"
              "/server/0/response Access-Control-Allow-Headers: Content-Type, X-A\n");
}

TEST(Fix, SpellsTheMethod) {
    const FixReport report = find_fixes(
        simple(R"(,"method":"patch")",
               R"(["Access-Control-Allow-Origin","https://a.test"],["Access-Control-Allow-Methods","PATCH"])"));
    EXPECT_EQ(best(report), "/request : PATCH\n");
}

TEST(Fix, TakesAnswerHeadersOffTheRequest) {
    const FixReport report = find_fixes(simple(R"(,"headers":[["Access-Control-Allow-Origin","*"]])",
                                               R"(["Access-Control-Allow-Origin","https://a.test"])"));
    EXPECT_EQ(best(report), "/request Access-Control-Allow-Origin:\n");
}

TEST(Fix, AnswersPreflightsBesideAnAnswerThatRefuses) {
    const FixReport report = find_fixes(scenario(
        R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/","method":"DELETE"},"server":[{"url":"https://b.test/",
            "response":{"status":401,"headers":[["Access-Control-Allow-Origin","https://a.test"]]}}]})"));
    ASSERT_FALSE(report.fixes.empty());
    EXPECT_EQ(report.fixes.front().changes.front().field, fix::Field::kOwnAnswer);
    EXPECT_EQ(report.fixes.front().scenario.server[0].response.status, 401);
    EXPECT_EQ(report.fixes.front().scenario.server[0].preflight->status, 204);
}

TEST(Fix, WarnsOfNullWithCredentials) {
    const FixReport report = find_fixes(scenario(
        R"({"page":{"url":"https://a.test/","sandboxed":true},"request":{"url":"https://b.test/","credentials":"include"},
            "server":[{"url":"https://b.test/","response":{"status":200}}]})"));
    ASSERT_FALSE(report.fixes.empty());
    const auto harmful = [](const fix::Fix& one) {
        return std::find(one.reach.begin(), one.reach.end(), Reach::kOpaqueCredentialed) != one.reach.end();
    };
    EXPECT_TRUE(std::any_of(report.fixes.begin(), report.fixes.end(), harmful));
    EXPECT_FALSE(harmful(report.fixes.front()) && report.fixes.size() > 1);
}

TEST(Fix, SaysWhatHelpsWhereNoHeaderDoes) {
    EXPECT_TRUE(advises(
        find_fixes(scenario(R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/"},"server":[]})")),
        Advice::kReachable));
    EXPECT_TRUE(advises(
        find_fixes(
            scenario(R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test:6000/"},"server":[]})")),
        Advice::kPort));
    const FixReport mixed = find_fixes(scenario(
        R"({"page":{"url":"https://a.test/"},"request":{"url":"http://b.test/"},"server":[{"url":"http://b.test/",
            "response":{"status":200,"headers":[["Access-Control-Allow-Origin","*"]]}}]})"));
    EXPECT_TRUE(advises(mixed, Advice::kHttps));
    EXPECT_EQ(mixed.fixes.front().scenario.server[0].url, "https://b.test/");
}

TEST(Fix, HasNoChangeTooMany) {
    const Scenario start = simple(
        R"(,"method":"PUT","credentials":"include","headers":[["X-A","1"],["Authorization","b"]])",
        R"(["Access-Control-Allow-Origin","*"],["Access-Control-Allow-Headers","*"],["Access-Control-Allow-Methods","GET;PUT"])");
    const FixReport report = find_fixes(start);
    ASSERT_FALSE(report.fixes.empty());
    for (const fix::Fix& one : report.fixes) {
        const fix::Trial whole(with_changes(start, one.changes));
        for (std::size_t i = 0; i < one.changes.size(); ++i) {
            auto fewer = one.changes;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_FALSE(fix::Trial(with_changes(start, fewer)).keeps(whole)) << best(report);
        }
    }
}

TEST(Fix, WritesAPatch) {
    const Evaluation evaluation = fix_scenario(
        R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/"},"server":[{"url":"https://b.test/","response":{"status":200}}]})");
    EXPECT_TRUE(evaluation.ok);
    const Json report = *parse_strict(evaluation.text).value;
    EXPECT_EQ(report["blocked"].size(), 4U);
    const Json& first = report["fixes"][0];
    EXPECT_EQ(first["works"].size(), 4U);
    EXPECT_EQ(
        first["patch"].dump(),
        R"([{"op":"add","path":"/server/0/response/headers","value":[["Access-Control-Allow-Origin","https://a.test"]]}])");
    EXPECT_EQ(
        first["changes"][0]["text"],
        "Send Access-Control-Allow-Origin: https://a.test in the answer of https://b.test/ (to the preflight, too).");
    EXPECT_EQ(report["advice"][0]["id"], "proxy");
}

// The options that are changed, one a line: of a PATCH with credentials and two headers.
std::string option_changes(const std::string& middleware) {
    const Evaluation evaluation = fix_scenario(
        R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/x","method":"PATCH","credentials":"include",
            "headers":[["Content-Type","application/json"],["X-A","1"]]},"server":[{"url":"https://b.test/x","middleware":)" +
            middleware + "}]}",
        read_middleware_entry);
    const Json report = *parse_strict(evaluation.text).value;
    std::string out;
    if (report["fixes"].empty()) return out;
    EXPECT_EQ(report["fixes"][0]["works"].size(), 4U);
    for (const Json& one : report["fixes"][0]["patch"]) {
        out += one["path"].get<std::string>().substr(28) + " " + one["value"].dump() + "\n";
    }
    return out;
}

TEST(Fix, ChangesOptions) {
    EXPECT_EQ(option_changes(R"({"name":"express-cors","options":{"origin":"https://c.test","methods":"GET,PUT"}})"),
              "/origin [\"https://c.test\",\"https://a.test\"]\n"
              "/credentials true\n"
              "/methods \"GET,PUT,PATCH\"\n");
    EXPECT_EQ(option_changes(
                  R"({"name":"express-cors","options":{"origin":[{"regex":"c"}],"allowedHeaders":["content-type"]}})"),
              "/origin [{\"regex\":\"c\",\"flags\":\"\"},\"https://a.test\"]\n"
              "/credentials true\n"
              "/allowedHeaders [\"content-type\",\"X-A\"]\n");
    EXPECT_EQ(option_changes(R"({"name":"flask-cors","options":{"resources":{"/x":{"origins":"https://c.test"}}}})"),
              "/resources/~1x/origins [\"https://c.test\",\"https://a.test\"]\n"
              "/supports_credentials true\n");
    EXPECT_EQ(option_changes(R"({"name":"express-cors","options":{"origin":false}})"),
              "/origin [\"https://a.test\"]\n/credentials true\n");
}

TEST(Fix, RefusesWhatIsNoScenario) {
    const Evaluation evaluation = fix_scenario("{}");
    EXPECT_FALSE(evaluation.ok);
    EXPECT_EQ((*parse_strict(evaluation.text).value)["error"]["path"], "");
}

}  // namespace
}  // namespace corslab::testing
