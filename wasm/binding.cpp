#include <emscripten.h>
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

#include "core/json/evaluate.h"

// Decodes JSON text into a string of JavaScript; embind's own way with std::string looks at each byte twice.
EM_JS(emscripten::EM_VAL, corslab_to_js, (const char* utf8, std::size_t size),
      { return Emval.toHandle(UTF8Decoder.decode(HEAPU8.subarray(utf8, utf8 + size))); });

namespace {

emscripten::val to_js(const std::string& json) {
    return emscripten::val::take_ownership(corslab_to_js(json.data(), json.size()));
}

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
