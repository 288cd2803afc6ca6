// The quirks of Starlette's CORSMiddleware and of django-cors-headers; tests/servers holds the whole against the
// libraries themselves.

#include <gtest/gtest.h>

#include "tests/unit/middleware_answer.h"

namespace corslab {
namespace {

std::string of(const std::string& name, const std::string& version, const std::string& options) {
    return R"({"name":")" + name + R"(","version":")" + version + R"(","options":)" + options + "}";
}

std::string old_starlette(const std::string& options) {
    return of("starlette", "0.26.1", options);
}

std::string starlette(const std::string& options) {
    return setup("starlette", options);
}

std::string django(const std::string& options) {
    return setup("django-cors-headers", options);
}

const std::string kWithCookie = R"({"path":"/","headers":[["Origin","https://a.example"],["Cookie","s=1"]]})";

TEST(Starlette, Origin) {
    EXPECT_EQ(answer(starlette(R"({"allow_origins":["*"]})"), kNone), "200 | x-app: 1");
    EXPECT_EQ(answer(starlette(R"({"allow_origins":["https://a.example"]})"), get(kA)),
              "200 | x-app: 1 | access-control-allow-origin: https://a.example | vary: Origin");
    // What is not for an origin alone is sent to denied ones, too.
    EXPECT_EQ(answer(starlette(R"({"allow_credentials":true,"expose_headers":["X-A"]})"), get(kA)),
              "200 | x-app: 1 | access-control-allow-credentials: true | access-control-expose-headers: X-A");
    // A text is searched, and a regular expression has to match the whole.
    EXPECT_EQ(answer(starlette(R"({"allow_origins":"https://a.example.com"})"), get(kA)),
              "200 | x-app: 1 | access-control-allow-origin: https://a.example | vary: Origin");
    EXPECT_EQ(answer(starlette(R"({"allow_origin_regex":"https://a\\.exam"})"), get(kA)), "200 | x-app: 1");
    EXPECT_EQ(answer(starlette(R"({"allow_origin_regex":"("})"), get(kA)),
              "bad-regex /middleware/options/allow_origin_regex");
    EXPECT_EQ(answer(starlette(R"({"origins":[]})"), get(kA)), "bad-option /middleware/options/origins");
}

TEST(Starlette, Versions) {
    const std::string star = R"({"allow_origins":["*"]})";
    const std::string both = R"({"allow_origins":["*"],"allow_credentials":true})";
    EXPECT_EQ(answer(old_starlette(star), kWithCookie),
              "200 | x-app: 1 | access-control-allow-origin: https://a.example | vary: Origin");
    EXPECT_EQ(answer(starlette(star), kWithCookie), "200 | x-app: 1 | access-control-allow-origin: *");
    EXPECT_EQ(answer(old_starlette(both), get(kA)),
              "200 | x-app: 1 | access-control-allow-origin: * | access-control-allow-credentials: true");
    EXPECT_EQ(answer(starlette(both), get(kA)),
              "200 | x-app: 1 | access-control-allow-origin: https://a.example | access-control-allow-credentials: "
              "true | vary: Origin");
    EXPECT_EQ(answer(old_starlette(R"({"allow_private_network":true})"), get(kA)),
              "bad-option /middleware/options/allow_private_network");
}

TEST(Starlette, Preflight) {
    EXPECT_EQ(
        answer(starlette(
                   R"({"allow_origins":["https://a.example"],"allow_methods":["PUT"],"allow_headers":["X-B","X-A"]})"),
               preflight("PUT")),
        "200 | vary: Origin | access-control-allow-methods: PUT | access-control-max-age: 600 | "
        "access-control-allow-headers: Accept, Accept-Language, Content-Language, Content-Type, X-A, X-B | "
        "access-control-allow-origin: https://a.example | content-length: 2 | content-type: text/plain; "
        "charset=utf-8");
    // A refusal names what is refused, and still says what would be allowed.
    EXPECT_EQ(answer(starlette("{}"), preflight("PUT")),
              "400 | vary: Origin | access-control-allow-methods: GET | access-control-max-age: 600 | "
              "access-control-allow-headers: Accept, Accept-Language, Content-Language, Content-Type | content-length: "
              "39 | content-type: text/plain; charset=utf-8");
    // A text as methods is taken apart in the header, and searched for the one asked for.
    EXPECT_EQ(
        answer(starlette(R"({"allow_origins":["*"],"allow_methods":"PUT","allow_headers":["*"]})"), preflight("UT")),
        "200 | access-control-allow-origin: * | access-control-allow-methods: P, U, T | access-control-max-age: "
        "600 | access-control-allow-headers: x-b, x-a | content-length: 2 | content-type: text/plain; "
        "charset=utf-8");
}

TEST(DjangoCors, Origin) {
    EXPECT_EQ(answer(django("{}"), get(kA)), "200 | X-App: 1 | Vary: origin");
    EXPECT_EQ(answer(django(R"({"CORS_ALLOW_ALL_ORIGINS":true})"), get(kA)),
              "200 | X-App: 1 | Vary: origin | access-control-allow-origin: *");
    EXPECT_EQ(answer(django(R"({"CORS_ALLOW_ALL_ORIGINS":true,"CORS_ALLOW_CREDENTIALS":true})"), get(kA)),
              "200 | X-App: 1 | Vary: origin | access-control-allow-origin: https://a.example | "
              "access-control-allow-credentials: true");
    // Scheme and host are compared, the path is not; a default port is a difference.
    EXPECT_EQ(answer(django(R"({"CORS_ALLOWED_ORIGINS":["https://a.example/path"]})"), get(kA)),
              "200 | X-App: 1 | Vary: origin | access-control-allow-origin: https://a.example");
    EXPECT_EQ(answer(django(R"({"CORS_ALLOWED_ORIGINS":["https://a.example:443"]})"), get(kA)),
              "200 | X-App: 1 | Vary: origin");
    // Regular expressions are open at the end.
    EXPECT_EQ(answer(django(R"({"CORS_ALLOWED_ORIGIN_REGEXES":["https://a"]})"), get(kA)),
              "200 | X-App: 1 | Vary: origin | access-control-allow-origin: https://a.example");
    EXPECT_EQ(answer(django(R"({"CORS_ALLOWED_ORIGIN_REGEXES":["("]})"), get(kA)), "500");
    EXPECT_EQ(answer(django(R"({"CORS_URLS_REGEX":"^/api/"})"), get(kA)), "200 | X-App: 1");
    EXPECT_EQ(answer(django(R"({"CORS_ALLOWED_ORIGINS":"https://a.example"})"), get(kA)),
              "bad-option /middleware/options/CORS_ALLOWED_ORIGINS");
}

TEST(DjangoCors, Preflight) {
    EXPECT_EQ(
        answer(
            django(
                R"({"CORS_ALLOWED_ORIGINS":["https://a.example"],"CORS_ALLOW_METHODS":["PUT"],"CORS_PREFLIGHT_MAX_AGE":0})"),
            preflight("DELETE")),
        "200 | content-length: 0 | Vary: origin | access-control-allow-origin: https://a.example | "
        "access-control-allow-headers: accept, authorization, content-type, user-agent, x-csrftoken, "
        "x-requested-with | access-control-allow-methods: PUT");
    EXPECT_EQ(answer(of("django-cors-headers", "3.14.0", R"({"CORS_ALLOW_CREDENTIALS":true})"), preflight("PUT")),
              "200 | Content-Length: 0 | Vary: Origin | Access-Control-Allow-Credentials: true");
}

}  // namespace
}  // namespace corslab
