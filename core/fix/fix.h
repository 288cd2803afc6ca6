#pragma once

#include <string_view>
#include <vector>

#include "core/fetch/scenario.h"
#include "core/fix/change.h"
#include "core/profile/profile.h"

namespace corslab::fix {

/// What a change lets in besides the request that it is for. Of two where one holds the other, the larger is said.
enum class Reach : std::uint8_t {
    kAnyOrigin,              ///< Every site reads the answer, without credentials.
    kAnyOriginCredentialed,  ///< Every site reads it with the user's credentials.
    kOpaqueOrigins,          ///< Sandboxed frames and data: documents of anyone.
    kOpaqueCredentialed,     ///< The same with the user's credentials.
    kOwnCredentialed,        ///< This page's origin, with the user's credentials.
    kOwnMethods,             ///< This page's origin, with the method DELETE, which was not asked for.
    kOwnHeaders,             ///< This page's origin, with a header that was not asked for.
    kOtherSites              ///< Sites that embed the resource without CORS.
};

/// A set of changes after which the requests succeed.
struct Fix {
    std::vector<Change> changes;               ///< None of them can be left out.
    Scenario scenario;                         ///< With the changes made.
    std::vector<const BrowserProfile*> works;  ///< In which of all browsers every request then succeeds.
    std::vector<Reach> reach;
};

/// What helps where no change that is known here does, or nobody may make it.
enum class Advice : std::uint8_t {
    kProxy,            ///< The server cannot be changed: a proxy on the page's own origin, or the page's own server.
    kReachable,        ///< There is no answer: the connection fails.
    kHttps,            ///< An https page needs an https server.
    kPort,             ///< A port that browsers do not connect to.
    kScheme,           ///< CORS works over http and https alone.
    kRedirectLoop,     ///< Redirects that do not end.
    kLocation,         ///< A redirect that leads nowhere.
    kUrl,              ///< The request's URL does not parse.
    kForbiddenMethod,  ///< No script can send that method.
    kVary              ///< An origin by name goes with Vary: Origin.
};

struct FixReport {
    std::vector<const BrowserProfile*> blocked;  ///< In which browsers a request is blocked or refused.
    std::vector<Fix> fixes;                      ///< The best first: few changes, and few others let in.
    std::vector<Advice> advice;
};

/// Searches for the smallest changes after which every request of the scenario succeeds, and runs each of them in all
/// browsers. A request succeeds where its verdict is `allowed`; or `opaque`, where its mode or redirect mode asks for
/// that.
/// @param scenario a request that is blocked nowhere gives an empty report. Answers by middleware are left as they are.
[[nodiscard]] FixReport find_fixes(const Scenario& scenario);

/// The name in a result document.
[[nodiscard]] std::string_view name_of(Reach reach);
[[nodiscard]] std::string_view name_of(Advice advice);

}  // namespace corslab::fix
