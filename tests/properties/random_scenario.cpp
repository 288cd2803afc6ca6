#include "tests/properties/random_scenario.h"

#include <array>
#include <initializer_list>
#include <string_view>

#include "core/http/grammar.h"
#include "core/json/strict_json.h"

namespace corslab::testing {
namespace {

class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}

    bool chance(unsigned percent) { return engine_() % 100 < percent; }

    std::string pick(std::initializer_list<std::string_view> items) {
        return std::string(items.begin()[engine_() % items.size()]);
    }

    template <class T>
    T one_of(std::initializer_list<T> items) {
        return items.begin()[engine_() % items.size()];
    }

  private:
    std::mt19937 engine_;
};

constexpr std::string_view kPage = "https://app.example.com";

std::string random_allow_origin(Dice& dice) {
    if (dice.chance(55)) return std::string(kPage);
    return dice.pick({"*", "null", "https://app.example.com/", "http://app.example.com", "https://APP.example.com",
                      "https://app.example.com:443", "*, *", "https://app.example.com https://b.test", "",
                      "app.example.com", "'*'", "https://*.example.com", "https://other.test", "\xE9",
                      "https://app.example.com\t"});
}

void add(std::vector<Header>& headers, std::string_view name, std::string value) {
    headers.push_back({std::string(name), std::move(value)});
}

Answer random_answer(Dice& dice, bool preflight) {
    Answer answer;
    answer.status = dice.chance(80) ? 200 : dice.one_of({204, 404, 500, 401, 304, 299, 999, 302});
    auto& headers = answer.headers;
    if (dice.chance(85)) add(headers, "Access-Control-Allow-Origin", random_allow_origin(dice));
    if (dice.chance(4)) add(headers, "access-control-allow-origin", random_allow_origin(dice));
    if (dice.chance(50))
        add(headers, "Access-Control-Allow-Credentials", dice.pick({"true", "true", "True", "1", "true "}));
    if (preflight || dice.chance(20)) {
        if (dice.chance(75)) {
            add(headers, "Access-Control-Allow-Methods",
                dice.pick({"PUT, DELETE, patch", "*", "GET", "PUT;DELETE", "", "put"}));
        }
        if (dice.chance(75)) {
            add(headers, "Access-Control-Allow-Headers",
                dice.pick({"content-type, x-custom, authorization", "*", "*, Authorization", "X-CUSTOM", "a b", ""}));
        }
        if (dice.chance(40))
            add(headers, "Access-Control-Max-Age", dice.pick({"0", "60", "-1", "abc", "99999999999999999999"}));
    }
    if (dice.chance(40))
        add(headers, "Access-Control-Expose-Headers", dice.pick({"X-One", "*", "x-one, x-two", "a b"}));
    if (dice.chance(40)) add(headers, "X-One", "1");
    if (dice.chance(15)) add(headers, "Set-Cookie", "a=b");
    if (dice.chance(20))
        add(headers, "Cross-Origin-Resource-Policy", dice.pick({"same-origin", "same-site", "cross-origin", "x"}));
    answer.body = "body";
    return answer;
}

void make_redirect(Dice& dice, Answer& answer) {
    answer.status = dice.one_of({301, 302, 303, 307, 308});
    if (dice.chance(95)) {
        add(answer.headers, "Location",
            dice.pick({"https://api.example.com/b", "https://other.test/c", "/b", "https://app.example.com/d",
                       "data:,x", "https://u:p@other.test/c", "http://[", "https://api.example.com/a", ""}));
    }
}

RequestInit random_request(Dice& dice) {
    RequestInit init;
    init.url = dice.pick({"https://api.example.com/a", "https://api.example.com/a", "https://other.test/c", "/d",
                          "http://api.example.com/a", "https://api.example.com:22/", "data:text/plain,hi",
                          "https://missing.test/", "https://u@api.example.com/", "about:blank"});
    init.method = dice.pick({"GET", "GET", "POST", "PUT", "delete", "patch", "PATCH", "HEAD", "TRACE", "FOO", "a b"});
    init.mode =
        dice.chance(75) ? Mode::kCors : dice.one_of({Mode::kNoCors, Mode::kNoCors, Mode::kSameOrigin, Mode::kNavigate});
    if (init.mode == Mode::kNoCors && dice.chance(70)) init.method = dice.pick({"GET", "POST", "HEAD"});
    init.credentials = dice.one_of({CredentialsMode::kSameOrigin, CredentialsMode::kInclude, CredentialsMode::kOmit});
    init.redirect =
        dice.chance(80) ? RedirectMode::kFollow : dice.one_of({RedirectMode::kError, RedirectMode::kManual});
    if (dice.chance(40)) {
        add(init.headers, "Content-Type",
            dice.pick({"application/json", "text/plain", "text/plain;\x7F", "multipart/form-data"}));
    }
    if (dice.chance(20)) add(init.headers, "Authorization", "Bearer x");
    if (dice.chance(20)) add(init.headers, "X-Custom", dice.pick({"1", " 2 ", "\xFF"}));
    if (dice.chance(10)) add(init.headers, "Range", dice.pick({"bytes=0-", "bytes=-5", "bytes=5-1"}));
    if (dice.chance(10)) add(init.headers, "Accept", std::string(dice.one_of<std::size_t>({127, 128, 129}), 'a'));
    if (dice.chance(5)) add(init.headers, dice.pick({"Cookie", "Sec-X", "bad name", "X-HTTP-Method"}), "TRACE");
    if (init.method != "GET" && init.method != "HEAD" && dice.chance(50)) init.body = "{}";
    return init;
}

std::string_view name_of(Mode mode) {
    constexpr std::array<std::string_view, 4> kNames{"same-origin", "no-cors", "cors", "navigate"};
    return kNames[static_cast<std::size_t>(mode)];
}

std::string_view name_of(CredentialsMode mode) {
    constexpr std::array<std::string_view, 3> kNames{"omit", "same-origin", "include"};
    return kNames[static_cast<std::size_t>(mode)];
}

std::string_view name_of(RedirectMode mode) {
    constexpr std::array<std::string_view, 3> kNames{"follow", "error", "manual"};
    return kNames[static_cast<std::size_t>(mode)];
}

Json headers_json(const std::vector<Header>& headers) {
    Json out = Json::array();
    for (const Header& header : headers) {
        out.push_back(Json::array({isomorphic_decode(header.name), isomorphic_decode(header.value)}));
    }
    return out;
}

Json answer_json(const Answer& answer) {
    Json out = Json::object();
    out["status"] = answer.status;
    out["headers"] = headers_json(answer.headers);
    out["body"] = answer.body;
    return out;
}

Json request_json(const RequestInit& init) {
    Json out = Json::object();
    out["url"] = init.url;
    out["method"] = init.method;
    out["mode"] = name_of(init.mode);
    out["credentials"] = name_of(init.credentials);
    out["redirect"] = name_of(init.redirect);
    out["headers"] = headers_json(init.headers);
    out["body"] = init.body ? Json(*init.body) : Json(nullptr);
    return out;
}

}  // namespace

Scenario random_scenario(std::uint32_t seed) {
    Dice dice(seed);
    Scenario scenario;
    scenario.page.url = *parse_url(dice.chance(90) ? "https://app.example.com/page" : "http://app.example.com/");
    scenario.page.sandboxed = dice.chance(5);
    scenario.request = random_request(dice);
    while (dice.chance(25)) {
        scenario.then.push_back(random_request(dice));
        scenario.then.back().at = "/then/" + std::to_string(scenario.then.size() - 1);
    }
    for (const char* url : {"https://api.example.com/a", "https://api.example.com/b", "https://other.test/c",
                            "https://app.example.com/d", "http://api.example.com/a"}) {
        ServerEntry entry{url, std::nullopt, random_answer(dice, false), {}};
        if (dice.chance(25)) make_redirect(dice, entry.response);
        if (dice.chance(70)) entry.preflight = random_answer(dice, true);
        scenario.server.push_back(std::move(entry));
    }
    return scenario;
}

std::string to_json(const Scenario& scenario) {
    Json out = Json::object();
    out["version"] = 1;
    out["page"] = Json::object();
    out["page"]["url"] = serialize_url(scenario.page.url);
    out["page"]["sandboxed"] = scenario.page.sandboxed;
    out["request"] = request_json(scenario.request);
    out["server"] = Json::array();
    for (const ServerEntry& entry : scenario.server) {
        Json item = Json::object();
        item["url"] = entry.url;
        if (entry.preflight) item["preflight"] = answer_json(*entry.preflight);
        item["response"] = answer_json(entry.response);
        out["server"].push_back(std::move(item));
    }
    out["then"] = Json::array();
    for (const RequestInit& init : scenario.then) out["then"].push_back(request_json(init));
    return dump(out);
}

}  // namespace corslab::testing
