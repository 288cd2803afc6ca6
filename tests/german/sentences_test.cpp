// What the code puts together from sentences and values: all of it has its German.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "core/explain/tell.h"
#include "core/german/german.h"
#include "core/json/strict_json.h"

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

std::string german(std::string_view english) {
    return tell(kGerman, english);
}

TEST(Tell, GivesValuesAsTheyAre) {
    EXPECT_EQ(german("the field \"page\" is missing"), "das Feld „page“ fehlt");
    EXPECT_EQ(german("\"object\" is not known here; expected one of: array, string"),
              "„object“ ist hier nicht bekannt; möglich sind: array, string");
    EXPECT_EQ(german("Header X-A: {0} {a}"), "Header X-A: {0} {a}");
    EXPECT_EQ(german("-k does not matter here"), "-k spielt hier keine Rolle");
}

TEST(Tell, TellsWhatIsTheEnginesInTurn) {
    EXPECT_EQ(german("expected an object, found array"), "erwartet: ein Objekt; gefunden: eine Liste");
    EXPECT_EQ(german("line 2, column 5: this is never closed: 'a"), "Zeile 2, Spalte 5: das wird nie geschlossen: 'a");
    EXPECT_EQ(german("no JSON, at byte 3: syntax error while parsing value - unexpected end of input; expected ']'"),
              "kein JSON, bei Byte 3: Syntaxfehler in einem Wert – unerwartet: das Ende; erwartet: ']'");
}

TEST(Tell, TakesTheSentenceThatSaysTheMost) {
    EXPECT_EQ(german("expected a value, found the end"), "erwartet: ein Wert; gefunden: das Ende");
    EXPECT_EQ(german("The body is the file a.json, which is not in it."),
              "Der Body ist die Datei a.json; die steht nicht darin.");
    EXPECT_EQ(german("The body is body, which is not in it."), "Der Body ist body; das steht nicht darin.");
}

TEST(Tell, LeavesAloneWhatIsNotTheEngines) {
    for (const char* text : {"", "{", "{0}", "'NoneType' object has no attribute 'upper'"}) {
        EXPECT_EQ(german(text), text);
        EXPECT_EQ(tell(kEnglish, text), text);
    }
    EXPECT_EQ(tell(kEnglish, "this status"), "this status");
    EXPECT_EQ(german("the library refuses this when it is set up: origins.join is not a function"),
              "die Bibliothek lehnt das beim Aufsetzen ab: origins.join is not a function");
}

// --- The sentences and the code

// A literal of C++ as it is meant.
std::string unescaped(std::string text) {
    for (auto at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) text.erase(at, 1);
    return text;
}

// The literals of a file; those that C++ makes one text of are one.
std::vector<std::string> literals_of(const std::string& source) {
    static const std::regex kLiteral(R"raw("((?:[^"\\\n]|\\.)*)"|//[^\n]*|'(?:[^'\\\n]|\\.)')raw");
    std::vector<std::string> literals;
    std::size_t end = 0;
    for (std::sregex_iterator one(source.begin(), source.end(), kLiteral), last; one != last; ++one) {
        if (source[static_cast<std::size_t>(one->position())] != '"') continue;
        const auto begin = static_cast<std::size_t>(one->position());
        const bool goes_on = end > 0 && source.find_first_not_of(" \n", end) == begin;
        if (!goes_on) literals.emplace_back();
        literals.back() += unescaped((*one)[1]);
        end = begin + static_cast<std::size_t>(one->length());
    }
    return literals;
}

std::vector<fs::path> sources_in(const std::string& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(CORSLAB_SOURCE_DIR "/core/" + folder)) {
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h") paths.push_back(entry.path());
    }
    return paths;
}

std::vector<std::string> known_texts() {
    std::vector<std::string> texts;
    for (const char* file : {"sentences", "phrases"}) {
        const Json json = parsed(read_file(CORSLAB_SOURCE_DIR "/core/data/de/" + std::string(file) + ".json"));
        for (const auto& [english, told] : json.items()) texts.push_back(english);
    }
    return texts;
}

// What the real libraries, languages and servers say: no one's translation.
constexpr std::string_view kQuotes[] = {
    "'<' not supported between values of different types",
    "'NoneType' object has no attribute 'upper'",
    "@fastify/cors: Invalid hook option provided.",
    "Cannot convert object to primitive value",
    "Cannot use supports_credentials in conjunction with an origin string of '*'",
    "Unexpected value for resources argument.",
    "first argument must be string or compiled pattern",
    "got multiple values for argument 'app'",
    "got multiple values for argument 'self'",
    ".join is not a function",
    "setting has been removed",
    "should be a bool.",
    "should be a sequence of strings and/or compiled regexes.",
    "should be a sequence of strings, not a string.",
    "should be a sequence of strings.",
    "should be a string or regex.",
    "should be an integer greater than or equal to zero.",
    "unexpected keyword argument",
    "unrecognized matcher name: @",
    "\"add_header\" directive is not allowed here",
    "\"if\" directive is not allowed here",
    "conflicting parameter \"",
    "cycle while evaluating variable \"",
    "duplicate default map parameter",
    "\" in condition",
    "invalid return code",
    "invalid variable name \"",
    "invalid variable name in \"",
    // Python's re
    "bad character in group name",
    "bad character range",
    "bad escape",
    "bad escape (end of pattern)",
    "bad group number",
    "cannot refer to an open group",
    "cannot refer to group defined in the same lookbehind subpattern",
    "cannot turn a global flag on or off",
    "cannot turn off the flags a, u and L",
    "cannot use the flag L with a str pattern",
    "conditional backref with more than two branches",
    "global flags not at the start of the expression",
    "invalid flags",
    "invalid group reference",
    "incomplete escape",
    "look-behind requires fixed-width pattern",
    "missing ), unterminated comment",
    "missing ), unterminated subpattern",
    "missing group name",
    "multiple repeat",
    "nothing to repeat",
    "octal escape value outside of range 0-0o377",
    "redefinition of a group name",
    "unbalanced parenthesis",
    "unexpected end of pattern",
    "unknown extension",
    "unknown extension ?<",
    "unknown extension ?P",
    "unknown flag",
    "unknown group name",
    "unmatched ')'",
    "unsupported template operator",
    "unterminated character set",
};

bool is_quote(const std::string& text) {
    return std::find(std::begin(kQuotes), std::end(kQuotes), text) != std::end(kQuotes);
}

// Two small words in a row.
bool is_prose(const std::string& text) {
    static const std::regex kSmallWords("\\b[a-z]{2,},? [a-z]{2,}\\b");
    return std::regex_search(text, kSmallWords);
}

// A word that no German text has.
bool has_english(const std::string& text) {
    static const std::regex kEnglishWords("\\b(the|expected|found|which|are|not|its|with|does)\\b");
    return std::regex_search(text, kEnglishWords);
}

// The rest of a text behind the longest piece at its start that a known one has; nothing where that is a short one.
std::optional<std::string_view> behind_longest_piece(std::string_view text, const std::vector<std::string>& known) {
    constexpr std::size_t kShort = 6;
    std::size_t longest = 0;
    for (const std::string& one : known) {
        while (longest < text.size() && one.find(text.substr(0, longest + 1)) != std::string::npos) ++longest;
    }
    if (longest == 0 || (longest < kShort && longest < text.size())) return std::nullopt;
    return text.substr(longest);
}

bool is_made_of(const std::string& text, const std::vector<std::string>& known) {
    std::optional<std::string_view> rest = text;
    while (rest && !rest->empty()) rest = behind_longest_piece(*rest, known);
    return rest.has_value();
}

// Whether the text, or what comes of it with a value at one end, is told in German.
bool is_told(const std::string& text) {
    for (const std::string& whole : {text, text + "x", "\"x" + text, "x" + text}) {
        const std::string told = german(whole);
        if (told != whole && !has_english(told)) return true;
    }
    return false;
}

// Without what a value in front and behind is set off by.
std::string trimmed(const std::string& text) {
    constexpr std::string_view kSigns = " :,;'-";
    const std::size_t begin = std::min(text.find_first_not_of(kSigns), text.size());
    return text.substr(begin, text.find_last_not_of(kSigns) + 1 - begin);
}

// Whether it is a part of a sentence, or, with values beside it, made of such parts.
bool is_part(const std::string& text, const std::vector<std::string>& known) {
    const std::string part = trimmed(text);
    const bool whole = std::any_of(known.begin(), known.end(),
                                   [&](const std::string& one) { return one.find(part) != std::string::npos; });
    return whole || (part != text && is_made_of(part, known));
}

TEST(GermanSentences, HaveAllThatTheCodeSays) {
    const std::vector<std::string> known = known_texts();
    constexpr std::string_view kPlace = "line 1, column 1: ";
    std::size_t count = 0;
    for (const std::string folder : {"import", "json", "paste", "middleware", "regex"}) {
        for (const fs::path& path : sources_in(folder)) {
            for (std::string text : literals_of(read_file(path))) {
                if (text.starts_with(kPlace)) text.erase(0, kPlace.size());
                // Lists of names, and of media types.
                const bool list = (path.filename() == "curl_options.cpp" && text.ends_with(' ')) ||
                                  text.starts_with("application/json");
                if (list || !is_prose(text) || is_quote(text)) continue;
                EXPECT_TRUE(is_told(text) || is_part(text, known)) << path << ": " << text;
                ++count;
            }
        }
    }
    EXPECT_GT(count, 200U);
}

TEST(GermanSentences, AreThoseOfTheCode) {
    std::vector<std::string> literals;
    std::vector<fs::path> paths = sources_in("");
    // The parser of JSON has sentences of its own.
    for (const std::string name : {"lexer", "parser"})
        paths.emplace_back(CORSLAB_JSON_INCLUDE "/nlohmann/detail/input/" + name + ".hpp");
    for (const fs::path& path : paths) {
        for (std::string& literal : literals_of(read_file(path))) literals.push_back(std::move(literal));
    }
    const std::regex placeholder("\\{[a-z0-9]\\}");
    const Json sentences = parsed(read_file(CORSLAB_SOURCE_DIR "/core/data/de/sentences.json"));
    for (const auto& [english, told] : sentences.items()) {
        for (std::sregex_token_iterator piece(english.begin(), english.end(), placeholder, -1), end; piece != end;
             ++piece) {
            EXPECT_TRUE(is_made_of(trimmed(*piece), literals)) << english;
        }
    }
}

}  // namespace
}  // namespace corslab::testing
