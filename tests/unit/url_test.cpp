#include "core/url/url.h"

#include <gtest/gtest.h>

#include "core/url/origin.h"

namespace corslab::testing {
namespace {

std::string href(std::string_view input, std::string_view base = "") {
    std::optional<Url> base_url;
    if (!base.empty()) base_url = parse_url(base);
    const auto url = parse_url(input, base_url ? &*base_url : nullptr);
    return url ? serialize_url(*url) : "failure";
}

std::string origin(std::string_view input) {
    const auto url = parse_url(input);
    return url ? serialize_origin(origin_of(*url)) : "failure";
}

struct Pair {
    const char* input;
    const char* expected;
};

TEST(Url, AbsoluteUrls) {
    for (const auto& [input, expected] : {
             Pair{"HTTP://EXAMPLE.com:80/a/../b", "http://example.com/b"},
             Pair{"https://example.com:443", "https://example.com/"},
             Pair{"https://example.com:8443", "https://example.com:8443/"},
             Pair{"http:\\\\a\\b", "http://a/b"},
             Pair{"  http://a/ b\t\nc ", "http://a/%20bc"},
             Pair{"http://u:p@h/", "http://u:p@h/"},
             Pair{"http://a@b@c/", "http://a%40b@c/"},
             Pair{"http://a/?q='\"", "http://a/?q=%27%22"},
             Pair{"foo://a/?q='\"", "foo://a/?q='%22"},
             Pair{"http://a/^", "http://a/%5E"},
             Pair{"http://a/%2e%2E/b", "http://a/b"},
             Pair{"data:text/plain,a b #c", "data:text/plain,a b%20#c"},
             Pair{"foo:/.//p", "foo:/.//p"},
             Pair{"foo://a/..", "foo://a/"},
             Pair{"file:C|/x", "file:///C:/x"},
             Pair{"file://localhost/x", "file:///x"},
             Pair{"http://a:65536/", "failure"},
             Pair{"http://a:x/", "failure"},
             Pair{"http://", "failure"},
             Pair{"//a/", "failure"},
             Pair{"http://a b/", "failure"},
             Pair{"http://a%00b/", "failure"},
             Pair{"http://a<b/", "failure"},
         }) {
        EXPECT_EQ(href(input), expected) << input;
    }
}

TEST(Url, RelativeUrls) {
    for (const auto& [input, expected] : {
             Pair{"", "https://h:8443/a/b?c"},
             Pair{"x", "https://h:8443/a/x"},
             Pair{"../../x", "https://h:8443/x"},
             Pair{"?q", "https://h:8443/a/b?q"},
             Pair{"#f", "https://h:8443/a/b?c#f"},
             Pair{"//other/y", "https://other/y"},
             Pair{"https:z", "https://h:8443/a/z"},
             Pair{"http:z", "http://z/"},
         }) {
        EXPECT_EQ(href(input, "https://h:8443/a/b?c#d"), expected) << input;
    }
    EXPECT_EQ(href("x", "about:blank"), "failure");
    EXPECT_EQ(href("x#f", "about:blank"), "failure");
    EXPECT_EQ(href("#f", "about:blank"), "about:blank#f");
    EXPECT_EQ(href("/x", "file:///C:/a"), "file:///C:/x");
}

TEST(Url, Hosts) {
    for (const auto& [input, expected] : {
             Pair{"http://127.1/", "http://127.0.0.1/"},
             Pair{"http://0x7f.1/", "http://127.0.0.1/"},
             Pair{"http://2130706433/", "http://127.0.0.1/"},
             Pair{"http://0177.0.0.01/", "http://127.0.0.1/"},
             Pair{"http://127.0.0.1./", "http://127.0.0.1/"},
             Pair{"http://1.2.3.4.5/", "failure"},
             Pair{"http://256.1.1.1/", "failure"},
             Pair{"http://a.0x/", "failure"},
             Pair{"http://1.2.3.08/", "failure"},
             Pair{"http://[::1]/", "http://[::1]/"},
             Pair{"http://[1:0:0:0:2:0:0:3]/", "http://[1::2:0:0:3]/"},
             Pair{"http://[::127.0.0.1]/", "http://[::7f00:1]/"},
             Pair{"http://[1::2::3]/", "failure"},
             Pair{"http://[::1%25eth0]/", "failure"},
             Pair{"http://a.com./", "http://a.com./"},
             Pair{"http://B\xC3\xBC"
                  "cher.example/",
                  "http://xn--bcher-kva.example/"},
             Pair{"http://%62%C3%BC"
                  "cher.example/",
                  "http://xn--bcher-kva.example/"},
             Pair{"http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.1/", "http://127.0.0.1/"},
             Pair{"foo://A%41/", "foo://A%41/"},
         }) {
        EXPECT_EQ(href(input), expected) << input;
    }
}

TEST(Origin, OfUrls) {
    for (const auto& [input, expected] : {
             Pair{"https://a.example:443/x", "https://a.example"},
             Pair{"http://a.example:8080/x", "http://a.example:8080"},
             Pair{"blob:https://a.example/uuid", "https://a.example"},
             Pair{"blob:foo", "null"},
             Pair{"file:///x", "null"},
             Pair{"data:,x", "null"},
             Pair{"about:blank", "null"},
         }) {
        EXPECT_EQ(origin(input), expected) << input;
    }
}

Origin at(std::string_view url) {
    return origin_of(*parse_url(url));
}

TEST(Origin, SameOrigin) {
    EXPECT_TRUE(same_origin(at("https://a/"), at("https://A:443/x")));
    EXPECT_FALSE(same_origin(at("https://a/"), at("http://a/")));
    EXPECT_FALSE(same_origin(at("https://a/"), at("https://a./")));
    EXPECT_FALSE(same_origin(at("https://a/"), at("https://a:444/")));
    EXPECT_FALSE(same_origin(at("data:,x"), at("data:,x")));
}

TEST(Origin, SameSite) {
    EXPECT_TRUE(same_site(at("https://a.example.com/"), at("https://b.example.com:8443/")));
    EXPECT_FALSE(same_site(at("https://a.example.com/"), at("http://b.example.com/")));
    EXPECT_TRUE(same_site(at("https://a.example.com/"), at("http://b.example.com/"), SiteScheme::kIgnore));
    EXPECT_FALSE(same_site(at("https://a.co.uk/"), at("https://b.co.uk/")));
    EXPECT_FALSE(same_site(at("https://127.0.0.1/"), at("https://127.0.0.2/")));
    EXPECT_TRUE(same_site(at("https://localhost:1/"), at("https://localhost:2/")));
}

TEST(Origin, PotentiallyTrustworthy) {
    for (const char* url : {"https://a/", "wss://a/", "http://127.0.0.1/", "http://127.9.9.9/", "http://[::1]/",
                            "http://localhost/", "http://x.localhost/", "http://localhost./"}) {
        EXPECT_TRUE(is_potentially_trustworthy(at(url))) << url;
    }
    for (const char* url : {"http://a/", "ws://a/", "http://128.0.0.1/", "http://notlocalhost/"}) {
        EXPECT_FALSE(is_potentially_trustworthy(at(url))) << url;
    }
}

}  // namespace
}  // namespace corslab::testing
