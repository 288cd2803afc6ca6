// What the engine writes in German is what it writes in English, but for the words.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "core/german/german.h"
#include "core/json/audit.h"
#include "core/json/evaluate.h"
#include "core/json/fix.h"
#include "core/json/generate.h"
#include "core/json/paste.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::set<fs::path> files_in(const std::string& folder, const std::string& extension) {
    std::set<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(CORSLAB_SOURCE_DIR "/" + folder)) {
        if (entry.path().extension() == extension) paths.insert(entry.path());
    }
    return paths;
}

Json parsed(const std::string& text) {
    const Result<Json> json = parse_strict(text);
    EXPECT_TRUE(json.value) << text;
    return json.value.value_or(Json());
}

// The scenarios of the page's examples.
std::vector<std::string> scenarios() {
    std::vector<std::string> all;
    for (const fs::path& path : files_in("web/examples", ".json")) {
        all.push_back(dump(parsed(read_file(path))["scenario"]));
    }
    return all;
}

// Members that are there for a person.
const std::set<std::string> kWords{"title", "detail", "summary", "text",   "belief", "truth",
                                   "found", "why",    "fix",     "reason", "notes"};

// Two small words in a row are prose, but not in a header line; what has none may be the same in both languages.
bool is_prose(const std::string& text) {
    static const std::regex kLine("^[A-Za-z-]+: ");
    static const std::regex kSmallWords("\\b[a-z]{2,} [a-z]{2,}");
    return !std::regex_search(text, kLine) && std::regex_search(text, kSmallWords);
}

// @param words whether a member with words is above.
void expect_same_but_for_words(const Json& english, const Json& german, const std::string& at, bool words) {
    ASSERT_EQ(english.type(), german.type()) << at;
    if (english.is_structured()) {
        ASSERT_EQ(english.size(), german.size()) << at;
        for (const auto& [key, value] : english.items()) {
            const bool named = english.is_object();
            // What a browser says, and a server's configuration, are nobody's translation.
            const bool speaks = named && kWords.count(key) != 0 && at.find("/console/") == std::string::npos &&
                                !(key == "text" && at.find("/stacks/") != std::string::npos);
            const Json& other = named ? german[key] : german[std::stoul(key)];
            expect_same_but_for_words(value, other, at + "/" + key, words || speaks);
        }
    } else if (!words) {
        EXPECT_EQ(english, german) << at;
    } else if (english.is_string() && is_prose(english.get<std::string>())) {
        EXPECT_NE(english, german) << at;
    }
}

TEST(GermanDocuments, ResultsDifferInWordsAlone) {
    for (const std::string& scenario : scenarios()) {
        const Json both[] = {parsed(evaluate(scenario).text), parsed(evaluate(scenario, {}, kGerman).text)};
        expect_same_but_for_words(both[0], both[1], "", false);
    }
}

TEST(GermanDocuments, FixesDifferInWordsAlone) {
    for (const std::string& scenario : scenarios()) {
        const Json both[] = {parsed(fix_scenario(scenario).text),
                             parsed(fix_scenario(scenario, nullptr, kGerman).text)};
        expect_same_but_for_words(both[0], both[1], "", false);
    }
}

TEST(GermanDocuments, AuditsDifferInWordsAlone) {
    AuditOptions german;
    german.language = kGerman;
    std::size_t count = 0;
    for (const fs::path& path : files_in("tests/audit/vectors", ".json")) {
        for (const Json& vector : parsed(read_file(path))) {
            const std::string document = dump(vector["document"]);
            const Json both[] = {parsed(audit_document(document).text), parsed(audit_document(document, german).text)};
            expect_same_but_for_words(both[0], both[1], vector["id"].get<std::string>(), false);
            ++count;
        }
    }
    EXPECT_GT(count, 200U);
}

TEST(GermanDocuments, ConfigurationsDifferInWordsAlone) {
    const std::string policy = R"({"origins":["https://a.test"],"methods":["GET","PUT"],"credentials":true})";
    const Json both[] = {parsed(generate(policy).text), parsed(generate(policy, kGerman).text)};
    expect_same_but_for_words(both[0], both[1], "", false);
}

TEST(GermanDocuments, PastedConfigurationsDifferInWordsAlone) {
    const std::string text = R"(const express = require('express');
app.use('/api', cors({ origin: allowed, credentials: isOn(), maxAge: age, methods: [...more], exposedHeaders: undefined }));
app.use(cors());)";
    const Json both[] = {parsed(read_paste(text).text), parsed(read_paste(text, kGerman).text)};
    ASSERT_TRUE(both[0].contains("unknown")) << dump(both[0]);
    expect_same_but_for_words(both[0], both[1], "", false);
    EXPECT_EQ(both[1]["unknown"][0]["text"],
              "der Wert von allowed steht nicht in diesem Text: Welche Origins sind darin?");
}

TEST(GermanDocuments, SayWhatIsWrong) {
    const std::string scenario = R"({"page":{"url":"https://a.test/"},"request":{"url":"https://b.test/"},
        "server":[{"url":"https://b.test/","response":{"status":200,"headers":[]}}]})";
    const Json standard = parsed(evaluate(scenario, {}, kGerman).text)["browsers"]["standard"];
    EXPECT_EQ(
        standard["summary"],
        "Blockiert: Der Antwort fehlt Access-Control-Allow-Origin. Den Server hat die Anfrage trotzdem erreicht.");
    EXPECT_EQ(standard["steps"].back()["detail"],
              "Der Server müsste Access-Control-Allow-Origin: https://a.test senden.");
    const Json fixes = parsed(fix_scenario(scenario, nullptr, kGerman).text)["fixes"];
    EXPECT_EQ(fixes[0]["changes"][0]["text"],
              "Access-Control-Allow-Origin: https://a.test senden – in der Antwort von https://b.test/ (auch auf den "
              "Preflight).");
}

// A literal of C++ as it is meant.
std::string unescaped(std::string text) {
    for (auto at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) text.erase(at, 1);
    return text;
}

// The phrases in the code, and those that have a translation.
TEST(GermanPhrases, AreThoseOfTheCode) {
    const std::regex literal(R"raw("((?:[^"\\\n]|\\.)*)"(?:\s*"((?:[^"\\\n]|\\.)*)")?)raw");
    const std::regex spoken(
        R"raw((?:\bsay\([\w.]+, (?:[\w. =:]+ \? )?|\b(?:words?|assume|phrase|about|filled)\((?:[\w. =:]+ \? )?|undecided\([^"]*)"((?:[^"\\\n]|\\.)+)")raw");
    std::set<std::string> literals;
    for (const fs::path& path : files_in("core", ".cpp")) {
        const std::string source = read_file(path);
        for (std::sregex_iterator one(source.begin(), source.end(), literal), end; one != end; ++one) {
            literals.insert(unescaped((*one)[1]));
            literals.insert(unescaped((*one)[1].str() + (*one)[2].str()));
            literals.insert(unescaped((*one)[2]));
        }
        for (std::sregex_iterator one(source.begin(), source.end(), spoken), end; one != end; ++one) {
            const std::string phrase = unescaped((*one)[1]);
            if (std::none_of(phrase.begin(), phrase.end(), [](unsigned char c) { return std::isalpha(c) != 0; }))
                continue;
            EXPECT_TRUE(is_known_in_german(phrase)) << path << ": " << phrase;
        }
    }
    const Json phrases = parsed(read_file(CORSLAB_SOURCE_DIR "/core/data/de/phrases.json"));
    std::string templates;
    for (const fs::path& path : files_in("core/data/stacks", ".txt")) templates += read_file(path);
    for (const auto& [english, german] : phrases.items()) {
        const bool used =
            literals.count(english) != 0 || templates.find("title: " + english + "\n") != std::string::npos;
        EXPECT_TRUE(used) << english;
    }
}

}  // namespace
}  // namespace corslab::testing
