#include <emscripten/bind.h>

#include <string>

#include "core/json/evaluate.h"
#include "wasm/to_js.h"

namespace {

emscripten::val evaluate(const std::string& scenario_json) {
    return to_js(corslab::evaluate(scenario_json).text);
}

// The same of one browser, which is sooner there.
emscripten::val glance(const std::string& scenario_json, const std::string& browser) {
    corslab::EvaluateOptions options;
    options.browsers = {browser};
    return to_js(corslab::evaluate(scenario_json, options).text);
}

emscripten::val version() {
    return to_js(corslab::version_json());
}

}  // namespace

// Strings in, strings out: JSON on both sides.
EMSCRIPTEN_BINDINGS(corslab) {
    emscripten::function("evaluate", &evaluate);
    emscripten::function("glance", &glance);
    emscripten::function("version", &version);
}
