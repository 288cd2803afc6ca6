#include "core/middleware/middleware.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/express_cors.h"
#include "core/middleware/flask_cors.h"

namespace corslab::middleware {
namespace {

struct NamedExpressVersion {
    std::string_view name;
    ExpressCorsVersion version;
};
constexpr NamedExpressVersion kExpressVersions[] = {{"2.8.3", ExpressCorsVersion::kFirst},
                                                    {"2.8.4", ExpressCorsVersion::kSetsContentLength},
                                                    {"2.8.5", ExpressCorsVersion::kSendsZero},
                                                    {"2.8.6", ExpressCorsVersion::kSendsZero}};

std::vector<KnownMiddleware> list_known() {
    std::vector<std::string_view> express;
    for (const auto& version : kExpressVersions) express.push_back(version.name);
    std::vector<std::string_view> flask;
    for (const auto& version : flask_cors_versions()) flask.push_back(version.name);
    return {{"express-cors", std::move(express)}, {"flask-cors", std::move(flask)}};
}

// The index of the version asked for; of the newest where none is.
std::optional<std::size_t> version_index(const KnownMiddleware& known, const std::string& version) {
    if (version.empty()) return known.versions.size() - 1;
    const auto found = std::find(known.versions.begin(), known.versions.end(), version);
    if (found == known.versions.end()) return std::nullopt;
    return static_cast<std::size_t>(found - known.versions.begin());
}

}  // namespace

const std::vector<KnownMiddleware>& known_middleware() {
    static const std::vector<KnownMiddleware> kKnown = list_known();
    return kKnown;
}

Simulated simulate(const Setup& setup, const Request& request, const Handler& handler) {
    const auto& all = known_middleware();
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const KnownMiddleware& one) { return one.name == setup.name; });
    if (known == all.end()) return {std::nullopt, {FaultCode::kUnknownMiddleware, "", setup.name}};
    const auto index = version_index(*known, setup.version);
    if (!index) return {std::nullopt, {FaultCode::kUnknownVersion, "", setup.name + " " + setup.version}};
    Simulated simulated = setup.name == "flask-cors"
                              ? flask_cors(flask_cors_versions()[*index], setup.options, request, handler)
                              : express_cors(kExpressVersions[*index].version, setup.options, request, handler);
    if (!simulated.reply) return simulated;
    // White space at the ends is on the wire, but no part of a value.
    for (Header& header : simulated.reply->headers) header.value = std::string(normalize_header_value(header.value));
    return simulated;
}

}  // namespace corslab::middleware
