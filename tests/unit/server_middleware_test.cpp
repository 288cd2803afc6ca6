// The quirks of nginx, Apache and Caddy; tests/servers holds the whole against the servers themselves.

#include <gtest/gtest.h>

#include "tests/unit/middleware_answer.h"

namespace corslab {
namespace {

std::string nginx(const std::string& options) {
    return setup("nginx", options);
}

std::string apache(const std::string& directives) {
    return setup("apache", R"({"directives":[)" + directives + "]}");
}

std::string caddy(const std::string& options) {
    return setup("caddy", options);
}

// Another status of the server behind it.
std::string answer_with(const std::string& middleware, const std::string& status, const std::string& request) {
    return simulate(R"({"middleware":)" + middleware + R"(,"request":)" + request + R"(,"handler":{"status":)" +
                    status + "}}")
        .text;
}

const std::string kMap =
    R"("maps":[{"source":"$http_origin","variable":"$cors","values":[["default",""],["https://A.example","$http_origin"],["~^https://[a-z]+\\.b\\.example$","yes"]]}])";

TEST(Nginx, MapsAndValues) {
    const std::string options = "{" + kMap + R"(,"location":[{"add_header":["Access-Control-Allow-Origin","$cors"]}]})";
    // Texts in a map have no case, and an empty value is no header.
    EXPECT_EQ(answer(nginx(options), get(kA)), "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example");
    EXPECT_EQ(answer(nginx(options), get("https://x.b.example")), "200 | X-App: 1 | Access-Control-Allow-Origin: yes");
    EXPECT_EQ(answer(nginx(options), get("https://evil.example")), "200 | X-App: 1");
    // What is absent is held against no regular expression.
    const std::string any =
        R"({"maps":[{"source":"$http_origin","variable":"$c","values":[["default","d"],["~.*","r"]]}],"location":[{"add_header":["X","$c"]}]})";
    EXPECT_EQ(answer(nginx(any), kNone), "200 | X-App: 1 | X: d");
    EXPECT_EQ(answer(nginx(any), get(kA)), "200 | X-App: 1 | X: r");
    EXPECT_EQ(answer(nginx(R"({"location":[{"add_header":["X","$nope"]}]})"), kNone),
              "bad-option /middleware/options/location/0/add_header/1");
}

TEST(Nginx, Always) {
    const std::string both = nginx(R"({"location":[{"add_header":["A","1"]},{"add_header":["B","2"],"always":true}]})");
    for (const char* status : {"200", "201", "204", "206", "301", "302", "303", "304", "307", "308"}) {
        EXPECT_NE(answer_with(both, status, kNone).find(R"(["A","1"],["B","2"])"), std::string::npos) << status;
    }
    for (const char* status : {"202", "300", "400", "404", "500", "502"}) {
        EXPECT_NE(answer_with(both, status, kNone).find(R"("headers":[["B","2"]])"), std::string::npos) << status;
    }
}

TEST(Nginx, Inheritance) {
    const std::string outer = R"("http":[{"add_header":["H","1"]}],"server":[{"add_header":["S","1"]}])";
    EXPECT_EQ(answer(nginx("{" + outer + "}"), kNone), "200 | X-App: 1 | S: 1");
    // One of its own, and a block inherits none; also an `if`.
    EXPECT_EQ(
        answer(
            nginx(
                "{" + outer +
                R"(,"location":[{"add_header":["L","1"]},{"if":["$http_origin"],"then":[{"add_header":["I","1"]}]}]})"),
            get(kA)),
        "200 | X-App: 1 | I: 1");
    EXPECT_EQ(
        answer(
            nginx(
                "{" + outer +
                R"(,"location":[{"if":["$http_origin"],"then":[{"add_header":["I","1"]}]},{"if":["$request_method","=","GET"],"then":[]}]})"),
            get(kA)),
        "200 | X-App: 1 | S: 1");
}

TEST(Nginx, Rewrite) {
    const std::string usual = nginx(
        R"({"location":[{"set":["$c",""]},{"if":["$http_origin","~","^https://a"],"then":[{"set":["$c","o"]}]},{"if":["$request_method","=","OPTIONS"],"then":[{"set":["$c","${c}p"]}]},{"if":["$c","=","op"],"then":[{"add_header":["Access-Control-Allow-Origin","$http_origin"]},{"return":204}]},{"add_header":["L","1"]}]})");
    EXPECT_EQ(answer(usual, preflight("PUT")), "204 | Access-Control-Allow-Origin: https://a.example");
    EXPECT_EQ(answer(usual, get(kA)), "200 | X-App: 1 | L: 1");
    EXPECT_EQ(answer(nginx(R"({"location":[{"return":[301,"https://x.example/"]},{"add_header":["L","1"]}]})"), kNone),
              "301 | Location: https://x.example/ | L: 1");
    EXPECT_EQ(
        answer(nginx(R"({"location":[{"if":["$http_origin"],"then":[{"if":["$http_origin"],"then":[]}]}]})"), kNone),
        "bad-option /middleware/options/location/0/then/0");
}

const std::string kSetEnv = R"({"SetEnvIf":["Origin","^https://(a|b)\\.example$","O=$0"]},)";

TEST(Apache, EnvironmentAndTables) {
    const std::string usual =
        apache(kSetEnv + R"({"Header":["always","set","Access-Control-Allow-Origin","%{O}e"],"env":"O"})");
    EXPECT_EQ(answer(usual, get(kA)), "200 | Access-Control-Allow-Origin: https://a.example | X-App: 1");
    EXPECT_EQ(answer(usual, get("https://c.example")), "200 | X-App: 1");
    EXPECT_EQ(answer(apache(R"({"Header":["set","X","%{O}e"]})"), kNone), "200 | X-App: 1 | X: (null)");
    // Two tables: what both set is there twice. What Apache answers by itself has that of `always` alone.
    const std::string both = R"({"Header":["set","A","1"]},{"Header":["always","set","A","2"]})";
    EXPECT_EQ(answer(apache(both), kNone), "200 | A: 2 | X-App: 1 | A: 1");
    EXPECT_EQ(answer(apache(both + R"(,{"RewriteRule":204,"method":"OPTIONS"})"), preflight("PUT")), "204 | A: 2");
    EXPECT_EQ(answer(apache(kSetEnv + R"({"Header":["set","M","1"],"env":"O","method":"OPTIONS"})"), preflight("PUT")),
              "200 | X-App: 1 | M: 1");
}

TEST(Apache, Actions) {
    EXPECT_EQ(
        answer(
            apache(
                R"({"Header":["append","X-App","2"]},{"Header":["merge","x-app","1"]},{"Header":["merge","X-App","3"]})"),
            kNone),
        "200 | X-App: 1, 2, 3");
    EXPECT_EQ(answer(apache(R"({"Header":["add","X-App","2"]},{"Header":["setifempty","X-App","3"]})"), kNone),
              "200 | X-App: 1 | X-App: 2");
    EXPECT_EQ(answer(apache(R"({"Header":["unset","X-App"]},{"Header":["always","unset","Nothing"]})"), kNone), "200");
    // `set` keeps the name as it was, and all Vary lines become one.
    EXPECT_EQ(
        answer(
            apache(
                R"({"Header":["set","x-app","2"]},{"Header":["always","merge","Vary","Origin"]},{"Header":["add","Vary","Accept, origin"]})"),
            kNone),
        "200 | Vary: Origin,Accept | X-App: 2");
    EXPECT_EQ(answer(apache(R"({"Header":["edit","A","b","c"]})"), kNone),
              "unsupported-option /middleware/options/directives/0/Header");
    // A pattern without anything special is a text, and `$0` then stands for itself.
    EXPECT_EQ(answer(apache(R"({"SetEnvIf":["Origin","example","O=$0"]},{"Header":["set","X","%{O}e"]})"), get(kA)),
              "200 | X-App: 1 | X: $0");
}

TEST(Caddy, Header) {
    EXPECT_EQ(
        answer(
            caddy(
                R"({"directives":[{"header":[["Access-Control-Allow-Origin","{header.Origin}"],["+Vary","Origin"]]}]})"),
            get(kA)),
        "200 | Access-Control-Allow-Origin: https://a.example | Vary: Origin | X-App: 1");
    // Without `defer`, what the server behind it sends is added to it.
    EXPECT_EQ(answer(caddy(R"({"directives":[{"header":[["X-App","2"]]}]})"), kNone), "200 | X-App: 2 | X-App: 1");
    EXPECT_EQ(answer(caddy(R"({"directives":[{"header":[["X-App","2"]],"defer":true}]})"), kNone), "200 | X-App: 2");
    EXPECT_EQ(answer(caddy(R"({"directives":[{"header":[["-X-App"]]}]})"), kNone), "200");
    EXPECT_EQ(answer(caddy(R"({"directives":[{"header":[["?X-App","2"]]},{"header":[["?X-B","2"]]}]})"), kNone),
              "200 | X-App: 1 | X-B: 2");
    // The outer one is the last to run, and takes away what the inner one has set.
    EXPECT_EQ(answer(caddy(R"({"directives":[{"header":[["-A"]]},{"header":[["A","1"]],"defer":true}]})"), kNone),
              "200 | X-App: 1");
}

TEST(Caddy, Matchers) {
    const std::string options =
        R"({"matchers":{"p":{"method":["OPTIONS"],"header":[["Origin","https://a.example"],["Origin","*.b.example"],["Access-Control-Request-Method","*"]]},"r":{"header_regexp":[["Origin","example$"]]}},"directives":[{"header":[["A","1"]]},{"respond":204,"matcher":"p"},{"header":[["R","1"]],"matcher":"r"}]})";
    EXPECT_EQ(answer(caddy(options), preflight("PUT")), "204 | A: 1 | R: 1");
    EXPECT_EQ(answer(caddy(options), get(kA)), "200 | A: 1 | R: 1 | X-App: 1");
    EXPECT_EQ(answer(caddy(options), get("https://a.example.com")), "200 | A: 1 | X-App: 1");
    EXPECT_EQ(answer(caddy(R"({"directives":[{"respond":204,"matcher":"x"}]})"), kNone),
              "bad-option /middleware/options/directives/0/matcher");
}

}  // namespace
}  // namespace corslab
