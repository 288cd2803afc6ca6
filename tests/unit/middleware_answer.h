// Middleware documents, and their answers on one line.

#pragma once

#include <string>

#include "core/json/simulate.h"
#include "core/json/strict_json.h"

namespace corslab {

inline std::string document(const std::string& middleware, const std::string& request) {
    return R"({"middleware":)" + middleware + R"(,"request":)" + request + R"(,"handler":{"headers":[["X-App","1"]]}})";
}

// "204 | Vary: Origin | Content-Length: 0", with the handler's own header; or the error's code and path.
inline std::string answer(const std::string& middleware, const std::string& request) {
    const Evaluation evaluation = simulate(document(middleware, request));
    const Json json = *parse_strict(evaluation.text).value;
    if (!evaluation.ok) {
        return json["error"]["code"].get<std::string>() + " " + json["error"]["path"].get<std::string>();
    }
    std::string out = std::to_string(json["status"].get<int>());
    for (const Json& header : json["headers"]) {
        out += " | " + header[0].get<std::string>() + ": " + header[1].get<std::string>();
    }
    return out;
}

inline std::string get(const std::string& origin, const std::string& path = "/") {
    return R"({"path":")" + path + R"(","headers":[["Origin",")" + origin + R"("]]})";
}

inline std::string preflight(const std::string& method, const std::string& headers = "x-b, x-a") {
    return R"({"method":"OPTIONS","path":"/","headers":[["Origin","https://a.example"],["Access-Control-Request-Method",")" +
           method + R"("],["Access-Control-Request-Headers",")" + headers + R"("]]})";
}

inline std::string setup(const std::string& name, const std::string& options) {
    return R"({"name":")" + name + R"(","options":)" + options + "}";
}

inline const std::string kA = "https://a.example";
inline const std::string kNone = R"({"path":"/"})";

}  // namespace corslab
