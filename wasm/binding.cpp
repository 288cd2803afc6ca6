#include <emscripten/bind.h>

#include <string>

#include "core/json/evaluate.h"
#include "wasm/to_js.h"

namespace {

emscripten::val evaluate(const std::string& scenario_json) {
    return to_js(corslab::evaluate(scenario_json).text);
}

emscripten::val version() {
    return to_js(corslab::version_json());
}

}  // namespace

// Strings in, strings out: JSON on both sides.
EMSCRIPTEN_BINDINGS(corslab) {
    emscripten::function("evaluate", &evaluate);
    emscripten::function("version", &version);
}
