#include "core/http/request_headers.h"

#include <gtest/gtest.h>

namespace corslab::testing {
namespace {

std::string bytes(std::size_t count, char c = 'a') {
    return std::string(count, c);
}

TEST(ForbiddenRequestHeaders, Names) {
    for (const char* name : {"Accept-Charset",
                             "accept-encoding",
                             "Access-Control-Request-Headers",
                             "access-control-request-method",
                             "Connection",
                             "Content-Length",
                             "Cookie",
                             "Cookie2",
                             "Date",
                             "DNT",
                             "Expect",
                             "HOST",
                             "Keep-Alive",
                             "Origin",
                             "Referer",
                             "Set-Cookie",
                             "TE",
                             "Trailer",
                             "Transfer-Encoding",
                             "Upgrade",
                             "Via",
                             "Proxy-",
                             "Proxy-X",
                             "sec-",
                             "Sec-Fetch-Mode"}) {
        EXPECT_TRUE(is_forbidden_request_header({name, "x"})) << name;
    }
    for (const char* name : {"Accept", "Authorization", "Cookie3", "Proxy", "Sec", "User-Agent", "X-Sec-", "Range"}) {
        EXPECT_FALSE(is_forbidden_request_header({name, "x"})) << name;
    }
}

TEST(ForbiddenRequestHeaders, MethodOverride) {
    for (const char* name : {"X-HTTP-Method", "x-http-method-override", "X-Method-Override"}) {
        for (const char* value : {"TRACE", "track", "Connect", "GET, TRACE", " trace ,", ",connect"}) {
            EXPECT_TRUE(is_forbidden_request_header({name, value})) << name << ": " << value;
        }
        for (const char* value : {"GET", "TRACES", "\"TRACE\"", "\"a,TRACE\"", "GET TRACE", ""}) {
            EXPECT_FALSE(is_forbidden_request_header({name, value})) << name << ": " << value;
        }
    }
    EXPECT_FALSE(is_forbidden_request_header({"X-Method", "TRACE"}));
}

struct Case {
    const char* name;
    std::string value;
    Safelisting expected;
};

TEST(Safelist, Rules) {
    const Case cases[] = {
        {"Accept", "text/html, */*;q=0.1", Safelisting::kSafelisted},
        {"accept", bytes(128), Safelisting::kSafelisted},
        {"accept", bytes(129), Safelisting::kValueTooLong},
        {"Accept", "a\tb", Safelisting::kSafelisted},
        {"Accept", "a(b", Safelisting::kUnsafeByte},
        {"Accept", "a:b", Safelisting::kUnsafeByte},
        {"Accept", "a\x7F", Safelisting::kUnsafeByte},
        {"Accept", "\x01", Safelisting::kUnsafeByte},
        {"Accept", "\xE9", Safelisting::kSafelisted},
        {"Accept-Language", "en-GB, de;q=0.5, *", Safelisting::kSafelisted},
        {"Accept-Language", "en_GB", Safelisting::kUnsafeByte},
        {"Content-Language", "\xE9", Safelisting::kUnsafeByte},
        {"Content-Type", "text/plain;charset=UTF-8", Safelisting::kSafelisted},
        {"Content-Type", "MULTIPART/form-data", Safelisting::kSafelisted},
        {"Content-Type", "application/x-www-form-urlencoded", Safelisting::kSafelisted},
        {"Content-Type", "application/json", Safelisting::kContentTypeOther},
        {"Content-Type", "text/plain;charset=\"a\"", Safelisting::kUnsafeByte},
        {"Content-Type", "text", Safelisting::kContentTypeInvalid},
        {"Content-Type", "", Safelisting::kContentTypeInvalid},
        {"Content-Type", "text/plain;" + bytes(117), Safelisting::kSafelisted},
        {"Content-Type", "text/plain;" + bytes(118), Safelisting::kValueTooLong},
        {"Range", "bytes=0-", Safelisting::kSafelisted},
        {"Range", "bytes=0-0", Safelisting::kSafelisted},
        {"Range", "bytes=-5", Safelisting::kRangeInvalid},
        {"Range", "bytes=5-1", Safelisting::kRangeInvalid},
        {"Range", "bytes = 0-", Safelisting::kRangeInvalid},
        {"Range", "Bytes=0-", Safelisting::kRangeInvalid},
        {"Range", "bytes=0-1,3-4", Safelisting::kRangeInvalid},
        {"X-Custom", "1", Safelisting::kNameNotSafelisted},
        {"Authorization", "x", Safelisting::kNameNotSafelisted},
    };
    for (const auto& [name, value, expected] : cases) {
        EXPECT_EQ(safelisting_of({name, value}), expected) << name << ": " << value;
    }
}

// Each byte on its own, against the two rules as the Standard writes them.
TEST(Safelist, EveryByte) {
    for (int value = 0; value < 256; ++value) {
        const auto byte = static_cast<char>(value);
        const bool control = value < 0x20 && value != 0x09;
        const bool separator = value != 0 && std::string("\"():<>?@[\\]{}\x7F").find(byte) != std::string::npos;
        const Safelisting any = control || separator ? Safelisting::kUnsafeByte : Safelisting::kSafelisted;
        EXPECT_EQ(safelisting_of({"Accept", bytes(1, byte)}), any) << value;
        EXPECT_EQ(safelisting_of({"Content-Type", "text/plain;a=" + bytes(1, byte)}), any) << value;
        const bool alphanumeric =
            (value >= 0x30 && value <= 0x39) || (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A);
        const bool sign = value == 0x20 || value == 0x2A || value == 0x2C || value == 0x2D || value == 0x2E ||
                          value == 0x3B || value == 0x3D;
        const Safelisting language = alphanumeric || sign ? Safelisting::kSafelisted : Safelisting::kUnsafeByte;
        EXPECT_EQ(safelisting_of({"Accept-Language", bytes(1, byte)}), language) << value;
        EXPECT_EQ(safelisting_of({"Content-Language", bytes(1, byte)}), language) << value;
    }
}

TEST(Safelist, Ranges) {
    const std::string most = bytes(20, '9');
    for (const std::string& range :
         {std::string("bytes=0-"), std::string("bytes=5-5"), std::string("bytes=9-010"), std::string("bytes=0005-5"),
          "bytes=" + most + "-", "bytes=" + most + "-1" + bytes(20, '0'), "bytes=" + bytes(121, '1') + "-"}) {
        EXPECT_EQ(safelisting_of({"range", range}), Safelisting::kSafelisted) << range;
    }
    for (const std::string& range :
         {std::string("bytes=010-9"), std::string("bytes=1-0"), "bytes=1" + bytes(20, '0') + "-" + most,
          std::string("bytes"), std::string("bytes="), std::string("bytes=-"), std::string("bytes=1"),
          std::string("bytes=1-2-"), std::string("bytes=1-2 "), std::string("bytes=1 -2"), std::string("bytes=1-2,"),
          std::string("bytes==1-"), std::string("byte=1-"), std::string(" bytes=1-"), std::string("bytes=\xB2-")}) {
        EXPECT_EQ(safelisting_of({"range", range}), Safelisting::kRangeInvalid) << range;
    }
    EXPECT_EQ(safelisting_of({"range", "bytes=" + bytes(122, '1') + "-"}), Safelisting::kValueTooLong);
}

TEST(Safelist, NoCors) {
    EXPECT_TRUE(is_no_cors_safelisted_request_header({"Content-Type", "text/plain"}));
    EXPECT_TRUE(is_no_cors_safelisted_request_header({"Accept", "a"}));
    EXPECT_FALSE(is_no_cors_safelisted_request_header({"Range", "bytes=0-"}));
    EXPECT_FALSE(is_no_cors_safelisted_request_header({"X", "a"}));
}

TEST(UnsafeNames, AreLowerCaseSortedAndOnce) {
    HeaderList list;
    for (const char* name : {"X-B", "x-a", "Accept", "x-b", "Content-Type"}) list.append(name, "a/b");
    EXPECT_EQ(cors_unsafe_request_header_names(list), (std::vector<std::string>{"content-type", "x-a", "x-b"}));
}

TEST(UnsafeNames, AreSortedByByte) {
    HeaderList list;
    for (const char* name : {"X_A", "xa", "X-A", "x1", "X~", "X!"}) list.append(name, "1");
    EXPECT_EQ(cors_unsafe_request_header_names(list), (std::vector<std::string>{"x!", "x-a", "x1", "x_a", "xa", "x~"}));
}

TEST(UnsafeNames, ManySafelistedBytesAreUnsafeTogether) {
    HeaderList list;
    for (int i = 0; i < 8; ++i) list.append("Accept", bytes(128));
    EXPECT_TRUE(cors_unsafe_request_header_names(list).empty());
    list.append("Accept-Language", "e");
    EXPECT_EQ(cors_unsafe_request_header_names(list), (std::vector<std::string>{"accept", "accept-language"}));
}

// https://fetch.spec.whatwg.org/#terminology-headers: the list that all of these work on.
TEST(Headers, AreAppendedAndCombined) {
    HeaderList list;
    for (const auto& [name, value] : {std::pair("X-B", "1"), std::pair("x-a", ""), std::pair("x-b", "2")}) {
        list.append(name, value);
    }
    EXPECT_EQ(list.headers()[2].name, "X-B");
    EXPECT_EQ(list.get("X-b"), "1, 2");
    EXPECT_EQ(list.get("X-A"), "");
    EXPECT_EQ(list.get("X"), std::nullopt);
    list.remove("x-B");
    EXPECT_EQ(list.headers().size(), 1U);
}

TEST(Headers, SetCookieIsNeverCombined) {
    HeaderList list;
    for (const char* name : {"Set-Cookie", "B", "set-cookie", "b", "A"}) list.append(name, "v");
    std::vector<std::string> names;
    for (const Header& header : list.sort_and_combine()) names.push_back(header.name + "=" + header.value);
    EXPECT_EQ(names, (std::vector<std::string>{"a=v", "b=v, v", "set-cookie=v", "set-cookie=v"}));
}

TEST(Headers, ExtractedListsAreAbsentBrokenOrValues) {
    HeaderList list;
    EXPECT_TRUE(extract_token_values("A", list).is_null());
    list.append("A", " , b,, C ");
    list.append("a", "*");
    EXPECT_EQ(extract_token_values("A", list).values, (std::vector<std::string>{"b", "C", "*"}));
    EXPECT_TRUE(extract_token_values("A", list).contains_name("c"));
    EXPECT_FALSE(extract_token_values("A", list).contains("c"));
    list.append("A", "d e");
    EXPECT_TRUE(extract_token_values("A", list).is_failure());
}

TEST(NonWildcard, IsAuthorizationAlone) {
    EXPECT_TRUE(is_cors_non_wildcard_request_header_name("AUTHORIZATION"));
    EXPECT_FALSE(is_cors_non_wildcard_request_header_name("X-Authorization"));
}

}  // namespace
}  // namespace corslab::testing
