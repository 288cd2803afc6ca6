// The quirks of @fastify/cors, @koa/cors and hono/cors; tests/servers holds the whole against the libraries themselves.

#include <gtest/gtest.h>

#include "tests/unit/middleware_answer.h"

namespace corslab {
namespace {

std::string fastify(const std::string& options) {
    return setup("fastify-cors", options);
}

std::string koa(const std::string& options) {
    return setup("koa-cors", options);
}

std::string hono(const std::string& options) {
    return setup("hono-cors", options);
}

const std::string kBareOptions = R"({"method":"OPTIONS","path":"/","headers":[["Origin","https://a.example"]]})";

TEST(FastifyCors, Origin) {
    // A text goes to everyone and varies nothing; a star within a list is one.
    EXPECT_EQ(answer(fastify(R"({"origin":"https://b.example"})"), get(kA)),
              "200 | access-control-allow-origin: https://b.example | x-app: 1");
    EXPECT_EQ(answer(fastify(R"({"origin":["*"]})"), get(kA)), "200 | access-control-allow-origin: * | x-app: 1");
    EXPECT_EQ(answer(fastify(R"({"origin":["https://b.example"]})"), get(kA)), "200 | vary: Origin | x-app: 1");
    EXPECT_EQ(answer(fastify(R"({"origin":null,"credentials":true})"), get(kA)), "500 | vary: Origin");
    EXPECT_EQ(answer(fastify(R"({"origin":""})"), get(kA)), "500");
    EXPECT_EQ(answer(fastify(R"({"origin":{"regex":"a","flags":"g"},"credentials":"no"})"), get(kA)),
              "200 | vary: Origin | access-control-allow-origin: https://a.example | access-control-allow-credentials: "
              "true | x-app: 1");
}

TEST(FastifyCors, Preflight) {
    EXPECT_EQ(answer(fastify("{}"), preflight("PUT")),
              "204 | access-control-allow-origin: * | access-control-allow-methods: GET,HEAD,POST | vary: "
              "Access-Control-Request-Headers | access-control-allow-headers: x-b, x-a | content-length: 0");
    EXPECT_EQ(answer(fastify(R"({"methods":["GET","PUT"],"allowedHeaders":[],"maxAge":0,"cacheControl":60})"),
                     preflight("PUT")),
              "204 | access-control-allow-origin: * | access-control-allow-methods: GET, PUT | "
              "access-control-allow-headers:  | access-control-max-age: 0 | cache-control: max-age=60 | "
              "content-length: 0");
    // Strict: no OPTIONS without Origin and Access-Control-Request-Method.
    EXPECT_EQ(answer(fastify("{}"), kBareOptions),
              "400 | access-control-allow-origin: * | content-type: text/plain | content-length: 25");
    EXPECT_EQ(answer(fastify(R"({"strictPreflight":false,"allowedHeaders":"x"})"), kBareOptions),
              "204 | access-control-allow-origin: * | access-control-allow-methods: GET,HEAD,POST | "
              "access-control-allow-headers: x | content-length: 0");
    EXPECT_EQ(answer(fastify(R"({"origin":false})"), preflight("PUT")), "404");
    EXPECT_EQ(answer(fastify(R"({"preflight":false})"), preflight("PUT")), "404 | access-control-allow-origin: *");
    // One value that Node refuses costs all headers.
    EXPECT_EQ(answer(fastify(R"({"methods":"a\nb"})"), preflight("PUT")), "500");
    EXPECT_EQ(answer(fastify(R"({"hook":"onSend"})"), preflight("PUT")), "bad-option /middleware/options/hook");
    EXPECT_EQ(answer(fastify(R"({"hook":"preSerialization"})"), preflight("PUT")),
              "unsupported-option /middleware/options/hook");
}

TEST(KoaCors, Origin) {
    EXPECT_EQ(answer(koa("{}"), kNone), "200 | Vary: Origin | Access-Control-Allow-Origin: * | X-App: 1");
    // With credentials the star reflects everyone; without an Origin, the empty text.
    EXPECT_EQ(answer(koa(R"({"credentials":true})"), get(kA)),
              "200 | Vary: Origin | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Credentials: "
              "true | X-App: 1");
    EXPECT_EQ(answer(koa(R"({"credentials":true})"), kNone),
              "200 | Vary: Origin | Access-Control-Allow-Origin:  | Access-Control-Allow-Credentials: true | X-App: 1");
    // A list is no list of origins, but of lines.
    EXPECT_EQ(answer(koa(R"({"origin":["https://a.example","https://b.example"]})"), get(kA)),
              "200 | Vary: Origin | Access-Control-Allow-Origin: https://a.example | Access-Control-Allow-Origin: "
              "https://b.example | X-App: 1");
}

TEST(KoaCors, Preflight) {
    EXPECT_EQ(answer(koa(R"({"maxAge":0,"exposeHeaders":"X-A"})"), preflight("PUT")),
              "204 | Vary: Origin | Access-Control-Allow-Origin: * | Access-Control-Allow-Methods: "
              "GET,HEAD,PUT,POST,DELETE,PATCH | Access-Control-Allow-Headers: x-b, x-a");
    EXPECT_EQ(answer(koa(R"({"maxAge":"0","allowMethods":["GET","PUT"],"allowHeaders":["X-A"]})"), preflight("PUT")),
              "204 | Vary: Origin | Access-Control-Allow-Origin: * | Access-Control-Max-Age: 0 | "
              "Access-Control-Allow-Methods: GET,PUT | Access-Control-Allow-Headers: X-A");
    // Without a method asked for, it is the application's.
    EXPECT_EQ(answer(koa("{}"), kBareOptions), "200 | Vary: Origin | X-App: 1");
    EXPECT_EQ(answer(koa(R"({"allowMethods":"a\nb"})"), preflight("PUT")), "500");
}

TEST(HonoCors, Origin) {
    EXPECT_EQ(answer(hono(R"({"credentials":true})"), kNone),
              "200 | access-control-allow-credentials: true | access-control-allow-origin: * | x-app: 1");
    // A text is compared, and what goes with it is sent to all.
    EXPECT_EQ(answer(hono(R"({"origin":"https://b.example","exposeHeaders":["X-A"]})"), get(kA)),
              "200 | access-control-expose-headers: X-A | vary: Origin | x-app: 1");
    EXPECT_EQ(answer(hono(R"({"origin":["https://a.example"]})"), get(kA)),
              "200 | access-control-allow-origin: https://a.example | vary: Origin | x-app: 1");
    EXPECT_EQ(answer(hono(R"({"origin":true})"), get(kA)), "500");
    EXPECT_EQ(answer(hono(R"({"allowHeaders":"X-A"})"), get(kA)), "bad-option /middleware/options/allowHeaders");
}

TEST(HonoCors, Preflight) {
    EXPECT_EQ(answer(hono(R"({"origin":[],"maxAge":0})"), preflight("PUT")),
              "204 | access-control-allow-headers: x-b,x-a | access-control-allow-methods: "
              "GET,HEAD,PUT,POST,DELETE,PATCH,QUERY | access-control-max-age: 0 | vary: Origin, "
              "Access-Control-Request-Headers");
    EXPECT_EQ(answer(hono(R"({"allowMethods":[]})"), kBareOptions), "204 | access-control-allow-origin: *");
}

}  // namespace
}  // namespace corslab
