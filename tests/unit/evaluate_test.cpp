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
    EXPECT_FALSE(version["tested"].contains("standard"));
    EXPECT_EQ(version["tested"]["chromium"].get<std::string>().substr(0, 9), "Chromium ");
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
    expect_error(with("{\"page\"", "{\"a/b\":1,\"a/b\":1,\"page\""), "duplicate-key", "/a~1b");
    expect_error(with("{\"page\"", "{\"a~b\":1,\"a~b\":1,\"page\""), "duplicate-key", "/a~0b");
    expect_error(with("{\"page\"", "{\"\":1,\"\":1,\"page\""), "duplicate-key", "/");
    expect_error(with("\"status\":200", "\"status\":200,\"\\u0073tatus\":200"), "duplicate-key",
                 "/server/0/response/status");
    expect_error(with("\"server\":[", "\"server\":[{\"url\":\"https://b.test/#x\",\"response\":{\"status\":200}},"),
                 "duplicate-url", "/server/1/url");
}

TEST(BadInput, Utf8) {
    for (const char* bad :
         {"\xFF", "\xC3", "\xED\xA0\x80", "\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xF4\x90\x80\x80", "\\ud800",
          "\\udc00\\ud800", "\\ud800x", "\\ud800\\u0041", "\\ude00", "\\u12", "\\x41", "\t"}) {
        expect_error(with("*", bad), "not-json", "");
    }
    // The byte is the one that cannot stand there.
    const std::string text = kScenario;
    EXPECT_EQ(result_of(with("*", "\xFF"))["error"]["byte"], text.find('*'));
    // A whole pair of surrogates is text, but no byte of a header.
    expect_error(with("*", "\\ud83d\\ude00"), "bad-header", "/server/0/response/headers/0/1");
}

TEST(BadInput, WhatIsNotQuiteJson) {
    const std::string whole = kScenario;
    for (const std::string& text :
         {std::string(), std::string(" "), whole + "x", whole + whole, whole + ",", "//\n" + whole, with("200", "0200"),
          with("200", "+200"), with("200", "NaN"), with("200", "0xC8"), with("\"*\"", "'*'"), with("]}}]", "],}}]"),
          with("\"page\"", "page")}) {
        expect_error(text, "not-json", "");
    }
}

// A page may show what is wrong with a scenario as fetch() would: as an exception.
TEST(BadInput, WhatFetchItselfRefusesIsAResult) {
    for (const char* refused :
         {R"({"url":"/","headers":[["a b","1"]]})", R"({"url":"/","headers":[["a","1\n2"]]})",
          R"({"url":"/","method":"TRACE"})", R"({"url":"/","method":"G ET"})", R"({"url":"https://"})",
          R"({"url":"https://u:p@b.test/"})", R"({"url":"/","mode":"navigate"})", R"({"url":"/","body":""})"}) {
        const Json result = result_of(with("{\"url\":\"https://b.test/\"}", refused));
        ASSERT_TRUE(result.contains("browsers")) << refused;
        EXPECT_EQ(result["browsers"]["standard"]["verdict"], "invalid") << refused;
        EXPECT_EQ(result["browsers"]["standard"]["exception"]["name"], "TypeError") << refused;
        EXPECT_TRUE(result["browsers"]["standard"]["wire"].empty()) << refused;
    }
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

// `count` items, each with its number put where the # stands.
std::string items(std::size_t count, std::string_view item) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string one(item);
        one.replace(one.find('#'), 1, std::to_string(i));
        out += (i == 0 ? "" : ",") + one;
    }
    return out;
}

std::string nested(std::size_t levels) {
    return with("{\"page\"", "{\"x\":" + std::string(levels, '[') + std::string(levels, ']') + ",\"page\"");
}

TEST(Limits, WhatReachesThemIsStillRead) {
    const std::string whole = kScenario;
    EXPECT_TRUE(evaluate(whole + std::string(kMaxBytes - whole.size(), ' ')).ok);
    EXPECT_TRUE(evaluate(nested(kMaxLevels - 1)).ok);
    EXPECT_FALSE(evaluate(nested(kMaxLevels)).ok);
    const auto headers = [](std::size_t count) {
        return with("{\"url\":\"https://b.test/\"}",
                    "{\"url\":\"/\",\"headers\":[" + items(count, R"(["x-#","1"])") + "]}");
    };
    EXPECT_TRUE(evaluate(headers(kMaxHeaders)).ok);
    expect_error(headers(kMaxHeaders + 1), "too-many", "/request/headers");
    const auto server = [](std::size_t count) {
        return with(
            "\"server\":[",
            "\"server\":[" + items(count - 1, R"({"url":"https://c.test/#?","response":{"status":200}})") + ",");
    };
    EXPECT_TRUE(evaluate(server(kMaxServerEntries)).ok);
    expect_error(server(kMaxServerEntries + 1), "too-many", "/server");
    const auto then = [](std::size_t count) {
        return with("{\"page\"", "{\"then\":[" + items(count, R"({"url":"/#"})") + "],\"page\"");
    };
    EXPECT_TRUE(evaluate(then(kMaxThen)).ok);
    expect_error(then(kMaxThen + 1), "too-many", "/then");
}

TEST(Limits, TheMessageNamesThem) {
    const auto message = [](const std::string& text) { return result_of(text)["error"]["message"].get<std::string>(); };
    EXPECT_NE(message(std::string(kMaxBytes + 1, ' ')).find("1 MiB"), std::string::npos);
    EXPECT_NE(message(nested(kMaxLevels)).find("64"), std::string::npos);
    const std::string many = items(kMaxHeaders + 1, R"(["x-#","1"])");
    EXPECT_NE(message(with("[[\"Access-Control-Allow-Origin\",\"*\"]]", "[" + many + "]")).find("1000"),
              std::string::npos);
}

}  // namespace
}  // namespace corslab::testing
