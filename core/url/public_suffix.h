#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace corslab {

/// The public suffix of a domain and the label in front of it, or nothing where the domain is itself a suffix.
///
/// It knows the widespread suffixes of several labels, not the whole Public Suffix List; all others follow the list's
/// default rule, by which the last label is the suffix. A trailing dot belongs to the domain.
/// @param domain lower-case ASCII. https://url.spec.whatwg.org/#host-registrable-domain
[[nodiscard]] std::optional<std::string> registrable_domain(std::string_view domain);

}  // namespace corslab
