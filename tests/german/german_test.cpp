// Every text that a person reads has its German one.
#include "core/german/german.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/audit/audit.h"
#include "core/explain/step_text.h"
#include "core/fix/fix_text.h"
#include "core/generate/generate.h"
#include "core/myths/myths.h"
#include "core/profile/profile.h"

namespace corslab::testing {
namespace {

// {0}, {name}, ... in a certain order.
std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> found;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto close = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", open + 1);
        if (close != std::string_view::npos && text[close] == '}')
            found.emplace_back(text.substr(open, close - open + 1));
    }
    std::sort(found.begin(), found.end());
    return found;
}

void expect_german(std::string_view english) {
    const std::string_view german = in_german(english);
    EXPECT_TRUE(is_known_in_german(english)) << english;
    EXPECT_FALSE(german.empty()) << english;
    EXPECT_EQ(placeholders(german), placeholders(english)) << english;
}

TEST(German, HasEveryStep) {
    for (std::size_t i = 0; i < finding_count(); ++i) {
        const StepText& text = text_of(static_cast<Finding>(i));
        expect_german(text.title);
        expect_german(text.detail);
    }
}

TEST(German, HasEveryDeparture) {
    for (const BrowserProfile& profile : all_profiles()) {
        for (const Departure& departure : profile.departures) {
            expect_german(departure.text->here);
            expect_german(departure.text->standard);
            EXPECT_EQ(in_german(departure.source).find("seen in"), std::string_view::npos) << departure.source;
        }
    }
}

TEST(German, HasEveryRule) {
    for (std::size_t i = 0; i < audit::rule_count(); ++i) {
        const audit::RuleText& text = audit::text_of(static_cast<audit::Rule>(i));
        for (const std::string_view one : {text.title, text.found, text.why, text.fix}) expect_german(one);
    }
}

TEST(German, HasEveryMyth) {
    for (const Myth& myth : known_myths()) {
        expect_german(myth.belief);
        expect_german(myth.truth);
    }
}

TEST(German, HasEveryFix) {
    for (int i = 0; i <= static_cast<int>(fix::Reach::kOtherSites); ++i) {
        expect_german(fix::text_of(static_cast<fix::Reach>(i)));
    }
    for (int i = 0; i <= static_cast<int>(fix::Advice::kVary); ++i) {
        expect_german(fix::text_of(static_cast<fix::Advice>(i)));
    }
}

TEST(German, HasEveryNoteOfAServer) {
    policy::Policy policy;
    policy.origins = {"https://app.example.com"};
    policy.methods = {"GET"};
    for (const policy::Stack& stack : policy::generate_stacks(policy)) {
        for (const std::string_view note : stack.notes) expect_german(note);
    }
}

TEST(German, LeavesAloneWhatItDoesNotKnow) {
    EXPECT_EQ(in_german("no text of the engine"), "no text of the engine");
    EXPECT_EQ(in_german(""), "");
    EXPECT_EQ(say(kEnglish, "Too many redirects"), "Too many redirects");
    EXPECT_EQ(say(kGerman, "Too many redirects"), "Zu viele Weiterleitungen");
}

}  // namespace
}  // namespace corslab::testing
