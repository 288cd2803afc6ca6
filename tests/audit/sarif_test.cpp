// The parts of SARIF 2.1.0 that code scanning asks for.
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
#include <gtest/gtest.h>

#include <set>

#include "core/json/audit.h"
#include "core/json/json_locator.h"
#include "tests/audit/vectors.h"

namespace corslab::testing {
namespace {

Json sarif_of(const std::string& document, const std::string& file = "cors.json") {
    AuditOptions options;
    options.format = AuditFormat::kSarif;
    options.file = file;
    return *parse_strict(audit_document(document, options).text).value;
}

bool is_level(const Json& level) {
    return level == "error" || level == "warning" || level == "note" || level == "none";
}

void expect_location(const Json& locations) {
    ASSERT_EQ(locations.size(), 1U);
    const Json& physical = locations[0]["physicalLocation"];
    EXPECT_TRUE(physical["artifactLocation"]["uri"].is_string());
    EXPECT_GE(physical["region"]["startLine"].get<int>(), 1);
    EXPECT_GE(physical["region"]["startColumn"].get<int>(), 1);
}

void expect_rules(const Json& rules) {
    ASSERT_EQ(rules.size(), audit::rule_count());
    std::set<std::string> ids;
    for (const Json& rule : rules) {
        EXPECT_TRUE(ids.insert(rule["id"].get<std::string>()).second);
        EXPECT_TRUE(rule["helpUri"].get<std::string>().starts_with("https://"));
        for (const char* text : {"shortDescription", "fullDescription", "help"}) {
            EXPECT_FALSE(rule[text]["text"].get<std::string>().empty());
        }
        EXPECT_TRUE(is_level(rule["defaultConfiguration"]["level"]));
        const Json& properties = rule["properties"];
        const bool scored = properties.contains("security-severity");
        const Json& tags = properties["tags"];
        EXPECT_EQ(scored, std::find(tags.begin(), tags.end(), "security") != tags.end());
        if (!scored) continue;
        const double score = std::stod(properties["security-severity"].get<std::string>());
        EXPECT_GT(score, 0.0);
        EXPECT_LE(score, 10.0);
    }
}

TEST(Sarif, IsSoundForEveryVector) {
    for (const AuditVector& vector : audit_vectors()) {
        SCOPED_TRACE(vector.id);
        const Json sarif = sarif_of(dump(vector.document));
        EXPECT_EQ(sarif["version"], "2.1.0");
        EXPECT_TRUE(sarif["$schema"].get<std::string>().ends_with("sarif-schema-2.1.0.json"));
        ASSERT_EQ(sarif["runs"].size(), 1U);
        const Json& run = sarif["runs"][0];
        EXPECT_EQ(run["tool"]["driver"]["name"], "corslab");
        const Json& rules = run["tool"]["driver"]["rules"];
        if (&vector == &audit_vectors().front()) expect_rules(rules);
        const Json report = audit_report(dump(vector.document));
        ASSERT_EQ(run["results"].size(), report["findings"].size());
        for (const Json& result : run["results"]) {
            EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
            EXPECT_TRUE(is_level(result["level"]));
            EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
            expect_location(result["locations"]);
        }
        EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
        const Json& notes = run["invocations"][0]["toolExecutionNotifications"];
        ASSERT_EQ(notes.size(), report["undecided"].size());
        for (const Json& note : notes) expect_location(note["locations"]);
    }
}

TEST(Sarif, FindsTheLine) {
    const Json sarif = sarif_of(
        "{\n"
        "  \"answers\": {\n"
        "    \"response\": { \"status\": 200, \"headers\": [\n"
        "      [\"X-\", \"\\\"],[\"], [\"Access-Control-Allow-Origin\", \"null\"] ] }\n"
        "  }\n"
        "}\n",
        "config/my cors.json");
    const Json& physical = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    EXPECT_EQ(physical["artifactLocation"]["uri"], "config/my%20cors.json");
    EXPECT_EQ(physical["region"]["startLine"], 4);
    EXPECT_EQ(physical["region"]["startColumn"], 56);
}

TEST(Sarif, AnAbsoluteNameIsAFileUrl) {
    const Json sarif =
        sarif_of(R"({"answers":{"response":{"status":200,"headers":[["Access-Control-Allow-Origin","null"]]}}})",
                 "/srv/cors.json");
    const Json& result = sarif["runs"][0]["results"][0];
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "file:///srv/cors.json");
}

TEST(Locator, EveryKindOfValue) {
    const std::string text = "{\"a\":[1,\n {\"b/c\":\"\xC3\xBC\",\"\\u0064\":tru],\"e~\":null}";
    const std::string document = "{\"a\":[1,\n {\"b/c\":\"\xC3\xBC\",\"\\u0064\":true}],\"e~\":null}";
    std::map<std::string, TextPosition> wanted;
    for (const char* pointer : {"", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/d", "/e~0", "/none"}) wanted[pointer] = {};
    locate(document, wanted);
    const auto at = [&](const char* pointer) { return std::pair(wanted[pointer].line, wanted[pointer].column); };
    using Place = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(at(""), Place(1, 1));
    EXPECT_EQ(at("/a"), Place(1, 6));
    EXPECT_EQ(at("/a/0"), Place(1, 7));
    EXPECT_EQ(at("/a/1"), Place(2, 2));
    EXPECT_EQ(at("/a/1/b~1c"), Place(2, 9));
    EXPECT_EQ(at("/a/1/d"), Place(2, 22));
    EXPECT_EQ(at("/e~0"), Place(2, 34));
    EXPECT_EQ(at("/none"), Place(1, 1));
    // What is no JSON ends as well.
    locate(text, wanted);
    locate("\"\\", wanted);
}

}  // namespace
}  // namespace corslab::testing
