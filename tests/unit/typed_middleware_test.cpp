// rs/cors, Spring, ASP.NET Core and S3: what their own tests say, in our words, and their quirks.

#include <gtest/gtest.h>

#include "tests/unit/middleware_answer.h"

namespace corslab {
namespace {

std::string rs(const std::string& options) {
    return setup("rs-cors", options);
}

std::string spring(const std::string& options) {
    return setup("spring", options);
}

std::string aspnet(const std::string& options) {
    return setup("aspnet-core", options);
}

std::string s3(const std::string& rule) {
    return setup("s3", R"({"CORSRules":[)" + rule + "]}");
}

const std::string kVary = " | Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
const std::string kSpringVary =
    " | Vary: Origin | Vary: Access-Control-Request-Method | Vary: Access-Control-Request-Headers";
const std::string kS3Vary = " | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

TEST(RsCors, Actual) {
    EXPECT_EQ(answer(rs("{}"), kNone), "200 | Vary: Origin | X-App: 1");
    EXPECT_EQ(answer(rs("{}"), get(kA)), "200 | Access-Control-Allow-Origin: * | Vary: Origin | X-App: 1");
    EXPECT_EQ(
        answer(rs(R"({"AllowCredentials":true})"), get(kA)),
        "200 | Access-Control-Allow-Credentials: true | Access-Control-Allow-Origin: * | Vary: Origin | X-App: 1");
    const std::string reflected = "200 | Access-Control-Allow-Origin: https://a.example | Vary: Origin | X-App: 1";
    EXPECT_EQ(answer(rs(R"({"AllowedOrigins":["HTTPS://A.example"]})"), get(kA)), reflected);
    EXPECT_EQ(answer(rs(R"({"AllowedOrigins":["https://*.other"]})"), get(kA)), "200 | Vary: Origin | X-App: 1");
    EXPECT_EQ(answer(rs(R"({"AllowedOrigins":["https://*example"]})"), get(kA)), reflected);
    // The method of the request itself has to be listed.
    EXPECT_EQ(answer(rs(R"({"AllowedMethods":["PUT"]})"), get(kA)), "200 | Vary: Origin | X-App: 1");
    EXPECT_EQ(answer(rs(R"({"ExposedHeaders":["x-header-1","X-HEADER-2"]})"), get(kA)),
              "200 | Access-Control-Allow-Origin: * | Access-Control-Expose-Headers: X-Header-1, X-Header-2 | Vary: "
              "Origin | X-App: 1");
}

TEST(RsCors, Preflight) {
    const std::string put = R"({"AllowedMethods":["PUT"],"AllowedHeaders":["X-A","x-b"])";
    EXPECT_EQ(answer(rs(put + R"(,"MaxAge":10})"), preflight("PUT", "x-a,x-b")),
              "204 | Access-Control-Allow-Headers: x-a,x-b | Access-Control-Allow-Methods: PUT | "
              "Access-Control-Allow-Origin: * | Access-Control-Max-Age: 10" +
                  kVary);
    EXPECT_EQ(
        answer(rs(put + R"(,"MaxAge":-1})"), preflight("PUT", "")),
        "204 | Access-Control-Allow-Methods: PUT | Access-Control-Allow-Origin: * | Access-Control-Max-Age: 0" + kVary);
    EXPECT_EQ(answer(rs(put + "}"), preflight("PATCH", "x-a")), "204" + kVary);
    // Names have to come as browsers write them: in lower case, sorted, each once.
    for (const char* names : {"x-b,x-a", "X-A", "x-a,x-a", "x-c", "x-a,  x-b"}) {
        EXPECT_EQ(answer(rs(put + "}"), preflight("PUT", names)), "204" + kVary) << names;
    }
    EXPECT_EQ(answer(rs(R"({"AllowedHeaders":["*"],"OptionsPassthrough":true})"), preflight("GET", "z, A")),
              "200 | Access-Control-Allow-Headers: z, A | Access-Control-Allow-Methods: GET | "
              "Access-Control-Allow-Origin: *" +
                  kVary + " | X-App: 1");
    EXPECT_EQ(answer(rs(R"({"MaxAge":"1"})"), kNone), "bad-option /middleware/options/MaxAge");
    EXPECT_EQ(answer(rs(R"({"Origins":[]})"), kNone), "bad-option /middleware/options/Origins");
}

TEST(Spring, Origin) {
    EXPECT_EQ(answer(spring("{}"), kNone), "200" + kSpringVary + " | X-App: 1");
    EXPECT_EQ(answer(spring("{}"), get(kA)), "200" + kSpringVary + " | Access-Control-Allow-Origin: * | X-App: 1");
    // A slash at the end and the case do not count, and a denied request does not reach the controller.
    const std::string reflected = "200" + kSpringVary + " | Access-Control-Allow-Origin: https://a.example | X-App: 1";
    EXPECT_EQ(answer(spring(R"({"allowedOrigins":["https://A.example/"]})"), get(kA)), reflected);
    EXPECT_EQ(answer(spring(R"({"allowedOrigins":["https://b.example"]})"), get(kA)), "403" + kSpringVary);
    EXPECT_EQ(answer(spring(R"({"allowedMethods":["PUT"]})"), get(kA)), "403" + kSpringVary);
    // The star with credentials is an exception of the first request from another origin.
    EXPECT_EQ(answer(spring(R"({"allowCredentials":true})"), get(kA)), "500" + kSpringVary);
    EXPECT_EQ(answer(spring(R"({"allowCredentials":true})"), kNone), "200" + kSpringVary + " | X-App: 1");
    EXPECT_EQ(answer(spring(R"({"allowedOriginPatterns":["*"],"allowCredentials":true})"), get(kA)),
              "200" + kSpringVary +
                  " | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Credentials: true | X-App: "
                  "1");
}

TEST(Spring, OriginPatterns) {
    const auto allowed = [](const std::string& pattern, const std::string& origin) {
        const std::string options = R"({"allowedOriginPatterns":[")" + pattern + R"("]})";
        return answer(spring(options), get(origin)).starts_with("200");
    };
    EXPECT_TRUE(allowed("https://*.domain1.com", "https://example.domain1.com"));
    EXPECT_TRUE(allowed("https://*.domain1.com/", "https://specific.port.domain1.com"));
    EXPECT_FALSE(allowed("https://*.domain1.com", "https://example.domain1.com:1234"));
    EXPECT_FALSE(allowed("https://*.domain1.com", "https://domain1.com"));
    EXPECT_TRUE(allowed("https://*.domain1.com:[8080,8081]", "https://example.domain1.com:8081"));
    EXPECT_FALSE(allowed("https://*.domain1.com:[8080,8081]", "https://example.domain1.com"));
    EXPECT_TRUE(allowed("https://*.domain1.com:[*]", "https://example.domain1.com"));
    EXPECT_TRUE(allowed("https://*.domain1.com:[*]", "https://example.domain1.com:9999"));
    EXPECT_FALSE(allowed("https://*.domain1.com:[*]", "https://example.domain1.com.evil.com"));
}

TEST(Spring, Preflight) {
    const std::string some = R"({"allowedOrigins":["https://a.example"],"allowedMethods":["GET","PUT"])";
    // One allowed name of several is enough for it.
    EXPECT_EQ(answer(spring(some + R"(,"allowedHeaders":["X-A"],"exposedHeaders":["e1","e2"],"maxAge":60})"),
                     preflight("PUT")),
              "200" + kSpringVary +
                  " | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Methods: GET,PUT | "
                  "Access-Control-Allow-Headers: x-a | Access-Control-Expose-Headers: e1, e2 | "
                  "Access-Control-Max-Age: 60");
    EXPECT_EQ(answer(spring(some + R"(,"allowedHeaders":["X-C"]})"), preflight("PUT")), "403" + kSpringVary);
    EXPECT_EQ(answer(spring(some + "}"), preflight("DELETE")), "403" + kSpringVary);
    EXPECT_EQ(answer(spring(R"({"allowedMethods":["*"]})"), preflight("PATCH", "")),
              "200" + kSpringVary +
                  " | Access-Control-Allow-Origin: * | Access-Control-Allow-Methods: PATCH | Access-Control-Max-Age: "
                  "1800");
}

TEST(AspNetCore, Origin) {
    EXPECT_EQ(answer(aspnet(R"({"AllowAnyOrigin":true})"), kNone), "200 | X-App: 1");
    EXPECT_EQ(answer(aspnet(R"({"AllowAnyOrigin":true,"WithExposedHeaders":["foo","bar"]})"), get(kA)),
              "200 | X-App: 1 | Access-Control-Allow-Origin: * | Access-Control-Expose-Headers: foo,bar");
    // One origin varies nothing, two do; a denied one is told nothing.
    EXPECT_EQ(answer(aspnet(R"({"WithOrigins":["HTTPS://A.EXAMPLE"]})"), get(kA)),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example");
    EXPECT_EQ(
        answer(aspnet(R"({"WithOrigins":["https://a.example","https://b.example"],"AllowCredentials":true})"), get(kA)),
        "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Credentials: true "
        "| Vary: Origin");
    EXPECT_EQ(answer(aspnet(R"({"WithOrigins":["https://a.example/"]})"), get(kA)), "200 | X-App: 1");
    EXPECT_EQ(answer(aspnet(R"({"AllowAnyOrigin":true,"AllowCredentials":true})"), get(kA)),
              "bad-option /middleware/options/AllowCredentials");
    const std::string wild =
        R"({"WithOrigins":["https://*.example"],"SetIsOriginAllowedToAllowWildcardSubdomains":true})";
    EXPECT_EQ(answer(aspnet(wild), get(kA)),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example | Vary: Origin");
    EXPECT_EQ(answer(aspnet(wild), get("https://a.example:8080")), "200 | X-App: 1");
    EXPECT_EQ(answer(aspnet(wild), get("https://example")), "200 | X-App: 1");
}

TEST(AspNetCore, Preflight) {
    EXPECT_EQ(
        answer(
            aspnet(
                R"({"WithOrigins":["https://a.example"],"WithMethods":["PUT"],"WithHeaders":["X-A"],"SetPreflightMaxAge":60})"),
            preflight("DELETE")),
        "204 | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Headers: X-A | "
        "Access-Control-Allow-Methods: PUT | Access-Control-Max-Age: 60");
    EXPECT_EQ(
        answer(aspnet(R"({"AllowAnyOrigin":true,"AllowAnyMethod":true,"AllowAnyHeader":true})"), preflight("PUT")),
        "204 | Access-Control-Allow-Origin: * | Access-Control-Allow-Headers: x-b,x-a | "
        "Access-Control-Allow-Methods: PUT");
    EXPECT_EQ(answer(aspnet("{}"), preflight("PUT")), "204");
}

TEST(S3, Rules) {
    const std::string one = R"({"AllowedOrigins":["https://*.example"],"AllowedMethods":["GET","PUT"])";
    EXPECT_EQ(
        answer(s3(one + "}"), get(kA)),
        "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Methods: GET, PUT "
        "| Access-Control-Allow-Credentials: true" +
            kS3Vary);
    EXPECT_EQ(
        answer(s3(R"({"AllowedOrigins":["*"],"AllowedMethods":["GET"],"ExposeHeaders":["ETag"],"MaxAgeSeconds":3000})"),
               get(kA)),
        "200 | X-App: 1 | Access-Control-Allow-Origin: * | Access-Control-Allow-Methods: GET | "
        "Access-Control-Expose-Headers: ETag | Access-Control-Max-Age: 3000" +
            kS3Vary);
    EXPECT_EQ(answer(s3(one + "}"), kNone), "200 | X-App: 1");
    EXPECT_EQ(answer(s3(one + "}"), get("https://a.example.com")), "200 | X-App: 1");
    // A name that is asked for has to be allowed.
    EXPECT_EQ(answer(s3(one + "}"), preflight("PUT", "x-amz-meta-a")), "403");
    EXPECT_EQ(answer(s3(one + R"(,"AllowedHeaders":["X-Amz-*"]})"), preflight("PUT", "x-amz-meta-a")),
              "200 | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Methods: GET, PUT | "
              "Access-Control-Allow-Headers: x-amz-meta-a | Access-Control-Allow-Credentials: true" +
                  kS3Vary);
    EXPECT_EQ(answer(s3(one + "}"), R"({"method":"OPTIONS","path":"/","headers":[["Origin","https://a.example"]]})"),
              "400");
    EXPECT_EQ(answer(s3(R"({"AllowedOrigins":["*"],"AllowedMethods":["PATCH"]})"), kNone),
              "bad-option /middleware/options/CORSRules/0/AllowedMethods");
}

}  // namespace
}  // namespace corslab
