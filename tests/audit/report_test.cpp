#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/json/audit.h"
#include "tests/audit/vectors.h"

namespace corslab::testing {
namespace {

constexpr const char* kReflecting =
    R"({"middleware":{"name":"express-cors","options":{"origin":true,"credentials":true}}})";
constexpr const char* kSound =
    R"({"middleware":{"name":"express-cors","options":{"origin":["https://app.example.com","https://admin.example.com"],
        "methods":["PUT","DELETE"],"allowedHeaders":["Authorization","Content-Type"],"credentials":true,"maxAge":7200}}})";

void expect_error(const std::string& document, std::string_view code, std::string_view path) {
    const Audited audited = audit_document(document);
    EXPECT_EQ(audited.outcome, AuditOutcome::kBadInput) << document;
    const Json report = *parse_strict(audited.text).value;
    ASSERT_TRUE(report.contains("error")) << document << audited.text;
    EXPECT_EQ(report["error"]["code"], code) << document;
    EXPECT_EQ(report["error"]["path"], path) << document;
}

TEST(Audit, AFindingSaysEverything) {
    const Json finding = audit_report(kReflecting)["findings"][0];
    EXPECT_EQ(finding["rule"], "reflect-any-cred");
    EXPECT_EQ(finding["severity"], "critical");
    EXPECT_EQ(finding["class"], "insecure");
    EXPECT_EQ(finding["path"], "/middleware/options/origin");
    EXPECT_EQ(finding["header"], "Access-Control-Allow-Origin");
    EXPECT_EQ(finding["answer"], "response");
    EXPECT_EQ(finding["probe"]["origin"], "https://attacker.test");
    EXPECT_EQ(finding["probe"]["allowOrigin"], "https://attacker.test");
    EXPECT_EQ(finding["probe"]["allowCredentials"], true);
    for (const char* text : {"title", "found", "why", "fix", "source"}) {
        EXPECT_FALSE(finding[text].get<std::string>().empty()) << text;
    }
}

// No false alarm: a configuration as it should be.
TEST(Audit, NothingCountsInASoundPolicy) {
    const Audited audited = audit_document(kSound);
    EXPECT_EQ(audited.outcome, AuditOutcome::kNothing) << audited.text;
    EXPECT_TRUE(audit_report(kSound)["findings"].empty()) << audited.text;
    EXPECT_TRUE(audit_report(kSound)["undecided"].empty()) << audited.text;
}

TEST(Audit, SortedBySeverityThenPath) {
    for (const AuditVector& vector : audit_vectors()) {
        const Json report = audit_report(dump(vector.document));
        std::pair<int, std::string> before{-1, ""};
        for (const Json& finding : report["findings"]) {
            const auto severity = audit::severity_named(finding["severity"].get<std::string>());
            std::pair<int, std::string> now{static_cast<int>(*severity), finding["path"].get<std::string>()};
            EXPECT_LE(before, now) << vector.id;
            before = std::move(now);
        }
    }
}

TEST(Audit, TheThresholdDecidesWhatCounts) {
    AuditOptions options;
    options.threshold = audit::Severity::kCritical;
    const char* low = R"({"answers":{"response":{"status":200,"headers":[["Access-Control-Request-Method","PUT"]]}}})";
    EXPECT_EQ(audit_document(kReflecting, options).outcome, AuditOutcome::kFindings);
    EXPECT_EQ(audit_document(low, options).outcome, AuditOutcome::kNothing);
    EXPECT_EQ(audit_document(low).outcome, AuditOutcome::kFindings);
}

TEST(Audit, ErrorsOfTheInput) {
    expect_error("", "not-json", "");
    expect_error("[]", "wrong-type", "");
    expect_error("{}", "missing", "");
    expect_error(R"({"answers":{}})", "missing", "/answers");
    expect_error(R"({"answers":[]})", "wrong-type", "/answers");
    expect_error(R"({"answers":{"response":{}}})", "missing", "/answers/response");
    expect_error(R"({"answers":{"response":{"status":99}}})", "out-of-range", "/answers/response/status");
    expect_error(R"({"answers":{"response":{"status":200,"headers":[["a b","c"]]}}})", "bad-header",
                 "/answers/response/headers/0/0");
    expect_error(R"({"answers":{"response":{"status":200}},"origin":"https://a.test/"})", "bad-origin", "/origin");
    expect_error(R"({"answers":{"response":{"status":200}},"url":"a"})", "bad-url", "/url");
    expect_error(R"({"answers":{"response":{"status":200}},"request":{"credentials":"yes"}})", "unknown-value",
                 "/request/credentials");
    expect_error(R"({"middleware":{}})", "missing", "/middleware");
    expect_error(R"({"middleware":{"name":"none"}})", "unknown-value", "/middleware/name");
    expect_error(R"({"middleware":{"name":"express-cors"},"origins":["a"]})", "bad-origin", "/origins/0");
    expect_error(R"({"middleware":{"name":"express-cors","options":{"origin":{"regex":"(("}}}})", "bad-regex",
                 "/middleware/options/origin");
    expect_error(R"({"page":{"url":"https://a.test/"}})", "missing", "");
    expect_error(R"({"page":{"url":"https://a.test/"},"request":{"url":"/"},"server":[{"url":"x"}]})", "bad-url",
                 "/server/0/url");
}

// In a scenario, what a redirect does to the request counts.
TEST(Audit, RedirectsChangeTheOrigin) {
    const Json report = audit_report(R"({"page":{"url":"https://app.example.com/"},
        "request":{"url":"https://a.example.com/"},"server":[
        {"url":"https://a.example.com/","response":{"status":302,"headers":[["Location","https://b.example.com/"],
            ["Access-Control-Allow-Origin","https://app.example.com"]]}},
        {"url":"https://b.example.com/","response":{"status":200,
            "headers":[["Access-Control-Allow-Origin","https://app.example.com"]]}}]})");
    ASSERT_EQ(report["findings"].size(), 1U) << dump(report);
    EXPECT_EQ(report["findings"][0]["rule"], "mismatch");
    EXPECT_EQ(report["findings"][0]["path"], "/server/1/response/headers/0/1");
}

TEST(Audit, MiddlewareInAScenario) {
    const Json report = audit_report(R"({"page":{"url":"https://app.example.com/"},
        "request":{"url":"https://a.example.com/","method":"PUT"},"server":[{"url":"https://a.example.com/",
        "middleware":{"name":"express-cors","options":{"origin":["https://b.example.com"],"methods":["GET"]}}}]})");
    EXPECT_EQ(report["findings"][1]["rule"], "method-missing");
    EXPECT_EQ(report["findings"][1]["path"], "/server/0/middleware/options/methods");
    EXPECT_EQ(report["findings"][0]["rule"], "mismatch") << dump(report);
    EXPECT_EQ(report["findings"][0]["path"], "/page/url");
}

// The command's exit status, and its output.
class AuditCommand : public ::testing::Test {
  protected:
    int run(const std::string& document, const std::string& options) {
        const std::string file = (std::filesystem::path(::testing::TempDir()) / "corslab_audit_input.json").string();
        std::ofstream(file, std::ios::binary) << document;
        const std::string command = std::string(CORSLAB_BINARY) + " audit " + options + " " + file + " >/dev/null 2>&1";
        const int status = std::system(command.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

TEST_F(AuditCommand, ExitStatus) {
    EXPECT_EQ(run(kReflecting, ""), 1);
    EXPECT_EQ(run(kSound, ""), 0);
    EXPECT_EQ(run(kSound, "--severity info --format text"), 0);
    EXPECT_EQ(run("{}", ""), 2);
    EXPECT_EQ(run(kSound, "--severity none"), 2);
    EXPECT_EQ(run(kSound, "--format xml"), 2);
    EXPECT_EQ(run(kSound, "--lines"), 2);
    EXPECT_EQ(run(kReflecting, "--severity critical --format sarif"), 1);
}

}  // namespace
}  // namespace corslab::testing
