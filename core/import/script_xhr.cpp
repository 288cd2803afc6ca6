#include "core/import/script.h"

namespace corslab::imports {
namespace {

// What is done with one XMLHttpRequest, by the name of its variable.
class XhrReader {
  public:
    XhrReader(Script& script, std::string_view name) : script_(script), tokens_(script.tokens()), name_(name) {}

    void read(std::size_t from, std::vector<Exchange>& found) {
        for (std::size_t i = from; !tokens_.is_end(i) && !script_.failure(); ++i) {
            const bool mine = tokens_.is_name(i, name_) && tokens_.is_sign(i + 1, ".") && tokens_.is_name(i + 2) &&
                              (i == 0 || !tokens_.is_sign(i - 1, "."));
            if (!mine) continue;
            const std::string_view member = tokens_.source(i + 2);
            if (tokens_.is_sign(i + 3, "(")) {
                if (member == "open") open(i);
                if (member == "setRequestHeader") set_header(i);
                if (member == "send") send(i, found);
            } else if (member == "withCredentials" && tokens_.is_sign(i + 3, "=")) {
                set_credentials(i);
            }
            // Another object of that name.
            if (opened_ && sent_) return;
        }
        if (opened_ && !sent_) found.push_back(std::move(exchange_));
    }

  private:
    void open(std::size_t i) {
        const auto parts = script_.arguments(i + 3);
        if (parts.size() < 2 || opened_) return;
        opened_ = true;
        exchange_.line = script_.line(i);
        const ScriptText method = script_.text(parts[0]);
        if (method.unknown.empty()) {
            exchange_.method = method.text;
        } else {
            exchange_.missing.push_back(
                {"variable", "The method is " + shown(method.unknown) + ", which is not in it: GET is taken.",
                 "/request/method"});
        }
        script_.set_url(parts[1], exchange_);
    }

    void set_header(std::size_t i) {
        const auto parts = script_.arguments(i + 3);
        if (parts.size() != 2) return;
        const ScriptText name = script_.text(parts[0]);
        const ScriptText value = script_.text(parts[1]);
        exchange_.headers.push_back({name.text, value.text, script_.line(i), value.unknown});
    }

    void set_credentials(std::size_t i) {
        const Expression value = script_.expression(i + 4);
        const bool known = value.node.known && value.node.value.kind == Value::Kind::kBoolean;
        if (!known) {
            exchange_.missing.push_back(
                {"credentials-mode", "The value of withCredentials is not in it.", "/request/credentials"});
            return;
        }
        exchange_.credentials = value.node.value.boolean ? CredentialsMode::kInclude : CredentialsMode::kSameOrigin;
    }

    void send(std::size_t i, std::vector<Exchange>& found) {
        if (!opened_ || sent_) return;
        const auto parts = script_.arguments(i + 3);
        const bool bodiless = exchange_.method == "GET" || exchange_.method == "HEAD";
        if (!parts.empty() && !bodiless) script_.set_body(parts[0], exchange_);
        sent_ = true;
        found.push_back(std::move(exchange_));
    }

    Script& script_;
    const paste::Tokens& tokens_;
    std::string_view name_;
    Exchange exchange_;
    bool opened_ = false;
    bool sent_ = false;
};

}  // namespace

void find_xhr(Script& script, std::vector<Exchange>& found) {
    const paste::Tokens& tokens = script.tokens();
    for (std::size_t i = 2; !tokens.is_end(i) && !script.failure() && found.size() <= kMaxRequests; ++i) {
        const bool made = tokens.is_name(i, "new") && tokens.is_name(i + 1, "XMLHttpRequest") &&
                          tokens.is_sign(i - 1, "=") && tokens.is_name(i - 2);
        if (made) XhrReader(script, tokens.source(i - 2)).read(i + 2, found);
    }
    if (!found.empty()) return;
    // Without the line that makes it.
    for (std::size_t i = 0; !tokens.is_end(i) && !script.failure(); ++i) {
        const bool opens = tokens.is_name(i) && tokens.is_sign(i + 1, ".") && tokens.is_name(i + 2, "open") &&
                           tokens.is_sign(i + 3, "(") && tokens.at(i + 4).kind == paste::TokenKind::kText;
        const bool window = tokens.is_name(i, "window") || tokens.is_name(i, "fs") || tokens.is_name(i, "indexedDB");
        if (!opens || window) continue;
        return XhrReader(script, tokens.source(i)).read(0, found);
    }
}

}  // namespace corslab::imports
