#include <algorithm>
#include <array>
#include <vector>

#include "core/url/host_parser.h"

namespace corslab {
namespace {

constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 40U;

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::vector<std::string_view> split_at_dots(std::string_view input) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto dot = input.find('.');
        parts.push_back(input.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        input.remove_prefix(dot + 1);
    }
}

// https://url.spec.whatwg.org/#ipv4-number-parser, saturating at kTooLarge
std::optional<std::uint64_t> parse_ipv4_number(std::string_view input) {
    if (input.empty()) return std::nullopt;
    int radix = 10;
    if (input.size() >= 2 && input[0] == '0' && (input[1] == 'x' || input[1] == 'X')) {
        input.remove_prefix(2);
        radix = 16;
    } else if (input.size() >= 2 && input[0] == '0') {
        input.remove_prefix(1);
        radix = 8;
    }
    std::uint64_t value = 0;
    for (const char c : input) {
        const int digit = digit_value(c);
        if (digit >= radix) return std::nullopt;
        value = std::min(value * static_cast<unsigned>(radix) + static_cast<unsigned>(digit), kTooLarge);
    }
    return value;
}

using Pieces = std::array<std::uint16_t, 8>;

// Reads the IPv4 address at the end of an IPv6 one into two pieces. Step 6.5 of the IPv6 parser.
bool read_embedded_ipv4(std::string_view input, std::size_t pointer, Pieces& address, std::size_t& piece_index) {
    if (piece_index > 6) return false;
    unsigned numbers_seen = 0;
    while (pointer < input.size()) {
        if (numbers_seen > 0) {
            if (input[pointer] != '.' || numbers_seen >= 4) return false;
            ++pointer;
        }
        if (pointer >= input.size() || !is_digit(input[pointer])) return false;
        unsigned value = 0;
        for (bool first = true; pointer < input.size() && is_digit(input[pointer]); first = false) {
            if (!first && value == 0) return false;
            value = value * 10 + static_cast<unsigned>(input[pointer++] - '0');
            if (value > 255) return false;
        }
        address[piece_index] = static_cast<std::uint16_t>(address[piece_index] * 0x100U + value);
        ++numbers_seen;
        if (numbers_seen == 2 || numbers_seen == 4) ++piece_index;
    }
    return numbers_seen == 4;
}

// Moves what follows `::` to the end. Step 7 of the IPv6 parser.
void expand(Pieces& address, std::size_t piece_index, std::size_t compress) {
    std::size_t swaps = piece_index - compress;
    for (std::size_t to = 7; to != 0 && swaps > 0; --to, --swaps) {
        std::swap(address[to], address[compress + swaps - 1]);
    }
}

// The pieces of an address. https://url.spec.whatwg.org/#concept-ipv6-parser
std::optional<Pieces> read_pieces(std::string_view input) {
    Pieces address{};
    std::size_t piece_index = 0;
    std::optional<std::size_t> compress;
    std::size_t pointer = 0;
    // 5. A leading colon has to be a double one.
    if (input.starts_with(':')) {
        if (!input.starts_with("::")) return std::nullopt;
        pointer = 2;
        compress = ++piece_index;
    }
    // 6. Piece by piece.
    while (pointer < input.size()) {
        if (piece_index == 8) return std::nullopt;
        if (input[pointer] == ':') {
            if (compress) return std::nullopt;
            ++pointer;
            compress = ++piece_index;
            continue;
        }
        unsigned value = 0;
        std::size_t length = 0;
        for (; length < 4 && pointer < input.size() && digit_value(input[pointer]) < 16; ++length) {
            value = value * 0x10U + static_cast<unsigned>(digit_value(input[pointer++]));
        }
        if (pointer < input.size() && input[pointer] == '.') {
            if (length == 0) return std::nullopt;
            if (!read_embedded_ipv4(input, pointer - length, address, piece_index)) return std::nullopt;
            break;
        }
        if (pointer < input.size()) {
            if (input[pointer] != ':' || ++pointer == input.size()) return std::nullopt;
        }
        address[piece_index++] = static_cast<std::uint16_t>(value);
    }
    // 7.-8. Eight in all.
    if (compress) {
        expand(address, piece_index, *compress);
    } else if (piece_index != 8) {
        return std::nullopt;
    }
    return address;
}

struct ZeroRun {
    std::size_t start = 8;
    std::size_t length = 1;  // A single zero is not shortened.
};

// https://url.spec.whatwg.org/#find-the-ipv6-address-compressed-piece-index
ZeroRun longest_zero_run(const Pieces& address) {
    ZeroRun longest;
    for (std::size_t i = 0; i < 8;) {
        std::size_t end = i;
        while (end < 8 && address[end] == 0) ++end;
        if (end - i > longest.length) longest = {i, end - i};
        i = std::max(end, i + 1);
    }
    return longest;
}

std::string to_hex(unsigned value) {
    std::string out;
    for (; value != 0; value >>= 4U) out.insert(out.begin(), "0123456789abcdef"[value & 0xFU]);
    return out.empty() ? "0" : out;
}

}  // namespace

bool ends_in_a_number(std::string_view input) {
    // 1.-2. An empty last label, after a trailing dot, does not count.
    std::vector<std::string_view> parts = split_at_dots(input);
    if (parts.back().empty()) {
        if (parts.size() == 1) return false;
        parts.pop_back();
    }
    // 3.-5. Digits, or what an IPv4 address may hold.
    const std::string_view last = parts.back();
    if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return true;
    return parse_ipv4_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view input) {
    std::vector<std::string_view> parts = split_at_dots(input);
    // 2. A trailing dot is passed over.
    if (parts.back().empty() && parts.size() > 1) parts.pop_back();
    // 3. At most four numbers.
    if (parts.size() > 4) return std::nullopt;
    // 4.-8. All but the last are bytes; the last fills the rest.
    std::uint64_t ipv4 = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = parse_ipv4_number(parts[i]);
        if (!number) return std::nullopt;
        const bool last = i + 1 == parts.size();
        const std::uint64_t limit = std::uint64_t{1} << (last ? 8 * (5 - parts.size()) : 8U);
        if (*number >= limit) return std::nullopt;
        ipv4 += last ? *number : *number << (8 * (3 - i));
    }
    return static_cast<std::uint32_t>(ipv4);
}

std::string serialize_ipv4(std::uint32_t address) {
    std::string out;
    for (unsigned shift = 32; shift != 0; shift -= 8) {
        if (!out.empty()) out += '.';
        out += std::to_string(address >> (shift - 8) & 0xFFU);
    }
    return out;
}

std::optional<std::string> parse_ipv6(std::string_view input) {
    const auto address = read_pieces(input);
    if (!address) return std::nullopt;
    const ZeroRun run = longest_zero_run(*address);
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == run.start) {
            out += i == 0 ? "::" : ":";
            i += run.length - 1;
            continue;
        }
        out += to_hex((*address)[i]);
        if (i != 7) out += ':';
    }
    return out;
}

}  // namespace corslab
