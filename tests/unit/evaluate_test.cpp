#include "core/json/evaluate.h"

#include <gtest/gtest.h>

#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

constexpr const char* kScenario = R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/"},
    "server":[{"url":"https://b.test/","response":{"status":200,"headers":[["Access-Control-Allow-Origin","*"]]}}]})";

Json result_of(std::string_view text, const EvaluateOptions& options = {}) {
    return *parse_strict(evaluate(text, options).text).value;
}

// The scenario with `from` replaced.
std::string with(std::string_view from, std::string_view to) {
    std::string text = kScenario;
    text.replace(text.find(from), from.size(), to);
    return text;
}

void expect_error(const std::string& text, std::string_view code, std::string_view path) {
    const Json result = result_of(text);
    ASSERT_TRUE(result.contains("error")) << text;
    EXPECT_EQ(result["error"]["code"], code) << text;
    EXPECT_EQ(result["error"]["path"], path) << text;
    EXPECT_FALSE(result["error"]["message"].get<std::string>().empty());
}

TEST(Evaluate, GivesAResult) {
    const Json result = result_of(kScenario);
    EXPECT_EQ(result["version"], 1);
    EXPECT_EQ(result["browsers"]["standard"]["verdict"], "allowed");
    EXPECT_TRUE(result["browsers"]["standard"].contains("steps"));
}

TEST(Evaluate, LeavesTheTraceOut) {
    EvaluateOptions options;
    options.tracing = Tracing::kOff;
    const Json result = result_of(kScenario, options);
    EXPECT_EQ(result["browsers"]["standard"]["verdict"], "allowed");
    EXPECT_FALSE(result["browsers"]["standard"].contains("steps"));
}

TEST(Evaluate, LimitsTheBrowsers) {
    EvaluateOptions options;
    options.browsers = {"none-of-them"};
    EXPECT_TRUE(result_of(kScenario, options)["browsers"].empty());
    EXPECT_TRUE(is_known_browser("standard"));
    EXPECT_FALSE(is_known_browser("Standard"));
}

TEST(Evaluate, TellsItsVersion) {
    const Json version = *parse_strict(version_json()).value;
    EXPECT_EQ(version["contract"], 1);
    EXPECT_EQ(version["browsers"][0], "standard");
}

TEST(BadInput, WhatIsNoJsonNamesTheByte) {
    const std::string whole = kScenario;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Json result = result_of(std::string_view(whole).substr(0, size));
        ASSERT_EQ(result["error"]["code"], "not-json") << size;
        EXPECT_LE(result["error"]["byte"], size);
    }
    EXPECT_EQ(result_of("{\"page\":tru}")["error"]["byte"], 11);
}

TEST(BadInput, Types) {
    expect_error("[]", "wrong-type", "");
    expect_error("null", "wrong-type", "");
    expect_error(with("\"https://a.test/\"", "7"), "wrong-type", "/page/url");
    expect_error(with("{\"url\":\"https://a.test/\"}", "[]"), "wrong-type", "/page");
    expect_error(with("200", "\"200\""), "wrong-type", "/server/0/response/status");
    expect_error(with("200", "200.5"), "wrong-type", "/server/0/response/status");
    expect_error(with("[\"Access-Control-Allow-Origin\",\"*\"]", "[\"A\"]"), "wrong-type",
                 "/server/0/response/headers/0");
    expect_error(with("\"*\"", "true"), "wrong-type", "/server/0/response/headers/0/1");
}

TEST(BadInput, Values) {
    expect_error(with("200", "99"), "out-of-range", "/server/0/response/status");
    expect_error(with("200", "1000"), "out-of-range", "/server/0/response/status");
    expect_error(with("\"https://a.test/\"", "\"a.test\""), "bad-url", "/page/url");
    expect_error(with("{\"url\":\"https://b.test/\"}", "{\"url\":\"/\",\"mode\":\"CORS\"}"), "unknown-value",
                 "/request/mode");
    expect_error(with("{\"url\":\"https://b.test/\"}", "{\"url\":\"/\",\"api\":\"x\"}"), "unknown-value",
                 "/request/api");
    expect_error(with("{\"page\"", "{\"version\":2,\"page\""), "unknown-value", "/version");
    expect_error(with("\"*\"", "\"a\\nb\""), "bad-header", "/server/0/response/headers/0/1");
    expect_error(with("\"*\"", "\"\\u0100\""), "bad-header", "/server/0/response/headers/0/1");
    expect_error(with("Access-Control-Allow-Origin", "a b"), "bad-header", "/server/0/response/headers/0/0");
}

TEST(BadInput, MissingAndDoubled) {
    expect_error("{}", "missing", "");
    expect_error(with("{\"url\":\"https://b.test/\"}", "{}"), "missing", "/request");
    expect_error(with("\"status\":200,", ""), "missing", "/server/0/response");
    expect_error(with("{\"page\"", "{\"page\":1,\"page\""), "duplicate-key", "/page");
    expect_error(with("\"server\":[", "\"server\":[{\"url\":\"https://b.test/#x\",\"response\":{\"status\":200}},"),
                 "duplicate-url", "/server/1/url");
}

TEST(BadInput, Utf8) {
    expect_error(with("*", "\xFF"), "not-json", "");
    expect_error(with("*", "\xC3"), "not-json", "");
    expect_error(with("*", "\xED\xA0\x80"), "not-json", "");
    expect_error(with("*", "\\ud800"), "not-json", "");
    expect_error(with("*", "\\udc00\\ud800"), "not-json", "");
}

TEST(BadInput, Limits) {
    expect_error(std::string(kMaxBytes + 1, ' '), "too-large", "");
    expect_error(std::string(kMaxLevels + 1, '['), "too-deep", [] {
        std::string path;
        for (std::size_t i = 0; i < kMaxLevels; ++i) path += "/0";
        return path;
    }());
    std::string many;
    for (std::size_t i = 0; i < kMaxHeaders; ++i) many += "[\"A\",\"b\"],";
    expect_error(with("[\"Access-Control", many + "[\"Access-Control"), "too-many", "/server/0/response/headers");
}

}  // namespace
}  // namespace corslab::testing
