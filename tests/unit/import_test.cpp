#include "core/import/import.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/import/shell_words.h"
#include "core/json/import.h"
#include "core/json/judge.h"
#include "core/json/secrets.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

// A snippet of `tests/import/*.txt`: its text, and what is read from it.
struct Case {
    std::string file;
    std::string name;
    std::string text;
    std::string expected;
};

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// `=== name`, the text, `---`, the lines that are expected.
std::vector<Case> read_cases() {
    std::vector<Case> cases;
    for (const std::string file : {"curl", "script", "http"}) {
        std::istringstream in(read_file(std::string(CORSLAB_SOURCE_DIR) + "/tests/import/" + file + ".txt"));
        bool expects = false;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("=== ")) {
                cases.push_back({file, line.substr(4), "", ""});
                expects = false;
            } else if (line == "---") {
                expects = true;
            } else {
                (expects ? cases.back().expected : cases.back().text) += line + "\n";
            }
        }
    }
    return cases;
}

std::string text_of(const Json& json) {
    return json.get<std::string>();
}

std::string told_scenario(const Json& scenario) {
    const Json& request = scenario["request"];
    const Json& page = scenario["page"];
    std::string out = text_of(request["method"]) + " " + text_of(request["url"]) + " " + text_of(request["mode"]) +
                      " " + text_of(request["credentials"]) + " " + text_of(request["redirect"]) + " from " +
                      text_of(page["url"]) + (page["sandboxed"].get<bool>() ? " sandboxed" : "") + "\n";
    for (const Json& header : request["headers"]) out += "  " + text_of(header[0]) + ": " + text_of(header[1]) + "\n";
    if (request.contains("body")) out += "  body " + request["body"].dump() + "\n";
    for (const Json& entry : scenario["server"]) {
        for (const char* name : {"preflight", "response"}) {
            if (!entry.contains(name)) continue;
            const Json& answer = entry[name];
            out += std::string("  ") + name + " " + text_of(entry["url"]) + " " + answer["status"].dump() + " " +
                   answer["headers"].dump() + "\n";
        }
    }
    return out;
}

// What is read, a line for each thing.
std::string told(std::string_view text) {
    const Evaluation evaluation = import_text(text);
    const Result<Json> parsed = parse_strict(evaluation.text);
    EXPECT_TRUE(parsed.value) << evaluation.text;
    if (!parsed.value) return "";
    const Json& document = *parsed.value;
    if (!evaluation.ok) {
        const Json& error = document["error"];
        return "error " + text_of(error["code"]) + " " + error["line"].dump() + ":" + error["column"].dump() + ": " +
               text_of(error["message"]) + "\n";
    }
    std::string out = text_of(document["kind"]) + "\n";
    for (const Json& request : document["requests"]) {
        out += told_scenario(request["scenario"]);
        for (const Json& one : request["missing"])
            out += "  missing " + text_of(one["id"]) + " " + text_of(one["path"]) + ": " + text_of(one["text"]) + "\n";
        for (const Json& one : request["ignored"])
            out +=
                "  ignored " + (one.contains("line") ? one["line"].dump() : "0") + ": " + text_of(one["text"]) + "\n";
        for (const Json& one : request["secrets"])
            out += "  secret " + text_of(one["path"]) + " " + text_of(one["name"]) + "\n";
    }
    return out;
}

// What comes out is a document, and each scenario of it one that the engine takes.
void expect_sound(std::string_view text) {
    const Evaluation evaluation = import_text(text);
    const Result<Json> parsed = parse_strict(evaluation.text);
    ASSERT_TRUE(parsed.value) << text << "\n" << evaluation.text;
    if (!evaluation.ok) {
        ASSERT_GE((*parsed.value)["error"]["line"].get<int>(), 1) << text;
        ASSERT_FALSE(text_of((*parsed.value)["error"]["message"]).empty()) << text;
        return;
    }
    ASSERT_FALSE((*parsed.value)["requests"].empty()) << text;
    for (const Json& request : (*parsed.value)["requests"]) {
        const std::string scenario = dump(request["scenario"]);
        EvaluateOptions options;
        options.tracing = Tracing::kOff;
        const Evaluation result = evaluate(scenario, options);
        ASSERT_TRUE(result.ok) << text << "\n" << scenario << "\n" << result.text;
        for (const Json& secret : request["secrets"]) {
            const auto* const at = &request["scenario"].at(Json::json_pointer(text_of(secret["path"])));
            ASSERT_TRUE(at->is_string());
        }
    }
}

TEST(Import, ReadsEachSnippet) {
    const std::vector<Case> cases = read_cases();
    ASSERT_GE(cases.size(), 80U);
    for (const Case& one : cases) {
        EXPECT_EQ(told(one.text), one.expected) << one.file << ": " << one.name;
        expect_sound(one.text);
    }
}

// Each snippet cut at every byte, and without every byte.
TEST(Import, IsSoundForBrokenSnippets) {
    for (const Case& one : read_cases()) {
        if (one.text.size() > 1200) continue;
        for (std::size_t i = 0; i < one.text.size() && !HasFatalFailure(); i += 3) {
            expect_sound(std::string_view(one.text).substr(0, i));
            expect_sound(one.text.substr(0, i) + one.text.substr(i + 1));
        }
    }
}

TEST(Import, IsSoundForShuffledPieces) {
    std::vector<std::string> pieces;
    for (const Case& one : read_cases()) {
        for (std::size_t i = 0; i < one.text.size(); i += 17) pieces.push_back(one.text.substr(i, 17));
    }
    std::mt19937 random(1);
    for (int i = 0; i < 3000 && !HasFatalFailure(); ++i) {
        std::string text = i % 2 == 0 ? "curl 'https://a.example/' " : "fetch('https://a.example/', ";
        for (auto j = random() % 12; j > 0; --j) text += pieces[random() % pieces.size()];
        expect_sound(text);
    }
}

TEST(Import, TakesFiveMebibytesAndNoMore) {
    const std::string start = "curl https://a.example/ -d ";
    const Evaluation large = import_text(start + std::string(imports::kMaxText - start.size(), 'x'));
    EXPECT_TRUE(large.ok);
    EXPECT_LT(large.text.size(), std::size_t{200} * 1024);
    const Evaluation larger = import_text(std::string(imports::kMaxText + 1, 'x'));
    EXPECT_NE(larger.text.find("too-large"), std::string::npos);
}

TEST(Import, SurvivesDepth) {
    for (const std::string open : {"(", "[", "{", "fetch(", "`${", "new Request("}) {
        std::string text = "fetch(";
        for (int i = 0; i < 20000; ++i) text += open;
        expect_sound(text);
    }
    std::string har = R"({"log":{"entries":[{"_initiator":)";
    for (int i = 0; i < 5000; ++i) har += R"({"parent":)";
    har += "1" + std::string(5000, '}') +
           R"(,"request":{"method":"GET","url":"https://a.example/","headers":[]},"response":{"status":200}}]}})";
    EXPECT_TRUE(import_text(har).ok);
}

TEST(Import, JudgesEntries) {
    const std::string entries = R"({"version":1,"page":"https://app.example/","entries":[
        {"request":{"method":"GET","url":"https://app.example/me","headers":[]},"response":{"status":200,"headers":[]}},
        {"request":{"method":"PUT","url":"https://api.example/a","headers":[{"name":"Origin","value":"https://app.example"}]},
         "response":{"status":0,"headers":[],"_error":"net::ERR_FAILED"}},
        {"request":{"method":"OPTIONS","url":"https://api.example/a","headers":[
            {"name":"Access-Control-Request-Method","value":"PUT"}]},"response":{"status":200,"headers":[]}},
        {"request":{"method":"GET","url":"https://api.example/b","headers":[{"name":"Origin","value":"https://app.example"}]},
         "response":{"status":0,"headers":[],"_error":"net::ERR_FAILED"}},
        {"request":{"method":"GET","url":"https://api.example/c","headers":[{"name":"Origin","value":"https://app.example"}]},
         "response":{"status":302,"headers":[{"name":"Location","value":"/d"},{"name":"Access-Control-Allow-Origin","value":"*"}]}},
        {"request":{"method":"GET","url":"ws://api.example/"}}, 7]})";
    const Evaluation evaluation = judge_entries(entries);
    ASSERT_TRUE(evaluation.ok) << evaluation.text;
    const Json list = (*parse_strict(evaluation.text).value)["entries"];
    ASSERT_EQ(list.size(), 7U);
    EXPECT_EQ(list[0]["verdicts"].dump(),
              R"({"chromium":"allowed","firefox":"allowed","webkit":"allowed","standard":"allowed"})");
    EXPECT_EQ(list[0]["page"], "https://app.example");
    EXPECT_EQ(list[1]["verdicts"]["chromium"], "blocked");
    EXPECT_EQ(list[1]["status"], 0);
    EXPECT_EQ(list[2]["skipped"], "a preflight, which belongs to the request that follows");
    EXPECT_EQ(list[3]["skipped"], "no answer was recorded (net::ERR_FAILED)");
    EXPECT_EQ(list[4]["skipped"], "where a redirect leads to was not recorded");
    EXPECT_EQ(list[5]["skipped"], "ws: URL");
    EXPECT_EQ(list[6]["skipped"], "an entry without a request");
}

TEST(Import, FindsSecrets) {
    const Evaluation evaluation = find_secrets(R"({"page":{"url":"https://app.example/?code=1"},
        "request":{"url":"https://u:p@a.example/?api_key=k&page=2","headers":[["X-Auth-Token","t"],["X-A","1"],["Authorization",""]],
                   "body":"a=1&client_secret=s"},
        "server":[{"url":"https://a.example/","middleware":{"name":"x"},
                   "handler":{"status":200,"headers":[["Set-Cookie","a=1"],["Location","https://b.example/#access_token=x"]],
                              "body":"{\"a\":[{\"refreshToken\":\"r\"}],\"token_type\":\"bearer\",\"expires\":5}"}}],
        "then":[{"url":"https://a.example/","headers":[["X-B","eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"]]}]})");
    EXPECT_EQ(
        evaluation.text,
        R"({"version":1,"secrets":[{"path":"/page/url","name":"code"},{"path":"/request/url","name":"user"},)"
        R"({"path":"/request/url","name":"api_key"},{"path":"/request/headers/0/1","name":"X-Auth-Token"},)"
        R"({"path":"/request/body","name":"client_secret"},{"path":"/server/0/handler/headers/0/1","name":"Set-Cookie"},)"
        R"({"path":"/server/0/handler/headers/1/1","name":"access_token"},)"
        R"({"path":"/server/0/handler/body","name":"refreshToken"},{"path":"/then/0/headers/0/1","name":"X-B"}]})");
    EXPECT_FALSE(find_secrets("[]").ok);
    EXPECT_FALSE(find_secrets("{").ok);
}

}  // namespace
}  // namespace corslab::testing
