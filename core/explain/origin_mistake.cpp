#include <algorithm>
#include <optional>

#include "core/explain/step_text.h"
#include "core/http/grammar.h"
#include "core/url/origin.h"
#include "core/url/url.h"

namespace corslab {
namespace {

bool has_any(std::string_view value, std::string_view letters) {
    return value.find_first_of(letters) != std::string_view::npos;
}

// A host, as people write it where they forget the scheme.
bool looks_like_host(std::string_view value) {
    return value.starts_with("//") || has_any(value, ".:") || value.starts_with("localhost");
}

// Control characters, the no-break space and the byte order mark; header bytes are read as Latin-1.
bool has_invisible(std::string_view value) {
    const bool control = std::any_of(value.begin(), value.end(), [](char c) { return c >= 0 && c < ' ' && c != '\t'; });
    return control || value.find("\xC2\xA0") != std::string_view::npos ||
           value.find("\xC3\xAF\xC2\xBB\xC2\xBF") != std::string_view::npos;
}

bool is_pattern(std::string_view value) {
    return has_any(value, "*^$()|") || value.find("\\.") != std::string_view::npos;
}

bool is_ascii(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0; });
}

// Mistakes that show in the text alone, whatever the origin is.
std::optional<Finding> mistake_in_text(std::string_view allowed) {
    if (allowed.empty()) return Finding::kCorsCheckOriginMismatchEmpty;
    if (has_any(allowed, "'\"")) return Finding::kCorsCheckOriginMismatchQuotes;
    if (has_any(allowed, ",;")) return Finding::kCorsCheckOriginMismatchList;
    if (has_any(allowed, " \t")) return Finding::kCorsCheckOriginMismatchSpace;
    if (has_invisible(allowed)) return Finding::kCorsCheckOriginMismatchInvisible;
    if (is_pattern(allowed)) return Finding::kCorsCheckOriginMismatchPattern;
    if (!is_ascii(allowed)) return Finding::kCorsCheckOriginMismatchNotAscii;
    return std::nullopt;
}

// Mistakes where both come to the same origin, but in other words.
Finding mistake_in_writing(std::string_view allowed, const Url& given, const std::string& origin) {
    if (includes_credentials(given)) return Finding::kCorsCheckOriginMismatchUser;
    if (given.path != "/" || given.query || given.fragment) return Finding::kCorsCheckOriginMismatchPath;
    if (allowed.find("://") == std::string_view::npos) return Finding::kCorsCheckOriginMismatchSlashes;
    if (equals_ignoring_case(allowed, origin)) return Finding::kCorsCheckOriginMismatchCase;
    if (allowed.ends_with('/')) return Finding::kCorsCheckOriginMismatchSlash;
    // A default port that is written out, or the host in another form.
    return allowed.starts_with(origin + ":") ? Finding::kCorsCheckOriginMismatchPort
                                             : Finding::kCorsCheckOriginMismatch;
}

// Mistakes that show where both are taken apart as URLs.
Finding mistake_in_parts(std::string_view allowed, const std::string& origin) {
    const auto wanted = parse_url(origin);
    const auto given = parse_url(allowed);
    if (!wanted || !given || !given->host) {
        const bool no_scheme = allowed.find("://") == std::string_view::npos && looks_like_host(allowed);
        return no_scheme ? Finding::kCorsCheckOriginMismatchNoScheme : Finding::kCorsCheckOriginMismatch;
    }
    if (given->scheme != wanted->scheme) return Finding::kCorsCheckOriginMismatchScheme;
    if (given->host != wanted->host) return Finding::kCorsCheckOriginMismatchHost;
    if (given->port != wanted->port) return Finding::kCorsCheckOriginMismatchPort;
    return mistake_in_writing(allowed, *given, origin);
}

}  // namespace

Finding refine(const StepRecord& step) {
    if (step.finding != Finding::kCorsCheckOriginMismatch) return step.finding;
    const std::string& allowed = step.args[0];
    const std::string& origin = step.args[1];
    if (const auto mistake = mistake_in_text(allowed)) {
        const bool repeated = mistake == Finding::kCorsCheckOriginMismatchList && step.repeated;
        return repeated ? Finding::kCorsCheckOriginMismatchRepeated : *mistake;
    }
    if (origin == "null") return Finding::kCorsCheckOriginMismatchOriginNull;
    if (allowed == "null") return Finding::kCorsCheckOriginMismatchNull;
    return mistake_in_parts(allowed, origin);
}

std::string mismatch_part(Finding refined, const StepRecord& step) {
    const std::string& allowed = step.args[0];
    if (refined == Finding::kCorsCheckOriginMismatchSlash) return "/";
    if (refined == Finding::kCorsCheckOriginMismatchList) return allowed.substr(allowed.find_first_of(",;"), 1);
    if (refined == Finding::kCorsCheckOriginMismatchScheme) return allowed.substr(0, allowed.find(':'));
    const auto scheme_end = allowed.find("://");
    if (scheme_end == std::string::npos) return {};
    const auto host_end = std::min(allowed.find_first_of(":/?#", scheme_end + 3), allowed.size());
    if (refined == Finding::kCorsCheckOriginMismatchHost)
        return allowed.substr(scheme_end + 3, host_end - scheme_end - 3);
    if (refined == Finding::kCorsCheckOriginMismatchPort) return allowed.substr(host_end);
    if (refined != Finding::kCorsCheckOriginMismatchPath) return {};
    return allowed.substr(std::min(allowed.find_first_of("/?#", scheme_end + 3), allowed.size()));
}

}  // namespace corslab
