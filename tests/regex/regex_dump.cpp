// What our regular expressions do. Reads lines of JSON, ["ecmascript" or "python", flags, pattern, "search" | "match" |
// "fullmatch", text], and writes one line of JSON each: {"groups": [[start, end], null, ...]}, {"groups": null} where
// nothing matches, {"refused": "syntax" or "value"}, {"unsupported": reason}, {"outcome": "too-expensive" or
// "unknown"}.

#include <iostream>
#include <string>

#include "core/json/json_writer.h"
#include "core/json/strict_json.h"
#include "core/regex/regex.h"

namespace {

using corslab::JsonWriter;
using corslab::regex::Fault;
using corslab::regex::Flavour;
using corslab::regex::Match;

void write_match(JsonWriter& json, const Match& match) {
    if (match.outcome == Match::Outcome::kTooExpensive || match.outcome == Match::Outcome::kUnknown) {
        json.key("outcome").string(match.outcome == Match::Outcome::kUnknown ? "unknown" : "too-expensive");
        return;
    }
    json.key("groups");
    if (match.outcome == Match::Outcome::kNoMatch) return json.null();
    json.begin_array();
    for (const auto& group : match.groups) {
        if (!group) {
            json.null();
            continue;
        }
        json.begin_array();
        json.number(static_cast<std::int64_t>(group->start));
        json.number(static_cast<std::int64_t>(group->end));
        json.end_array();
    }
    json.end_array();
}

std::string answer(const std::string& line) {
    const auto question = corslab::parse_strict(line);
    if (!question.value || question.value->size() != 5) return R"({"outcome":"unreadable"})";
    const auto text = [&](std::size_t i) { return (*question.value)[i].get<std::string>(); };
    const Flavour flavour = text(0) == "python" ? Flavour::kPython : Flavour::kEcmaScript;
    const auto compiled = corslab::regex::compile(text(2), text(1), flavour);
    JsonWriter json;
    json.begin_object();
    if (!compiled.regex && compiled.fault.kind == Fault::Kind::kUnsupported) {
        json.key("unsupported").string(compiled.fault.reason);
    } else if (!compiled.regex) {
        json.key("refused").string(compiled.fault.kind == Fault::Kind::kValue ? "value" : "syntax");
    } else if (text(3) == "match") {
        write_match(json, compiled.regex->match(text(4)));
    } else if (text(3) == "fullmatch") {
        write_match(json, compiled.regex->fullmatch(text(4)));
    } else {
        write_match(json, compiled.regex->search(text(4)));
    }
    json.end_object();
    return json.take();
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) std::cout << answer(line) << '\n';
    return 0;
}
