#include "core/import/message.h"

#include "core/http/grammar.h"
#include "core/import/import.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

bool is_version(std::string_view word) {
    return word.starts_with("HTTP/") && word.size() >= 6 && word.size() <= 8 && word[5] >= '0' && word[5] <= '9';
}

}  // namespace

std::optional<RequestLine> request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !is_version(line.substr(last + 1))) return std::nullopt;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = trim(line.substr(first, last - first));
    if (!is_token(method) || target.empty()) return std::nullopt;
    return RequestLine{std::string(method), std::string(target)};
}

std::optional<int> status_line(std::string_view line) {
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !is_version(line.substr(0, space))) return std::nullopt;
    const std::string_view digits = line.substr(space + 1, 3);
    const bool ends = line.size() == space + 4 || (line.size() > space + 4 && line[space + 4] == ' ');
    if (digits.size() != 3 || !ends || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    return (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
}

std::optional<Header> header_line(std::string_view line) {
    const std::size_t colon = line.find(':', 1);
    if (colon == std::string_view::npos) return std::nullopt;
    // HTTP/2 has names such as :authority.
    const std::string_view name = line.substr(0, colon);
    if (!is_token(name.starts_with(':') ? name.substr(1) : name)) return std::nullopt;
    return Header{std::string(name), std::string(trim(line.substr(colon + 1)))};
}

void add_answer_header(Answer& answer, const Header& header) {
    if (header.name.starts_with(':') || !is_token(header.name) || answer.headers.size() >= 500) return;
    // Some records have several headers of one name as lines of one value.
    std::string_view rest = header.value;
    do {
        const std::string_view value = trim(take_line(rest));
        if (is_header_value(value)) answer.headers.push_back({header.name, std::string(value)});
    } while (!rest.empty());
}

void set_target(Exchange& exchange, const RequestLine& line, std::optional<bool> secure) {
    exchange.method = line.method;
    if (line.target.find("://") != std::string::npos) {
        exchange.url = line.target;
        return;
    }
    const std::string* authority = exchange.header(":authority");
    const std::string* const scheme = exchange.header(":scheme");
    if (authority == nullptr) authority = exchange.header("host");
    if (scheme != nullptr) secure = *scheme == "https";
    if (authority == nullptr) {
        exchange.url = "https://api.example" + line.target;
        exchange.unknown_url = "the header Host";
        return;
    }
    if (!secure) {
        const std::string_view host = *authority;
        const bool local = host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
        secure = !local && !host.ends_with(":80");
        exchange.missing.push_back(
            {"scheme",
             std::string("Whether it is http or https is not in it: ") + (*secure ? "https" : "http") + " is taken.",
             "/request/url"});
    }
    exchange.url = (*secure ? "https://" : "http://") + *authority + line.target;
}

void set_answers(Exchange& exchange, std::vector<Answer> answers) {
    const Answer* last = nullptr;
    std::string url = exchange.url;
    for (Answer& answer : answers) {
        if (answer.status < 200) continue;
        const std::string* const location = last == nullptr ? nullptr : header_of(*last, "location");
        if (last != nullptr && is_redirect(*last) && location != nullptr) {
            const auto base = parse_url(url);
            const auto target = parse_url(*location, base ? &*base : nullptr);
            if (!target) return;
            url = serialize_url(*target, Fragment::kExclude);
            exchange.hops.push_back({url, std::move(answer)});
            last = &exchange.hops.back().answer;
        } else if (exchange.hops.empty()) {
            // Another answer to the same request, such as the one behind 401.
            exchange.answer = std::move(answer);
            last = &*exchange.answer;
        }
    }
}

}  // namespace corslab::imports
