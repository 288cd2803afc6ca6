#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/evaluate.h"

namespace corslab {

class JsonTree;

/// A string of a scenario that holds a secret.
struct Secret {
    std::string path;  ///< JSON Pointer into the scenario.
    std::string name;  ///< Of the header, the parameter or the member.
};

/// The strings that are likely to hold secrets: headers, URLs with users or parameters, bodies with such members.
[[nodiscard]] std::vector<Secret> secrets_in(const JsonTree& scenario);

/// Reads a scenario of any kind, and gives `{ "version", "secrets": [{ "path", "name" }] }`. Never throws.
[[nodiscard]] Evaluation find_secrets(std::string_view scenario_json, Language language = kEnglish);

}  // namespace corslab
