#include "core/middleware/rs_cors.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/go_header.h"
#include "core/middleware/option_reader.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr std::string_view kAskedMethod = "Access-Control-Request-Method";
constexpr std::string_view kAskedHeaders = "Access-Control-Request-Headers";
constexpr std::string_view kPrivateNetwork = "Access-Control-Request-Private-Network";

// What cors.New() makes of its options.
struct RsSetup {
    bool all_origins = false;
    bool all_headers = false;
    std::vector<std::string> origins;  // In lower case; a star in one stands for any text.
    std::vector<std::string> headers;  // In lower case, sorted, each once.
    std::vector<std::string> methods;
    std::optional<std::string> exposed;
    std::string max_age;
    bool credentials = false;
    bool private_network = false;
    bool passthrough = false;
    int success_status = 204;
    std::optional<Fault> fault;
};

void read_lists(OptionReader& reader, RsSetup& setup) {
    const auto origins = reader.texts("AllowedOrigins").value_or(std::vector<std::string>{});
    setup.all_origins = origins.empty() || std::find(origins.begin(), origins.end(), "*") != origins.end();
    for (const std::string& origin : origins) setup.origins.push_back(go_lower(origin));
    auto headers = reader.texts("AllowedHeaders").value_or(std::vector<std::string>{});
    setup.all_headers = std::find(headers.begin(), headers.end(), "*") != headers.end();
    if (headers.empty()) headers = {"accept", "content-type", "x-requested-with"};
    for (std::string& header : headers) header = go_lower(header);
    std::sort(headers.begin(), headers.end());
    headers.erase(std::unique(headers.begin(), headers.end()), headers.end());
    setup.headers = std::move(headers);
    setup.methods = reader.texts("AllowedMethods").value_or(std::vector<std::string>{});
    if (setup.methods.empty()) setup.methods = {"GET", "POST", "HEAD"};
    for (const std::string& name : reader.texts("ExposedHeaders").value_or(std::vector<std::string>{})) {
        setup.exposed = (setup.exposed ? *setup.exposed + ", " : "") + go_canonical_name(name);
    }
}

RsSetup set_up(const Value& options) {
    constexpr std::int64_t kLeastStatus = 200;
    constexpr std::int64_t kMostStatus = 999;
    RsSetup setup;
    OptionReader reader(options);
    read_lists(reader, setup);
    const std::int64_t max_age = reader.integer("MaxAge").value_or(0);
    if (max_age != 0) setup.max_age = std::to_string(std::max<std::int64_t>(max_age, 0));
    setup.credentials = reader.flag("AllowCredentials");
    setup.private_network = reader.flag("AllowPrivateNetwork");
    setup.passthrough = reader.flag("OptionsPassthrough");
    (void)reader.flag("Debug");
    const std::int64_t status = reader.integer("OptionsSuccessStatus").value_or(0);
    if (status != 0) setup.success_status = static_cast<int>(status);
    if (status != 0 && (status < kLeastStatus || status > kMostStatus)) {
        reader.fail("OptionsSuccessStatus", "expected a status from 200 to 999");
    }
    setup.fault = reader.finish("cors.Options has no such field that JSON could fill");
    return setup;
}

// Up to one blank at each end; nothing where there are more, and something between them.
std::optional<std::string_view> trim_blanks(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    for (int i = 0; !text.empty() && (i > 1 || is_blank(text.back())); ++i) {
        if (i > 1) return std::nullopt;
        text.remove_suffix(1);
    }
    for (int i = 0; !text.empty() && (i > 1 || is_blank(text.front())); ++i) {
        if (i > 1) return std::nullopt;
        text.remove_prefix(1);
    }
    return text;
}

// SortedSet.Accepts: known names, sorted and each once, as browsers write them.
bool accepts(const std::vector<std::string>& set, const std::vector<std::string>& values) {
    constexpr int kMaxEmpty = 16;
    std::size_t longest = 0;
    for (const std::string& name : set) longest = std::max(longest, name.size());
    std::ptrdiff_t last = -1;
    int empty = 0;
    for (std::string_view value : values) {
        for (bool more = true; more;) {
            const std::size_t comma = value.substr(0, longest + 3).find(',');
            more = comma != std::string_view::npos;
            const auto name = trim_blanks(value.substr(0, comma));
            value.remove_prefix(more ? comma + 1 : value.size());
            if (!name) return false;
            if (name->empty()) {
                if (++empty > kMaxEmpty) return false;
                continue;
            }
            const auto found = std::find(set.begin(), set.end(), *name);
            if (found == set.end() || found - set.begin() <= last) return false;
            last = found - set.begin();
        }
    }
    return true;
}

class RsCors {
  public:
    RsCors(const RsSetup& setup, const Request& request, const Handler& handler)
        : setup_(setup), request_(request), handler_(handler), origins_(go_values(request.headers, "Origin")) {}

    Reply run() {
        const auto asked = go_values(request_.headers, kAskedMethod);
        const bool preflight = request_.method == "OPTIONS" && !asked.empty() && !asked.front().empty();
        if (!preflight) {
            handle_actual();
            return next();
        }
        handle_preflight(asked);
        if (setup_.passthrough) return next();
        return {setup_.success_status, headers_.lines(setup_.success_status), "", false};
    }

  private:
    Reply next() {
        headers_.set_all(handler_.headers);
        return {handler_.status, headers_.lines(handler_.status), handler_.body, true};
    }

    [[nodiscard]] bool is_origin_allowed() const {
        if (origins_.empty() || origins_.front().empty()) return false;
        if (setup_.all_origins) return true;
        const std::string origin = go_lower(origins_.front());
        return std::any_of(setup_.origins.begin(), setup_.origins.end(), [&](const std::string& allowed) {
            const std::size_t star = allowed.find('*');
            if (star == std::string::npos) return origin == allowed;
            return origin.size() + 1 >= allowed.size() && origin.starts_with(allowed.substr(0, star)) &&
                   origin.ends_with(allowed.substr(star + 1));
        });
    }

    [[nodiscard]] bool is_method_allowed(const std::string& method) const {
        return method == "OPTIONS" ||
               std::find(setup_.methods.begin(), setup_.methods.end(), method) != setup_.methods.end();
    }

    void set_origin() {
        headers_.set(kAllowOrigin, setup_.all_origins ? std::vector<std::string>{"*"} : origins_);
        if (setup_.credentials) headers_.set("Access-Control-Allow-Credentials", {"true"});
    }

    void handle_preflight(const std::vector<std::string>& asked) {
        std::string vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        if (setup_.private_network) vary += ", Access-Control-Request-Private-Network";
        headers_.add("Vary", std::move(vary));
        if (!is_origin_allowed() || !is_method_allowed(asked.front())) return;
        const auto names = go_values(request_.headers, kAskedHeaders);
        if (!setup_.all_headers && !accepts(setup_.headers, names)) return;
        set_origin();
        headers_.set("Access-Control-Allow-Methods", asked);
        if (!names.empty() && !names.front().empty()) headers_.set("Access-Control-Allow-Headers", names);
        const auto network = go_values(request_.headers, kPrivateNetwork);
        if (setup_.private_network && !network.empty() && network.front() == "true") {
            headers_.set("Access-Control-Allow-Private-Network", {"true"});
        }
        if (!setup_.max_age.empty()) headers_.set("Access-Control-Max-Age", {setup_.max_age});
    }

    void handle_actual() {
        headers_.add("Vary", "Origin");
        if (!is_origin_allowed() || !is_method_allowed(request_.method)) return;
        set_origin();
        if (setup_.exposed) headers_.set("Access-Control-Expose-Headers", {*setup_.exposed});
    }

    const RsSetup& setup_;
    const Request& request_;
    const Handler& handler_;
    std::vector<std::string> origins_;
    GoHeaders headers_;
};

}  // namespace

Simulated rs_cors(const Value& options, const Request& request, const Handler& handler) {
    const RsSetup setup = set_up(options);
    if (setup.fault) return {std::nullopt, *setup.fault};
    return {RsCors(setup, request, handler).run(), {}};
}

}  // namespace corslab::middleware
