#include "core/paste/paste.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/json/paste.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

// A snippet of `tests/paste/*.txt`: its text, and what is read from it.
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

// `=== name`, the text, `--- `, the lines that are expected.
std::vector<Case> read_cases() {
    std::vector<Case> cases;
    for (const std::string file : {"javascript", "python", "nginx"}) {
        std::istringstream in(read_file(std::string(CORSLAB_SOURCE_DIR) + "/tests/paste/" + file + ".txt"));
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

// What is read, a line for each thing.
std::string told(std::string_view text) {
    const Evaluation evaluation = read_paste(text);
    const Result<Json> parsed = parse_strict(evaluation.text);
    EXPECT_TRUE(parsed.value) << evaluation.text;
    if (!parsed.value) return "";
    const Json& document = *parsed.value;
    const auto text_of = [](const Json& json) { return json.get<std::string>(); };
    if (!evaluation.ok) {
        const Json& error = document["error"];
        return "error " + text_of(error["code"]) + ": " + text_of(error["message"]) + "\n";
    }
    const Json& setup = document["middleware"];
    std::string out = text_of(setup["name"]) + " " + setup["options"].dump() + "\n";
    for (const Json& one : document["assumed"]) out += "assumed: " + text_of(one["text"]) + "\n";
    for (const Json& one : document["unknown"]) {
        out += "unknown: " + text_of(one["path"]) + " " + one["line"].dump() + ":" + one["column"].dump() + " " +
               text_of(one["source"]) + "\n         " + text_of(one["text"]) + "\n";
    }
    return out;
}

class Snippet : public ::testing::TestWithParam<Case> {};

TEST_P(Snippet, IsReadAsItStands) {
    EXPECT_EQ(told(GetParam().text), GetParam().expected) << GetParam().name;
}

INSTANTIATE_TEST_SUITE_P(Paste, Snippet, ::testing::ValuesIn(read_cases()), [](const auto& test) {
    std::string name = test.param.file + "_" + test.param.name;
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
});

TEST(Paste, HasManySnippets) {
    EXPECT_GE(read_cases().size(), 100U);
}

TEST(Paste, RefusesWhatIsTooLarge) {
    EXPECT_EQ(paste::read_configuration(std::string(paste::kMaxText + 1, ' ')).failure.code, "too-large");
    std::string items = "cors({ origin: [";
    for (std::size_t i = 0; i <= paste::kMaxValues; ++i) items += "1,";
    EXPECT_EQ(paste::read_configuration(items + "] })").failure.code, "too-large");
    // Each name twice the one in front.
    std::string names = "const a0 = ['x'];";
    for (int i = 1; i < 18; ++i) {
        const std::string before = std::to_string(i - 1);
        names += "const a" + std::to_string(i) + " = [...a" + before + ", ...a" + before + "];\n";
    }
    EXPECT_EQ(paste::read_configuration(names + "cors({ origin: a17 })").failure.code, "too-large");
    std::string unknown = "cors({ origin: [";
    for (std::size_t i = 0; i <= paste::kMaxUnknown; ++i) unknown += "f(),";
    EXPECT_EQ(paste::read_configuration(unknown + "] })").failure.code, "too-large");
}

TEST(Paste, RefusesWhatIsTooDeep) {
    constexpr std::size_t kDeep = 100000;
    const auto nested = [](std::string_view open, std::string_view close) {
        std::string text = "cors({ origin: ";
        for (std::size_t i = 0; i < kDeep; ++i) text += open;
        text += "1";
        for (std::size_t i = 0; i < kDeep; ++i) text += close;
        return text + " })";
    };
    EXPECT_EQ(paste::read_configuration(nested("[", "]")).failure.code, "too-deep");
    EXPECT_EQ(paste::read_configuration(nested("(", ")")).failure.code, "too-deep");
    EXPECT_EQ(paste::read_configuration(nested("{a:", "}")).failure.code, "too-deep");
    EXPECT_EQ(paste::read_configuration(nested("- ", "")).failure.code, "too-deep");
    EXPECT_EQ(paste::read_configuration(nested("2**", "")).failure.code, "too-deep");
    std::string blocks = "add_header A b;";
    for (std::size_t i = 0; i < kDeep; ++i) blocks += "a{";
    EXPECT_EQ(paste::read_configuration(blocks).failure.code, "too-deep");
}

// Pieces of real texts in any order, and any bytes among them.
TEST(Paste, TakesAnyText) {
    std::vector<std::string> pieces = {"${",
                                       "`",
                                       "'",
                                       "\"",
                                       "\\",
                                       "/",
                                       "/*",
                                       "#",
                                       "\n",
                                       "\xC3",
                                       "\xE2\x80\xA8",
                                       "\0",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "(",
                                       ")",
                                       "=>",
                                       "...",
                                       "**",
                                       "*",
                                       ":",
                                       ",",
                                       ";",
                                       "=",
                                       "cors(",
                                       "CORS(",
                                       "register(cors,",
                                       "add_header A ",
                                       "map $a $b {",
                                       "if (",
                                       "const a = ",
                                       "new Set(",
                                       "new RegExp(",
                                       "re.compile(",
                                       "f'",
                                       "CORS_A = ",
                                       "origin",
                                       "for",
                                       "lambda",
                                       "async",
                                       "import",
                                       "require('cors')",
                                       "10",
                                       "-",
                                       "."};
    for (const Case& one : read_cases()) {
        for (std::size_t at = 0; at < one.text.size(); at += 9) pieces.push_back(one.text.substr(at, 9));
    }
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr int kTexts = 20000;
    for (int i = 0; i < kTexts; ++i) {
        std::string text;
        for (auto k = random() % 40; k > 0; --k) {
            text += random() % 8 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
        }
        const Evaluation evaluation = read_paste(text);
        ASSERT_TRUE(parse_strict(evaluation.text).value || evaluation.text.find("nesting") != std::string::npos)
            << text;
    }
}

// Snippets with a piece cut out, or cut short.
TEST(Paste, TakesBrokenSnippets) {
    for (const Case& one : read_cases()) {
        for (std::size_t at = 0; at < one.text.size(); ++at) {
            EXPECT_FALSE(read_paste(std::string_view(one.text).substr(0, at)).text.empty());
            EXPECT_FALSE(read_paste(one.text.substr(0, at) + one.text.substr(at + 1)).text.empty());
        }
    }
}

}  // namespace
}  // namespace corslab::testing
