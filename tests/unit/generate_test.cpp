#include "core/generate/generate.h"

#include <gtest/gtest.h>

#include "core/generate/template.h"
#include "core/json/generate.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

using policy::Policy;

Policy full() {
    return {false,
            {"https://app.example.com", "https://admin.example.com"},
            {"GET", "PUT"},
            {"Authorization"},
            {"ETag"},
            true,
            600,
            "/api"};
}

Policy anyone() {
    Policy policy;
    policy.any_origin = true;
    return policy;
}

Policy one_origin() {
    Policy policy;
    policy.origins = {"http://localhost:3000"};
    return policy;
}

TEST(Generate, KnowsItsTemplates) {
    EXPECT_GE(policy::known_stacks().size(), 14U);
    for (const auto id : policy::known_stacks()) EXPECT_EQ(policy::first_mistake(policy::template_of(id)), "") << id;
    EXPECT_EQ(policy::template_of("cobol"), "");
}

TEST(Generate, FindsMistakesInTemplates) {
    EXPECT_EQ(policy::first_mistake("{{origin:js}}\n"), "{{origin:js}}");
    EXPECT_EQ(policy::first_mistake("{{origins:xml}}\n"), "{{origins:xml}}");
    EXPECT_EQ(policy::first_mistake("{{origins}}\n"), "{{origins}}");
    EXPECT_EQ(policy::first_mistake("{{#any}}\na\n"), "{{#any}} without an end");
    EXPECT_EQ(policy::first_mistake("{{#any}}\na\n{{/methods}}\n"), "{{/methods}}");
}

TEST(Generate, FillsInSections) {
    const std::string text =
        "{{#credentials}}\nyes\n{{/credentials}}\n{{^credentials}}\nno\n{{/credentials}}\n{{*origins}}\n- "
        "{{.}}\n{{/origins}}\n";
    EXPECT_EQ(policy::fill(text, full()), "yes\n- https://app.example.com\n- https://admin.example.com\n");
    EXPECT_EQ(policy::fill(text, anyone()), "no\n");
}

TEST(Generate, WritesEachLanguagesLists) {
    const Policy policy = full();
    EXPECT_EQ(policy::fill("{{methods:js}} {{methods:py}} {{methods:json}}", policy),
              "['GET', 'PUT'] [\"GET\", \"PUT\"] [\"GET\", \"PUT\"]\n");
    EXPECT_EQ(policy::fill("{{methods:quoted}} {{methods:list}} {{headers:lower}}", policy),
              "\"GET\", \"PUT\" GET, PUT authorization\n");
    EXPECT_EQ(policy::fill("{{origins:regex}} {{credentials:bool}} {{maxAge}}", policy),
              "https://app\\.example\\.com|https://admin\\.example\\.com true 600\n");
}

TEST(Generate, LeavesNoTagsBehind) {
    for (const Policy& policy : {full(), anyone(), one_origin()}) {
        for (const policy::Stack& stack : policy::generate_stacks(policy)) {
            EXPECT_FALSE(stack.title.empty()) << stack.id;
            EXPECT_FALSE(stack.notes.empty()) << stack.id;
            EXPECT_EQ(stack.text.find("{{"), std::string::npos) << stack.text;
            const auto origin = policy.any_origin ? "*" : policy.origins.front();
            const bool named = stack.text.find(origin) != std::string::npos || stack.id == "apache" ||
                               stack.text.find("Any") != std::string::npos || stack.id == "django";
            EXPECT_TRUE(named) << stack.text;
        }
    }
}

TEST(Generate, WritesCurlCommands) {
    const auto commands = policy::curl_commands(full(), "https://api.example.com");
    ASSERT_EQ(commands.size(), 4U);
    EXPECT_EQ(commands[0],
              "curl -i -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: GET' "
              "-H 'Access-Control-Request-Headers: authorization' 'https://api.example.com/api/items'");
    EXPECT_EQ(commands[3], "curl -i -X PUT -H 'Origin: https://app.example.com' 'https://api.example.com/api/items'");
}

void expect_error(const char* policy_json, const char* code, const char* path) {
    const Evaluation evaluation = generate(policy_json);
    EXPECT_FALSE(evaluation.ok) << policy_json;
    const Json error = (*parse_strict(evaluation.text).value)["error"];
    EXPECT_EQ(error["code"], code) << policy_json;
    EXPECT_EQ(error["path"], path) << policy_json;
}

TEST(Generate, RefusesWhatWouldNotWork) {
    expect_error("[]", "wrong-type", "");
    expect_error("{}", "missing", "");
    expect_error(R"({"origins":[]})", "missing", "/origins");
    expect_error(R"({"origins":["*"]})", "bad-origin", "/origins/0");
    expect_error(R"({"origins":["https://app.example.com/"]})", "bad-origin", "/origins/0");
    expect_error(R"({"origins":["https://app.example.com:443"]})", "bad-origin", "/origins/0");
    expect_error(R"({"origins":["file:///x"]})", "bad-origin", "/origins/0");
    expect_error(R"({"origins":"*","credentials":true})", "conflict", "/credentials");
    expect_error(R"({"origins":"*","methods":["put"]})", "bad-name", "/methods/0");
    expect_error(R"({"origins":"*","methods":["TRACE"]})", "bad-name", "/methods/0");
    expect_error(R"({"origins":"*","methods":["*"]})", "bad-name", "/methods/0");
    expect_error(R"({"origins":"*","headers":["A B"]})", "bad-name", "/headers/0");
    expect_error(R"({"origins":"*","headers":"A"})", "wrong-type", "/headers");
    expect_error(R"({"origins":"*","maxAge":-1})", "out-of-range", "/maxAge");
    expect_error(R"({"origins":"*","maxAge":90000})", "out-of-range", "/maxAge");
    expect_error(R"({"origins":"*","path":"api"})", "bad-path", "/path");
    expect_error(R"({"origins":"*","path":"/a b"})", "bad-path", "/path");
}

TEST(Generate, GivesADocument) {
    const Evaluation evaluation =
        generate(R"({"origins":["https://app.example.com"],"methods":["GET","DELETE"],"path":"/v1/"})");
    EXPECT_TRUE(evaluation.ok);
    const Json document = *parse_strict(evaluation.text).value;
    EXPECT_EQ(document["version"], 1);
    EXPECT_EQ(document["stacks"][0]["id"], "express");
    EXPECT_NE(document["stacks"][0]["text"].get<std::string>().find("app.use('/v1', cors({"), std::string::npos);
    EXPECT_EQ(document["curl"].size(), 3U);
}

}  // namespace
}  // namespace corslab::testing
