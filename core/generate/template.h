#pragma once

#include <string>
#include <string_view>

#include "core/generate/policy.h"

namespace corslab::policy {

/// Fills in a template of `core/data/stacks`.
///
/// `{{name}}` is a value of the policy; `{{name:form}}` a value or list in the form of a language: `js`, `py`, `json`
/// (lists in brackets), `quoted` (in double quotes, without brackets), `list` (without quotes), `regex` (alternatives,
/// escaped), `lower`, `bool`. Alone on a line, `{{#name}}` to `{{/name}}` is there where the value is true or not
/// empty,
/// `{{^name}}` where it is not, `{{*name}}` once for each item, which is `{{.}}` inside. Sections may be nested.
[[nodiscard]] std::string fill(std::string_view text, const Policy& policy);

/// The first name, form or section of the template that is not known; empty for none.
[[nodiscard]] std::string first_mistake(std::string_view text);

}  // namespace corslab::policy
