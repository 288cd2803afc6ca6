#include "core/http/grammar.h"

#include <gtest/gtest.h>

namespace corslab::testing {
namespace {

using Items = std::vector<std::string>;

TEST(Grammar, Tokens) {
    for (const char* token : {"a", "X-Custom", "!#$%&'*+-.^_`|~09Az"}) EXPECT_TRUE(is_token(token)) << token;
    for (const char* other : {"", " ", "a b", "a:", "a,", "a/b", "\"a\"", "a\t", "\xE9", "(a)", "a\x7F"}) {
        EXPECT_FALSE(is_token(other)) << other;
    }
    EXPECT_FALSE(is_token(std::string_view("a\0", 2)));
}

TEST(Grammar, NormalizingTrimsHttpWhitespaceAlone) {
    EXPECT_EQ(normalize_header_value(" \t\r\n a b \n"), "a b");
    EXPECT_EQ(normalize_header_value("\fa\v"), "\fa\v");
    EXPECT_EQ(normalize_header_value(" \t"), "");
}

TEST(Grammar, HeaderValues) {
    for (const char* value : {"", "a", "a\tb", "\xE9", "\x7F", "\x01"}) EXPECT_TRUE(is_header_value(value)) << value;
    for (const char* value : {" a", "a ", "\ta", "a\nb", "a\rb"}) EXPECT_FALSE(is_header_value(value)) << value;
    EXPECT_FALSE(is_header_value(std::string_view("a\0b", 3)));
}

TEST(Grammar, SplittingKeepsQuotedCommas) {
    EXPECT_EQ(get_decode_and_split("a, b"), (Items{"a", "b"}));
    EXPECT_EQ(get_decode_and_split("\"a,b\", c"), (Items{"\"a,b\"", "c"}));
    EXPECT_EQ(get_decode_and_split("\"a\\\",b\""), (Items{"\"a\\\",b\""}));
    EXPECT_EQ(get_decode_and_split(",\t,"), (Items{"", "", ""}));
    EXPECT_EQ(get_decode_and_split(""), (Items{""}));
    EXPECT_EQ(get_decode_and_split("\"open, b"), (Items{"\"open, b"}));
}

TEST(Grammar, TokenLists) {
    EXPECT_EQ(parse_token_list("a, B ,\tc"), (Items{"a", "B", "c"}));
    EXPECT_EQ(parse_token_list(", a,,b,"), (Items{"a", "b"}));
    EXPECT_EQ(parse_token_list(""), Items{});
    EXPECT_EQ(parse_token_list("*"), Items{"*"});
    for (const char* bad : {"a b", "a;b", "a, b c", "\"a\"", "a, \xE9"}) {
        EXPECT_EQ(parse_token_list(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(first_bad_token("a, b c, d e"), "b c");
    EXPECT_EQ(first_bad_token("a, b"), "");
}

TEST(Grammar, DeltaSeconds) {
    EXPECT_EQ(parse_delta_seconds("0"), 0);
    EXPECT_EQ(parse_delta_seconds("007"), 7);
    EXPECT_EQ(parse_delta_seconds("99999999999999999999"), INT64_MAX);
    for (const char* bad : {"", "-1", "+1", "1.5", "1s", "a", "1 2"}) {
        EXPECT_EQ(parse_delta_seconds(bad), std::nullopt) << bad;
    }
}

TEST(Grammar, BytesAsLatin1) {
    EXPECT_EQ(isomorphic_decode("a\xE9"), "a\xC3\xA9");
    EXPECT_EQ(isomorphic_decode("\x80\xFF"), "\xC2\x80\xC3\xBF");
    EXPECT_TRUE(equals_ignoring_case("aZ[", "Az["));
    EXPECT_FALSE(equals_ignoring_case("[", "{"));
    EXPECT_EQ(byte_lowercase("A\xC9z"), "a\xC9z");
}

}  // namespace
}  // namespace corslab::testing
