#include "wasm/to_js.h"

#include <emscripten.h>

// Decodes JSON text into a string of JavaScript; embind's own way with std::string looks at each byte twice.
EM_JS(emscripten::EM_VAL, corslab_to_js, (const char* utf8, std::size_t size),
      { return Emval.toHandle(UTF8Decoder.decode(HEAPU8.subarray(utf8, utf8 + size))); });

emscripten::val to_js(const std::string& json) {
    return emscripten::val::take_ownership(corslab_to_js(json.data(), json.size()));
}
