#include <algorithm>
#include <array>

#include "core/console/console.h"
#include "core/explain/departures.h"
#include "core/explain/step_text.h"
#include "core/explain/tell.h"
#include "core/http/grammar.h"
#include "core/json/evaluate.h"
#include "core/json/json_writer.h"

namespace corslab {
namespace {

constexpr std::string_view kEngineVersion = "0.1.0";

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::kAllowed:
            return "allowed";
        case Verdict::kOpaque:
            return "opaque";
        case Verdict::kBlocked:
            return "blocked";
        case Verdict::kInvalid:
            return "invalid";
    }
    return {};
}

std::string_view name_of(ResponseType type) {
    switch (type) {
        case ResponseType::kDefault:
            return "default";
        case ResponseType::kBasic:
            return "basic";
        case ResponseType::kCors:
            return "cors";
        case ResponseType::kOpaque:
            return "opaque";
        case ResponseType::kOpaqueRedirect:
            return "opaqueredirect";
    }
    return {};
}

std::string_view name_of(Phase phase) {
    switch (phase) {
        case Phase::kRequest:
            return "request";
        case Phase::kPreflight:
            return "preflight";
        case Phase::kResponse:
            return "response";
    }
    return {};
}

std::string_view name_of(StepOutcome outcome) {
    switch (outcome) {
        case StepOutcome::kPass:
            return "pass";
        case StepOutcome::kFail:
            return "fail";
        case StepOutcome::kInfo:
            return "info";
        case StepOutcome::kSkip:
            return "skip";
    }
    return {};
}

void write_headers(JsonWriter& json, const std::vector<Header>& headers) {
    json.begin_array();
    for (const Header& header : headers) {
        json.begin_array();
        json.string(header.name);
        json.string(isomorphic_decode(header.value));
        json.end_array();
    }
    json.end_array();
}

void write_response(JsonWriter& json, const std::optional<VisibleResponse>& response, const BrowserProfile& profile) {
    if (!response) return json.null();
    json.begin_object();
    json.key("type").string(name_of(response->type));
    json.key("url").string(response->url);
    json.key("status").number(response->status);
    json.key("redirected").boolean(response->redirected);
    write_headers(json.key("headers"), response->headers);
    json.key("body").string(response->body);
    if (response->body_error) {
        json.key("bodyError").begin_object();
        json.key("name").string("TypeError");
        const std::string_view message = body_error_message(profile);
        if (!message.empty()) json.key("message").string(message);
        json.end_object();
    }
    json.end_object();
}

void write_wire(JsonWriter& json, const std::vector<WireEntry>& wire) {
    json.begin_array();
    for (const WireEntry& entry : wire) {
        json.begin_object();
        json.key("method").string(entry.method);
        json.key("url").string(entry.url);
        json.key("preflight").boolean(entry.preflight);
        write_headers(json.key("headers"), entry.headers);
        json.key("hop").number(entry.hop);
        json.key("answer").begin_object();
        json.key("status").number(entry.status);
        json.key("at").string(entry.answer.pointer(""));
        json.end_object();
        json.end_object();
    }
    json.end_array();
}

void write_evidence(JsonWriter& json, const StepRecord& step, Finding refined) {
    json.begin_array();
    for (const Evidence& evidence : step.evidence) {
        json.begin_object();
        json.key("name").string(evidence.name);
        json.key("value").string(evidence.value);
        json.key("part").string(refined == step.finding ? evidence.part : mismatch_part(refined, step));
        json.key("at");
        if (evidence.at.empty()) {
            json.null();
        } else {
            json.string(evidence.at);
        }
        json.end_object();
    }
    json.end_array();
}

template <class Words>
void write_steps(JsonWriter& json, const std::vector<StepRecord>& steps, Words words) {
    json.begin_array();
    for (const StepRecord& step : steps) {
        const Finding refined = refine(step);
        const StepText& text = text_of(refined);
        json.begin_object();
        json.key("id").string(text.id);
        json.key("hop").number(step.hop);
        json.key("phase").string(name_of(step.phase));
        json.key("outcome").string(name_of(text.outcome));
        json.key("title").string(fill_in(words(text.title), step.args));
        json.key("detail").string(fill_in(words(text.detail), step.args));
        json.key("spec").string(step.spec.empty() ? text.spec : step.spec);
        write_evidence(json.key("evidence"), step, refined);
        json.key("wire");
        if (step.wire < 0) {
            json.null();
        } else {
            json.number(step.wire);
        }
        json.end_object();
    }
    json.end_array();
}

void write_exception(JsonWriter& json, const Outcome& outcome, const BrowserProfile& profile) {
    if (!outcome.failure) return json.null();
    json.begin_object();
    json.key("name").string("TypeError");
    const auto message = exception_message(outcome, profile);
    if (message) json.key("message").string(*message);
    json.end_object();
}

void write_console(JsonWriter& json, const Outcome& outcome, const BrowserProfile& profile) {
    json.begin_array();
    for (const ConsoleLine& line : console_lines(outcome, profile)) {
        json.begin_object();
        json.key("level").string(line.level == ConsoleLevel::kError ? "error" : "warning");
        json.key("text").string(line.text);
        json.end_object();
    }
    json.end_array();
}

template <class Words>
void write_outcome(JsonWriter& json, const Outcome& outcome, const BrowserProfile& profile, Tracing tracing,
                   Words words) {
    const bool rejected = outcome.verdict == Verdict::kBlocked || outcome.verdict == Verdict::kInvalid;
    json.begin_object();
    json.key("verdict").string(name_of(outcome.verdict));
    json.key("settled").string(rejected ? "rejected" : "resolved");
    write_exception(json.key("exception"), outcome, profile);
    write_response(json.key("response"), outcome.response, profile);
    write_wire(json.key("wire"), outcome.wire);
    write_console(json.key("console"), outcome, profile);
    if (tracing == Tracing::kOn) {
        json.key("summary").string(summarize(outcome, words));
        write_steps(json.key("steps"), outcome.steps, words);
    }
    if (!outcome.then.empty()) {
        json.key("then").begin_array();
        for (const Outcome& next : outcome.then) write_outcome(json, next, profile, tracing, words);
        json.end_array();
    }
    json.end_object();
}

}  // namespace

bool is_known_browser(std::string_view name) {
    return std::any_of(all_profiles().begin(), all_profiles().end(),
                       [&](const BrowserProfile& profile) { return profile.name == name; });
}

std::string version_json() {
    JsonWriter json;
    json.begin_object();
    json.key("version").string(kEngineVersion);
    json.key("contract").number(1);
    json.key("browsers").begin_array();
    for (const BrowserProfile& profile : all_profiles()) json.string(profile.name);
    json.end_array();
    json.key("tested").begin_object();
    for (const BrowserProfile& profile : all_profiles()) {
        if (!profile.tested.empty()) json.key(profile.name).string(profile.tested);
    }
    json.end_object();
    json.end_object();
    return json.take();
}

std::string write_error(const InputError& error) {
    JsonWriter json;
    json.begin_object();
    json.key("error").begin_object();
    json.key("code").string(error.code);
    json.key("path").string(error.path);
    json.key("message").string(error.message);
    if (error.byte) json.key("byte").number(static_cast<std::int64_t>(*error.byte));
    json.end_object();
    json.end_object();
    return json.take();
}

std::string write_error(const InputError& error, Language language) {
    InputError told = error;
    told.message = tell(language, error.message);
    return write_error(told);
}

namespace {

Evaluation refuse(const InputError& error, English /*words*/) {
    return {write_error(error), false};
}

Evaluation refuse(const InputError& error, Spoken words) {
    return {write_error(error, words.language), false};
}

template <class Words>
Evaluation evaluate_in(std::string_view scenario_json, const EvaluateOptions& options, Words words) {
    std::optional<InputError> late;
    const Result<Scenario> scenario = read_scenario(scenario_json, options.middleware, late);
    if (!scenario.value) return refuse(scenario.error, words);
    JsonWriter json;
    json.begin_object();
    json.key("version").number(1);
    json.key("browsers").begin_object();
    std::optional<Outcome> standard;
    for (const BrowserProfile& profile : all_profiles()) {
        const bool wanted = options.browsers.empty() || std::find(options.browsers.begin(), options.browsers.end(),
                                                                  profile.name) != options.browsers.end();
        // The others are held against the Standard, which comes first.
        const bool is_standard = &profile == &standard_profile();
        if (!wanted && !(is_standard && options.tracing == Tracing::kOn)) continue;
        Outcome outcome = fetch(*scenario.value, profile, options.tracing);
        if (late && wanted) return refuse(*late, words);
        if (standard) explain_departures(*scenario.value, profile, *standard, outcome, words);
        // What did not happen may have no answer.
        late.reset();
        if (wanted) write_outcome(json.key(profile.name), outcome, profile, options.tracing, words);
        if (is_standard && options.tracing == Tracing::kOn) standard = std::move(outcome);
    }
    json.end_object();
    json.end_object();
    return {json.take(), true};
}

}  // namespace

Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options) {
    return evaluate_in(scenario_json, options, English());
}

Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options, Language language) {
    return evaluate_in(scenario_json, options, Spoken{language});
}

}  // namespace corslab
