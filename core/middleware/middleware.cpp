#include "core/middleware/middleware.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/apache.h"
#include "core/middleware/aspnet_core.h"
#include "core/middleware/caddy.h"
#include "core/middleware/django_cors.h"
#include "core/middleware/express_cors.h"
#include "core/middleware/fastify_cors.h"
#include "core/middleware/flask_cors.h"
#include "core/middleware/hono_cors.h"
#include "core/middleware/koa_cors.h"
#include "core/middleware/nginx.h"
#include "core/middleware/rs_cors.h"
#include "core/middleware/s3.h"
#include "core/middleware/spring.h"
#include "core/middleware/starlette.h"

namespace corslab::middleware {
namespace {

constexpr ExpressCorsVersion kExpressVersions[] = {ExpressCorsVersion::kFirst, ExpressCorsVersion::kSetsContentLength,
                                                   ExpressCorsVersion::kSendsZero, ExpressCorsVersion::kSendsZero};

// A library: its versions, the newest last, and what answers, given the index of one of them.
struct Library {
    KnownMiddleware known;
    Simulated (*answer)(std::size_t version, const Value& options, const Request& request, const Handler& handler);
};

// For libraries with one version.
template <Simulated (*answer)(const Value&, const Request&, const Handler&)>
Simulated only(std::size_t /*version*/, const Value& options, const Request& request, const Handler& handler) {
    return answer(options, request, handler);
}

std::vector<std::string_view> flask_versions() {
    std::vector<std::string_view> names;
    for (const auto& version : flask_cors_versions()) names.push_back(version.name);
    return names;
}

const std::vector<Library>& libraries() {
    static const std::vector<Library> kLibraries = {
        {{"express-cors", {"2.8.3", "2.8.4", "2.8.5", "2.8.6"}},
         [](std::size_t version, const Value& options, const Request& request, const Handler& handler) {
             return express_cors(kExpressVersions[version], options, request, handler);
         }},
        {{"flask-cors", flask_versions()},
         [](std::size_t version, const Value& options, const Request& request, const Handler& handler) {
             return flask_cors(flask_cors_versions()[version], options, request, handler);
         }},
        {{"fastify-cors", {"11.4.3"}}, only<fastify_cors>},
        {{"koa-cors", {"5.0.0"}}, only<koa_cors>},
        {{"hono-cors", {"4.13.19"}}, only<hono_cors>},
        {{"rs-cors", {"1.11.1"}}, only<rs_cors>},
        {{"spring", {"7.0"}}, only<spring>},
        {{"aspnet-core", {"8.0"}}, only<aspnet_core>},
        {{"s3", {"2006-03-01"}}, only<s3>},
        {{"nginx", {"1.22.1"}}, only<nginx>},
        {{"apache", {"2.4.71"}}, only<apache>},
        {{"caddy", {"2.6.2"}}, only<caddy>},
        {{"starlette", {"0.26.1", "1.3.1"}},
         [](std::size_t version, const Value& options, const Request& request, const Handler& handler) {
             return starlette(static_cast<StarletteVersion>(version), options, request, handler);
         }},
        {{"django-cors-headers", {"3.14.0", "4.9.0"}},
         [](std::size_t version, const Value& options, const Request& request, const Handler& handler) {
             return django_cors(static_cast<DjangoCorsVersion>(version), options, request, handler);
         }},
    };
    return kLibraries;
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
    static const std::vector<KnownMiddleware> kKnown = [] {
        std::vector<KnownMiddleware> known;
        for (const Library& library : libraries()) known.push_back(library.known);
        return known;
    }();
    return kKnown;
}

Simulated simulate(const Setup& setup, const Request& request, const Handler& handler) {
    const auto& all = libraries();
    const auto library =
        std::find_if(all.begin(), all.end(), [&](const Library& one) { return one.known.name == setup.name; });
    if (library == all.end()) return {std::nullopt, {FaultCode::kUnknownMiddleware, "", setup.name}};
    const auto index = version_index(library->known, setup.version);
    if (!index) return {std::nullopt, {FaultCode::kUnknownVersion, "", setup.name + " " + setup.version}};
    Simulated simulated = library->answer(*index, setup.options, request, handler);
    if (!simulated.reply) return simulated;
    // White space at the ends is on the wire, but no part of a value.
    for (Header& header : simulated.reply->headers) header.value = std::string(normalize_header_value(header.value));
    return simulated;
}

}  // namespace corslab::middleware
