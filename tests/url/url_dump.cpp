// Reads lines of JSON, `["input"]` or `["input", "base"]`, and writes for each `{"href", "origin"}`, or `null` where
// the parser fails. tests/url/differential.mjs compares that with what Node says.
#include <iostream>
#include <string>

#include "core/json/strict_json.h"
#include "core/url/origin.h"
#include "core/url/url.h"

namespace {

std::optional<corslab::Url> parse(const corslab::Json& line) {
    const auto input = line.at(0).get<std::string>();
    if (line.size() < 2) return corslab::parse_url(input);
    const auto base = corslab::parse_url(line.at(1).get<std::string>());
    if (!base) return std::nullopt;
    return corslab::parse_url(input, &*base);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string text; std::getline(std::cin, text);) {
        const auto line = corslab::parse_strict(text);
        if (!line.value || !line.value->is_array() || line.value->empty()) {
            std::cerr << "not an array of one or two strings: " << text << '\n';
            return 2;
        }
        corslab::Json out = nullptr;
        if (const auto url = parse(*line.value)) {
            out = corslab::Json::object();
            out["href"] = corslab::serialize_url(*url);
            out["origin"] = corslab::serialize_origin(corslab::origin_of(*url));
        }
        std::cout << corslab::dump(out) << '\n';
    }
    return 0;
}
