#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/generate/policy.h"

namespace corslab::policy {

/// A configuration for one kind of server.
struct Stack {
    std::string_view id;                  ///< Such as `express`.
    std::string_view title;               ///< For a person.
    std::string_view language;            ///< For highlighting: `js`, `py`, `nginx`, ...
    std::string_view needs;               ///< What has to be installed or switched on; may be empty.
    std::vector<std::string_view> notes;  ///< Its pitfalls.
    std::string text;
};

/// The policy as the configuration of every server that is known, in a fixed order.
[[nodiscard]] std::vector<Stack> generate_stacks(const Policy& policy);

/// The ids of all stacks, in the order in which they are offered.
[[nodiscard]] std::vector<std::string_view> known_stacks();

/// The template of a stack, below its head; empty where there is none.
[[nodiscard]] std::string_view template_of(std::string_view id);

/// `curl` commands, one a line, that send what a browser would: for each method a preflight, where it needs one, and
/// the request itself.
/// @param server such as `https://api.example.com`, without a slash at its end.
[[nodiscard]] std::vector<std::string> curl_commands(const Policy& policy, std::string_view server);

}  // namespace corslab::policy
