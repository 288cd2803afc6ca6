#include "core/fix/fix.h"

#include <algorithm>

#include "core/explain/step_text.h"
#include "core/fix/reach.h"
#include "core/fix/repair.h"
#include "core/fix/trial.h"
#include "core/http/grammar.h"
#include "core/http/method.h"

namespace corslab::fix {
namespace {

// A chain of repairs is as long as the Standard has checks, times the hops of a redirect; what is longer goes in
// circles.
constexpr int kMaxRepairs = 60;

// How many requests a search may make, in all its trials together. Only loops of redirects come near it.
constexpr std::size_t kMaxRequests = 1200;

using Browsers = std::vector<const BrowserProfile*>;

Browsers browsers_where(const std::vector<bool>& works, bool wanted) {
    Browsers browsers;
    for (std::size_t i = 0; i < works.size(); ++i) {
        if (works[i] == wanted) browsers.push_back(&all_profiles()[i]);
    }
    return browsers;
}

// Which server entries are changed.
std::vector<std::size_t> touched_by(const std::vector<Change>& changes) {
    std::vector<std::size_t> touched;
    for (const Change& change : changes) {
        const std::size_t index = change.place.index;
        const bool known = std::find(touched.begin(), touched.end(), index) != touched.end();
        if (change.place.kind != Place::Kind::kRequest && !known) touched.push_back(index);
    }
    return touched;
}

// --- Other requests, for which the server may be as it is.

// Without a header that only answers have.
bool drop_answer_headers(RequestInit& init) {
    return std::erase_if(init.headers, [](const Header& header) {
               return byte_lowercase(header.name).starts_with("access-control-allow-");
           }) > 0;
}

bool drop_credentials(RequestInit& init) {
    if (init.credentials != CredentialsMode::kInclude) return false;
    init.credentials = CredentialsMode::kSameOrigin;
    return true;
}

bool spell_method(RequestInit& init) {
    const std::string upper = byte_uppercase(init.method);
    if (upper == init.method) return false;
    init.method = upper;
    return true;
}

// Without the headers that a preflight asks for.
bool drop_asked_headers(RequestInit& init, const Outcome& outcome) {
    bool dropped = false;
    for (const WireEntry& entry : outcome.wire) {
        for (const Header& sent : entry.headers) {
            if (sent.name != "access-control-request-headers") continue;
            const std::string asked = "," + sent.value + ",";
            dropped |= std::erase_if(init.headers, [&](const Header& header) {
                           return asked.find("," + byte_lowercase(header.name) + ",") != std::string::npos;
                       }) > 0;
        }
    }
    return dropped;
}

// Where the redirects end.
bool ask_final_url(RequestInit& init, const Outcome& outcome) {
    if (outcome.wire.empty() || outcome.wire.back().hop == 0) return false;
    init.url = outcome.wire.back().url;
    return true;
}

const Outcome& outcome_at(const Outcome& first, std::size_t index) {
    return index == 0 ? first : first.then[index - 1];
}

// Each change alone, and all of them.
std::vector<Scenario> other_requests(const Scenario& scenario, const Trial& trial) {
    std::vector<Scenario> found;
    Scenario all = scenario;
    const auto with = [&](const auto& change) {
        Scenario one = scenario;
        bool changed = false;
        for (std::size_t i = 0; i <= scenario.then.size(); ++i) {
            changed |= change(request_at(one, i), outcome_at(trial.standard(), i));
            change(request_at(all, i), outcome_at(trial.standard(), i));
        }
        if (changed) found.push_back(std::move(one));
    };
    with([](RequestInit& init, const Outcome&) { return drop_answer_headers(init); });
    with([](RequestInit& init, const Outcome&) { return spell_method(init); });
    with([](RequestInit& init, const Outcome&) { return drop_credentials(init); });
    with(ask_final_url);
    with(drop_asked_headers);
    found.push_back(std::move(all));
    return found;
}

// --- Choosing

class Search {
  public:
    explicit Search(const Scenario& scenario) : scenario_(scenario), start_(scenario) {}

    FixReport run() {
        FixReport report;
        report.blocked = browsers_where(start_.works(), false);
        if (report.blocked.empty()) return report;
        // What stays in the way once all that can be repaired is, is what the advice is about.
        const Scenario best = repaired(scenario_, Allow::kThisOrigin);
        offer(best);
        for (const Scenario& other : other_requests(scenario_, start_)) {
            offer(other);
            // A request of another kind may also need less of the server.
            offer(repaired(other, Allow::kThisOrigin));
        }
        offer(repaired(scenario_, Allow::kEveryOrigin));
        keep_the_best();
        report.fixes = std::move(fixes_);
        report.advice = advice(report.fixes, best);
        return report;
    }

  private:
    Trial try_out(const Scenario& scenario) {
        Trial trial(scenario);
        requests_ += trial.requests();
        return trial;
    }

    // Repairs one decision after the other, until nothing fails or nothing helps.
    Scenario repaired(Scenario scenario, Allow allow) {
        for (int i = 0; i < kMaxRepairs && requests_ < kMaxRequests; ++i) {
            const Trial trial = try_out(scenario);
            const auto failing = trial.failing();
            const bool changed = std::any_of(failing.begin(), failing.end(), [&](const Trial::Failing& failure) {
                return repair(scenario, failure.index, *failure.outcome, allow);
            });
            if (!changed) break;
        }
        return scenario;
    }

    void offer(const Scenario& candidate) {
        std::vector<Change> changes = difference(scenario_, candidate);
        if (changes.empty() || requests_ >= kMaxRequests) return;
        Trial trial = try_out(with_changes(scenario_, changes));
        if (!trial.improves(start_)) return;
        // Whatever can be left out is.
        for (std::size_t i = changes.size(); i-- > 0;) {
            auto fewer = changes;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            Trial without = try_out(with_changes(scenario_, fewer));
            if (!without.keeps(trial)) continue;
            changes = std::move(fewer);
            trial = std::move(without);
        }
        const bool known =
            std::any_of(fixes_.begin(), fixes_.end(), [&](const Fix& fix) { return fix.changes == changes; });
        if (known) return;
        Fix fix;
        fix.scenario = with_changes(scenario_, changes);
        fix.reach = newly_allowed(scenario_, fix.scenario, touched_by(changes));
        fix.changes = std::move(changes);
        fix.works = browsers_where(trial.works(), true);
        fixes_.push_back(std::move(fix));
    }

    // Whether everyone then gets what belongs to the user.
    static bool is_harmful(const Fix& fix) {
        return std::any_of(fix.reach.begin(), fix.reach.end(), [](Reach reach) {
            return reach == Reach::kAnyOriginCredentialed || reach == Reach::kOpaqueCredentialed;
        });
    }

    // Whether the script sends less than it wanted to.
    static bool loses_something(const Fix& fix) {
        return std::any_of(fix.changes.begin(), fix.changes.end(), [](const Change& change) {
            if (change.place.kind != Place::Kind::kRequest) return false;
            if (change.field == Field::kCredentials || change.field == Field::kBody) return true;
            return change.field == Field::kHeader && !byte_lowercase(change.name).starts_with("access-control-");
        });
    }

    // How much a fix lets in.
    static int risk(const Fix& fix) {
        int risk = is_harmful(fix) ? 100 : 0;
        for (const Reach reach : fix.reach) {
            risk += reach == Reach::kAnyOrigin || reach == Reach::kOpaqueOrigins ? 10 : 1;
        }
        return risk;
    }

    static bool touches_request(const Fix& fix) {
        return std::any_of(fix.changes.begin(), fix.changes.end(),
                           [](const Change& change) { return change.place.kind == Place::Kind::kRequest; });
    }

    static bool touches_server(const Fix& fix) {
        return std::any_of(fix.changes.begin(), fix.changes.end(),
                           [](const Change& change) { return change.place.kind != Place::Kind::kRequest; });
    }

    // What needs all the changes of another one, and more, is left out, unless it works in more browsers.
    void keep_the_best() {
        const auto is_worse = [&](const Fix& fix) {
            return std::any_of(fixes_.begin(), fixes_.end(), [&](const Fix& other) {
                if (&other == &fix || other.changes.size() >= fix.changes.size()) return false;
                const bool mixed = touches_request(fix) && touches_server(fix);
                const bool within = std::all_of(other.changes.begin(), other.changes.end(), [&](const Change& change) {
                    return std::find(fix.changes.begin(), fix.changes.end(), change) != fix.changes.end();
                });
                return (within || mixed) && other.works.size() >= fix.works.size() && risk(other) <= risk(fix);
            });
        };
        std::vector<Fix> best;
        for (const Fix& fix : fixes_) {
            if (!is_worse(fix)) best.push_back(fix);
        }
        std::stable_sort(best.begin(), best.end(), [](const Fix& a, const Fix& b) {
            if (a.works.size() != b.works.size()) return a.works.size() > b.works.size();
            if (is_harmful(a) != is_harmful(b)) return is_harmful(b);
            if (loses_something(a) != loses_something(b)) return loses_something(b);
            if (touches_server(a) != touches_server(b)) return touches_server(b);
            return std::pair(risk(a), a.changes.size()) < std::pair(risk(b), b.changes.size());
        });
        fixes_ = std::move(best);
    }

    [[nodiscard]] std::vector<Advice> advice(const std::vector<Fix>& fixes, const Scenario& best) const {
        std::vector<Advice> advice;
        const auto add = [&](Advice one) {
            if (std::find(advice.begin(), advice.end(), one) == advice.end()) advice.push_back(one);
        };
        const Trial last(best);
        for (const Trial::Failing& failing : last.failing()) add_advice(failing.outcome->failure->finding, add);
        for (const Trial::Failing& failing : start_.failing()) {
            if (failing.outcome->failure->finding == Finding::kMixedContentBlocked) add(Advice::kHttps);
        }
        const bool server_only =
            std::none_of(fixes.begin(), fixes.end(), [](const Fix& fix) { return !touches_server(fix); });
        if (server_only) add(Advice::kProxy);
        if (std::any_of(fixes.begin(), fixes.end(), names_an_origin)) add(Advice::kVary);
        return advice;
    }

    static bool names_an_origin(const Fix& fix) {
        return std::any_of(fix.changes.begin(), fix.changes.end(), [](const Change& change) {
            return change.place.kind != Place::Kind::kRequest && !change.after.empty() &&
                   equals_ignoring_case(change.name, "Access-Control-Allow-Origin") && change.after.front() != "*";
        });
    }

    template <class Add>
    static void add_advice(Finding finding, const Add& add) {
        const std::string_view id = text_of(finding).id;
        if (id == "network") add(Advice::kReachable);
        if (id == "bad-port") add(Advice::kPort);
        if (id == "route" || id == "scheme-fetch") add(Advice::kScheme);
        if (id == "redirect-limit") add(Advice::kRedirectLoop);
        if (finding == Finding::kRedirectLocationUnparsable) add(Advice::kLocation);
        if (finding == Finding::kRedirectLocationScheme) add(Advice::kScheme);
        if (finding == Finding::kRequestUrlUnparsable) add(Advice::kUrl);
        if (id == "request-method") add(Advice::kForbiddenMethod);
    }

    const Scenario& scenario_;
    const Trial start_;
    std::vector<Fix> fixes_;
    std::size_t requests_ = 0;
};

}  // namespace

FixReport find_fixes(const Scenario& scenario) {
    return Search(scenario).run();
}

std::string_view name_of(Reach reach) {
    static constexpr std::string_view kNames[] = {"any-origin",      "any-origin-with-credentials",
                                                  "opaque-origins",  "opaque-origins-with-credentials",
                                                  "own-credentials", "own-methods",
                                                  "own-headers",     "other-sites"};
    return kNames[static_cast<std::size_t>(reach)];
}

std::string_view name_of(Advice advice) {
    static constexpr std::string_view kNames[] = {
        "proxy", "reachable",        "https", "port", "scheme", "redirect-loop", "location",
        "url",   "forbidden-method", "vary"};
    return kNames[static_cast<std::size_t>(advice)];
}

}  // namespace corslab::fix
