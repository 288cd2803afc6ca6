#include <algorithm>

#include "core/middleware/middleware.h"

namespace corslab::middleware {
namespace {

// "one of: a, b"
std::string known_names() {
    std::string out;
    for (const KnownMiddleware& known : known_middleware()) out += (out.empty() ? "" : ", ") + std::string(known.name);
    return "one of: " + out;
}

std::string known_versions(std::string_view name_and_version) {
    const std::string_view name = name_and_version.substr(0, name_and_version.find(' '));
    std::string out;
    for (const KnownMiddleware& known : known_middleware()) {
        if (known.name != name) continue;
        for (const std::string_view version : known.versions) out += (out.empty() ? "" : ", ") + std::string(version);
    }
    return "one of: " + out;
}

}  // namespace

std::string_view fault_name(FaultCode code) {
    switch (code) {
        case FaultCode::kUnknownMiddleware:
        case FaultCode::kUnknownVersion:
            return "unknown-value";
        case FaultCode::kBadRegex:
            return "bad-regex";
        case FaultCode::kUnsupportedRegex:
        case FaultCode::kUndecidedRegex:
            return "unsupported-regex";
        case FaultCode::kExpensiveRegex:
            return "expensive-regex";
        case FaultCode::kThrowsAtSetup:
            return "bad-option";
        case FaultCode::kUnsupportedOption:
            return "unsupported-option";
        case FaultCode::kUnencodable:
            return "bad-header";
    }
    return {};
}

std::string fault_text(const Fault& fault) {
    switch (fault.code) {
        case FaultCode::kUnknownMiddleware:
            return "\"" + fault.detail + "\" is not known here; expected " + known_names();
        case FaultCode::kUnknownVersion:
            return "\"" + fault.detail + "\" is not known here; expected " + known_versions(fault.detail);
        case FaultCode::kBadRegex:
            return "the language refuses this regular expression: " + fault.detail;
        case FaultCode::kUnsupportedRegex:
            return "this regular expression is not supported here: " + fault.detail;
        case FaultCode::kExpensiveRegex:
            return "matching takes more than " + std::to_string(regex::kMaxSteps) +
                   " steps, as it would on the server: " + fault.detail;
        case FaultCode::kUndecidedRegex:
            return "whether this regular expression matches hangs on a character above U+00FF whose case or class is "
                   "not known here: " +
                   fault.detail;
        case FaultCode::kThrowsAtSetup:
            return "the library refuses this when it is set up: " + fault.detail;
        case FaultCode::kUnsupportedOption:
            return "this is not simulated here: " + fault.detail;
        case FaultCode::kUnencodable:
            return "a header would hold a character above U+00FF, or a line break, and what then happens is the web "
                   "server's "
                   "matter: " +
                   fault.detail;
    }
    return {};
}

}  // namespace corslab::middleware
