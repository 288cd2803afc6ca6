// Each vector is a test; and each rule has one that fires it and one that nearly does.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "core/json/audit.h"
#include "tests/audit/vectors.h"

namespace corslab::testing {
namespace {

std::vector<AuditVector> load() {
    std::set<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(CORSLAB_SOURCE_DIR "/tests/audit/vectors")) {
        paths.insert(entry.path());
    }
    std::vector<AuditVector> vectors;
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        const Result<Json> list = parse_strict(text);
        if (!list.value) {
            vectors.push_back({"unreadable_" + path.stem().string(), "", nullptr, nullptr, nullptr});
            continue;
        }
        for (const Json& item : *list.value) {
            vectors.push_back({item["id"].get<std::string>(), item["rule"].get<std::string>(), item["document"],
                               item["expect"], item.value("undecided", Json())});
        }
    }
    return vectors;
}

class AuditVectorTest : public ::testing::TestWithParam<AuditVector> {};

TEST_P(AuditVectorTest, ComesOut) {
    const AuditVector& vector = GetParam();
    const Json report = audit_report(dump(vector.document));
    ASSERT_FALSE(report.contains("error")) << dump(report);
    Json found = Json::array();
    for (const Json& finding : report["findings"]) {
        EXPECT_EQ(dump(finding).find("{0}"), std::string::npos) << dump(finding);
        if (finding["rule"] != vector.rule) continue;
        Json one = Json::object();
        one["path"] = finding["path"];
        one["severity"] = finding["severity"];
        found.push_back(one);
    }
    EXPECT_EQ(found, vector.expect) << dump(report);
    if (vector.undecided.is_null()) return;
    Json paths = Json::array();
    for (const Json& one : report["undecided"]) {
        if (one["rule"] == vector.rule) paths.push_back(one["path"]);
    }
    EXPECT_EQ(paths, vector.undecided) << dump(report);
}

// Every path leads to a value of the document.
TEST_P(AuditVectorTest, PathsLeadSomewhere) {
    const Json& document = GetParam().document;
    const Json report = audit_report(dump(document));
    for (const char* list : {"findings", "undecided"}) {
        for (const Json& one : report[list]) {
            EXPECT_TRUE(document.contains(Json::json_pointer(one["path"].get<std::string>()))) << dump(one);
        }
    }
}

std::string name_of(const ::testing::TestParamInfo<AuditVector>& info) {
    return info.param.id;
}

INSTANTIATE_TEST_SUITE_P(All, AuditVectorTest, ::testing::ValuesIn(audit_vectors()), name_of);

TEST(AuditVectors, EveryRuleHasBoth) {
    std::map<std::string, std::set<bool>> kinds;
    for (const AuditVector& vector : audit_vectors()) kinds[vector.rule].insert(vector.expect.empty());
    for (std::size_t i = 0; i < audit::rule_count(); ++i) {
        const std::string id(audit::text_of(static_cast<audit::Rule>(i)).id);
        EXPECT_TRUE(kinds[id].count(false)) << id << " has no vector that fires it";
        EXPECT_TRUE(kinds[id].count(true)) << id << " has no near miss";
    }
    EXPECT_EQ(kinds.size(), audit::rule_count()) << "a vector is for a rule that does not exist";
}

TEST(AuditVectors, TextsAreThere) {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < audit::rule_count(); ++i) {
        const audit::RuleText& text = audit::text_of(static_cast<audit::Rule>(i));
        EXPECT_TRUE(ids.insert(text.id).second) << text.id;
        for (const std::string_view part : {text.title, text.found, text.why, text.fix}) {
            EXPECT_FALSE(part.empty()) << text.id;
        }
        EXPECT_TRUE(text.source.starts_with("https://")) << text.id;
        EXPECT_LE(text.severity, text.anonymous) << text.id;
    }
    EXPECT_GE(ids.size(), 75U);
}

}  // namespace

const std::vector<AuditVector>& audit_vectors() {
    static const std::vector<AuditVector> kVectors = load();
    return kVectors;
}

Json audit_report(const std::string& document) {
    return *parse_strict(audit_document(document).text).value;
}

}  // namespace corslab::testing
