#include <emscripten/bind.h>

#include <string>
#include <vector>

#include "core/json/audit.h"
#include "core/json/evaluate.h"
#include "core/json/fix.h"
#include "core/json/generate.h"
#include "core/json/import.h"
#include "core/json/judge.h"
#include "core/json/paste.h"
#include "core/json/secrets.h"
#include "core/json/simulate.h"
#include "wasm/spoken_words.h"
#include "wasm/to_js.h"

namespace {

// What `speak` has chosen.
corslab::Language language = corslab::kEnglish;

// Words as `set_spoken_words` takes them; without any it is English.
void speak(const std::string& words) {
    set_spoken_words(words);
    language = words.empty() ? corslab::kEnglish : kSpoken;
}

emscripten::val evaluate_in(const std::string& scenario_json, const std::vector<std::string>& browsers) {
    const corslab::EvaluateOptions options{browsers, corslab::Tracing::kOn, corslab::read_middleware_entry};
    return to_js(corslab::evaluate(scenario_json, options, language).text);
}

emscripten::val evaluate(const std::string& scenario_json) {
    return evaluate_in(scenario_json, {});
}

// The same of one browser, which is sooner there.
emscripten::val glance(const std::string& scenario_json, const std::string& browser) {
    return evaluate_in(scenario_json, {browser});
}

emscripten::val fix(const std::string& scenario_json) {
    return to_js(corslab::fix_scenario(scenario_json, corslab::read_middleware_entry, language).text);
}

emscripten::val simulate(const std::string& document) {
    return to_js(corslab::simulate(document, corslab::Sources::kLeftOut, language).text);
}

// The same with where each header line comes from.
emscripten::val explain(const std::string& document) {
    return to_js(corslab::simulate(document, corslab::Sources::kTold, language).text);
}

emscripten::val audit(const std::string& document) {
    corslab::AuditOptions options;
    options.language = language;
    return to_js(corslab::audit_document(document, options).text);
}

emscripten::val generate(const std::string& policy) {
    return to_js(corslab::generate(policy, language).text);
}

emscripten::val paste(const std::string& text) {
    return to_js(corslab::read_paste(text, language).text);
}

emscripten::val import_text(const std::string& text) {
    return to_js(corslab::import_text(text, language).text);
}

emscripten::val judge(const std::string& document) {
    return to_js(corslab::judge_entries(document, language).text);
}

emscripten::val secrets(const std::string& scenario_json) {
    return to_js(corslab::find_secrets(scenario_json, language).text);
}

emscripten::val version() {
    return to_js(corslab::version_json());
}

}  // namespace

// Strings in, strings out: JSON on both sides.
EMSCRIPTEN_BINDINGS(corslab_tools) {
    emscripten::function("speak", &speak);
    emscripten::function("evaluate", &evaluate);
    emscripten::function("glance", &glance);
    emscripten::function("fix", &fix);
    emscripten::function("import", &import_text);
    emscripten::function("judge", &judge);
    emscripten::function("paste", &paste);
    emscripten::function("secrets", &secrets);
    emscripten::function("simulate", &simulate);
    emscripten::function("explain", &explain);
    emscripten::function("audit", &audit);
    emscripten::function("generate", &generate);
    emscripten::function("version", &version);
}
