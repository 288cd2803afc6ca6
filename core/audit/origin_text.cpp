#include "core/audit/origin_text.h"

#include <algorithm>
#include <array>

#include "core/http/grammar.h"
#include "core/url/origin.h"

namespace corslab::audit {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kByteOrderMarkAsLatin1 = "\xC3\xAF\xC2\xBB\xC2\xBF";

bool has_white_space(std::string_view text) {
    const bool control =
        std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c <= ' ') || c == '\x7F'; });
    return control || text.find(kNoBreakSpace) != std::string_view::npos ||
           text.find(kByteOrderMark) != std::string_view::npos ||
           text.find(kByteOrderMarkAsLatin1) != std::string_view::npos;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
}

std::string without(std::string_view text, std::string_view letters) {
    std::string out;
    for (const char c : text) {
        if (letters.find(c) == std::string_view::npos) out += c;
    }
    return out;
}

// scheme://user@host:port/rest
struct Parts {
    std::string_view scheme;
    bool user = false;
    std::string_view host;
    std::optional<std::string_view> port;
    std::string_view rest;
    bool bare_ipv6 = false;
};

Parts take_apart(std::string_view text) {
    Parts parts;
    const auto colon = text.find("://");
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 3);
    const auto end = std::min(text.find_first_of("/\\?#"), text.size());
    parts.rest = text.substr(end);
    std::string_view authority = text.substr(0, end);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        parts.user = true;
        authority.remove_prefix(at + 1);
    }
    const auto bracket = authority.rfind(']');
    const auto port = authority.rfind(':');
    parts.bare_ipv6 = bracket == std::string_view::npos && std::count(authority.begin(), authority.end(), ':') > 1;
    const bool has_port =
        port != std::string_view::npos && !parts.bare_ipv6 && (bracket == std::string_view::npos || port > bracket);
    parts.host = has_port ? authority.substr(0, port) : authority;
    if (has_port) parts.port = authority.substr(port + 1);
    return parts;
}

bool is_bad_port(std::string_view port) {
    constexpr int kHighestPort = 65535;
    const auto number = parse_delta_seconds(port);
    return !number || port.front() == '0' || *number > kHighestPort;
}

std::string meant_address(const Parts& parts) {
    std::string host(parts.host);
    if (parts.bare_ipv6) host = "[" + host + "]";
    if (const auto zone = host.find('%'); zone != std::string::npos && host.front() == '[')
        host.resize(zone), host += ']';
    const auto url = parse_url(std::string(parts.scheme) + "://" + host);
    const bool address = url && url->host && (url->host->kind == HostKind::kIpv4 || url->host->kind == HostKind::kIpv6);
    return address && url->host->text != byte_lowercase(parts.host) ? serialize_origin(origin_of(*url)) : std::string();
}

void faults_of_rest(std::string_view rest, const std::string& meant, std::vector<OriginFault>& faults) {
    if (rest.empty()) return;
    if (rest == "/") return void(faults.push_back({Rule::kTrailingSlash, meant}));
    const auto fragment = rest.find('#');
    const auto query = rest.substr(0, fragment).find('?');
    const std::string_view path = rest.substr(0, std::min(fragment, query));
    if (path.size() > 1) faults.push_back({Rule::kPath, meant});
    if (query != std::string_view::npos) faults.push_back({Rule::kQuery, meant});
    if (fragment != std::string_view::npos) faults.push_back({Rule::kFragment, meant});
}

void faults_of_port(const Parts& parts, const std::string& meant, std::vector<OriginFault>& faults) {
    if (!parts.port) return;
    if (is_bad_port(*parts.port)) return void(faults.push_back({Rule::kBadPort, ""}));
    const auto usual = default_port(byte_lowercase(parts.scheme));
    if (usual && std::to_string(*usual) == *parts.port) faults.push_back({Rule::kDefaultPort, meant});
}

std::vector<OriginFault> faults_in_parts(std::string_view text) {
    const Parts parts = take_apart(text);
    const std::string meant = origin_meant(text);
    std::vector<OriginFault> faults;
    if (parts.user) faults.push_back({Rule::kUserinfo, meant});
    const std::string name = std::string(parts.scheme) + std::string(parts.host);
    if (byte_lowercase(name) != name) faults.push_back({Rule::kUppercase, meant});
    if (std::string address = meant_address(parts); !address.empty()) {
        faults.push_back({Rule::kIpForm, std::move(address)});
    } else {
        faults_of_port(parts, meant, faults);
    }
    faults_of_rest(parts.rest, meant, faults);
    // What is left: percent signs in a host, an empty one, labels that the URL Standard refuses.
    const bool known_scheme = default_port(byte_lowercase(parts.scheme)).has_value();
    if (faults.empty() && known_scheme && meant != text) faults.push_back({Rule::kNotAnOrigin, meant});
    return faults;
}

}  // namespace

std::string origin_meant(std::string_view text) {
    const auto url = parse_url(text);
    if (!url || !url->host || url->host->text.empty()) return {};
    const Origin origin = origin_of(*url);
    return origin.opaque ? std::string() : serialize_origin(origin);
}

bool looks_like_pattern(std::string_view text) {
    return text.find_first_of("*^$()|\\") != std::string_view::npos;
}

bool is_file_or_any_extension(std::string_view text) {
    const std::string lower = byte_lowercase(text);
    if (lower.starts_with("file:")) return true;
    const auto scheme = lower.find("-extension://");
    return scheme != std::string::npos && lower.find('*') != std::string::npos;
}

std::vector<OriginFault> faults_of_origin(std::string_view text) {
    if (text.find_first_of("'\"") != std::string_view::npos) {
        return {{Rule::kQuotes, origin_meant(without(text, "'\""))}};
    }
    if (has_white_space(text)) {
        std::string bare = without(text, " \t\r\n\f\v");
        for (const std::string_view invisible : {kNoBreakSpace, kByteOrderMarkAsLatin1, kByteOrderMark}) {
            if (const auto at = bare.find(invisible); at != std::string::npos) bare.erase(at, invisible.size());
        }
        return {{Rule::kWhitespace, origin_meant(bare)}};
    }
    if (!is_ascii(text)) return {{Rule::kUnicode, origin_meant(text)}};
    const auto colon = text.find("://");
    if (colon == std::string_view::npos || colon == 0) {
        const std::string_view bare = text.starts_with("//") ? text.substr(2) : text;
        return {{Rule::kNoScheme, origin_meant("https://" + std::string(bare))}};
    }
    return faults_in_parts(text);
}

std::string with_star_replaced(std::string_view text, std::string_view word) {
    std::string out;
    for (const char c : text) {
        if (c == '*') {
            out += word;
        } else {
            out += c;
        }
    }
    return out;
}

bool is_shared_host(std::string_view host) {
    // Many people's pages on one origin. Services with a subdomain for each customer are none of them.
    static constexpr std::array<std::string_view, 12> kHosts{
        "codepen.io",       "cdpn.io",          "s.codepen.io",   "jsfiddle.net", "fiddle.jshell.net",
        "jsbin.com",        "output.jsbin.com", "null.jsbin.com", "plnkr.co",     "storage.googleapis.com",
        "s3.amazonaws.com", "web.archive.org"};
    return std::find(kHosts.begin(), kHosts.end(), host) != kHosts.end();
}

}  // namespace corslab::audit
