#include "core/http/header_map_order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/http/grammar.h"

namespace corslab {
namespace {

struct Product {
    std::uint64_t low;
    std::uint64_t high;
};

Product multiply(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t kLow = 0xFFFFFFFF;
    const std::uint64_t low = (a & kLow) * (b & kLow);
    const std::uint64_t one = (a >> 32U) * (b & kLow) + (low >> 32U);
    const std::uint64_t two = (a & kLow) * (b >> 32U) + (one & kLow);
    return {(two << 32U) | (low & kLow), (a >> 32U) * (b >> 32U) + (one >> 32U) + (two >> 32U)};
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const Product product = multiply(a, b);
    return product.low ^ product.high;
}

constexpr std::uint64_t kSeed = 0xbdd89aa982704029;
constexpr std::uint64_t kSecret0 = 0x2d358dccaa6c78a5;
constexpr std::uint64_t kSecret1 = 0x8bb84b93962eacc9;
constexpr std::uint64_t kSecret2 = 0x4b33a62ed433d4a3;

// `count` UTF-16 code units from `at` on, little-endian.
std::uint64_t units(std::string_view text, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i) value = (value << 16U) | static_cast<unsigned char>(text[at + i - 1]);
    return value;
}

// rapidhash of the text as UTF-16. Lengths and positions are in code units.
std::uint64_t hash_of(std::string_view text) {
    const std::uint64_t bytes = text.size() * 2;
    std::uint64_t seed = kSeed ^ mix(kSeed ^ kSecret0, kSecret1) ^ bytes;
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    if (text.size() > 8) {
        std::size_t at = 0;
        std::size_t left = text.size();
        if (left > 24) {
            std::uint64_t seed1 = seed;
            std::uint64_t seed2 = seed;
            for (; left >= 24; left -= 24, at += 24) {
                seed = mix(units(text, at, 4) ^ kSecret0, units(text, at + 4, 4) ^ seed);
                seed1 = mix(units(text, at + 8, 4) ^ kSecret1, units(text, at + 12, 4) ^ seed1);
                seed2 = mix(units(text, at + 16, 4) ^ kSecret2, units(text, at + 20, 4) ^ seed2);
            }
            seed ^= seed1 ^ seed2;
        }
        if (left > 8) seed = mix(units(text, at, 4) ^ kSecret2, units(text, at + 4, 4) ^ seed ^ kSecret1);
        if (left > 16) seed = mix(units(text, at + 8, 4) ^ kSecret2, units(text, at + 12, 4) ^ seed);
        a = units(text, text.size() - 8, 4);
        b = units(text, text.size() - 4, 4);
    } else if (text.size() >= 2) {
        const std::size_t last = text.size() - 2;
        const std::size_t step = text.size() >= 4 ? 2 : 0;
        a = (units(text, 0, 2) << 32U) | units(text, last, 2);
        b = (units(text, step, 2) << 32U) | units(text, last - step, 2);
    } else if (text.size() == 1) {
        a = units(text, 0, 1);
    }
    const Product product = multiply(a ^ kSecret1, b ^ seed);
    return mix(product.low ^ kSecret0 ^ bytes, product.high ^ kSecret1);
}

class Table {
  public:
    void insert(const std::string& name) {
        put(name);
        if (++count_ * 2 < slots_.size()) return;
        const std::vector<std::string> old = std::exchange(slots_, std::vector<std::string>(slots_.size() * 2));
        for (const std::string& moved : old) {
            if (!moved.empty()) put(moved);
        }
    }

    [[nodiscard]] std::vector<std::string> in_order() const {
        std::vector<std::string> names;
        for (const std::string& name : slots_) {
            if (!name.empty()) names.push_back(name);
        }
        return names;
    }

  private:
    void put(const std::string& name) {
        std::size_t slot = (hash_of(name) & 0xFFFFFF) % slots_.size();
        for (std::size_t probe = 1; !slots_[slot].empty(); ++probe) slot = (slot + probe) % slots_.size();
        slots_[slot] = name;
    }

    std::vector<std::string> slots_ = std::vector<std::string>(8);
    std::size_t count_ = 0;
};

}  // namespace

std::vector<std::string> header_map_order(const std::vector<std::string>& names) {
    Table table;
    for (const std::string& name : names) table.insert(name);
    return table.in_order();
}

std::string_view common_header_name(std::string_view name) {
    constexpr std::array<std::string_view, 67> kCommon{
        "Accept", "Accept-Language", "Accept-Ranges", "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers", "Access-Control-Max-Age", "Age", "Authorization", "Cache-Control",
        "Clear-Site-Data", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location",
        "Content-Security-Policy", "Content-Security-Policy-Report-Only", "Content-Type", "Content-Range",
        "Cross-Origin-Embedder-Policy", "Cross-Origin-Embedder-Policy-Report-Only", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Opener-Policy-Report-Only", "Cross-Origin-Resource-Policy", "Default-Style", "ETag", "Expires",
        "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Last-Event-ID",
        "Last-Modified", "Link", "Location", "Ping-From", "Ping-To", "Pragma", "Range", "Referrer-Policy", "Refresh",
        "Report-To", "Reporting-Endpoints", "Server-Timing", "Service-Worker", "Service-Worker-Allowed",
        "Service-Worker-Navigation-Preload", "SourceMap", "Timing-Allow-Origin", "Upgrade-Insecure-Requests",
        "User-Agent", "Vary", "X-Content-Type-Options", "X-Frame-Options", "X-SourceMap", "X-XSS-Protection",
        "X-Temp-Tablet", "Icy-MetaInt", "Icy-Metadata", "Accept-Charset", "Accept-Encoding", "Connection", "Host",
        "Origin"};
    const auto* const found = std::find_if(kCommon.begin(), kCommon.end(), [&](std::string_view common) {
        return equals_ignoring_case(common, name);
    });
    return found == kCommon.end() ? std::string_view() : *found;
}

std::vector<std::string> common_names_first(const std::vector<std::string>& names) {
    std::vector<std::string> ordered = names;
    std::stable_partition(ordered.begin(), ordered.end(),
                          [](const std::string& name) { return !common_header_name(name).empty(); });
    return ordered;
}

}  // namespace corslab
