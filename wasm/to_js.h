#pragma once

#include <emscripten/val.h>

#include <string>

/// A string of JavaScript.
/// @param json UTF-8.
[[nodiscard]] emscripten::val to_js(const std::string& json);
