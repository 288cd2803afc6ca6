#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit_rules.h"
#include "core/explain/language.h"
#include "core/http/header_list.h"
#include "core/middleware/middleware.h"
#include "core/url/url.h"

/// What is wrong, dangerous or needless in a CORS policy. Rules are data (`core/data/audit_rules.json`), each with a
/// small check. All texts are UTF-8, but the values of headers, which are bytes.
namespace corslab::audit {

enum class Severity : std::uint8_t { kCritical, kHigh, kMedium, kLow, kInfo };

/// Whether CORS does not work, lets the wrong ones in, or does needless work.
enum class RuleClass : std::uint8_t { kBroken, kInsecure, kWasteful };

/// A rule's texts. `{0}` and `{1}` in `found` and `fix` stand for the finding's `args`.
struct RuleText {
    std::string_view id;
    Severity severity;
    Severity anonymous;  ///< The severity where no credentials are allowed.
    RuleClass rule_class;
    std::string_view title;
    std::string_view found;
    std::string_view why;
    std::string_view fix;
    std::string_view source;  ///< URL.
};
[[nodiscard]] const RuleText& text_of(Rule rule);

/// How many rules there are: they run from 0.
[[nodiscard]] std::size_t rule_count();

[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::optional<Severity> severity_named(std::string_view name);
[[nodiscard]] std::string_view name_of(RuleClass rule_class);

enum class AnswerKind : std::uint8_t { kPreflight, kResponse };

/// A header line, and where it comes from. All places here are JSON Pointers into the input.
struct Line {
    Header header;
    std::string name_at;
    std::string value_at;
};

/// What a server answers.
struct Answer {
    AnswerKind kind = AnswerKind::kResponse;
    int status = 200;
    std::vector<Line> lines;
    std::string at;         ///< For an Access-Control-Allow-Origin that is missing.
    std::string others_at;  ///< For what else is missing.
    std::string status_at;  ///< For the status.
};

/// What is known of the request.
struct Request {
    std::optional<std::string> origin;         ///< Serialised; `null` for an opaque one.
    std::optional<Url> url;                    ///< Of the server.
    std::optional<std::string> method;         ///< Normalised.
    std::optional<std::vector<Line>> headers;  ///< Those that the script sets.
    std::optional<bool> credentials;           ///< Whether it carries them across origins.
    std::string at;
};

/// Answers of a server, and what is known of the request.
struct Exchange {
    Request request;
    std::optional<Answer> preflight;
    std::optional<Answer> response;
    bool shared = false;  ///< The one answer goes to both requests; `preflight` is a copy.
    bool asked = false;   ///< A script of another origin wants to read it: an answer without CORS headers is a failure.
    bool denied = false;  ///< No one of another origin is to be let in here: nothing is missing.
    bool probed = false;  ///< Whom the server trusts is found out otherwise.
};

/// An origin that the configuration is expected to allow, and where it stands.
struct GivenOrigin {
    std::string origin;
    std::string at;
};

/// A middleware and its options.
struct Policy {
    middleware::Setup setup;
    middleware::Handler handler;
    std::vector<GivenOrigin> origins;
    Request request;          ///< `origin` is not used.
    std::string path;         ///< Of the request; empty for one that the middleware answers.
    bool has_options = true;  ///< Whether the input has `options`.
    std::string at;           ///< Of the middleware.
};

/// An origin that was sent, and what came back: a counter-example.
struct ProbeResult {
    std::string origin;
    std::string allow_origin;
    bool allow_credentials = false;
};

struct Finding {
    Rule rule{};
    Severity severity{};
    std::vector<std::string> args;
    std::string path;
    std::string header;  ///< Its name; empty where it is about none.
    std::optional<AnswerKind> answer;
    std::optional<ProbeResult> probe;
};

/// A rule that the input does not decide.
struct Undecided {
    Rule rule{};
    std::string reason;
    std::string path;
};

struct Report {
    std::vector<Finding> findings;
    std::vector<Undecided> undecided;
};

/// Audits answers as they are.
/// @param language of the reasons, and of words among the args.
[[nodiscard]] Report audit(const Exchange& exchange, Language language = kEnglish);

/// A report, or the middleware's fault where it cannot be simulated.
struct PolicyReport {
    Report report;
    std::optional<middleware::Fault> fault;
};

/// Audits a configuration: its options, and what it answers to probes.
[[nodiscard]] PolicyReport audit(const Policy& policy, Language language = kEnglish);

/// Adds `more` to `report`, without repeating what it says already, sorted by severity and path.
void merge(Report& report, Report more);

}  // namespace corslab::audit
