#include <algorithm>

#include "core/http/grammar.h"
#include "core/import/curl_options.h"
#include "core/import/curl_output.h"
#include "core/import/import.h"
#include "core/import/shell_words.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

using Action = CurlAction;

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kBoundary = "------------------------corslab";

// One request of a command, until its options are at an end.
class CurlCommand {
  public:
    explicit CurlCommand(std::string_view text) : text_(text) {}

    // Reads the words of one command; a program's name comes first.
    void read(const std::vector<Word>& words) {
        bool options_end = false;
        start();
        for (std::size_t i = 1; i < words.size() && !failure_; ++i) {
            const Word& word = words[i];
            const std::string& text = word.text;
            if (options_end || text.size() < 2 || text[0] != '-') {
                add_url(word);
            } else if (text == "--") {
                options_end = true;
            } else if (text[1] == '-') {
                read_long(words, i);
            } else {
                read_short(words, i);
            }
        }
        finish();
    }

    [[nodiscard]] std::vector<Exchange>& exchanges() { return exchanges_; }
    [[nodiscard]] std::optional<Failure>& failure() { return failure_; }

  private:
    [[nodiscard]] std::size_t line(const Word& word) const { return line_of(text_, word.offset); }

    void fail(const Word& word, std::string message) {
        if (!failure_) failure_ = Failure{"syntax", std::move(message), word.offset};
    }

    void start() {
        one_ = Exchange();
        one_.writer = Writer::kCommand;
        urls_.clear();
        data_.reset();
        method_.clear();
        form_.clear();
        gets_ = heads_ = uploads_ = json_ = false;
    }

    void add_url(const Word& word) { urls_.push_back(word); }

    void read_long(const std::vector<Word>& words, std::size_t& i) {
        const Word& word = words[i];
        const std::string name = word.text.substr(2);
        const auto option = curl_option(std::string_view(name));
        if (!option) {
            const std::size_t sign = name.find('=');
            const bool glued = sign != std::string::npos && curl_option(std::string_view(name).substr(0, sign));
            return fail(word, glued
                                  ? "curl does not take an option's value behind =; expected a space in its place: --" +
                                        name.substr(0, sign) + " " + shown(name.substr(sign + 1))
                                  : "curl has no option " + shown(word.text) + "; check its spelling, or leave it out");
        }
        if (!option->takes_argument) return apply(*option, word, word);
        if (i + 1 >= words.size())
            return fail(word, "the option " + word.text + " needs a value; expected one behind it");
        ++i;
        apply(*option, word, words[i]);
    }

    // -sSL, -XPOST, -X POST
    void read_short(const std::vector<Word>& words, std::size_t& i) {
        const Word& word = words[i];
        for (std::size_t at = 1; at < word.text.size() && !failure_; ++at) {
            const auto option = curl_option(word.text[at]);
            if (!option)
                return fail(word, "curl has no option -" + std::string(1, word.text[at]) +
                                      "; check its spelling, or put the word in quotes where it is no option");
            if (!option->takes_argument) {
                apply(*option, word, word);
                continue;
            }
            if (at + 1 < word.text.size()) {
                Word rest = word;
                rest.text = word.text.substr(at + 1);
                return apply(*option, word, rest);
            }
            if (i + 1 >= words.size())
                return fail(word,
                            "the option -" + std::string(1, word.text[at]) + " needs a value; expected one behind it");
            ++i;
            return apply(*option, word, words[i]);
        }
    }

    void apply(const CurlOption& option, const Word& word, const Word& value) {
        switch (option.action) {
            case Action::kNothing:
                return;
            case Action::kUnlike: {
                const std::string why(option.sentence);
                const std::string name = word.text.starts_with("--") ? word.text : "--" + std::string(option.name);
                one_.ignored.push_back({name + " does not matter here" + (why.empty() ? "" : ": " + why), line(word)});
                return;
            }
            case Action::kHeader:
                return add_header(value);
            case Action::kData:
            case Action::kDataRaw:
            case Action::kJson:
            case Action::kUrlEncode:
                return add_data(option.action, value);
            case Action::kForm:
            case Action::kFormString:
                return add_form(option.action, value);
            case Action::kUrl:
                return add_url(value);
            case Action::kNext:
                finish();
                return start();
            default:
                return apply_rest(option, word, value);
        }
    }

    void apply_rest(const CurlOption& option, const Word& word, const Word& value) {
        const std::string& text = value.text;
        switch (option.action) {
            case Action::kRequest:
                method_ = text;
                return;
            case Action::kHead:
                heads_ = true;
                return;
            case Action::kGet:
                gets_ = true;
                return;
            case Action::kLocation:
                one_.redirect = RedirectMode::kFollow;
                return;
            case Action::kAgent:
                return put_header("User-Agent", text, value);
            case Action::kReferer:
                return put_header("Referer", text.substr(0, text.find(";auto")), value);
            case Action::kCookie:
                one_.cookies = true;
                return;
            case Action::kUser:
                return put_header("Authorization",
                                  "Basic " + base64(text.find(':') == std::string::npos ? text + ":" : text), value);
            case Action::kBearer:
                return put_header("Authorization", "Bearer " + text, value);
            case Action::kAwsSignature:
                put_header("Authorization", "AWS4-HMAC-SHA256", value);
                one_.headers.back().unknown = "the signature of --aws-sigv4";
                return;
            case Action::kRange:
                return put_header("Range", "bytes=" + text, value);
            case Action::kUpload:
                uploads_ = true;
                one_.unknown_body = "the file " + shown(text);
                return;
            case Action::kUrlQuery:
                queries_.push_back(text.starts_with('+') ? text.substr(1) : encoded_pair(text));
                return;
            case Action::kConfig:
                one_.missing.push_back({"options", "The options in the file " + shown(text) + " are not in it.", ""});
                return;
            default:
                one_.ignored.push_back({word.text + " does not matter here", line(word)});
        }
    }

    void put_header(std::string name, std::string value, const Word& word) {
        one_.headers.push_back({std::move(name), std::move(value), line(word), word.unknown});
    }

    // 'Name: value', 'Name:' (sends none), 'Name;' (sends an empty one)
    void add_header(const Word& word) {
        const std::string& text = word.text;
        if (text.starts_with('@')) {
            one_.missing.push_back({"headers", "The headers in the file " + shown(text.substr(1)) + " are not in it.",
                                    "/request/headers"});
            return;
        }
        const std::size_t colon = text.find(':');
        if (colon == std::string::npos) {
            if (text.ends_with(';')) return put_header(text.substr(0, text.size() - 1), "", word);
            if (text.empty()) return;
            return fail(word, "this is no header: " + shown(text) + "; expected -H 'Name: value'");
        }
        const std::string name(trim(std::string_view(text).substr(0, colon)));
        const std::string value(trim(std::string_view(text).substr(colon + 1)));
        if (value.empty()) {
            removed_.push_back(name);
            one_.ignored.push_back({"-H '" + shown(text) + "' makes curl leave that header out", line(word)});
            return;
        }
        put_header(name, value, word);
    }

    static std::string encoded_pair(const std::string& text) {
        const std::size_t sign = text.find('=');
        if (sign == std::string::npos) return encode_component(text);
        const std::string name = text.substr(0, sign);
        return (name.empty() ? "" : name + "=") + encode_component(text.substr(sign + 1));
    }

    void add_data(Action action, const Word& word) {
        std::string text = word.text;
        const std::size_t mark = text.find_first_of("@=");
        const bool named_file = action == Action::kUrlEncode && mark != std::string::npos && text[mark] == '@';
        if ((action != Action::kDataRaw && text.starts_with('@')) || named_file) {
            one_.unknown_body = "the file " + shown(text.substr(text.find('@') + 1));
            text = named_file ? text.substr(0, mark) + (mark > 0 ? "=" : "") : "";
        } else if (action == Action::kUrlEncode) {
            text = encoded_pair(text);
        }
        if (!word.unknown.empty()) one_.unknown_body = word.unknown;
        json_ = json_ || action == Action::kJson;
        if (data_ && action != Action::kJson) *data_ += '&';
        if (!data_) data_ = "";
        *data_ += text;
    }

    void add_form(Action action, const Word& word) {
        const std::size_t sign = word.text.find('=');
        if (sign == std::string::npos)
            return fail(word, "this is no part of a form: " + shown(word.text) + "; expected -F 'name=value'");
        const std::string name = word.text.substr(0, sign);
        std::string value = word.text.substr(sign + 1);
        std::string more;
        if (action == Action::kForm && (value.starts_with('@') || value.starts_with('<'))) {
            const std::string file = value.substr(1, value.find(';') - 1);
            one_.unknown_body = "the file " + shown(file);
            if (value[0] == '@') more = "; filename=\"" + file.substr(file.find_last_of("/\\") + 1) + "\"";
            value.clear();
        } else if (action == Action::kForm) {
            value = value.substr(0, value.find(";type="));
        }
        if (!word.unknown.empty()) one_.unknown_body = word.unknown;
        form_ += "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more +
                 "\r\n\r\n" + value + "\r\n";
    }

    [[nodiscard]] bool is_removed(std::string_view name) const {
        return std::any_of(removed_.begin(), removed_.end(),
                           [&](const std::string& one) { return equals_ignoring_case(one, name); });
    }

    // What curl adds of its own.
    void default_header(const std::string& name, std::string value) {
        if (one_.header(name) != nullptr || is_removed(name)) return;
        one_.understood.push_back("curl sets " + name + ": " + value);
        one_.add_header(name, std::move(value), one_.line);
    }

    void finish_body() {
        if (json_) default_header("Content-Type", "application/json");
        if (json_) default_header("Accept", "application/json");
        if (gets_ && data_) {
            queries_.push_back(*data_);
            data_.reset();
        } else if (data_) {
            default_header("Content-Type", std::string(kForm));
            one_.body = std::move(data_);
        }
        if (form_.empty() && !uploads_) return;
        if (!form_.empty()) default_header("Content-Type", "multipart/form-data; boundary=" + std::string(kBoundary));
        if (!one_.body) one_.body = form_.empty() ? "" : form_ + "--" + std::string(kBoundary) + "--\r\n";
    }

    // A request for each URL.
    void finish() {
        const bool posts = (data_ && !gets_) || !form_.empty();
        one_.method = !method_.empty() ? method_ : heads_ ? "HEAD" : uploads_ ? "PUT" : posts ? "POST" : "GET";
        finish_body();
        for (const Word& word : urls_) {
            Exchange exchange = one_;
            exchange.line = line(word);
            exchange.url = word.text;
            exchange.unknown_url = word.unknown;
            finish_url(exchange);
            exchanges_.push_back(std::move(exchange));
        }
        queries_.clear();
        removed_.clear();
    }

    void finish_url(Exchange& exchange) {
        std::string& url = exchange.url;
        const std::string first = exchange.unknown_url.substr(0, exchange.unknown_url.find(" and "));
        if (!first.empty() && url.starts_with(first)) url = "https://api.example" + url.substr(first.size());
        const std::size_t scheme = url.find("://");
        if (scheme == std::string::npos) {
            url.insert(0, "http://");
            exchange.understood.emplace_back("curl takes http:// where a URL has no scheme");
        }
        for (const std::string& query : queries_) append_query(url, query);
        auto parsed = parse_url(url);
        if (!parsed || !includes_credentials(*parsed)) return;
        // curl sends them as a header; fetch() refuses such a URL.
        if (exchange.header("authorization") == nullptr) {
            exchange.add_header("Authorization", "Basic " + base64(parsed->username + ":" + parsed->password),
                                exchange.line);
        }
        parsed->username.clear();
        parsed->password.clear();
        url = serialize_url(*parsed);
        exchange.understood.emplace_back("The user and the password in the URL, which curl sends as Authorization");
    }

    std::string_view text_;
    Exchange one_;
    std::vector<Exchange> exchanges_;
    std::optional<Failure> failure_;
    std::vector<Word> urls_;
    std::optional<std::string> data_;
    std::vector<std::string> queries_;
    std::vector<std::string> removed_;
    std::string method_;
    std::string form_;
    bool gets_ = false;
    bool heads_ = false;
    bool uploads_ = false;
    bool json_ = false;
};

bool is_curl(std::string_view word) {
    const std::size_t slash = word.find_last_of("/\\");
    if (slash != std::string_view::npos) word.remove_prefix(slash + 1);
    return word == "curl" || word == "curl.exe";
}

// The next command from `at` on; npos where there is none.
std::size_t next_command(std::string_view text, std::size_t at) {
    for (at = text.find("curl", at); at != std::string_view::npos; at = text.find("curl", at + 4)) {
        std::size_t begin = at;
        while (begin > 0 && std::string_view(" \t\r\n;&|(`\"'").find(text[begin - 1]) == std::string_view::npos)
            --begin;
        const std::size_t end = std::min(text.find_first_of(" \t\r\n\\^`", at), text.size());
        const bool starts =
            begin == 0 || std::string_view(" \t\r\n;&|(`").find(text[begin - 1]) != std::string_view::npos;
        if (starts && end < text.size() && is_curl(text.substr(begin, end - begin))) return begin;
    }
    return at;
}

}  // namespace

Found read_curl(std::string_view text, std::size_t at) {
    Found found;
    for (at = next_command(text, at); at != std::string_view::npos; at = next_command(text, at)) {
        const Shell shell = shell_of(text, at);
        const Words words = read_words(text, at, shell);
        CurlCommand command(text);
        if (!words.failure) command.read(words.words);
        found.failure = words.failure ? words.failure : command.failure();
        if (found.failure) return found;
        auto& made = command.exchanges();
        if (made.empty()) {
            found.failure = Failure{"syntax", "this command has no URL; expected curl 'https://...'", at};
            return found;
        }
        if (words.ampersand) {
            made.back().ignored.push_back(
                {"an & without quotes ends the command: put the URL in quotes to keep what is behind it",
                 line_of(text, words.end)});
        }
        const std::size_t next = next_command(text, words.end);
        const std::string_view output =
            text.substr(words.end, next == std::string_view::npos ? next : next - words.end);
        if (read_curl_output(output, made)) found.kind = Kind::kCurlVerbose;
        for (Exchange& one : made) found.exchanges.push_back(std::move(one));
        at = words.end;
        if (found.exchanges.size() > kMaxRequests) break;
    }
    if (found.exchanges.empty()) {
        found.failure = Failure{"syntax", "there is no curl command in it; expected curl 'https://...'", 0};
    }
    return found;
}

}  // namespace corslab::imports
