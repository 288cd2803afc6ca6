#include "core/audit/probes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "core/audit/checks.h"
#include "core/audit/origin_text.h"
#include "core/audit/pattern_sample.h"

namespace corslab::audit {
namespace {

std::optional<Probe> find(const std::vector<Probe>& probes, const std::string& origin) {
    const auto found =
        std::find_if(probes.begin(), probes.end(), [&](const Probe& probe) { return probe.origin == origin; });
    return found == probes.end() ? std::nullopt : std::optional(*found);
}

TEST(Probes, AroundAHost) {
    const auto probes = probes_for("https://app.example.com");
    const auto kind = [&](const std::string& origin) {
        const auto probe = find(probes, origin);
        return probe ? std::optional(probe->kind) : std::nullopt;
    };
    EXPECT_EQ(kind("http://app.example.com"), ProbeKind::kScheme);
    EXPECT_EQ(kind("https://app.example.com.attacker.test"), ProbeKind::kAfter);
    EXPECT_EQ(kind("https://app.example.comattacker.test"), ProbeKind::kAfter);
    EXPECT_EQ(kind("https://attackerapp.example.com"), ProbeKind::kBefore);
    EXPECT_EQ(kind("https://attackerexample.com"), ProbeKind::kBefore);
    EXPECT_EQ(kind("https://attacker.app.example.com"), ProbeKind::kSubdomain);
    EXPECT_EQ(kind("https://attacker.example.com"), ProbeKind::kSubdomain);
    EXPECT_EQ(kind("https://attacker.com"), ProbeKind::kPublicSuffix);
    EXPECT_EQ(kind("https://appqexample.com"), ProbeKind::kDot);
    EXPECT_EQ(kind("https://app.exampleqcom"), ProbeKind::kDot);
    EXPECT_EQ(kind("https://app.example.co"), ProbeKind::kTruncated);
    EXPECT_EQ(kind("https://app.xample.com"), ProbeKind::kTruncated);
    EXPECT_EQ(kind("https://app.example.com:1337"), ProbeKind::kPort);
    EXPECT_EQ(kind("https://app.example.com_.attacker.test"), ProbeKind::kOddCharacter);
}

TEST(Probes, KnowTheDomain) {
    const auto probes = probes_for("https://app.example.co.uk");
    EXPECT_TRUE(find(probes, "https://attacker.example.co.uk")->same_domain);
    EXPECT_FALSE(find(probes, "https://attackerexample.co.uk")->same_domain);
    EXPECT_EQ(find(probes, "https://attacker.co.uk")->suffix, "co.uk");
    EXPECT_TRUE(find(probes, "https://attackerapp.example.co.uk")->same_domain);
}

TEST(Probes, KeepThePort) {
    const auto probes = probes_for("https://app.example.com:8443");
    EXPECT_TRUE(find(probes, "https://attacker.example.com:8443"));
    EXPECT_TRUE(find(probes, "https://app.example.com.attacker.test:8443"));
    EXPECT_TRUE(find(probes, "https://app.example.com.attacker.test"));
}

// What the URL parser writes otherwise, or refuses, no browser can send.
TEST(Probes, AreOriginsAsBrowsersSendThem) {
    for (const char* allowed : {"https://app.example.com", "http://a.b.c.example.co.uk:8080", "http://localhost:3000",
                                "http://127.0.0.1", "http://[::1]:8080", "https://example.com."}) {
        for (const Probe& probe : probes_for(allowed)) {
            EXPECT_TRUE(is_sendable(probe.origin)) << probe.origin;
            EXPECT_NE(probe.origin, allowed);
        }
    }
    const auto probes = probes_for("https://app.example.com");
    for (const char* odd : {"^", "|", "%60", "%0b"}) {
        EXPECT_FALSE(find(probes, std::string("https://app.example.com") + odd + ".attacker.test")) << odd;
    }
}

TEST(Probes, AddressesHaveFew) {
    EXPECT_EQ(probes_for("http://127.0.0.1").size(), 1U);
    EXPECT_EQ(probes_for("https://[::1]").size(), 2U);
    EXPECT_TRUE(probes_for("null").empty());
    EXPECT_TRUE(probes_for("chrome-extension://abc").empty());
    EXPECT_TRUE(probes_for("").empty());
}

TEST(Sendable, OriginsAlone) {
    EXPECT_TRUE(is_sendable("https://app.example.com"));
    EXPECT_FALSE(is_sendable("https://app.example.com/"));
    EXPECT_FALSE(is_sendable("https://App.example.com"));
    EXPECT_FALSE(is_sendable("https://app.example.com:443"));
    EXPECT_FALSE(is_sendable("null"));
    EXPECT_FALSE(is_sendable("file://"));
}

std::vector<std::string> samples(const std::string& pattern, regex::Flavour flavour = regex::Flavour::kEcmaScript) {
    return shape_of({pattern, "", flavour}).samples;
}

TEST(PatternShape, Samples) {
    using Texts = std::vector<std::string>;
    EXPECT_EQ(samples("^https?://app\\.example\\.com$"), Texts{"https://app.example.com"});
    EXPECT_EQ(samples("^https://.*.example.com"), Texts{"https://app.example.com"});
    EXPECT_EQ(samples("^https://([a-z]+\\.)?example\\.com(:\\d+)?$"), Texts{"https://example.com"});
    EXPECT_EQ(samples("^(?:https://a\\.test|https://b\\.test)$"), Texts{"https://a.test"});
    EXPECT_EQ(samples("https://a\\.test|https://b\\.test"), (Texts{"https://a.test", "https://b.test"}));
    EXPECT_EQ(samples("https://[a-z0-9-]+\\.example\\.com\\Z", regex::Flavour::kPython),
              Texts{"https://app.example.com"});
    EXPECT_TRUE(samples("((").empty());
    EXPECT_LE(samples("a{100000}").front().size(), 300U);
}

TEST(PatternShape, Anchors) {
    const auto mixed = [](const char* pattern) { return shape_of({pattern, "", {}}).mixed_anchors; };
    EXPECT_TRUE(mixed("^a|b$"));
    EXPECT_TRUE(mixed("^a$|b$"));
    EXPECT_FALSE(mixed("^a$|^b$"));
    EXPECT_FALSE(mixed("a|b"));
    EXPECT_FALSE(mixed("^(?:a|b)$"));
}

TEST(OriginText, NothingIsWrongWithOrigins) {
    for (const char* origin :
         {"https://app.example.com", "http://localhost:3000", "http://[::1]", "http://127.0.0.1:8080",
          "https://xn--bcher-kva.example", "capacitor://localhost", "chrome-extension://abc", "https://a_b.example"}) {
        EXPECT_TRUE(faults_of_origin(origin).empty()) << origin;
    }
}

TEST(OriginText, SeveralFaultsAtOnce) {
    const auto faults = faults_of_origin("HTTPS://me@App.example.com:443/a?b#c");
    std::vector<Rule> rules;
    for (const auto& fault : faults) {
        rules.push_back(fault.rule);
        EXPECT_EQ(fault.meant, "https://app.example.com");
    }
    EXPECT_EQ(rules, (std::vector<Rule>{Rule::kUserinfo, Rule::kUppercase, Rule::kDefaultPort, Rule::kPath,
                                        Rule::kQuery, Rule::kFragment}));
}

TEST(EditDistance, UpToThree) {
    EXPECT_EQ(edit_distance("abc", "abc"), 0U);
    EXPECT_EQ(edit_distance("abc", "abcd"), 1U);
    EXPECT_EQ(edit_distance("abc", "axd"), 2U);
    EXPECT_EQ(edit_distance("abc", "xyzuvw"), 3U);
    EXPECT_EQ(edit_distance("", "abcdefg"), 3U);
}

}  // namespace
}  // namespace corslab::audit
