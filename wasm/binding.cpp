#include <emscripten/bind.h>

#include <string>

#include "core/json/evaluate.h"

namespace {

std::string evaluate(const std::string& scenario_json) {
    return corslab::evaluate(scenario_json).text;
}

}  // namespace

// Strings in, strings out: JSON on both sides.
EMSCRIPTEN_BINDINGS(corslab) {
    emscripten::function("evaluate", &evaluate);
    emscripten::function("version", &corslab::version_json);
}
