#include "core/fix/reach.h"

#include <algorithm>

#include "core/fetch/fetch.h"

namespace corslab::fix {
namespace {

// A request like the scenario's, by someone else or of another kind.
struct Probe {
    Reach reach;
    Scenario scenario;
};

Scenario from_stranger(Scenario scenario, CredentialsMode credentials) {
    scenario.page = {*parse_url("https://stranger.example/"), false};
    scenario.request.credentials = credentials;
    return scenario;
}

Scenario from_sandbox(Scenario scenario, CredentialsMode credentials) {
    scenario.page.sandboxed = true;
    scenario.request.credentials = credentials;
    return scenario;
}

void add_strangers(std::vector<Probe>& probes, const Scenario& scenario) {
    probes.push_back({Reach::kAnyOriginCredentialed, from_stranger(scenario, CredentialsMode::kInclude)});
    probes.push_back({Reach::kAnyOrigin, from_stranger(scenario, CredentialsMode::kOmit)});
    probes.push_back({Reach::kOpaqueCredentialed, from_sandbox(scenario, CredentialsMode::kInclude)});
    probes.push_back({Reach::kOpaqueOrigins, from_sandbox(scenario, CredentialsMode::kOmit)});
}

// @param urls what is changed at, each of which may be asked for by itself.
std::vector<Probe> probes_of(Scenario scenario, const std::vector<std::string>& urls) {
    scenario.then.clear();
    std::vector<Probe> probes;
    add_strangers(probes, scenario);
    Scenario own = scenario;
    own.request.credentials = CredentialsMode::kInclude;
    probes.push_back({Reach::kOwnCredentialed, std::move(own)});
    Scenario method = scenario;
    method.request.method = "DELETE";
    method.request.body.reset();
    probes.push_back({Reach::kOwnMethods, std::move(method)});
    Scenario header = scenario;
    header.request.headers.push_back({"X-Not-Asked-For", "1"});
    probes.push_back({Reach::kOwnHeaders, std::move(header)});
    for (const std::string& url : urls) {
        scenario.request = RequestInit{};
        scenario.request.url = url;
        add_strangers(probes, scenario);
        Scenario embed = from_stranger(scenario, CredentialsMode::kOmit);
        embed.request.mode = Mode::kNoCors;
        probes.push_back({Reach::kOtherSites, std::move(embed)});
    }
    return probes;
}

bool gets_through(const Probe& probe) {
    const Outcome outcome = fetch(probe.scenario, standard_profile(), Tracing::kOff);
    const Verdict wanted = probe.reach == Reach::kOtherSites ? Verdict::kOpaque : Verdict::kAllowed;
    return outcome.verdict == wanted;
}

// What is part of something larger needs no word of its own.
bool is_within(Reach part, Reach whole) {
    switch (whole) {
        case Reach::kAnyOriginCredentialed:
            return part == Reach::kAnyOrigin || part == Reach::kOpaqueOrigins || part == Reach::kOpaqueCredentialed;
        case Reach::kAnyOrigin:
            return part == Reach::kOpaqueOrigins || part == Reach::kOtherSites;
        case Reach::kOpaqueCredentialed:
            return part == Reach::kOpaqueOrigins;
        default:
            return false;
    }
}

}  // namespace

std::vector<Reach> newly_allowed(const Scenario& before, const Scenario& after,
                                 const std::vector<std::size_t>& touched) {
    // The same requests are made to both servers, under the same URLs.
    Scenario old = after;
    old.server = before.server;
    for (std::size_t i = 0; i < after.server.size(); ++i) old.server[i].url = after.server[i].url;
    std::vector<std::string> urls;
    urls.reserve(touched.size());
    for (const std::size_t i : touched) urls.push_back(after.server[i].url);
    const std::vector<Probe> was = probes_of(std::move(old), urls);
    const std::vector<Probe> is = probes_of(after, urls);
    std::vector<Reach> reach;
    for (std::size_t i = 0; i < is.size(); ++i) {
        const bool known = std::find(reach.begin(), reach.end(), is[i].reach) != reach.end();
        if (!known && gets_through(is[i]) && !gets_through(was[i])) reach.push_back(is[i].reach);
    }
    std::vector<Reach> largest;
    for (const Reach part : reach) {
        const bool said = std::any_of(reach.begin(), reach.end(), [&](Reach whole) { return is_within(part, whole); });
        if (!said) largest.push_back(part);
    }
    return largest;
}

}  // namespace corslab::fix
