#include <algorithm>
#include <array>
#include <utility>

#include "core/http/grammar.h"
#include "core/json/evaluate.h"
#include "core/json/json_tree.h"

namespace corslab {
namespace {

template <class T>
using Names = std::initializer_list<std::pair<std::string_view, T>>;

// Where a value stands in the document. Its JSON Pointer is written only when it is asked for.
class Place {
  public:
    Place() = default;
    explicit Place(const char* key) : key_(key) {}

    [[nodiscard]] Place operator/(const char* key) const { return Place(this, key, 0); }
    [[nodiscard]] Place operator/(std::size_t index) const { return Place(this, nullptr, index); }

    [[nodiscard]] std::string pointer() const {
        std::string out = parent_ == nullptr ? std::string() : parent_->pointer();
        if (parent_ == nullptr && key_ == nullptr) return out;
        out += '/';
        out += key_ == nullptr ? std::to_string(index_) : std::string(key_);
        return out;
    }

  private:
    Place(const Place* parent, const char* key, std::size_t index) : parent_(parent), key_(key), index_(index) {}

    const Place* parent_ = nullptr;  // On the stack of a caller.
    const char* key_ = nullptr;
    std::size_t index_ = 0;
};

// Reads the parts of a scenario. The first fault is kept, and what follows it does not matter.
class ScenarioReader {
  public:
    std::optional<InputError> error;

    ScenarioReader(EntryReader middleware, std::optional<InputError>& late) : middleware_(middleware), late_(late) {}

    Scenario read(const JsonTree& document) {
        Scenario scenario;
        if (!expect_object(document, Place())) return scenario;
        read_version(document);
        if (const JsonTree* page = required(document, Place(), "page")) scenario.page = read_page(*page);
        if (const JsonTree* request = required(document, Place(), "request")) {
            scenario.request = read_request(*request, Place("request"));
        }
        if (const JsonTree* then = optional(document, "then")) scenario.then = read_then(*then);
        if (const JsonTree* server = optional(document, "server")) scenario.server = read_server(*server);
        return scenario;
    }

  private:
    void fail(std::string_view code, const Place& path, std::string message) {
        if (!error) error = InputError{std::string(code), path.pointer(), std::move(message), std::nullopt};
    }

    void wrong_type(const JsonTree& value, const Place& path, std::string_view expected) {
        fail("wrong-type", path, "expected " + std::string(expected) + ", found " + std::string(value.type_name()));
    }

    bool expect_object(const JsonTree& value, const Place& path) {
        if (!value.is_object()) wrong_type(value, path, "an object");
        return value.is_object();
    }

    // An array of at most `limit` items.
    bool expect_array(const JsonTree& value, const Place& path, std::size_t limit, std::string_view what) {
        if (!value.is_array()) {
            wrong_type(value, path, "an array");
            return false;
        }
        if (value.size() <= limit) return true;
        fail("too-many", path,
             std::to_string(value.size()) + " " + std::string(what) + "; at most " + std::to_string(limit) +
                 " are read");
        return false;
    }

    static const JsonTree* optional(const JsonTree& object, const char* key) { return object.member(key); }

    const JsonTree* required(const JsonTree& object, const Place& path, const char* key) {
        const JsonTree* value = optional(object, key);
        if (value == nullptr) fail("missing", path, std::string("the field \"") + key + "\" is missing");
        return value;
    }

    const std::string& read_string(const JsonTree& value, const Place& path) {
        static const std::string kNone;
        const auto* text = value.string();
        if (text == nullptr) wrong_type(value, path, "a string");
        return text != nullptr ? *text : kNone;
    }

    bool read_bool(const JsonTree& value, const Place& path) {
        const auto* flag = value.boolean();
        if (flag == nullptr) wrong_type(value, path, "true or false");
        return flag != nullptr && *flag != 0;
    }

    template <class T>
    T read_name(const JsonTree& value, const Place& path, Names<T> names) {
        const std::string& text = read_string(value, path);
        for (const auto& [name, meaning] : names) {
            if (text == name) return meaning;
        }
        std::string expected;
        for (const auto& [name, meaning] : names) expected += (expected.empty() ? "" : ", ") + std::string(name);
        fail("unknown-value", path, "\"" + text + "\" is not known here; expected one of: " + expected);
        return names.begin()->second;
    }

    void read_version(const JsonTree& document) {
        const JsonTree* version = optional(document, "version");
        if (version == nullptr) return;
        if (!version->is_integer()) return wrong_type(*version, Place("version"), "the number 1");
        if (version->integer() != 1)
            fail("unknown-value", Place("version"), "this version of the contract is not known; expected 1");
    }

    Url read_url(const JsonTree& value, const Place& path, std::string_view example) {
        const std::string& text = read_string(value, path);
        if (error) return {};
        auto url = parse_url(text);
        if (!url) {
            fail("bad-url", path,
                 "\"" + text + "\" is no URL; expected an absolute one, such as " + std::string(example));
        }
        return url.value_or(Url{});
    }

    Page read_page(const JsonTree& value) {
        Page page;
        const Place path("page");
        if (!expect_object(value, path)) return page;
        if (const JsonTree* url = required(value, path, "url")) {
            page.url = read_url(*url, path / "url", "https://app.example.com/");
        }
        if (const JsonTree* sandboxed = optional(value, "sandboxed")) {
            page.sandboxed = read_bool(*sandboxed, path / "sandboxed");
        }
        return page;
    }

    // A header's bytes, from text in which each character is a byte.
    std::string read_bytes(const JsonTree& value, const Place& path) {
        const std::string& text = read_string(value, path);
        std::size_t i = 0;
        while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
        std::string bytes = text.substr(0, i);
        for (; i < text.size(); ++i) {
            const auto lead = static_cast<unsigned char>(text[i]);
            if (lead < 0x80) {
                bytes += text[i];
            } else if (lead == 0xC2 || lead == 0xC3) {
                bytes += static_cast<char>((lead & 0x03U) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU));
            } else {
                fail("bad-header", path, "a header is made of bytes: expected characters from U+0000 to U+00FF alone");
                break;
            }
        }
        return bytes;
    }

    enum class Sender : std::uint8_t { kScript, kServer };

    // What a script sets is checked by fetch(); what a server sends has to be possible on the wire.
    Header read_header(const JsonTree& value, const Place& path, Sender sender) {
        if (!value.is_array() || value.size() != 2) {
            fail("wrong-type", path, "expected a pair: [\"Name\", \"value\"]");
            return {};
        }
        Header header{read_bytes(value.at(0), path / std::size_t{0}), read_bytes(value.at(1), path / std::size_t{1})};
        if (sender == Sender::kServer && !error) check_wire(header, path);
        return header;
    }

    void check_wire(const Header& header, const Place& path) {
        if (!is_token(header.name)) {
            fail("bad-header", path / std::size_t{0},
                 "no HTTP message can hold this header name; expected letters, digits and !#$%&'*+-.^_`|~ alone");
        }
        if (!is_header_value(normalize_header_value(header.value)) ||
            header.value.find_first_of("\r\n") != std::string::npos) {
            fail("bad-header", path / std::size_t{1},
                 "no HTTP message can hold this value; expected no line break and no NUL");
        }
    }

    std::vector<Header> read_headers(const JsonTree& value, const Place& path, Sender sender) {
        std::vector<Header> headers;
        if (!expect_array(value, path, kMaxHeaders, "headers")) return headers;
        for (std::size_t i = 0; i < value.size() && !error; ++i) {
            headers.push_back(read_header(value.at(i), path / i, sender));
        }
        return headers;
    }

    RequestInit read_request(const JsonTree& value, const Place& at) {
        RequestInit init;
        init.at = at.pointer();
        if (!expect_object(value, at)) return init;
        if (const JsonTree* api = optional(value, "api")) read_name<int>(*api, at / "api", {{"fetch", 0}});
        if (const JsonTree* url = required(value, at, "url")) init.url = read_string(*url, at / "url");
        if (const JsonTree* method = optional(value, "method")) init.method = read_string(*method, at / "method");
        if (const JsonTree* mode = optional(value, "mode")) {
            init.mode = read_name<Mode>(*mode, at / "mode",
                                        {{"cors", Mode::kCors},
                                         {"no-cors", Mode::kNoCors},
                                         {"same-origin", Mode::kSameOrigin},
                                         {"navigate", Mode::kNavigate}});
        }
        if (const JsonTree* credentials = optional(value, "credentials")) {
            init.credentials = read_name<CredentialsMode>(*credentials, at / "credentials",
                                                          {{"same-origin", CredentialsMode::kSameOrigin},
                                                           {"include", CredentialsMode::kInclude},
                                                           {"omit", CredentialsMode::kOmit}});
        }
        if (const JsonTree* redirect = optional(value, "redirect")) {
            init.redirect = read_name<RedirectMode>(*redirect, at / "redirect",
                                                    {{"follow", RedirectMode::kFollow},
                                                     {"error", RedirectMode::kError},
                                                     {"manual", RedirectMode::kManual}});
        }
        if (const JsonTree* headers = optional(value, "headers")) {
            init.headers = read_headers(*headers, at / "headers", Sender::kScript);
        }
        const JsonTree* body = optional(value, "body");
        if (body != nullptr && !body->is_null()) init.body = read_string(*body, at / "body");
        return init;
    }

    std::vector<RequestInit> read_then(const JsonTree& value) {
        std::vector<RequestInit> then;
        const Place path("then");
        if (!expect_array(value, path, kMaxThen, "further requests")) return then;
        for (std::size_t i = 0; i < value.size() && !error; ++i) {
            then.push_back(read_request(value.at(i), path / i));
        }
        return then;
    }

    int read_status(const JsonTree& value, const Place& path) {
        if (!value.is_integer()) {
            wrong_type(value, path, "a whole number from 200 to 999");
            return 0;
        }
        const std::int64_t status = value.integer();
        const bool in_range = status >= 200 && status <= 999;
        if (!in_range) fail("out-of-range", path, "a status has three digits: expected a number from 200 to 999");
        return in_range ? static_cast<int>(status) : 0;
    }

    Answer read_answer(const JsonTree& value, const Place& path) {
        Answer answer;
        if (!expect_object(value, path)) return answer;
        if (const JsonTree* status = required(value, path, "status"))
            answer.status = read_status(*status, path / "status");
        if (const JsonTree* headers = optional(value, "headers")) {
            answer.headers = read_headers(*headers, path / "headers", Sender::kServer);
        }
        const JsonTree* body = optional(value, "body");
        if (body != nullptr && !body->is_null()) answer.body = read_string(*body, path / "body");
        if (const JsonTree* fault = optional(value, "fault"); fault != nullptr && !fault->is_null()) {
            answer.fault =
                read_name<Fault>(*fault, path / "fault", {{"reset", Fault::kReset}, {"truncated", Fault::kTruncated}});
        }
        return answer;
    }

    ServerEntry read_entry(const JsonTree& value, const Place& path) {
        ServerEntry entry;
        if (!expect_object(value, path)) return entry;
        if (const JsonTree* url = required(value, path, "url")) {
            Url parsed = read_url(*url, path / "url", "https://api.example.com/items");
            parsed.username.clear();
            parsed.password.clear();
            entry.url = serialize_url(parsed, Fragment::kExclude);
        }
        if (optional(value, "middleware") != nullptr) {
            read_middleware(entry, value, path);
            return entry;
        }
        const JsonTree* preflight = optional(value, "preflight");
        if (preflight != nullptr && !preflight->is_null())
            entry.preflight = read_answer(*preflight, path / "preflight");
        if (const JsonTree* response = required(value, path, "response")) {
            entry.response = read_answer(*response, path / "response");
        }
        return entry;
    }

    void read_middleware(ServerEntry& entry, const JsonTree& value, const Place& path) {
        for (const char* other : {"preflight", "response"}) {
            if (optional(value, other) == nullptr) continue;
            fail("conflict", path / other,
                 "a server entry has either middleware and handler, or preflight and response");
        }
        if (middleware_ == nullptr) {
            fail("unsupported", path / "middleware", "middleware is not simulated here; give preflight and response");
        }
        if (error) return;
        auto answer = middleware_(value, path.pointer(), late_);
        if (!answer.value) {
            error = std::move(answer.error);
            return;
        }
        entry.compute = std::move(*answer.value);
    }

    std::vector<ServerEntry> read_server(const JsonTree& value) {
        std::vector<ServerEntry> server;
        const Place all("server");
        if (!expect_array(value, all, kMaxServerEntries, "server entries")) return server;
        for (std::size_t i = 0; i < value.size() && !error; ++i) {
            const Place path = all / i;
            ServerEntry entry = read_entry(value.at(i), path);
            const bool known = std::any_of(server.begin(), server.end(),
                                           [&](const ServerEntry& other) { return other.url == entry.url; });
            if (known) fail("duplicate-url", path / "url", "the server list has this URL already; expected it once");
            server.push_back(std::move(entry));
        }
        return server;
    }

    EntryReader middleware_;
    std::optional<InputError>& late_;
};

}  // namespace

Result<Scenario> read_scenario(std::string_view text) {
    std::optional<InputError> late;
    return read_scenario(text, nullptr, late);
}

Result<Scenario> read_scenario(std::string_view text, EntryReader middleware, std::optional<InputError>& late) {
    Result<JsonTree> document = parse_tree(text);
    if (!document.value) return {std::nullopt, std::move(document.error)};
    ScenarioReader reader(middleware, late);
    Scenario scenario = reader.read(*document.value);
    if (reader.error) return {std::nullopt, std::move(*reader.error)};
    return {std::move(scenario), {}};
}

}  // namespace corslab
