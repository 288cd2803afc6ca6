#include <algorithm>

#include "core/import/script.h"

namespace corslab::imports {
namespace {

constexpr std::string_view kGlobals[] = {"window", "globalThis", "self", "global"};

template <class T>
std::optional<T> one_of(const std::string& text, std::initializer_list<std::pair<std::string_view, T>> names) {
    for (const auto& [name, meaning] : names) {
        if (text == name) return meaning;
    }
    return std::nullopt;
}

class FetchReader {
  public:
    FetchReader(Script& script, std::size_t at) : script_(script) { exchange_.line = script.line(at); }

    // fetch(url, options), new Request(url, options)
    void read(std::size_t open, int depth = 0) {
        const auto parts = script_.arguments(open);
        if (script_.failure()) return;
        if (parts.empty()) {
            exchange_.missing.push_back({"url", "The call has no URL.", "/request/url"});
            return;
        }
        const auto request = script_.is_new(parts[0], "Request");
        if (request && depth < 3) {
            read(*request, depth + 1);
        } else {
            script_.set_url(parts[0], exchange_);
        }
        if (parts.size() > 1) read_options(parts[1]);
    }

    Exchange take() { return std::move(exchange_); }

  private:
    void read_options(const Expression& options) {
        if (!options.node.known) {
            exchange_.missing.push_back({"options",
                                         "The options are " +
                                             shown(script_.tokens().source(options.begin, options.end)) +
                                             ", which is not in it.",
                                         "/request"});
            return;
        }
        if (const auto method = script_.member(options, "method")) read_method(*method);
        if (const auto headers = script_.member(options, "headers")) {
            exchange_.headers.clear();
            script_.add_headers(*headers, exchange_);
        }
        if (const auto body = script_.member(options, "body")) script_.set_body(*body, exchange_);
        read_referrer(options);
        read_modes(options);
        for (const paste::Gap& gap : options.node.gaps) {
            if (!gap.path.empty()) continue;
            exchange_.missing.push_back({"options", "What " + shown(gap.source) + " adds is not in it.", "/request"});
        }
    }

    void read_method(const Expression& value) {
        const ScriptText method = script_.text(value);
        if (method.unknown.empty()) {
            exchange_.method = method.text;
            return;
        }
        exchange_.missing.push_back({"variable",
                                     "The method is " + shown(method.unknown) + ", which is not in it: GET is taken.",
                                     "/request/method"});
    }

    void read_referrer(const Expression& options) {
        if (const auto referrer = script_.member(options, "referrer")) {
            if (is_text(referrer->node)) exchange_.page = referrer->node.value.text;
            // Only a browser writes it down.
            exchange_.copied = true;
        }
        if (script_.member(options, "referrerPolicy")) exchange_.copied = true;
    }

    template <class T>
    std::optional<T> read_name(const Expression& options, const char* name,
                               std::initializer_list<std::pair<std::string_view, T>> names) {
        const auto value = script_.member(options, name);
        if (!value) return std::nullopt;
        if (!is_text(value->node)) {
            exchange_.missing.push_back({name == std::string_view("credentials") ? "credentials-mode" : "variable",
                                         std::string("The value of ") + name + " is not in it.",
                                         std::string("/request/") + name});
            return std::nullopt;
        }
        const auto meaning = one_of<T>(value->node.value.text, names);
        if (!meaning)
            exchange_.ignored.push_back(
                {std::string(name) + " knows no " + shown(value->node.value.text), exchange_.line});
        return meaning;
    }

    void read_modes(const Expression& options) {
        const auto mode = read_name<Mode>(options, "mode",
                                          {{"cors", Mode::kCors},
                                           {"no-cors", Mode::kNoCors},
                                           {"same-origin", Mode::kSameOrigin},
                                           {"navigate", Mode::kNavigate}});
        const auto credentials = read_name<CredentialsMode>(options, "credentials",
                                                            {{"same-origin", CredentialsMode::kSameOrigin},
                                                             {"include", CredentialsMode::kInclude},
                                                             {"omit", CredentialsMode::kOmit}});
        const auto redirect = read_name<RedirectMode>(
            options, "redirect",
            {{"follow", RedirectMode::kFollow}, {"error", RedirectMode::kError}, {"manual", RedirectMode::kManual}});
        if (mode) exchange_.mode = mode;
        if (credentials) exchange_.credentials = credentials;
        if (redirect) exchange_.redirect = redirect;
    }

    Script& script_;
    Exchange exchange_;
};

// A call of the global function, not of a method of that name.
bool is_fetch(const paste::Tokens& tokens, std::size_t i) {
    if (!tokens.is_name(i, "fetch") || !tokens.is_sign(i + 1, "(")) return false;
    if (i == 0) return true;
    if (tokens.is_name(i - 1, "function")) return false;
    if (!tokens.is_sign(i - 1, ".") && !tokens.is_sign(i - 1, "?.")) {
        // A method's declaration.
        return !tokens.is_closed(i + 1) || !tokens.is_sign(tokens.after(i + 1), "{");
    }
    return i > 1 && std::find(std::begin(kGlobals), std::end(kGlobals), tokens.source(i - 2)) != std::end(kGlobals);
}

}  // namespace

void find_fetch(Script& script, std::vector<Exchange>& found) {
    const paste::Tokens& tokens = script.tokens();
    for (std::size_t i = 0; !tokens.is_end(i) && !script.failure() && found.size() <= kMaxRequests; ++i) {
        if (!is_fetch(tokens, i)) continue;
        FetchReader reader(script, i);
        reader.read(i + 1);
        found.push_back(reader.take());
    }
}

}  // namespace corslab::imports
