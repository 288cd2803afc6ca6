#include <algorithm>
#include <vector>

#include "core/url/host_parser.h"
#include "core/url/percent_encode.h"
#include "core/url/url.h"

namespace corslab {
namespace {

bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_special_scheme(std::string_view scheme) {
    return scheme == "https" || scheme == "http" || scheme == "file" || scheme == "ws" || scheme == "wss" ||
           scheme == "ftp";
}

// https://url.spec.whatwg.org/#windows-drive-letter
bool is_windows_drive_letter(std::string_view text) {
    return text.size() == 2 && is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool is_normalized_windows_drive_letter(std::string_view text) {
    return is_windows_drive_letter(text) && text[1] == ':';
}

// https://url.spec.whatwg.org/#start-with-a-windows-drive-letter
bool starts_with_windows_drive_letter(std::string_view text) {
    return is_windows_drive_letter(text.substr(0, 2)) &&
           (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

// `.` and its percent-encoded spellings, taken off the front.
bool consume_dot(std::string_view& text) {
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        return true;
    }
    if (text.starts_with("%2e") || text.starts_with("%2E")) {
        text.remove_prefix(3);
        return true;
    }
    return false;
}

int dots_in(std::string_view segment) {
    int dots = 0;
    while (dots < 3 && consume_dot(segment)) ++dots;
    return segment.empty() ? dots : 0;
}

// Steps 1 to 3: no control characters and spaces at the ends, no tabs and line breaks at all.
std::string clean(std::string_view input) {
    const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
    while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
    std::string text = to_valid_utf8(input);
    std::erase_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
    return text;
}

// The states of the basic URL parser, one function each; `rest_` is what the pointer has ahead.
// https://url.spec.whatwg.org/#concept-basic-url-parser
class Parser {
  public:
    Parser(std::string_view input, const Url* base, HostSyntax special_host)
        : rest_(input), base_(base), special_host_(special_host) {}

    std::optional<Url> run() {
        if (!parse_scheme()) return std::nullopt;
        if (!url_.has_opaque_path) {
            for (const std::string& segment : path_) url_.path += "/" + segment;
        }
        return std::move(url_);
    }

  private:
    [[nodiscard]] char c() const { return rest_.empty() ? '\0' : rest_.front(); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] bool special() const { return is_special_scheme(url_.scheme); }
    [[nodiscard]] bool at_slash() const { return c() == '/' || (special() && c() == '\\'); }
    void advance() { rest_.remove_prefix(1); }

    // https://url.spec.whatwg.org/#scheme-start-state and #scheme-state
    bool parse_scheme() {
        std::size_t end = 0;
        if (is_alpha(c())) {
            while (end < rest_.size() && (is_alpha(rest_[end]) || is_digit(rest_[end]) || rest_[end] == '+' ||
                                          rest_[end] == '-' || rest_[end] == '.')) {
                ++end;
            }
        }
        if (end == 0 || end == rest_.size() || rest_[end] != ':') return parse_no_scheme();
        for (const char letter : rest_.substr(0, end)) {
            url_.scheme += is_alpha(letter) ? static_cast<char>(letter | 0x20) : letter;
        }
        rest_.remove_prefix(end + 1);
        if (url_.scheme == "file") return parse_file();
        if (special()) {
            if (base_ != nullptr && base_->scheme == url_.scheme && !rest_.starts_with("//")) return parse_relative();
            return parse_special_authority();
        }
        if (rest_.starts_with("//")) {
            rest_.remove_prefix(2);
            return parse_authority();
        }
        if (c() == '/') {
            advance();
            return parse_path();
        }
        return parse_opaque_path();
    }

    // https://url.spec.whatwg.org/#no-scheme-state
    bool parse_no_scheme() {
        if (base_ == nullptr || (base_->has_opaque_path && c() != '#')) return false;
        if (base_->has_opaque_path) {
            url_ = *base_;
            url_.fragment.reset();
            return parse_query_and_fragment();
        }
        url_.scheme = base_->scheme;
        return url_.scheme == "file" ? parse_file() : parse_relative();
    }

    void take_path_of_base() {
        std::string_view path = base_->path;
        while (!path.empty()) {
            path.remove_prefix(1);
            const auto slash = std::min(path.find('/'), path.size());
            path_.emplace_back(path.substr(0, slash));
            path.remove_prefix(slash);
        }
    }

    void take_authority_of_base() {
        url_.username = base_->username;
        url_.password = base_->password;
        url_.host = base_->host;
        url_.port = base_->port;
    }

    // https://url.spec.whatwg.org/#relative-state and #relative-slash-state
    bool parse_relative() {
        if (at_slash()) {
            advance();
            if (special() && at_slash()) return parse_special_authority();
            if (c() == '/') {
                advance();
                return parse_authority();
            }
            take_authority_of_base();
            return parse_path();
        }
        take_authority_of_base();
        return parse_relative_to_path_of_base();
    }

    // The last steps of the relative state, shared with the file state.
    bool parse_relative_to_path_of_base() {
        take_path_of_base();
        if (at_end() || c() == '?' || c() == '#') {
            url_.query = base_->query;
            return parse_query_and_fragment();
        }
        if (url_.scheme == "file" && starts_with_windows_drive_letter(rest_)) {
            path_.clear();
        } else {
            shorten_path();
        }
        return parse_path();
    }

    // https://url.spec.whatwg.org/#special-authority-ignore-slashes-state
    bool parse_special_authority() {
        while (c() == '/' || c() == '\\') advance();
        return parse_authority();
    }

    // https://url.spec.whatwg.org/#authority-state
    bool parse_authority() {
        const std::string_view ends = special() ? "/\\?#" : "/?#";
        std::string_view authority = rest_.substr(0, std::min(rest_.find_first_of(ends), rest_.size()));
        rest_.remove_prefix(authority.size());
        const auto at = authority.rfind('@');
        if (at != std::string_view::npos) {
            const std::string_view credentials = authority.substr(0, at);
            const auto colon = std::min(credentials.find(':'), credentials.size());
            url_.username = percent_encode(credentials.substr(0, colon), EncodeSet::kUserinfo);
            if (colon < credentials.size()) {
                url_.password = percent_encode(credentials.substr(colon + 1), EncodeSet::kUserinfo);
            }
            authority.remove_prefix(at + 1);
            if (authority.empty()) return false;
        }
        return parse_host_and_port(authority) && parse_path_start();
    }

    // https://url.spec.whatwg.org/#host-state and #port-state
    bool parse_host_and_port(std::string_view authority) {
        std::size_t colon = 0;
        bool inside_brackets = false;
        for (; colon < authority.size() && (inside_brackets || authority[colon] != ':'); ++colon) {
            if (authority[colon] == '[') inside_brackets = true;
            if (authority[colon] == ']') inside_brackets = false;
        }
        const std::string_view text = authority.substr(0, colon);
        if (text.empty() && (special() || colon < authority.size())) return false;
        url_.host = parse_host(text, special() ? special_host_ : HostSyntax::kOpaque);
        if (!url_.host) return false;
        return colon == authority.size() || parse_port(authority.substr(colon + 1));
    }

    bool parse_port(std::string_view digits) {
        unsigned port = 0;
        for (const char digit : digits) {
            if (!is_digit(digit)) return false;
            port = port * 10 + static_cast<unsigned>(digit - '0');
            if (port > 0xFFFF) return false;
        }
        if (!digits.empty() && default_port(url_.scheme) != port) url_.port = static_cast<std::uint16_t>(port);
        return true;
    }

    // https://url.spec.whatwg.org/#file-state and #file-slash-state
    bool parse_file() {
        url_.host = Host{};
        const bool file_base = base_ != nullptr && base_->scheme == "file";
        if (at_slash()) {
            advance();
            if (at_slash()) {
                advance();
                return parse_file_host();
            }
            if (file_base) take_drive_of_base();
            return parse_path();
        }
        if (!file_base) return parse_path();
        url_.host = base_->host;
        return parse_relative_to_path_of_base();
    }

    void take_drive_of_base() {
        url_.host = base_->host;
        if (starts_with_windows_drive_letter(rest_)) return;
        const std::string_view first =
            std::string_view(base_->path).substr(std::min<std::size_t>(1, base_->path.size()));
        const std::string_view segment = first.substr(0, first.find('/'));
        if (is_normalized_windows_drive_letter(segment)) path_.emplace_back(segment);
    }

    // https://url.spec.whatwg.org/#file-host-state
    bool parse_file_host() {
        const std::string_view text = rest_.substr(0, std::min(rest_.find_first_of("/\\?#"), rest_.size()));
        // A drive letter is no host, but the start of the path.
        if (is_windows_drive_letter(text)) return parse_path();
        rest_.remove_prefix(text.size());
        if (!text.empty()) {
            url_.host = parse_host(text, HostSyntax::kSpecial);
            if (!url_.host) return false;
            if (url_.host->text == "localhost") url_.host = Host{};
        }
        return parse_path_start();
    }

    // https://url.spec.whatwg.org/#path-start-state
    bool parse_path_start() {
        if (special()) {
            if (at_slash()) advance();
            return parse_path();
        }
        if (at_end() || c() == '?' || c() == '#') return parse_query_and_fragment();
        if (c() == '/') advance();
        return parse_path();
    }

    // https://url.spec.whatwg.org/#shorten-a-urls-path
    void shorten_path() {
        const bool drive =
            url_.scheme == "file" && path_.size() == 1 && is_normalized_windows_drive_letter(path_.front());
        if (!drive && !path_.empty()) path_.pop_back();
    }

    // https://url.spec.whatwg.org/#path-state
    bool parse_path() {
        for (;;) {
            std::string segment;
            while (!at_end() && !at_slash() && c() != '?' && c() != '#') {
                append_encoded(segment, c(), EncodeSet::kPath);
                advance();
            }
            const bool more = at_slash();
            end_segment(std::move(segment), more);
            if (!more) return parse_query_and_fragment();
            advance();
        }
    }

    void end_segment(std::string segment, bool more) {
        const int dots = dots_in(segment);
        if (dots == 2) shorten_path();
        if (dots == 1 || dots == 2) {
            if (!more) path_.emplace_back();
            return;
        }
        if (url_.scheme == "file" && path_.empty() && is_windows_drive_letter(segment)) segment[1] = ':';
        path_.push_back(std::move(segment));
    }

    // https://url.spec.whatwg.org/#cannot-be-a-base-url-path-state
    bool parse_opaque_path() {
        url_.has_opaque_path = true;
        while (!at_end() && c() != '?' && c() != '#') {
            const bool last = rest_.size() > 1 && (rest_[1] == '?' || rest_[1] == '#');
            if (c() == ' ' && last) {
                url_.path += "%20";
            } else {
                append_encoded(url_.path, c(), EncodeSet::kC0Control);
            }
            advance();
        }
        return parse_query_and_fragment();
    }

    // https://url.spec.whatwg.org/#query-state and #fragment-state
    bool parse_query_and_fragment() {
        if (c() == '?' && !at_end()) {
            advance();
            const std::string_view query = rest_.substr(0, std::min(rest_.find('#'), rest_.size()));
            url_.query = percent_encode(query, special() ? EncodeSet::kSpecialQuery : EncodeSet::kQuery);
            rest_.remove_prefix(query.size());
        }
        if (c() == '#' && !at_end()) {
            advance();
            url_.fragment = percent_encode(rest_, EncodeSet::kFragment);
        }
        return true;
    }

    std::string_view rest_;
    const Url* base_;
    HostSyntax special_host_;
    Url url_;
    std::vector<std::string> path_;
};

}  // namespace

std::optional<Url> parse_url(std::string_view input, const Url* base, HostSpaces spaces) {
    const std::string text = clean(input);
    const bool escaped = spaces == HostSpaces::kEscaped;
    return Parser(text, base, escaped ? HostSyntax::kSpecialWithSpaces : HostSyntax::kSpecial).run();
}

std::string serialize_url(const Url& url, Fragment fragment) {
    std::string out = url.scheme + ":";
    if (url.host) {
        out += "//";
        if (includes_credentials(url)) {
            out += url.username;
            if (!url.password.empty()) out += ":" + url.password;
            out += "@";
        }
        out += url.host->text;
        if (url.port) out += ":" + std::to_string(*url.port);
    } else if (!url.has_opaque_path && url.path.starts_with("//")) {
        // Without this the path would read as a host.
        out += "/.";
    }
    out += url.path;
    if (url.query) out += "?" + *url.query;
    if (fragment == Fragment::kInclude && url.fragment) out += "#" + *url.fragment;
    return out;
}

bool includes_credentials(const Url& url) {
    return !url.username.empty() || !url.password.empty();
}

std::optional<std::uint16_t> default_port(std::string_view scheme) {
    if (scheme == "http" || scheme == "ws") return std::uint16_t{80};
    if (scheme == "https" || scheme == "wss") return std::uint16_t{443};
    if (scheme == "ftp") return std::uint16_t{21};
    return std::nullopt;
}

bool is_http_scheme(std::string_view scheme) {
    return scheme == "http" || scheme == "https";
}

}  // namespace corslab
