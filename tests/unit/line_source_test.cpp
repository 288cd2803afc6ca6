// Where the lines of a simulated answer come from.
#include <gtest/gtest.h>

#include <string>

#include "core/json/simulate.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

// "Vary: handler", "Access-Control-Allow-Origin: /middleware/options/origin", one a line.
std::string sources(const std::string& middleware, const std::string& request) {
    const Evaluation evaluation = simulate(
        R"({"middleware":)" + middleware + R"(,"request":)" + request + R"(,"handler":{"headers":[["X-App","1"]]}})",
        Sources::kTold);
    const Json json = *parse_strict(evaluation.text).value;
    std::string out;
    for (std::size_t i = 0; i < json["headers"].size(); ++i) {
        const Json& source = json["sources"][i];
        out += json["headers"][i][0].get<std::string>() + ":";
        if (source["options"].empty()) out += " " + source["from"].get<std::string>();
        for (const Json& option : source["options"]) out += " " + option.get<std::string>();
        out += "\n";
    }
    return out;
}

TEST(LineSource, NamesTheOptions) {
    EXPECT_EQ(
        sources(
            R"({"name":"express-cors","options":{"origin":["https://a.test"],"credentials":true,"exposedHeaders":"ETag"}})",
            R"({"path":"/","headers":[["Origin","https://a.test"]]})"),
        "Access-Control-Allow-Origin: /middleware/options/origin\n"
        "Vary: /middleware/options/origin\n"
        "Access-Control-Allow-Credentials: /middleware/options/credentials\n"
        "Access-Control-Expose-Headers: /middleware/options/exposedHeaders\n"
        "X-App: handler\n");
}

TEST(LineSource, NamesDefaults) {
    EXPECT_EQ(
        sources(R"({"name":"express-cors","options":{}})", R"({"path":"/","headers":[["Origin","https://a.test"]]})"),
        "Access-Control-Allow-Origin: default\n"
        "X-App: handler\n");
}

TEST(LineSource, LooksInside) {
    EXPECT_EQ(sources(R"({"name":"flask-cors","options":{"resources":{"/api/.*":{"origins":"https://a.test"}}}})",
                      R"({"path":"/api/x","headers":[["Origin","https://a.test"]]})"),
              "X-App: handler\n"
              "Access-Control-Allow-Origin: /middleware/options/resources/~1api~1.*\n");
}

}  // namespace
}  // namespace corslab::testing
