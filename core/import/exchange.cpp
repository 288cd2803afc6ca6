#include "core/import/exchange.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/paste/token.h"

namespace corslab::imports {
namespace {

bool is_preflight(const Exchange& exchange) {
    return exchange.method == "OPTIONS" && exchange.header("access-control-request-method") != nullptr;
}

std::string without_fragment(const std::string& url) {
    return url.substr(0, url.find('#'));
}

// The nearest one that the preflight may be for: the one behind it first, since a browser asks before it sends.
Exchange* partner_of(std::vector<Exchange>& exchanges, std::size_t at) {
    constexpr std::size_t kReach = 200;
    const Exchange& preflight = exchanges[at];
    const std::string* method = preflight.header("access-control-request-method");
    const auto fits = [&](const Exchange& other) {
        return !other.preflight && other.skipped.empty() && other.method == *method && other.url == preflight.url;
    };
    for (std::size_t i = at + 1; i < exchanges.size() && i <= at + kReach; ++i) {
        if (fits(exchanges[i])) return &exchanges[i];
    }
    for (std::size_t i = at; i > 0 && i + kReach > at; --i) {
        if (fits(exchanges[i - 1])) return &exchanges[i - 1];
    }
    return nullptr;
}

// The targets of an exchange's redirects, which stand behind it.
void join_redirects(std::vector<Exchange>& exchanges, std::size_t at) {
    constexpr std::size_t kReach = 50;
    constexpr std::size_t kMostHops = 20;
    Exchange& first = exchanges[at];
    std::string url = first.url;
    const Answer* answer = first.answer ? &*first.answer : nullptr;
    std::size_t next = at + 1;
    while (answer != nullptr && is_redirect(*answer) && first.hops.size() < kMostHops) {
        const std::string* location = header_of(*answer, "location");
        const auto base = parse_url(url);
        if (location == nullptr || !base) return;
        const auto target = parse_url(*location, &*base);
        if (!target) return;
        url = serialize_url(*target, Fragment::kExclude);
        answer = nullptr;
        for (std::size_t i = next; i < exchanges.size() && i <= at + kReach; ++i) {
            Exchange& other = exchanges[i];
            if (!other.skipped.empty() || !other.answer || without_fragment(other.url) != url) continue;
            other.skipped = "the target of a redirect, which belongs to the request before";
            first.hops.push_back({url, *other.answer});
            answer = &*other.answer;
            next = i + 1;
            break;
        }
    }
}

}  // namespace

const std::string* Exchange::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const SentHeader& one) { return equals_ignoring_case(one.name, name); });
    return found == headers.end() ? nullptr : &found->value;
}

const std::string* header_of(const Answer& answer, std::string_view name) {
    const auto found = std::find_if(answer.headers.begin(), answer.headers.end(),
                                    [&](const Header& one) { return equals_ignoring_case(one.name, name); });
    return found == answer.headers.end() ? nullptr : &found->value;
}

bool is_redirect(const Answer& answer) {
    constexpr int kStatuses[] = {301, 302, 303, 307, 308};
    return std::find(std::begin(kStatuses), std::end(kStatuses), answer.status) != std::end(kStatuses);
}

void join(std::vector<Exchange>& exchanges) {
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        if (!is_preflight(exchanges[i])) continue;
        Exchange* const partner = partner_of(exchanges, i);
        if (partner == nullptr) continue;
        exchanges[i].skipped = "a preflight, which belongs to the request that follows";
        partner->preflight = exchanges[i].answer;
    }
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        if (exchanges[i].skipped.empty()) join_redirects(exchanges, i);
    }
}

std::string shown(std::string_view text) {
    return paste::excerpt(text);
}

}  // namespace corslab::imports
