// What holds for every scenario, tried on random ones. A failure names the seed that shows it.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/explain/step_text.h"
#include "core/fetch/fetch.h"
#include "core/http/grammar.h"
#include "core/json/evaluate.h"
#include "tests/properties/random_scenario.h"

namespace corslab::testing {
namespace {

constexpr std::uint32_t kScenarios = CORSLAB_SCENARIOS;

template <class Check>
void for_each_scenario(Check check) {
    for (std::uint32_t seed = 1; seed <= kScenarios && !::testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        check(random_scenario(seed));
    }
}

Outcome run(const Scenario& scenario) {
    return fetch(scenario, standard_profile(), Tracing::kOn);
}

// The verdicts and the wire of all requests, as text.
std::string gist(const Outcome& outcome) {
    std::string out = std::to_string(static_cast<int>(outcome.verdict));
    for (const WireEntry& entry : outcome.wire) {
        out += "\n" + entry.method + " " + entry.url;
        for (const Header& header : entry.headers) out += "\n" + header.name + ": " + header.value;
    }
    if (outcome.response) {
        for (const Header& header : outcome.response->headers) out += "\n> " + header.name + ": " + header.value;
    }
    for (const Outcome& next : outcome.then) out += "\n--\n" + gist(next);
    return out;
}

template <class Change>
void change_header_names(Scenario& scenario, Change change) {
    for (Header& header : scenario.request.headers) header.name = change(header.name);
    for (RequestInit& init : scenario.then) {
        for (Header& header : init.headers) header.name = change(header.name);
    }
    for (ServerEntry& entry : scenario.server) {
        for (Header& header : entry.response.headers) header.name = change(header.name);
        if (!entry.preflight) continue;
        for (Header& header : entry.preflight->headers) header.name = change(header.name);
    }
}

TEST(Property, SameInputGivesTheSameBytes) {
    for_each_scenario([](const Scenario& scenario) {
        const std::string text = to_json(scenario);
        EXPECT_EQ(evaluate(text).text, evaluate(std::string(text)).text);
    });
}

TEST(Property, TheDocumentSaysWhatTheEngineSays) {
    for_each_scenario([](const Scenario& scenario) {
        const Result<Scenario> read = read_scenario(to_json(scenario));
        ASSERT_TRUE(read.value) << read.error.path << ": " << read.error.message;
        EXPECT_EQ(gist(run(*read.value)), gist(run(scenario)));
    });
}

TEST(Property, TheTraceDoesNotChangeTheOutcome) {
    for_each_scenario([](const Scenario& scenario) {
        EXPECT_EQ(gist(run(scenario)), gist(fetch(scenario, standard_profile(), Tracing::kOff)));
    });
}

TEST(Property, HeaderNameCaseNeverMatters) {
    for_each_scenario([](const Scenario& scenario) {
        Scenario changed = scenario;
        change_header_names(changed, [](const std::string& name) {
            const std::string upper = byte_uppercase(name);
            return upper == name ? byte_lowercase(name) : upper;
        });
        EXPECT_EQ(gist(run(scenario)), gist(run(changed)));
    });
}

TEST(Property, AllowingTheOriginNeverBlocksWithoutCredentials) {
    for_each_scenario([](Scenario scenario) {
        scenario.request.credentials = CredentialsMode::kOmit;
        scenario.then.clear();
        const auto has_origin = [](const Answer& answer) {
            return HeaderList(answer.headers).contains("Access-Control-Allow-Origin");
        };
        const Outcome before = run(scenario);
        if (before.verdict != Verdict::kAllowed) return;
        for (ServerEntry& entry : scenario.server) {
            const Header header{"Access-Control-Allow-Origin", "https://app.example.com"};
            if (!has_origin(entry.response)) entry.response.headers.push_back(header);
            if (entry.preflight && !has_origin(*entry.preflight)) entry.preflight->headers.push_back(header);
        }
        EXPECT_EQ(run(scenario).verdict, Verdict::kAllowed);
    });
}

TEST(Property, TheWildcardNeverSucceedsWithCredentials) {
    for_each_scenario([](Scenario scenario) {
        scenario.request.credentials = CredentialsMode::kInclude;
        scenario.request.mode = Mode::kCors;
        for (ServerEntry& entry : scenario.server) {
            for (Answer* answer : {&entry.response, entry.preflight ? &*entry.preflight : nullptr}) {
                if (answer == nullptr) continue;
                std::erase_if(answer->headers, [](const Header& header) {
                    return equals_ignoring_case(header.name, "access-control-allow-origin");
                });
                answer->headers.push_back({"Access-Control-Allow-Origin", "*"});
            }
        }
        const Outcome outcome = run(scenario);
        EXPECT_FALSE(outcome.response && outcome.response->type == ResponseType::kCors);
    });
}

void expect_trace_ends_in_the_verdict(const Outcome& outcome) {
    const auto fails = std::count_if(outcome.steps.begin(), outcome.steps.end(), [](const StepRecord& step) {
        return text_of(refine(step)).outcome == StepOutcome::kFail;
    });
    const bool rejected = outcome.verdict == Verdict::kBlocked || outcome.verdict == Verdict::kInvalid;
    EXPECT_EQ(fails, rejected ? 1 : 0);
    ASSERT_FALSE(outcome.steps.empty());
    const StepText& last = text_of(refine(outcome.steps.back()));
    EXPECT_EQ(last.outcome, rejected ? StepOutcome::kFail : StepOutcome::kPass) << last.id;
    EXPECT_EQ(outcome.failure.has_value(), rejected);
    EXPECT_EQ(outcome.response.has_value(), !rejected);
}

TEST(Property, TheTraceEndsInTheVerdict) {
    for_each_scenario([](const Scenario& scenario) {
        const Outcome outcome = run(scenario);
        expect_trace_ends_in_the_verdict(outcome);
        for (const Outcome& next : outcome.then) expect_trace_ends_in_the_verdict(next);
    });
}

TEST(Property, TextsHaveNoPlaceholderLeft) {
    for_each_scenario([](const Scenario& scenario) {
        for (const StepRecord& step : run(scenario).steps) {
            for (const std::string_view text : {text_of(refine(step)).title, text_of(refine(step)).detail}) {
                for (auto brace = text.find('{'); brace != std::string_view::npos; brace = text.find('{', brace + 1)) {
                    const auto index = static_cast<std::size_t>(text[brace + 1] - '0');
                    EXPECT_LT(index, step.args.size()) << text;
                }
            }
        }
    });
}

TEST(Property, RandomScenariosAreVaried) {
    std::array<std::uint32_t, 4> verdicts{};
    for_each_scenario([&](const Scenario& scenario) { ++verdicts[static_cast<std::size_t>(run(scenario).verdict)]; });
    for (const std::uint32_t count : verdicts) EXPECT_GE(count, kScenarios / 50);
}

}  // namespace
}  // namespace corslab::testing
