#include "core/import/curl_options.h"

#include <algorithm>

namespace corslab::imports {
namespace {

using Action = CurlAction;

constexpr CurlOption kOptions[] = {
    {"request", 'X', Action::kRequest, true, ""},
    {"header", 'H', Action::kHeader, true, ""},
    {"data", 'd', Action::kData, true, ""},
    {"data-ascii", 0, Action::kData, true, ""},
    {"data-binary", 0, Action::kData, true, ""},
    {"data-raw", 0, Action::kDataRaw, true, ""},
    {"data-urlencode", 0, Action::kUrlEncode, true, ""},
    {"json", 0, Action::kJson, true, ""},
    {"form", 'F', Action::kForm, true, ""},
    {"form-string", 0, Action::kFormString, true, ""},
    {"cookie", 'b', Action::kCookie, true, ""},
    {"user", 'u', Action::kUser, true, ""},
    {"user-agent", 'A', Action::kAgent, true, ""},
    {"referer", 'e', Action::kReferer, true, ""},
    {"head", 'I', Action::kHead, false, ""},
    {"get", 'G', Action::kGet, false, ""},
    {"location", 'L', Action::kLocation, false, ""},
    {"location-trusted", 0, Action::kLocation, false, ""},
    {"url", 0, Action::kUrl, true, ""},
    {"url-query", 0, Action::kUrlQuery, true, ""},
    {"oauth2-bearer", 0, Action::kBearer, true, ""},
    {"upload-file", 'T', Action::kUpload, true, ""},
    {"range", 'r', Action::kRange, true, ""},
    {"aws-sigv4", 0, Action::kAwsSignature, true, ""},
    {"config", 'K', Action::kConfig, true, ""},
    {"next", ':', Action::kNext, false, ""},
    {"insecure", 'k', Action::kUnlike, false, "a browser always checks certificates, unless the user lets it pass"},
    {"compressed", 0, Action::kUnlike, false, "a browser always asks for compressed answers"},
    {"include", 'i', Action::kNothing, false, ""},
    {"verbose", 'v', Action::kNothing, false, ""},
    {"silent", 's', Action::kNothing, false, ""},
    {"show-error", 'S', Action::kNothing, false, ""},
    {"output", 'o', Action::kUnlike, true, "where the answer is stored is curl's affair"},
    {"remote-name", 'O', Action::kUnlike, false, "where the answer is stored is curl's affair"},
    {"proxy", 'x', Action::kUnlike, true, "a browser has proxies of its own"},
    {"fail", 'f', Action::kUnlike, false, "fetch() resolves whatever the status is"},
    {"max-time", 'm', Action::kUnlike, true, "time is no part of it"},
    {"cert", 'E', Action::kUnlike, true, "a browser asks its user which certificate to send"},
};

// The others, each with its letter.
constexpr std::string_view kWithArgument =
    "abstract-unix-socket alt-svc cacert capath cert-type ciphers connect-timeout connect-to continue-at:C "
    "cookie-jar:c create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr "
    "dns-servers doh-url dump-header:D ech egd-file engine etag-compare etag-save expect100-timeout "
    "ftp-account ftp-alternative-to-user ftp-method ftp-port:P ftp-ssl-ccc-mode happy-eyeballs-timeout-ms "
    "haproxy-clientip hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway keepalive-time key "
    "key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize "
    "max-redirs netrc-file noproxy output-dir parallel-max pass pinnedpubkey preproxy proto proto-default "
    "proto-redir proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile "
    "proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name "
    "proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user:U proxy1.0 pubkey "
    "quote:Q random-file rate request-target resolve retry retry-delay retry-max-time sasl-authzid "
    "service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit:Y speed-time:y "
    "stderr telnet-option:t tftp-blksize time-cond:z tls-max tls13-ciphers tlsauthtype tlspassword tlsuser "
    "trace trace-ascii trace-config unix-socket variable vlan-priority write-out:w ";
constexpr std::string_view kFlags =
    "anyauth append:a basic ca-native cert-status compressed-ssh create-dirs crlf digest disable-eprt "
    "disable-epsv disable:q disallow-username-in-url doh-cert-status doh-insecure fail-early fail-with-body "
    "false-start form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control "
    "globoff:g haproxy-protocol http0.9 http1.0:0 http1.1 http2 http2-prior-knowledge http3 http3-only "
    "ignore-content-length ipv4:4 ipv6:6 junk-session-cookies:j list-only:l mail-rcpt-allowfails metalink "
    "negotiate netrc-optional netrc:n no-alpn no-buffer:N no-clobber no-keepalive no-npn no-progress-meter "
    "no-sessionid ntlm ntlm-wb parallel-immediate parallel:Z path-as-is post301 post302 post303 "
    "progress-bar:# proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure "
    "proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel:p "
    "raw remote-header-name:J remote-name-all remote-time:R remove-on-error retry-all-errors "
    "retry-connrefused sasl-ir skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl "
    "ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2:2 sslv3:3 "
    "styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tlsv1.0 tlsv1.1 tlsv1.2 "
    "tlsv1.3 tlsv1:1 tr-encoding trace-ids trace-time use-ascii:B xattr ";

CurlOption other(std::string_view name, bool takes_argument) {
    return {name, 0, Action::kUnlike, takes_argument, ""};
}

// The entry of a list, such as `continue-at:C`, whose name or letter it is.
std::optional<std::string_view> find_in(std::string_view list, std::string_view name, char letter) {
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        const std::string_view entry = list.substr(0, end);
        list.remove_prefix(end + 1);
        const std::size_t colon = std::min(entry.find(':'), entry.size());
        const bool same =
            letter == 0 ? entry.substr(0, colon) == name : colon + 1 < entry.size() && entry[colon + 1] == letter;
        if (same) return entry.substr(0, colon);
    }
    return std::nullopt;
}

std::optional<CurlOption> find(std::string_view name, char letter) {
    for (const CurlOption& option : kOptions) {
        if (letter == 0 ? option.name == name : option.letter == letter) return option;
    }
    if (const auto found = find_in(kWithArgument, name, letter)) return other(*found, true);
    if (const auto found = find_in(kFlags, name, letter)) return other(*found, false);
    return std::nullopt;
}

}  // namespace

std::optional<CurlOption> curl_option(std::string_view name) {
    if (auto option = find(name, 0)) return option;
    // What can be switched on can be switched off.
    if (!name.starts_with("no-")) return std::nullopt;
    const auto option = find(name.substr(3), 0);
    if (!option || option->takes_argument) return std::nullopt;
    return other(name, false);
}

std::optional<CurlOption> curl_option(char letter) {
    return letter == 0 ? std::nullopt : find({}, letter);
}

}  // namespace corslab::imports
