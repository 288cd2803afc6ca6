#include <algorithm>
#include <array>

#include "core/explain/step_text.h"
#include "core/http/grammar.h"
#include "core/json/evaluate.h"
#include "core/json/strict_json.h"

namespace corslab {
namespace {

constexpr std::string_view kEngineVersion = "0.1.0";

const std::array<const BrowserProfile*, 1>& profiles() {
    static const std::array<const BrowserProfile*, 1> kProfiles{&standard_profile()};
    return kProfiles;
}

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

Json write_headers(const std::vector<Header>& headers) {
    Json out = Json::array();
    for (const Header& header : headers) {
        Json pair = Json::array();
        pair.push_back(header.name);
        pair.push_back(isomorphic_decode(header.value));
        out.push_back(std::move(pair));
    }
    return out;
}

Json write_response(const VisibleResponse& response) {
    Json out = Json::object();
    out["type"] = name_of(response.type);
    out["url"] = response.url;
    out["status"] = response.status;
    out["redirected"] = response.redirected;
    out["headers"] = write_headers(response.headers);
    out["body"] = response.body;
    return out;
}

Json write_wire(const std::vector<WireEntry>& wire) {
    Json out = Json::array();
    for (const WireEntry& entry : wire) {
        Json item = Json::object();
        item["method"] = entry.method;
        item["url"] = entry.url;
        item["preflight"] = entry.preflight;
        item["headers"] = write_headers(entry.headers);
        item["hop"] = entry.hop;
        Json answer = Json::object();
        answer["status"] = entry.status;
        answer["at"] = entry.answer.pointer("");
        item["answer"] = std::move(answer);
        out.push_back(std::move(item));
    }
    return out;
}

Json write_evidence(const StepRecord& step, Finding refined) {
    Json out = Json::array();
    for (const Evidence& evidence : step.evidence) {
        Json item = Json::object();
        item["name"] = evidence.name;
        item["value"] = evidence.value;
        item["part"] = refined == step.finding ? evidence.part : mismatch_part(refined, step);
        item["at"] = evidence.at.empty() ? Json(nullptr) : Json(evidence.at);
        out.push_back(std::move(item));
    }
    return out;
}

Json write_steps(const std::vector<StepRecord>& steps) {
    Json out = Json::array();
    for (const StepRecord& step : steps) {
        const Finding refined = refine(step);
        const StepText& text = text_of(refined);
        Json item = Json::object();
        item["id"] = text.id;
        item["hop"] = step.hop;
        item["phase"] = name_of(step.phase);
        item["outcome"] = name_of(text.outcome);
        item["title"] = fill_in(text.title, step.args);
        item["detail"] = fill_in(text.detail, step.args);
        item["spec"] = text.spec;
        item["evidence"] = write_evidence(step, refined);
        item["wire"] = step.wire < 0 ? Json(nullptr) : Json(step.wire);
        out.push_back(std::move(item));
    }
    return out;
}

Json write_outcome(const Outcome& outcome, Tracing tracing) {
    Json out = Json::object();
    const bool rejected = outcome.verdict == Verdict::kBlocked || outcome.verdict == Verdict::kInvalid;
    out["verdict"] = name_of(outcome.verdict);
    out["settled"] = rejected ? "rejected" : "resolved";
    out["exception"] = nullptr;
    if (rejected) {
        out["exception"] = Json::object();
        out["exception"]["name"] = "TypeError";
    }
    out["response"] = outcome.response ? write_response(*outcome.response) : Json(nullptr);
    out["wire"] = write_wire(outcome.wire);
    out["console"] = Json::array();
    if (tracing == Tracing::kOn) {
        out["summary"] = summarize(outcome);
        out["steps"] = write_steps(outcome.steps);
    }
    if (outcome.then.empty()) return out;
    out["then"] = Json::array();
    for (const Outcome& next : outcome.then) out["then"].push_back(write_outcome(next, tracing));
    return out;
}

std::string write_error(const InputError& error) {
    Json inner = Json::object();
    inner["code"] = error.code;
    inner["path"] = error.path;
    inner["message"] = error.message;
    if (error.byte) inner["byte"] = *error.byte;
    Json out = Json::object();
    out["error"] = std::move(inner);
    return dump(out);
}

}  // namespace

bool is_known_browser(std::string_view name) {
    return std::any_of(profiles().begin(), profiles().end(),
                       [&](const BrowserProfile* profile) { return profile->name == name; });
}

std::string version_json() {
    Json out = Json::object();
    out["version"] = kEngineVersion;
    out["contract"] = 1;
    out["browsers"] = Json::array();
    for (const BrowserProfile* profile : profiles()) out["browsers"].push_back(profile->name);
    return dump(out);
}

Evaluation evaluate(std::string_view scenario_json, const EvaluateOptions& options) {
    const Result<Scenario> scenario = read_scenario(scenario_json);
    if (!scenario.value) return {write_error(scenario.error), false};
    Json out = Json::object();
    out["version"] = 1;
    Json& browsers = out["browsers"] = Json::object();
    for (const BrowserProfile* profile : profiles()) {
        const bool wanted = options.browsers.empty() || std::find(options.browsers.begin(), options.browsers.end(),
                                                                  profile->name) != options.browsers.end();
        if (!wanted) continue;
        browsers[std::string(profile->name)] =
            write_outcome(fetch(*scenario.value, *profile, options.tracing), options.tracing);
    }
    return {dump(out), true};
}

}  // namespace corslab
