// What the engine writes of errors, faults and requests is in German what it is in English, but for the words.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "core/german/german.h"
#include "core/json/audit.h"
#include "core/json/evaluate.h"
#include "core/json/fix.h"
#include "core/json/generate.h"
#include "core/json/import.h"
#include "core/json/judge.h"
#include "core/json/paste.h"
#include "core/json/secrets.h"
#include "core/json/simulate.h"
#include "core/json/strict_json.h"
#include "tests/vectors/vector_file.h"

namespace corslab::testing {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Json parsed(const std::string& text) {
    const Result<Json> json = parse_strict(text);
    EXPECT_TRUE(json.value) << text;
    return json.value.value_or(Json());
}

// A word that no German text has.
bool has_english(const std::string& text) {
    static const std::regex kEnglishWords("\\b(the|expected|found|which|are|not|its|with|does)\\b");
    return std::regex_search(text, kEnglishWords);
}

// Members that are there for a person.
const std::set<std::string> kWords{"message", "understood", "missing", "ignored",
                                   "skipped", "summary",    "assumed", "unknown"};
const std::set<std::string> kSame{"id", "path", "source", "line", "column"};

void expect_german(const Json& english, const Json& german, const std::string& at, bool words) {
    ASSERT_EQ(english.type(), german.type()) << at;
    if (english.is_structured()) {
        ASSERT_EQ(english.size(), german.size()) << at;
        for (const auto& [key, value] : english.items()) {
            const Json& other = english.is_object() ? german[key] : german[std::stoul(key)];
            const bool speaks =
                english.is_object() ? kSame.count(key) == 0 && (words || kWords.count(key) != 0) : words;
            expect_german(value, other, pointer_to(at, key), speaks);
        }
    } else if (!words) {
        EXPECT_EQ(english, german) << at;
    } else if (english.is_string()) {
        const bool same =
            english.get<std::string>().starts_with("Header ") || english.get<std::string>().starts_with("Credentials ");
        EXPECT_TRUE(same || english != german) << at << ": " << german;
        EXPECT_FALSE(has_english(german.get<std::string>())) << at << ": " << german;
    }
}

// The texts of snippets: `=== name`, the text, `---`, what is read from it.
std::vector<std::string> snippets_of(const std::string& folder) {
    std::vector<std::string> texts;
    for (const auto& entry : fs::directory_iterator(CORSLAB_SOURCE_DIR "/tests/" + folder)) {
        if (entry.path().extension() != ".txt") continue;
        std::istringstream in(read_file(entry.path()));
        bool expects = false;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("=== ")) texts.emplace_back();
            expects = line == "---" || (expects && !line.starts_with("=== "));
            if (!expects && !line.starts_with("=== ")) texts.back() += line + "\n";
        }
    }
    return texts;
}

TEST(Told, ImportsDifferInWordsAlone) {
    const std::vector<std::string> texts = snippets_of("import");
    EXPECT_GT(texts.size(), 80U);
    for (const std::string& text : texts) {
        expect_german(parsed(import_text(text).text), parsed(import_text(text, kGerman).text), text, false);
    }
}

TEST(Told, PastesDifferInWordsAlone) {
    const std::vector<std::string> texts = snippets_of("paste");
    EXPECT_GT(texts.size(), 80U);
    for (const std::string& text : texts) {
        expect_german(parsed(read_paste(text).text), parsed(read_paste(text, kGerman).text), text, false);
    }
}

TEST(Told, HarFilesDifferInWordsAlone) {
    const std::string entry =
        R"({"request":{"method":"GET","url":"https://b.test/","headers":[]},"response":{"status":0}},)";
    const std::string document = R"({"log":{"entries":[)" + entry +
                                 R"({"request":{"method":"GET","url":"data:,x"}},{"request":{}},
        {"request":{"method":"GET","url":"https://b.test/","headers":[{"name":"Sec-Fetch-Mode","value":"navigate"}]}},
        {"request":{"method":"GET","url":"wss://b.test/"},"_resourceType":"websocket"},
        {"request":{"method":"GET","url":"https://b.test/","headers":[{"name":"Origin","value":"https://a.test"}]},
         "response":{"status":200,"headers":[],"_error":"net::ERR_FAILED"}},
        {"request":{"method":"GET","url":"https://b.test/","headers":[]},"response":{"status":200,"headers":[]}}]}})";
    for (const std::string& text : {document, std::string(R"({"log":{}})"), std::string(R"({"log":{"entries":[]}})")}) {
        expect_german(parsed(judge_entries(text).text), parsed(judge_entries(text, kGerman).text), text, false);
        expect_german(parsed(import_text(text).text), parsed(import_text(text, kGerman).text), text, false);
    }
    EXPECT_EQ(parsed(judge_entries(document, kGerman).text)["entries"][1]["skipped"], "data:-URL");
}

TEST(Told, InputErrorsDifferInWordsAlone) {
    std::size_t count = 0;
    for (const Vector& vector : load_vectors()) {
        if (!vector.expect.contains("error")) continue;
        const std::string scenario = dump(vector.scenario);
        expect_german(parsed(evaluate(scenario).text), parsed(evaluate(scenario, {}, kGerman).text), vector.id, false);
        expect_german(parsed(fix_scenario(scenario).text), parsed(fix_scenario(scenario, nullptr, kGerman).text),
                      vector.id, false);
        ++count;
    }
    EXPECT_GT(count, 20U);
}

// Every way in which a text is no JSON.
TEST(Told, SayWhatIsNoJson) {
    std::vector<std::string> texts{"",
                                   "{",
                                   "[",
                                   "[1",
                                   "[1 2",
                                   "{1}",
                                   "{\"a\"}",
                                   "{\"a\":1",
                                   "{\"a\":1,}",
                                   "nul",
                                   "1 2",
                                   "-",
                                   "1.",
                                   "1e",
                                   "1e+",
                                   "1e999",
                                   "\"a",
                                   "\"\\x\"",
                                   "\"\\u12\"",
                                   "\"\xFF\"",
                                   "\xEF\xBB",
                                   "\"\\ud800\"",
                                   "\"\\udc00\"",
                                   "\"\\ud800\\u0041\"",
                                   "[true false]",
                                   "{\"a\":1,\"a\":2}",
                                   "?"};
    for (char c = 0; c < 0x20; ++c) texts.push_back("\"" + std::string(1, c) + "\"");
    texts.emplace_back(70, '[');
    texts.emplace_back(kMaxBytes + 1, ' ');
    for (const std::string& text : texts) {
        const Json both[] = {parsed(evaluate(text).text), parsed(evaluate(text, {}, kGerman).text)};
        expect_german(both[0], both[1], text.substr(0, 80), false);
    }
}

struct Faulty {
    const char* name;
    const char* options;
};

TEST(Told, FaultsOfMiddlewareDifferInWordsAlone) {
    constexpr Faulty kFaulty[] = {{"cors", "{}"},
                                  {"nginx", R"({"directives":1})"},
                                  {"nginx", R"({"location":[{"add_header":["A"]}]})"},
                                  {"apache", R"({"directives":[{"Header":["edit","A"]}]})"},
                                  {"caddy", R"({"directives":[{"header":["A","{http.vars}"]}]})"},
                                  {"rs-cors", R"({"OptionsSuccessStatus":1})"},
                                  {"spring", R"({"origins":[]})"},
                                  {"s3", R"({"CORSRules":[{}]})"},
                                  {"aspnet-core", R"({"AllowAnyOrigin":true,"AllowCredentials":true})"},
                                  {"express-cors", R"({"origin":{"regex":"(?<a>x"}})"},
                                  {"express-cors", R"({"origin":{"regex":"\\p{L}","flags":"u"}})"},
                                  {"express-cors", R"({"origin":{"regex":"(a*)*b"}})"},
                                  {"flask-cors", R"({"resources":{"/a":1}})"}};
    for (const Faulty& one : kFaulty) {
        const std::string middleware = R"({"name":")" + std::string(one.name) + R"(","options":)" + one.options + "}";
        const std::string document =
            R"({"middleware":)" + middleware +
            R"(,"request":{"path":"/","headers":[["Origin","https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"]]}})";
        const auto english = simulate(document);
        ASSERT_FALSE(english.ok) << document << english.text;
        const auto told = simulate(document, Sources::kLeftOut, kGerman);
        expect_german(parsed(english.text), parsed(told.text), document, false);
    }
}

TEST(Told, ErrorsOfTheToolsDifferInWordsAlone) {
    for (const char* policy :
         {"[]", "{}", R"({"origins":[]})", R"({"origins":1})", R"({"origins":["a"]})",
          R"({"origins":["https://a.test/"]})", R"({"origins":"*","credentials":true})",
          R"({"origins":"*","credentials":1})", R"({"origins":"*","maxAge":-1})", R"({"origins":"*","maxAge":"1"})",
          R"({"origins":"*","path":"api"})", R"({"origins":"*","methods":["TRACE"]})",
          R"({"origins":"*","methods":["get"]})", R"({"origins":"*","headers":["*"]})"}) {
        expect_german(parsed(generate(policy).text), parsed(generate(policy, kGerman).text), policy, false);
    }
    AuditOptions options;
    options.language = kGerman;
    for (const char* document :
         {"1", "{}", R"({"answers":1})", R"({"answers":{}})", R"({"answers":{"response":{}}})",
          R"({"answers":{"response":{"status":1}}})", R"({"answers":{},"origin":"a"})", R"({"answers":{},"url":"a"})",
          R"({"answers":{},"request":{"credentials":"a"}})", R"({"middleware":{"name":"nginx","version":"0"}})",
          R"({"middleware":{"name":"nginx"},"origins":[1]})", R"({"middleware":{"name":"nginx"},"path":"?"})"}) {
        expect_german(parsed(audit_document(document).text), parsed(audit_document(document, options).text), document,
                      false);
    }
    expect_german(parsed(find_secrets("[]").text), parsed(find_secrets("[]", kGerman).text), "secrets", false);
}

}  // namespace
}  // namespace corslab::testing
