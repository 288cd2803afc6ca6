#include <algorithm>

#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/import/script.h"
#include "core/import/text.h"
#include "core/json/value_writer.h"

namespace corslab::imports {
namespace {

constexpr std::string_view kPlain[] = {"get", "delete", "head", "options"};
constexpr std::string_view kWithData[] = {"post", "put", "patch", "postForm", "putForm", "patchForm"};

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// axios itself, or what axios.create() has made: its defaults are at tokens that come first.
struct Client {
    std::string_view name;
    std::optional<Expression> defaults;
};

class AxiosReader {
  public:
    AxiosReader(Script& script, const Client& client) : script_(script), tokens_(script.tokens()), client_(client) {}

    // client(...), client.request(...), client.get(...): `open` is the bracket.
    Exchange read(std::size_t at, std::string_view method, std::size_t open) {
        exchange_.line = script_.line(at);
        const auto parts = script_.arguments(open);
        if (client_.defaults) read_config(*client_.defaults);
        read_defaults(at);
        if (method.empty() || method == "request") {
            const bool url_first = !parts.empty() && !(parts[0].node.known && parts[0].node.value.is_object());
            if (url_first) set_url(parts[0]);
            const std::size_t config = url_first ? 1 : 0;
            if (parts.size() > config) read_config(parts[config]);
        } else {
            const bool has_data = is_one_of(method, kWithData);
            exchange_.method = byte_uppercase(method.substr(0, method.find("Form")));
            if (!parts.empty()) set_url(parts[0]);
            if (has_data && parts.size() > 1) data_ = parts[1];
            const std::size_t config = has_data ? 2 : 1;
            if (parts.size() > config) read_config(parts[config]);
        }
        finish();
        return std::move(exchange_);
    }

  private:
    void set_url(const Expression& value) {
        script_.set_url(value, exchange_);
        has_url_ = true;
    }

    void read_config(const Expression& config) {
        if (!config.node.known) {
            exchange_.missing.push_back({"options",
                                         "The configuration is " +
                                             shown(script_.tokens().source(config.begin, config.end)) +
                                             ", which is not in it.",
                                         "/request"});
            return;
        }
        if (const auto url = script_.member(config, "url")) set_url(*url);
        if (const auto method = script_.member(config, "method")) {
            const ScriptText text = script_.text(*method);
            if (text.unknown.empty()) exchange_.method = byte_uppercase(text.text);
        }
        if (const auto base = script_.member(config, "baseURL")) base_ = script_.text(*base);
        if (const auto headers = script_.member(config, "headers")) add_headers(*headers);
        if (const auto data = script_.member(config, "data")) data_ = *data;
        if (const auto params = script_.member(config, "params")) params_ = *params;
        if (const auto auth = script_.member(config, "auth")) add_auth(*auth);
        if (const auto with = script_.member(config, "withCredentials")) set_credentials(*with);
        for (const paste::Gap& gap : config.node.gaps) {
            if (!gap.path.empty()) continue;
            exchange_.missing.push_back({"options", "What " + shown(gap.source) + " adds is not in it.", "/request"});
        }
    }

    // Later ones replace earlier ones of that name.
    void add_headers(const Expression& headers) {
        Exchange added;
        added.line = exchange_.line;
        script_.add_headers(headers, added);
        for (SentHeader& header : added.headers) {
            std::erase_if(exchange_.headers,
                          [&](const SentHeader& one) { return equals_ignoring_case(one.name, header.name); });
            exchange_.headers.push_back(std::move(header));
        }
        for (Missing& one : added.missing) exchange_.missing.push_back(std::move(one));
        for (Note& one : added.ignored) exchange_.ignored.push_back(std::move(one));
    }

    void add_auth(const Expression& auth) {
        const auto user = script_.member(auth, "username");
        const auto password = script_.member(auth, "password");
        const ScriptText name = user ? script_.text(*user) : ScriptText();
        const ScriptText word = password ? script_.text(*password) : ScriptText();
        exchange_.headers.push_back({"Authorization", "Basic " + base64(name.text + ":" + word.text), exchange_.line,
                                     name.unknown.empty() ? word.unknown : name.unknown});
    }

    void set_credentials(const Expression& value) {
        const bool known = value.node.known && value.node.value.kind == Value::Kind::kBoolean;
        if (known) {
            exchange_.credentials = value.node.value.boolean ? CredentialsMode::kInclude : CredentialsMode::kSameOrigin;
        } else {
            exchange_.missing.push_back(
                {"credentials-mode", "The value of withCredentials is not in it.", "/request/credentials"});
        }
    }

    // axios.defaults.withCredentials = true, api.defaults.headers.common['Authorization'] = ...
    void read_defaults(std::size_t before) {
        for (std::size_t i = 0; i < before && !script_.failure(); ++i) {
            const bool mine = tokens_.is_name(i, client_.name) && tokens_.is_sign(i + 1, ".") &&
                              tokens_.is_name(i + 2, "defaults") && tokens_.is_sign(i + 3, ".");
            if (!mine) continue;
            std::size_t at = i + 4;
            const std::string_view member = tokens_.source(at);
            ++at;
            if (member == "headers") {
                read_default_header(at);
            } else if (tokens_.is_sign(at, "=")) {
                const Expression value = script_.expression(at + 1);
                if (member == "withCredentials") set_credentials(value);
                if (member == "baseURL") base_ = script_.text(value);
            }
        }
    }

    void read_default_header(std::size_t at) {
        if (tokens_.is_sign(at, ".") && tokens_.is_name(at + 1) && tokens_.is_sign(at + 2, "[")) {
            const std::string group(tokens_.source(at + 1));
            if (group != "common" && !equals_ignoring_case(group, exchange_.method)) return;
            at += 2;
        } else if (tokens_.is_sign(at, ".") && tokens_.is_name(at + 1, "common") && tokens_.is_sign(at + 2, ".")) {
            at += 2;
        }
        std::string name;
        if (tokens_.is_sign(at, "[") && tokens_.at(at + 1).kind == paste::TokenKind::kText) {
            const std::string_view source = tokens_.source(at + 1);
            name = std::string(source.substr(1, source.size() - 2));
            at = tokens_.after(at);
        } else if (tokens_.is_sign(at, ".") && tokens_.is_name(at + 1)) {
            name = std::string(tokens_.source(at + 1));
            at += 2;
        }
        if (name.empty() || !tokens_.is_sign(at, "=")) return;
        const ScriptText value = script_.text(script_.expression(at + 1));
        exchange_.headers.push_back({name, value.text, script_.line(at), value.unknown});
    }

    void default_header(const char* name, const char* value) {
        if (exchange_.header(name) != nullptr) return;
        exchange_.understood.push_back(std::string("axios sets ") + name + ": " + value);
        exchange_.add_header(name, value, exchange_.line);
    }

    // https://axios-http.com/docs/req_config: what becomes of data.
    void finish_data() {
        const bool bodiless = exchange_.method == "GET" || exchange_.method == "HEAD";
        if (!data_ || bodiless) return;
        const Node& node = data_->node;
        if (node.known && (node.value.is_object() || node.value.is_list())) {
            default_header("Content-Type", "application/json");
            exchange_.body = value_json(node.value);
            if (!node.gaps.empty()) exchange_.unknown_body = "JSON with " + shown(node.gaps[0].source);
            return;
        }
        const bool made = script_.is_new(*data_, "FormData") || script_.is_new(*data_, "URLSearchParams");
        script_.set_body(*data_, exchange_);
        if (made || !exchange_.body) return;
        // An object is what is mostly meant.
        const bool text = node.known || script_.is_call(*data_, "JSON", "stringify");
        default_header("Content-Type", text ? "application/x-www-form-urlencoded" : "application/json");
    }

    void finish() {
        if (!has_url_) set_missing_url();
        if (!base_.text.empty() && exchange_.url.find("://") == std::string::npos) {
            const bool slashes = base_.text.ends_with('/') && exchange_.url.starts_with('/');
            const bool none = !base_.text.ends_with('/') && !exchange_.url.starts_with('/') && !exchange_.url.empty();
            exchange_.url = base_.text + (none ? "/" : "") + exchange_.url.substr(slashes ? 1 : 0);
            if (!base_.unknown.empty()) {
                exchange_.unknown_url = base_.unknown;
                if (!parse_url(exchange_.url)) exchange_.url = "https://api.example/" + exchange_.url;
            }
        }
        if (params_) {
            const ScriptText query = script_.search_params(*params_);
            if (!query.text.empty()) append_query(exchange_.url, query.text);
            if (exchange_.unknown_url.empty()) exchange_.unknown_url = query.unknown;
        }
        default_header("Accept", "application/json, text/plain, */*");
        finish_data();
    }

    void set_missing_url() {
        if (base_.text.empty()) exchange_.missing.push_back({"url", "The call has no URL.", "/request/url"});
    }

    Script& script_;
    const paste::Tokens& tokens_;
    const Client& client_;
    Exchange exchange_;
    ScriptText base_;
    std::optional<Expression> data_;
    std::optional<Expression> params_;
    bool has_url_ = false;
};

// const api = axios.create({...})
std::vector<Client> find_clients(Script& script) {
    const paste::Tokens& tokens = script.tokens();
    std::vector<Client> clients = {{"axios", std::nullopt}, {"$axios", std::nullopt}};
    for (std::size_t i = 2; !tokens.is_end(i) && !script.failure() && clients.size() < 20; ++i) {
        const bool creates = tokens.is_name(i, "axios") && tokens.is_sign(i + 1, ".") &&
                             tokens.is_name(i + 2, "create") && tokens.is_sign(i + 3, "(") &&
                             tokens.is_sign(i - 1, "=") && tokens.is_name(i - 2);
        if (!creates) continue;
        Client client{tokens.source(i - 2), std::nullopt};
        auto parts = script.arguments(i + 3);
        if (!parts.empty()) client.defaults = std::move(parts[0]);
        clients.push_back(std::move(client));
    }
    return clients;
}

}  // namespace

void find_axios(Script& script, std::vector<Exchange>& found) {
    const paste::Tokens& tokens = script.tokens();
    const std::vector<Client> clients = find_clients(script);
    for (std::size_t i = 0; !tokens.is_end(i) && !script.failure() && found.size() <= kMaxRequests; ++i) {
        if (!tokens.is_name(i)) continue;
        const auto client = std::find_if(clients.begin(), clients.end(),
                                         [&](const Client& one) { return one.name == tokens.source(i); });
        if (client == clients.end()) continue;
        std::size_t at = i + 1;
        std::string_view method;
        if (tokens.is_sign(at, ".") && tokens.is_name(at + 1)) {
            method = tokens.source(at + 1);
            at += 2;
            if (method != "request" && !is_one_of(method, kPlain) && !is_one_of(method, kWithData)) continue;
        }
        script.skip_types(at);
        if (tokens.is_sign(at, "(")) found.push_back(AxiosReader(script, *client).read(i, method, at));
    }
}

}  // namespace corslab::imports
