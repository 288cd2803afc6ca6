// Documents of chance: each ends soon, with a report or an error that can be read, twice the same.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "core/json/audit.h"
#include "tests/audit/vectors.h"

namespace corslab::testing {
namespace {

constexpr double kLongest = 20.0;  // Seconds, with sanitizers on a busy machine.

using Dice = std::mt19937;

std::size_t below(Dice& dice, std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(dice);
}

Json some_value(Dice& dice) {
    static const std::vector<const char*> kValues{"null",
                                                  "true",
                                                  "0",
                                                  "-1",
                                                  "1e300",
                                                  "\"\"",
                                                  "\"*\"",
                                                  "\"null\"",
                                                  "[]",
                                                  "{}",
                                                  "\"https://app.example.com\"",
                                                  "\"https://app.example.com/\"",
                                                  "\"https://*.example.com\"",
                                                  "[\"*\",\"https://a.test\"]",
                                                  "{\"regex\":\"^https://(a|b)+\\\\.test\"}",
                                                  "{\"regex\":\"(((\"}",
                                                  "{\"regex\":\".*\",\"flags\":\"g\"}",
                                                  "[[\"Access-Control-Allow-Origin\",\"\\u00ff\"]]",
                                                  "[[\"Vary\",\"*\"],[\"Age\",\"9\"]]",
                                                  "\"\\u20ac\"",
                                                  "200"};
    return *parse_strict(kValues[below(dice, kValues.size())]).value;
}

// Some value within the document.
Json& some_place(Json& document, Dice& dice) {
    Json* at = &document;
    while (at->is_structured() && !at->empty() && below(dice, 12) != 0) {
        auto item = at->begin();
        std::advance(item, static_cast<std::ptrdiff_t>(below(dice, at->size())));
        at = &*item;
    }
    return *at;
}

std::string mutated(Dice& dice) {
    const auto& vectors = audit_vectors();
    Json document = vectors[below(dice, vectors.size())].document;
    for (std::size_t i = below(dice, 2) + 1; i > 0; --i) {
        Json& place = some_place(document, dice);
        const std::size_t what = below(dice, 3);
        if (what == 0 && place.is_array() && !place.empty()) {
            place.push_back(place[below(dice, place.size())]);
        } else if (what == 1 && place.is_object()) {
            place.update(Json::object({{"origin", some_value(dice)}}));
        } else {
            place = some_value(dice);
        }
    }
    std::string text = dump(document);
    if (below(dice, 10) == 0) text.resize(below(dice, text.size() + 1));
    if (below(dice, 10) == 0 && !text.empty()) text[below(dice, text.size())] = static_cast<char>(below(dice, 256));
    return text;
}

std::string some_pattern(Dice& dice) {
    static const std::vector<const char*> kParts{"^",   "$", "https://", "https?://", "app",   "[a-z]+", ".*",
                                                 "\\.", ".", "example",  "com",       "|",     "(",      ")",
                                                 "(?:", "?", "+",        "*",         "[^.]+", "(a+)+"};
    std::string out;
    for (std::size_t i = below(dice, 9) + 1; i > 0; --i) out += kParts[below(dice, kParts.size())];
    return out;
}

Json some_origin(Dice& dice) {
    if (below(dice, 2) == 0) return some_value(dice);
    if (below(dice, 2) == 0) return Json(some_pattern(dice));
    return Json::object({{"regex", some_pattern(dice)}});
}

// A middleware with options of any kind.
std::string with_options(Dice& dice) {
    static const std::vector<const char*> kNames{"origins",
                                                 "methods",
                                                 "allowedHeaders",
                                                 "allow_headers",
                                                 "maxAge",
                                                 "max_age",
                                                 "credentials",
                                                 "supports_credentials",
                                                 "send_wildcard",
                                                 "always_send",
                                                 "exposedHeaders",
                                                 "optionsSuccessStatus",
                                                 "preflightContinue",
                                                 "resources"};
    Json options = Json::object();
    Json origins = Json::array();
    for (std::size_t i = below(dice, 4); i > 0; --i) origins.push_back(some_origin(dice));
    const bool flask = below(dice, 2) == 0;
    options[flask ? "origins" : "origin"] = below(dice, 3) == 0 ? some_origin(dice) : origins;
    for (std::size_t i = below(dice, 4); i > 0; --i) options[kNames[below(dice, kNames.size())]] = some_value(dice);
    Json document = Json::object();
    document["middleware"] = Json::object({{"name", flask ? "flask-cors" : "express-cors"}, {"options", options}});
    return dump(document);
}

double seconds_for(const std::string& document, AuditFormat format) {
    AuditOptions options;
    options.format = format;
    const auto start = std::chrono::steady_clock::now();
    const Audited audited = audit_document(document, options);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (format == AuditFormat::kText && audited.outcome != AuditOutcome::kBadInput) return took.count();
    const auto read = parse_strict(audited.text);
    EXPECT_TRUE(read.value.has_value()) << document;
    if (!read.value) return took.count();
    EXPECT_EQ(read.value->contains("error"), audited.outcome == AuditOutcome::kBadInput) << document;
    return took.count();
}

TEST(RandomDocuments, EndWithAReportOrAnError) {
    Dice dice(20250);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same documents each time.
    std::size_t reports = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string document = i % 2 == 0 ? mutated(dice) : with_options(dice);
        const auto format = static_cast<AuditFormat>(below(dice, 3));
        ASSERT_LT(seconds_for(document, format), kLongest) << document;
        const Audited once = audit_document(document);
        ASSERT_EQ(once.text, audit_document(document).text) << document;
        if (once.outcome != AuditOutcome::kBadInput) ++reports;
    }
    // Most of them are worth a look.
    EXPECT_GE(reports, 1000U);
}

std::string many(std::size_t count, const std::string& item) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + item;
    return out;
}

std::string express(const std::string& origins) {
    return R"({"middleware":{"name":"express-cors","options":{"origin":[)" + origins + "]}}}";
}

TEST(RandomDocuments, LargeOnesEndSoon) {
    for (const std::string& document :
         {express(many(20000, "\"https://app.example.com/\"")), express(many(3000, "{\"regex\":\"^https://(a+)+$\"}")),
          express(many(40, "{\"regex\":\"^https://((a|b)+)+[.]example[.]com$\"}")),
          express("{\"regex\":\"" + std::string(15000, '(') + std::string(15000, ')') + "\"}"),
          R"({"middleware":{"name":"flask-cors","options":{"resources":{"/a":{"origins":[)" +
              many(5000, "\"https://(a|aa)+$\"") + "]}}}}}",
          R"({"answers":{"response":{"status":200,"headers":[)" +
              many(1000, R"(["Access-Control-Allow-Headers","x y"])") + "]}}}",
          R"({"answers":{"preflight":{"status":200,"headers":[["Access-Control-Allow-Methods",")" +
              many(100000, "put") + R"("]]}}})"}) {
        EXPECT_LT(seconds_for(document, AuditFormat::kSarif), kLongest) << document.substr(0, 100);
    }
}

}  // namespace
}  // namespace corslab::testing
