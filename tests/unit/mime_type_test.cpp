#include "core/http/mime_type.h"

#include <gtest/gtest.h>

namespace corslab::testing {
namespace {

std::string parsed(std::string_view input) {
    const auto mime_type = parse_mime_type(input);
    return mime_type ? serialize_mime_type(*mime_type) : "failure";
}

// Most of the inputs are those of web-platform-tests, mimesniff/mime-types.
TEST(MimeType, ParsesAndSerializes) {
    const std::pair<const char*, const char*> cases[] = {
        {"text/html;charset=gbk", "text/html;charset=gbk"},
        {"TEXT/HTML;CHARSET=GBK", "text/html;charset=GBK"},
        {" \t\r\ntext/html \t", "text/html"},
        {"text/html;charset=gbk(", "text/html;charset=\"gbk(\""},
        {"text/html;x=(;charset=gbk", "text/html;x=\"(\";charset=gbk"},
        {"text/html;charset=gbk;charset=windows-1255", "text/html;charset=gbk"},
        {"text/html;charset =gbk", "text/html"},
        {"text/html ;charset=gbk", "text/html;charset=gbk"},
        {"text/html; charset=gbk", "text/html;charset=gbk"},
        {"text/html;charset= gbk", "text/html;charset=\" gbk\""},
        {"text/html;charset=", "text/html"},
        {"text/html;;;;charset=gbk", "text/html;charset=gbk"},
        {"text/html;charset=\"gbk\"", "text/html;charset=gbk"},
        {"text/html;charset=\"gbk", "text/html;charset=gbk"},
        {"text/html;charset=\" gbk\"", "text/html;charset=\" gbk\""},
        {"text/html;charset=\"\\ gbk\"", "text/html;charset=\" gbk\""},
        {"text/html;charset=\"gbk\"x", "text/html;charset=gbk"},
        {"text/html;charset=\"\"", "text/html;charset=\"\""},
        {"x/x;\xE9=x", "x/x"},
        {"x/x;x=\xE9", "x/x;x=\"\xE9\""},
        {"x/x;x=\x7F", "x/x"},
        {"text/html;charset=gbk;charset=windows-1255;x", "text/html;charset=gbk"},
        {"text/html;charset='gbk'", "text/html;charset='gbk'"},
        {"text/html;charset=\"\\g\\b\\k\"", "text/html;charset=gbk"},
        {"text/html;charset=\"gbk\\\"", "text/html;charset=\"gbk\\\"\""},
        {"text/html;charset=\"\";charset=GBK", "text/html;charset=\"\""},
        {"text/html;test;charset=gbk", "text/html;charset=gbk"},
        {"text/html;=gbk;charset=x", "text/html;charset=x"},
        {"text/html;charset=\";charset=foo\";charset=GBK", "text/html;charset=\";charset=foo\""},
        {"text/html;\" \"=\"\";charset=gbk", "text/html;charset=gbk"},
        {"text/plain; application/json", "text/plain"},
        {"text/plain;a=b, application/json", "text/plain;a=\"b, application/json\""},
        {"!#$%&'*+-.^_`|~/x", "!#$%&'*+-.^_`|~/x"},
        {"text/html \t\r\n;a=b", "text/html;a=b"},
        {"text/html;a=b \t\r\n", "text/html;a=b"},
        {"text/html;a=\tb", "text/html;a=\"\tb\""},
        {"text/ html", "failure"},
        {"text /html", "failure"},
        {"text/html,text/html", "failure"},
        {"text/html\v", "failure"},
        {"\ftext/html", "failure"},
        {";text/html", "failure"},
        {"bogus", "failure"},
        {"", "failure"},
        {"text", "failure"},
        {"/", "failure"},
        {"text/", "failure"},
        {"/html", "failure"},
        {"te xt/html", "failure"},
        {"text/html (x)", "failure"},
        {"(text/html", "failure"},
        {"\xE9/x", "failure"},
    };
    for (const auto& [input, expected] : cases) EXPECT_EQ(parsed(input), expected) << input;
}

TEST(MimeType, Essence) {
    EXPECT_EQ(parse_mime_type("Text/Plain;charset=utf-8")->essence(), "text/plain");
}

}  // namespace
}  // namespace corslab::testing
