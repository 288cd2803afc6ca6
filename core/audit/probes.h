#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace corslab::audit {

/// In what way a probe is another origin than the allowed one.
enum class ProbeKind : std::uint8_t {
    kScheme,        ///< http in place of https.
    kAfter,         ///< The host goes on.
    kBefore,        ///< Something stands in front of the host, without a dot.
    kSubdomain,     ///< A name below the host, or below its registrable domain.
    kPublicSuffix,  ///< Another name below the public suffix.
    kDot,           ///< A letter in place of a dot.
    kTruncated,     ///< A letter is missing.
    kPort,          ///< Another port.
    kOddCharacter,  ///< The host goes on, with a character that is odd in a host.
};

struct Probe {
    ProbeKind kind{};
    std::string origin;
    std::string suffix;        ///< With `kPublicSuffix`: the suffix.
    bool same_domain = false;  ///< The registrable domain is that of the allowed origin.
};

/// An origin that nobody has listed.
inline constexpr std::string_view kStranger = "https://attacker.test";

/// Origins that a matcher with a mistake lets in beside the allowed one. Each is an origin that browsers can send: what
/// the URL parser writes otherwise is left out.
/// @param allowed a serialised origin.
[[nodiscard]] std::vector<Probe> probes_for(const std::string& allowed);

/// Whether a browser can send this as Origin.
[[nodiscard]] bool is_sendable(const std::string& origin);

}  // namespace corslab::audit
