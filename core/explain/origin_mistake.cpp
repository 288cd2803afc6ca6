#include <algorithm>
#include <optional>

#include "core/explain/step_text.h"
#include "core/http/grammar.h"
#include "core/url/origin.h"
#include "core/url/url.h"

namespace corslab {
namespace {

bool has_scheme(std::string_view value) {
    return value.find("://") != std::string_view::npos;
}

bool is_quoted(std::string_view value) {
    return value.find_first_of("'\"") != std::string_view::npos;
}

bool is_ascii(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) { return (c & 0x80) == 0; });
}

// Mistakes that show in the text alone, whatever the origin is.
std::optional<Finding> mistake_in_text(std::string_view allowed) {
    if (allowed.empty()) return Finding::kCorsCheckOriginMismatchEmpty;
    if (is_quoted(allowed)) return Finding::kCorsCheckOriginMismatchQuotes;
    if (allowed.find(',') != std::string_view::npos) return Finding::kCorsCheckOriginMismatchList;
    if (allowed.find_first_of(" \t") != std::string_view::npos) return Finding::kCorsCheckOriginMismatchSpace;
    if (allowed.find_first_of("*^$()|\\") != std::string_view::npos) return Finding::kCorsCheckOriginMismatchPattern;
    if (!is_ascii(allowed)) return Finding::kCorsCheckOriginMismatchNotAscii;
    return std::nullopt;
}

// Mistakes that show where both are taken apart as URLs.
Finding mistake_in_parts(std::string_view allowed, const std::string& origin) {
    const auto wanted = parse_url(origin);
    const auto given = parse_url(allowed);
    if (!wanted || !given || !given->host) return Finding::kCorsCheckOriginMismatch;
    if (given->scheme != wanted->scheme) return Finding::kCorsCheckOriginMismatchScheme;
    if (given->host != wanted->host) return Finding::kCorsCheckOriginMismatchHost;
    if (given->port != wanted->port) return Finding::kCorsCheckOriginMismatchPort;
    if (given->path != "/" || given->query || given->fragment) return Finding::kCorsCheckOriginMismatchPath;
    if (allowed.ends_with('/')) return Finding::kCorsCheckOriginMismatchSlash;
    // The same origin in other words: the letter case, or a default port that is written out.
    return equals_ignoring_case(allowed, origin) ? Finding::kCorsCheckOriginMismatchCase
                                                 : Finding::kCorsCheckOriginMismatchPort;
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
    if (!has_scheme(allowed)) return Finding::kCorsCheckOriginMismatchNoScheme;
    return mistake_in_parts(allowed, origin);
}

std::string mismatch_part(Finding refined, const StepRecord& step) {
    if (refined == Finding::kCorsCheckOriginMismatchSlash) return "/";
    if (refined == Finding::kCorsCheckOriginMismatchList) return ",";
    if (refined == Finding::kCorsCheckOriginMismatchScheme) {
        return step.args[0].substr(0, step.args[0].find("://"));
    }
    if (refined == Finding::kCorsCheckOriginMismatchPath) {
        const auto slash = step.args[0].find('/', step.args[0].find("://") + 3);
        return slash == std::string::npos ? std::string() : step.args[0].substr(slash);
    }
    return {};
}

}  // namespace corslab
