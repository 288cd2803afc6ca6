// The quirks of the libraries, one by one; tests/servers holds the whole against the libraries themselves.

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/middleware_answer.h"

namespace corslab {
namespace {

std::string express(const std::string& options, const std::string& version = "2.8.6") {
    return R"({"name":"express-cors","version":")" + version + R"(","options":)" + options + "}";
}

std::string flask(const std::string& options, const std::string& version = "6.0.2") {
    return R"({"name":"flask-cors","version":")" + version + R"(","options":)" + options + "}";
}

TEST(ExpressCors, Origin) {
    EXPECT_EQ(answer(express("{}"), kNone), "200 | Access-Control-Allow-Origin: * | X-App: 1");
    EXPECT_EQ(answer(express(R"({"origin":"https://a.example/"})"), kNone),
              "200 | Access-Control-Allow-Origin: https://a.example/ | Vary: Origin | X-App: 1");
    for (const char* off : {"false", "\"\"", "null", "0"}) {
        EXPECT_EQ(answer(express(std::string(R"({"origin":)") + off + "}"), preflight("PUT")), "200 | X-App: 1") << off;
    }
    // A star in a list is an origin like any other; anything truthy that is no text matches all.
    EXPECT_EQ(answer(express(R"({"origin":["*"]})"), get(kA)), "200 | Vary: Origin | X-App: 1");
    EXPECT_EQ(answer(express(R"({"origin":[["x"],{}]})"), get(kA)),
              "200 | Access-Control-Allow-Origin: https://a.example | Vary: Origin | X-App: 1");
    // Without an Origin, a regular expression reads "undefined"; there is nothing to reflect.
    EXPECT_EQ(answer(express(R"({"origin":{"regex":"undefined"}})"), kNone), "200 | Vary: Origin | X-App: 1");
}

TEST(ExpressCors, Preflight) {
    EXPECT_EQ(
        answer(express(R"({"origin":[],"credentials":true,"maxAge":0,"methods":["GET","put"]})"), preflight("PUT")),
        "204 | Vary: Origin, Access-Control-Request-Headers | Access-Control-Allow-Credentials: true | "
        "Access-Control-Allow-Methods: GET,put | Access-Control-Allow-Headers: x-b, x-a | Access-Control-Max-Age: 0 "
        "| Content-Length: 0");
    // An empty list allows none, an empty text is as good as none given.
    EXPECT_EQ(answer(express(R"({"allowedHeaders":[],"methods":""})"), preflight("PUT")),
              "204 | Access-Control-Allow-Origin: * | Content-Length: 0");
    EXPECT_EQ(answer(express(R"({"allowedHeaders":"","methods":[]})"), preflight("PUT")),
              "204 | Access-Control-Allow-Origin: * | Vary: Access-Control-Request-Headers | "
              "Access-Control-Allow-Headers: x-b, x-a | Content-Length: 0");
    EXPECT_EQ(answer(express(R"({"methods":null})"), preflight("PUT")), "500");
    EXPECT_EQ(answer(express(R"({"methods":[],"headers":[],"optionsSuccessStatus":null})"), preflight("PUT")),
              "500 | Access-Control-Allow-Origin: *");
}

TEST(ExpressCors, HandlersHeadersReplaceThoseOfTheMiddleware) {
    const std::string text = R"({"middleware":)" + express(R"({"origin":true})") + R"(,"request":)" + get(kA) +
                             R"(,"handler":{"headers":[["vary","Accept"]]}})";
    EXPECT_EQ(simulate(text).text,
              R"({"status":200,"headers":[["Access-Control-Allow-Origin","https://a.example"],["vary","Accept"]],)"
              R"("handlerRan":true})");
}

TEST(ExpressCors, Versions) {
    const std::string options = R"({"maxAge":0,"optionsSuccessStatus":0,"methods":[],"allowedHeaders":[]})";
    EXPECT_EQ(answer(express(options, "2.8.3"), preflight("PUT")), "204 | Access-Control-Allow-Origin: *");
    EXPECT_EQ(answer(express(options, "2.8.4"), preflight("PUT")),
              "204 | Access-Control-Allow-Origin: * | Content-Length: 0");
    EXPECT_EQ(answer(express(options, "2.8.5"), preflight("PUT")),
              "500 | Access-Control-Allow-Origin: * | Access-Control-Max-Age: 0");
    EXPECT_EQ(answer(express("{}", "1.0.0"), kNone), "unknown-value /middleware/version");
}

TEST(FlaskCors, Origin) {
    // By default everyone is reflected; the star is for requests that name no origin.
    EXPECT_EQ(answer(flask("{}"), get(kA)),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example | Vary: Origin");
    EXPECT_EQ(answer(flask("{}"), kNone), "200 | X-App: 1 | Access-Control-Allow-Origin: *");
    EXPECT_EQ(answer(flask(R"({"supports_credentials":true})"), kNone), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(R"({"origins":["https://b.example","https://a.example"]})"), kNone),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example | Vary: Origin");
    EXPECT_EQ(answer(flask(R"({"origins":"HTTPS://A.EXAMPLE"})"), get(kA)),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example");
    // The start alone is anchored; a plus makes no regular expression.
    EXPECT_EQ(answer(flask(R"({"origins":"https?://a.example"})"), get("https://aXexample.evil.com")),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://aXexample.evil.com | Vary: Origin");
    EXPECT_EQ(answer(flask(R"({"origins":"https://.+"})"), get(kA)), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(R"({"origins":null})"), get(kA)), "500");
}

TEST(FlaskCors, Preflight) {
    EXPECT_EQ(
        answer(flask(R"({"origins":"https://a.example","methods":["PUT","GET"],"max_age":"0"})"), preflight("ut")),
        "200 | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Headers: x-a, x-b | "
        "Access-Control-Max-Age: 0 | Access-Control-Allow-Methods: GET, PUT");
    EXPECT_EQ(answer(flask(R"({"origins":"https://a.example","methods":"*"})"), preflight("PUT")),
              "200 | Access-Control-Allow-Origin: https://a.example");
    EXPECT_EQ(
        answer(flask(R"({"origins":"https://a.example","allow_headers":[],"max_age":0})"), preflight("PUT", "x,,A")),
        "200 | Access-Control-Allow-Origin: https://a.example | "
        "Access-Control-Allow-Methods: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
}

TEST(FlaskCors, RefusedAtSetup) {
    EXPECT_EQ(answer(flask(R"({"supports_credentials":true,"send_wildcard":true})"), kNone),
              "bad-option /middleware/options");
    EXPECT_EQ(answer(flask(R"({"methods":null})"), kNone), "bad-option /middleware/options/methods");
    EXPECT_EQ(answer(flask(R"({"resources":5})"), kNone), "bad-option /middleware/options/resources");
    EXPECT_EQ(answer(flask(R"({"origins":[{"regex":"("}]})"), kNone), "bad-regex /middleware/options/origins/0");
}

TEST(FlaskCors, PrivateNetworkByVersion) {
    const std::string request =
        R"({"path":"/","headers":[["Origin","https://a.example"],["Access-Control-Request-Private-Network","true"]]})";
    const auto line = [&](const std::string& version) {
        const std::string text = answer(flask(R"({"origins":"https://a.example"})", version), request);
        const std::size_t at = text.find("Access-Control-Allow-Private-Network");
        return at == std::string::npos ? "none" : text.substr(at + 38);
    };
    EXPECT_EQ(line("3.0.10"), "none");
    EXPECT_EQ(line("4.0.1"), "true");
    EXPECT_EQ(line("4.0.2"), "true");
    EXPECT_EQ(line("5.0.0"), "false");
    EXPECT_EQ(line("6.0.2"), "false");
}

TEST(FlaskCors, PathsAndOrderByVersion) {
    const std::string any_case = R"({"resources":"/api/*"})";
    EXPECT_EQ(answer(flask(any_case, "5.0.1"), get(kA, "/API/v1")).substr(0, 40),
              "200 | X-App: 1 | Access-Control-Allow-Or");
    EXPECT_EQ(answer(flask(any_case), get(kA, "/API/v1")), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(any_case), get(kA, "/apifoo")).substr(0, 40), "200 | X-App: 1 | Access-Control-Allow-Or");
    // The longest first; from 6.0.1 on the one with most slashes, in 6.0.0 the one with fewest.
    const std::string order =
        R"({"resources":{"/.{1,99999}$":{"origins":"x"},"/a/b/.*":{"origins":"https://a.example"}}})";
    EXPECT_EQ(answer(flask(order, "5.0.1"), get(kA, "/a/b/c")), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(order, "6.0.0"), get(kA, "/a/b/c")), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(order), get(kA, "/a/b/c")),
              "200 | X-App: 1 | Access-Control-Allow-Origin: https://a.example");
    // A plus is a space up to 5.0.1, and a text that is no regular expression raises.
    const std::string space = R"({"origins":"https://a.example","resources":["/a b"]})";
    EXPECT_NE(answer(flask(space, "5.0.1"), get(kA, "/a+b")), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(space), get(kA, "/a+b")), "200 | X-App: 1");
    EXPECT_EQ(answer(flask(R"({"origins":"*.a.example"})", "5.0.1"), get(kA)), "500");
    EXPECT_EQ(answer(flask(R"({"origins":"*.a.example"})"), get(kA)), "200 | X-App: 1");
}

TEST(Simulate, Errors) {
    EXPECT_EQ(answer(R"({"name":"nothing"})", kNone), "unknown-value /middleware/name");
    EXPECT_EQ(answer(express("[]"), kNone), "wrong-type /middleware/options");
    EXPECT_EQ(answer(express(R"({"maxAge":9223372036854775808})"), kNone), "out-of-range /middleware/options/maxAge");
    EXPECT_EQ(answer(express("{}"), R"({"path":"/?a"})"), "bad-path /request/path");
    EXPECT_EQ(answer(express("{}"), R"({"path":"/","method":"G T"})"), "bad-method /request/method");
    EXPECT_EQ(answer(express("{}"), R"({"path":"/","headers":[["A","\n"]]})"), "bad-header /request/headers/0/1");
    EXPECT_EQ(answer(express(R"({"origin":{"regex":"^(a+)+$"}})"), get(std::string(60, 'a') + "!")),
              "expensive-regex /middleware/options/origin");
    EXPECT_EQ(answer(express(R"({"origin":[{"regex":"a","flags":"v"}]})"), kNone),
              "unsupported-regex /middleware/options/origin/0");
    EXPECT_EQ(answer(flask(R"({"origins":"https://a.example","expose_headers":"日"})"), get(kA)),
              "bad-header /middleware/options");
}

// One item many times, as a list.
std::string many(std::size_t count, const std::string& item) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + item;
    return out + "]";
}

TEST(Simulate, LargeDocumentsComeToAnEnd) {
    const std::string slow = R"({"regex":"^(a+)+$"})";
    EXPECT_EQ(
        answer(express(R"({"origin":)" + many(20'000, slow) + "}"), get(std::string(15, 'a') + "!")).substr(0, 16),
        "expensive-regex ");
    const std::string commas(300'000, ',');
    const std::string asked = R"({"method":"OPTIONS","path":"/","headers":[["Origin","https://a.example"],)"
                              R"(["Access-Control-Request-Method","PUT"],["Access-Control-Request-Headers",")" +
                              commas + R"("]]})";
    EXPECT_EQ(answer(flask(R"({"allow_headers":)" + many(50'000, "\"a\"") + "}"), asked).substr(0, 16),
              "expensive-regex ");
    EXPECT_EQ(answer(flask(R"({"methods":)" + many(100'000, "\"a\"") + "}"), kNone),
              "200 | X-App: 1 | Access-Control-Allow-Origin: *");
    std::string resources;
    for (int i = 0; i < 10'000; ++i) resources += (i == 0 ? "\"/" : ",\"/") + std::to_string(i) + "\":{}";
    EXPECT_EQ(answer(flask(R"({"origins":)" + many(100'000, "\"a\"") + R"(,"resources":{)" + resources + "}}"), kNone),
              "200 | X-App: 1");
}

// The page of a scenario fetches with PUT and credentials; the server is what the middleware makes it.
std::string verdict(const std::string& entry) {
    const std::string scenario =
        R"({"page":{"url":"https://a.example/"},"request":{"url":"https://api.example/i%20t?q","method":"PUT",)"
        R"("credentials":"include"},"server":[{"url":"https://api.example/i%20t?q",)" +
        entry + "}]}";
    EvaluateOptions options;
    options.browsers = {"standard"};
    options.middleware = read_middleware_entry;
    const Json json = *parse_strict(evaluate(scenario, options).text).value;
    if (json.contains("error")) {
        return json["error"]["code"].get<std::string>() + " " + json["error"]["path"].get<std::string>();
    }
    return json["browsers"]["standard"]["verdict"].get<std::string>();
}

TEST(ScenarioWithMiddleware, AnswersBothRequests) {
    EXPECT_EQ(verdict(R"("middleware":)" + express(R"({"origin":["https://a.example"],"credentials":true})")),
              "allowed");
    EXPECT_EQ(verdict(R"("middleware":)" + express(R"({"credentials":true})")), "blocked");
    EXPECT_EQ(verdict(R"("middleware":)" + flask(R"({"supports_credentials":true,"resources":"/i t"})")), "allowed");
    EXPECT_EQ(verdict(R"("middleware":)" + flask(R"({"supports_credentials":true,"resources":"/x"})")), "blocked");
}

TEST(ScenarioWithMiddleware, Errors) {
    EXPECT_EQ(verdict(R"("middleware":)" + express("{}") + R"(,"response":{"status":200})"),
              "conflict /server/0/response");
    EXPECT_EQ(verdict(R"("middleware":)" + flask(R"({"methods":null})")),
              "bad-option /server/0/middleware/options/methods");
    EXPECT_EQ(verdict(R"("middleware":)" + express(R"({"origin":{"regex":"^(.|.|.|.)*!$"}})") + R"(,"handler":{})"),
              "expensive-regex /server/0/middleware/options/origin");
}

}  // namespace
}  // namespace corslab
