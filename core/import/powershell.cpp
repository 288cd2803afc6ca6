#include <algorithm>

#include "core/http/grammar.h"
#include "core/import/import.h"
#include "core/import/shell_words.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

// `@{ "name"="value" ... }`: the pairs between the brackets, and where it ends.
class HashReader {
  public:
    HashReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::vector<std::pair<Word, Word>> run() {
        std::vector<std::pair<Word, Word>> pairs;
        while (at_ < text_.size() && text_[at_] != '}') {
            if (std::string_view(" \t\r\n;").find(text_[at_]) != std::string_view::npos) {
                ++at_;
                continue;
            }
            Word name = word("=");
            if (at_ >= text_.size() || text_[at_] != '=') break;
            ++at_;
            pairs.emplace_back(std::move(name), word(""));
        }
        end = std::min(at_ + 1, text_.size());
        return pairs;
    }

    std::size_t end = 0;

  private:
    // A quoted text, or a bare word.
    Word word(std::string_view stop) {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        const std::size_t begin = at_;
        const char quote = at_ < text_.size() ? text_[at_] : '\0';
        if (quote == '"' || quote == '\'') {
            for (++at_; at_ < text_.size(); ++at_) {
                if (quote == '"' && text_[at_] == '`') {
                    ++at_;
                } else if (text_[at_] == quote) {
                    if (text_.substr(at_ + 1, 1) != std::string_view(&quote, 1)) break;
                    ++at_;
                }
            }
            at_ = std::min(at_ + 1, text_.size());
        } else {
            const std::string ends = " \t\r\n;}" + std::string(stop);
            at_ = std::min(text_.find_first_of(ends, at_), text_.size());
        }
        const std::string_view source = text_.substr(begin, at_ - begin);
        Words words = read_words(source, 0, Shell::kPowershell);
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        Word out = words.words.empty() ? Word() : std::move(words.words[0]);
        out.offset = begin;
        return out;
    }

    std::string_view text_;
    std::size_t at_;
};

bool is_parameter(std::string_view word, std::string_view name) {
    return word.starts_with('-') && equals_ignoring_case(word.substr(1), name);
}

// One Invoke-WebRequest; `at` is behind its name.
Exchange read_call(std::string_view text, std::size_t at, std::optional<Failure>& failure) {
    Exchange exchange;
    exchange.writer = Writer::kCommand;
    exchange.line = line_of(text, at);
    exchange.cookies = text.find(".Cookies.Add(") != std::string_view::npos;
    while (at < text.size()) {
        // A table of headers is no word.
        const std::size_t table = text.find("@{", at);
        const Words words = read_words(text.substr(0, std::min(table, text.size())), at, Shell::kPowershell);
        if (words.failure) {
            failure = words.failure;
            return exchange;
        }
        for (std::size_t i = 0; i < words.words.size(); ++i) {
            const std::string& name = words.words[i].text;
            const bool last = i + 1 >= words.words.size();
            if (!name.starts_with('-')) {
                if (exchange.url.empty()) exchange.url = name;
                continue;
            }
            if (last) continue;
            const Word& value = words.words[i + 1];
            if (is_parameter(name, "Uri")) {
                exchange.url = value.text;
                exchange.unknown_url = value.unknown;
            } else if (is_parameter(name, "Method")) {
                exchange.method = byte_uppercase(value.text);
            } else if (is_parameter(name, "ContentType")) {
                exchange.add_header("Content-Type", value.text, line_of(text, value.offset));
            } else if (is_parameter(name, "UserAgent")) {
                exchange.add_header("User-Agent", value.text, line_of(text, value.offset));
            } else if (is_parameter(name, "Body")) {
                exchange.body = value.text.starts_with("([System.Text.Encoding]") ? "" : value.text;
                exchange.unknown_body = exchange.body->empty() ? "made by the script" : value.unknown;
            } else if (!is_parameter(name, "WebSession") && !is_parameter(name, "Headers")) {
                if (value.text.starts_with('-')) continue;
            }
            if (value.text.starts_with('-')) continue;
            ++i;
        }
        const bool headers = !words.words.empty() && is_parameter(words.words.back().text, "Headers");
        if (table == std::string_view::npos || words.end < table || !headers) break;
        HashReader hash(text, table + 2);
        for (auto& [name, value] : hash.run()) {
            exchange.headers.push_back(
                {std::move(name.text), std::move(value.text), line_of(text, name.offset), std::move(value.unknown)});
        }
        at = hash.end;
    }
    return exchange;
}

}  // namespace

Found read_powershell(std::string_view text, std::size_t at) {
    Found found;
    for (;;) {
        const std::size_t next = std::min(text.find("Invoke-WebRequest", at), text.find("Invoke-RestMethod", at));
        if (next == std::string_view::npos || found.exchanges.size() > kMaxRequests || found.failure) break;
        at = next + std::string_view("Invoke-WebRequest").size();
        found.exchanges.push_back(read_call(text, at, found.failure));
        if (found.exchanges.back().url.empty() && !found.failure)
            found.failure = Failure{"syntax", "this command has no URL; expected -Uri \"https://...\"", next};
    }
    return found;
}

}  // namespace corslab::imports
