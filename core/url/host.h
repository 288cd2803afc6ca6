#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corslab {

enum class HostKind : std::uint8_t { kDomain, kIpv4, kIpv6, kOpaque, kEmpty };

/// A host. https://url.spec.whatwg.org/#concept-host
struct Host {
    HostKind kind = HostKind::kEmpty;
    std::string text;  ///< As the host serializer writes it; IPv6 in its brackets. #concept-host-serializer

    bool operator==(const Host&) const = default;
};

/// Turns a domain into its ASCII form, as UTS #46 with the URL Standard's flags does (CheckHyphens, VerifyDnsLength
/// and UseSTD3ASCIIRules false, CheckBidi and CheckJoiners true, nontransitional).
/// @param domain UTF-8, with percent-encoding already undone.
/// @return nothing on failure. https://url.spec.whatwg.org/#concept-domain-to-ascii
///
/// The parser calls it only for domains that are not plain ASCII.
/// It is the one thing that comes from outside: libidn2 in the native build, the host's `URL` in WebAssembly.
[[nodiscard]] std::optional<std::string> domain_to_ascii(std::string_view domain);

}  // namespace corslab
