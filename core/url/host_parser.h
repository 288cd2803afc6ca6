#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/url/host.h"

namespace corslab {

/// The last is not of the Standard: spaces become `%20`.
enum class HostSyntax : std::uint8_t { kSpecial, kOpaque, kSpecialWithSpaces };

/// @param input valid UTF-8. https://url.spec.whatwg.org/#concept-host-parser
[[nodiscard]] std::optional<Host> parse_host(std::string_view input, HostSyntax syntax);

/// Whether the last label is a number, so that the host has to be an IPv4 address.
/// https://url.spec.whatwg.org/#ends-in-a-number-checker
[[nodiscard]] bool ends_in_a_number(std::string_view input);

/// The address as a number. https://url.spec.whatwg.org/#concept-ipv4-parser
[[nodiscard]] std::optional<std::uint32_t> parse_ipv4(std::string_view input);

/// https://url.spec.whatwg.org/#concept-ipv4-serializer
[[nodiscard]] std::string serialize_ipv4(std::uint32_t address);

/// The address in its shortest form, without brackets.
/// https://url.spec.whatwg.org/#concept-ipv6-parser and #concept-ipv6-serializer
[[nodiscard]] std::optional<std::string> parse_ipv6(std::string_view input);

}  // namespace corslab
