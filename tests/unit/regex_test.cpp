#include "core/regex/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace corslab::regex {
namespace {

constexpr Flavour kEcma = Flavour::kEcmaScript;
constexpr Flavour kPython = Flavour::kPython;

// "0-5 2-3 none": the groups that a search finds; "no match", or what went wrong.
std::string found(std::string_view pattern, std::string_view flags, Flavour flavour, std::string_view text) {
    const Compiled compiled = compile(pattern, flags, flavour);
    if (!compiled.regex) {
        return compiled.fault.kind == Fault::Kind::kUnsupported ? "unsupported: " + compiled.fault.reason : "refused";
    }
    const Match match = compiled.regex->search(text);
    switch (match.outcome) {
        case Match::Outcome::kNoMatch:
            return "no match";
        case Match::Outcome::kTooExpensive:
            return "too expensive";
        case Match::Outcome::kUnknown:
            return "unknown";
        case Match::Outcome::kMatch:
            break;
    }
    std::string out;
    for (const auto& group : match.groups) {
        if (!out.empty()) out += ' ';
        out += group ? std::to_string(group->start) + "-" + std::to_string(group->end) : "none";
    }
    return out;
}

struct Case {
    std::string_view pattern;
    std::string_view flags;
    std::string_view text;
    std::string_view expected;
};

TEST(Regex, EcmaScriptQuirks) {
    const Case cases[] = {
        {R"(\.example\.org$)", "i", "https://A.EXAMPLE.ORG", "9-21"},
        {R"(\_)", "", "_", "0-1"},                           // An escape that means nothing is its letter,
        {R"(\_)", "u", "_", "refused"},                      // but not with the flag u.
        {"a{", "", "a{", "0-2"},                             // A bracket that begins no quantifier is a character.
        {"a{1", "u", "a{1", "refused"},                      //
        {"[^]", "", "\n", "0-1"},                            // Everything,
        {"[]", "", "a", "no match"},                         // and nothing.
        {R"((a)|b\1)", "", "b", "0-1 none"},                 // What has not captured matches the empty text.
        {R"((?:(a)|b)*)", "", "ab", "0-2 none"},             // A round forgets the captures of the one before.
        {R"((?=(a))b?)", "", "ab", "0-0 0-1"},               //
        {R"((?<=(\d+)(\d+))$)", "", "1053", "4-4 0-1 1-4"},  // Look behind is matched from its end.
        {R"((?<y>\d+)-\k<y>)", "", "12-12", "0-5 0-2"},      //
        {R"(\k<y>)", "", "k<y>", "0-4"},                     // No group has a name: \k is a k.
        {R"(\k<y>(?<x>a))", "", "a", "refused"},             //
        {R"(\12)", "", "\n", "0-1"},                         // No such group: octal.
        {R"([\c_])", "", "\x1F", "0-1"},                     //
        {"(?=a)*", "", "a", "0-0"},                          // A look ahead may be repeated,
        {"(?<=a)*", "", "a", "refused"},                     // a look behind may not.
        {"(?:a*)*b", "", "aab", "0-3"},                      // An empty round ends the loop.
        {"\xC3\xA9", "i", "\xC3\x89", "0-1"},                // é
        {"\\u017f", "i", "s", "no match"},                   // By upper case, and never from beyond ASCII into it;
        {"\\u017f", "iu", "s", "0-1"},                       // by folding.
        {".", "", "\xF0\x9F\x98\x80", "0-1"},                // Half of a character without the flag u.
        {"^.$", "", "\xF0\x9F\x98\x80", "no match"},         //
        {"^.$", "u", "\xF0\x9F\x98\x80", "0-1"},             //
        {"b", "y", "ab", "no match"},                        //
        {"a", "ii", "a", "refused"},                         //
        {"a", "v", "a", "unsupported: the flag v"},          //
        {R"(\p{L})", "u", "a", R"(unsupported: a Unicode property: \p{...})"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(found(c.pattern, c.flags, kEcma, c.text), c.expected) << c.pattern << " / " << c.flags;
    }
}

TEST(Regex, PythonQuirks) {
    const Case cases[] = {
        {R"((?P<n>a+)-(?P=n))", "", "aa-aa", "0-5 0-2"},
        {"a$", "", "a\n", "0-1"},  // In front of a line feed at the end,
        {R"(a\Z)", "", "a\n", "no match"},
        {"(?i)EXAMPLE", "", "example", "0-7"},
        {"a(?i)b", "", "ab", "refused"},  // Global flags belong at the start,
        {"a(?i:b)", "", "aB", "0-2"},     // scoped ones go anywhere.
        {"*.example.com", "", "a", "refused"},
        {"a**", "", "a", "refused"},
        {R"(\_)", "", "_", "0-1"},
        {R"(\e)", "", "e", "refused"},
        {"x{,2}", "", "xxx", "0-2"},
        {"x{}", "", "x{}", "0-3"},
        {R"((a)|b\1)", "", "b", "no match"},     // What has not captured matches nothing.
        {R"((?:(a)|b)*)", "", "ab", "0-2 0-1"},  // A round keeps the captures of the one before.
        {"(?<=a+)b", "", "ab", "refused"},       // Of a fixed width alone.
        {"(?<=ab)c", "", "abc", "2-3"},
        {"(a)?(?(1)b|c)", "", "ab", "0-2 0-1"},
        {"(?>a+)ab", "", "aaab", "no match"},
        {"a++b", "", "aab", "0-3"},
        {R"(\B)", "", "", "no match"},
        {R"([]a])", "", "]", "0-1"},
        {"\xC4\xB1", "i", "I", "0-1"},  // ı, by the pairs of re/_casefix.py.
        {R"(\w)", "", "\xD1\x8F", "unknown"},
        {R"(\N{DIGIT ONE})", "", "1", R"(unsupported: a character by its name: \N{...})"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(found(c.pattern, c.flags, kPython, c.text), c.expected) << c.pattern << " / " << c.flags;
    }
}

TEST(Regex, PythonRefusesSomeWithAnotherException) {
    EXPECT_EQ(compile("a{4294967295}", "", kPython).fault.kind, Fault::Kind::kValue);
    EXPECT_EQ(compile("(?u)a", "a", kPython).fault.kind, Fault::Kind::kValue);
    EXPECT_EQ(compile("(", "", kPython).fault.kind, Fault::Kind::kSyntax);
}

TEST(Regex, FaultsTellWhereAndWhy) {
    const Compiled compiled = compile("https://*.example.com)", "", kEcma);
    EXPECT_EQ(compiled.fault.position, 21U);
    EXPECT_EQ(compiled.fault.reason, "unmatched ')'");
}

TEST(Regex, MatchAndFullmatchAreAnchored) {
    const Regex regex = *compile("a|ab", "", kPython).regex;
    EXPECT_EQ(regex.match("ba").outcome, Match::Outcome::kNoMatch);
    EXPECT_EQ(regex.match("ab").groups.front(), (Span{0, 1}));
    EXPECT_EQ(regex.fullmatch("ab").groups.front(), (Span{0, 2}));
}

TEST(Regex, GivesUpInsteadOfHanging) {
    const std::string text(60, 'a');
    EXPECT_EQ(found("^(a+)+$", "", kEcma, text + "!"), "too expensive");
    EXPECT_EQ(found("^(a|aa)+$", "", kPython, text + "!"), "too expensive");
    EXPECT_EQ(found("(?:){0,4294967294}?b", "", kEcma, ""), "no match");
    const std::string deep(300, '(');
    EXPECT_EQ(found(deep, "", kEcma, ""), "unsupported: groups nested more than 200 deep");
    EXPECT_EQ(found(deep, "", kPython, ""), "unsupported: groups nested more than 200 deep");
}

TEST(Regex, PatternsHaveALimit) {
    EXPECT_EQ(found(std::string(20'001, 'a'), "", kEcma, ""), "unsupported: a pattern of more than 20000 bytes");
    EXPECT_EQ(found(std::string(20'000, 'a'), "i", kEcma, ""), "no match");
}

TEST(Regex, LongTextsNeedNoDeepStack) {
    const std::string text(100'000, 'a');
    EXPECT_EQ(found("^(?:a|b)*$", "", kEcma, text), "0-100000");
}

}  // namespace
}  // namespace corslab::regex
