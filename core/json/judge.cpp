#include "core/json/judge.h"

#include <algorithm>

#include "core/explain/step_text.h"
#include "core/explain/tell.h"
#include "core/import/import.h"
#include "core/json/har_reader.h"
#include "core/json/json_writer.h"

namespace corslab {
namespace {

using imports::Exchange;

constexpr std::string_view kVerdicts[] = {"allowed", "opaque", "blocked", "invalid"};

bool fails(const Outcome& outcome) {
    return outcome.verdict == Verdict::kBlocked || outcome.verdict == Verdict::kInvalid;
}

// What the browsers make of one scenario.
struct Judged {
    std::vector<Outcome> outcomes;  // In the order of all_profiles().
    std::string summary;
    std::string skipped;
};

// Whether it hangs on an answer that was not recorded.
bool is_unknown(const Outcome& outcome, bool answered) {
    if (outcome.failure && outcome.failure->finding == Finding::kNetworkNoAnswer) return true;
    const bool got_through =
        std::any_of(outcome.wire.begin(), outcome.wire.end(), [](const WireEntry& entry) { return !entry.preflight; });
    return !answered && got_through;
}

Judged judge(const Scenario& scenario, bool answered, Language language) {
    Judged out;
    const auto& profiles = all_profiles();
    std::size_t first = profiles.size() > 1 ? 1 : 0;
    bool failing = false;
    // The browsers come before the Standard.
    for (std::size_t i = 0; i < profiles.size(); ++i)
        out.outcomes.push_back(fetch(scenario, profiles[i], Tracing::kOff));
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        const std::size_t one = (i + 1) % profiles.size();
        if (is_unknown(out.outcomes[one], answered)) {
            out.skipped = answered ? "where a redirect leads to was not recorded" : "no answer was recorded";
            return out;
        }
        if (!failing && fails(out.outcomes[one])) {
            failing = true;
            first = one;
        }
    }
    out.summary =
        summarize(failing ? fetch(scenario, profiles[first], Tracing::kOn) : out.outcomes[first], Spoken{language});
    return out;
}

void write_entry(JsonWriter& json, Exchange exchange, const std::string& error, Language language) {
    std::string skipped = exchange.skipped;
    const int status = exchange.answer ? exchange.answer->status : 0;
    const bool answered = status >= 200;
    const std::string method = exchange.method;
    const std::string url = exchange.url;
    if (skipped.empty() && !answered && !exchange.preflight) skipped = "no answer was recorded";
    imports::Request request;
    Judged judged;
    if (skipped.empty()) {
        request = imports::complete(std::move(exchange));
        const bool unknown = std::any_of(request.missing.begin(), request.missing.end(),
                                         [](const imports::Missing& one) { return one.id == "page-origin"; });
        if (unknown) skipped = "the page that made it is not known";
    }
    if (skipped.empty()) {
        judged = judge(request.scenario, answered, language);
        skipped = judged.skipped;
    }
    json.begin_object();
    if (!skipped.empty())
        json.key("skipped").string(tell(language, skipped) + (error.empty() ? "" : " (" + error + ")"));
    json.key("method").string(method);
    json.key("url").string(url);
    if (skipped.empty()) {
        const Page& page = request.scenario.page;
        json.key("page").string(page.sandboxed ? "null" : serialize_origin(origin_of(page.url)));
        json.key("status").number(status);
        json.key("verdicts").begin_object();
        const auto& profiles = all_profiles();
        for (std::size_t i = 0; i < profiles.size(); ++i) {
            const std::size_t one = (i + 1) % profiles.size();
            json.key(profiles[one].name).string(kVerdicts[static_cast<std::size_t>(judged.outcomes[one].verdict)]);
        }
        json.end_object();
        json.key("summary").string(judged.summary);
    }
    json.end_object();
}

}  // namespace

Evaluation judge_entries(std::string_view document, Language language) {
    HarReading har = read_har(document, kMaxJudged);
    if (har.error) return {write_error(*har.error, language), false};
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    json.key("entries").begin_array();
    for (std::size_t i = 0; i < har.exchanges.size(); ++i) {
        write_entry(json, std::move(har.exchanges[i]), har.errors[i], language);
    }
    json.end_array();
    json.end_object();
    return {json.take(), true};
}

}  // namespace corslab
