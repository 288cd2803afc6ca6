#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/audit/options.h"
#include "core/audit/probes.h"
#include "core/audit/report.h"

namespace corslab::audit {

/// The middleware as a server that can be asked. How much it does is bounded.
class PolicyServer {
  public:
    PolicyServer(const Policy& policy, const Options& options) : policy_(policy), options_(options) {}

    /// The answer to a request with that Origin, or with none. Nothing where it cannot be computed.
    [[nodiscard]] std::optional<Answer> ask(AnswerKind kind, const std::optional<std::string>& origin);

    /// The same with another handler behind the middleware.
    [[nodiscard]] std::optional<Answer> ask(const std::optional<std::string>& origin,
                                            const middleware::Handler& handler);

    /// The same with other things asked for by a preflight.
    [[nodiscard]] std::optional<Answer> preflight(const std::string& origin, const std::string& method,
                                                  const std::string& headers);

    /// The answer to an actual request, where its Access-Control-Allow-Origin is exactly this origin.
    [[nodiscard]] std::optional<Answer> answer_letting_in(const std::string& origin);

    /// The first fault.
    [[nodiscard]] const std::optional<middleware::Fault>& fault() const { return fault_; }

    /// Whether an answer could not be computed although others could: expensive or undecided patterns.
    [[nodiscard]] bool missed_some() const { return fault_.has_value(); }

    /// Chooses the request's path: the first one that the middleware answers for.
    void choose_path();

  private:
    std::optional<Answer> send(AnswerKind kind, const std::vector<Header>& headers, const middleware::Handler& handler);

    const Policy& policy_;
    const Options& options_;
    std::string path_;
    std::optional<middleware::Fault> fault_;
    std::size_t faults_ = 0;
    std::size_t asked_ = 0;
};

/// An origin that the middleware lets in, and where it is given.
struct AllowedOrigin {
    std::string origin;
    std::string path;
};

/// What the checks of a policy work with.
struct PolicyWork {
    const Policy& policy;
    const Options& options;
    PolicyServer& server;
    Reporter& reporter;
    std::vector<AllowedOrigin> allowed;
    bool open_to_all = false;  ///< `*`, or every origin reflected.
};

/// Finds out what is let in, and adds the origins that should be and are not.
void find_allowed(PolicyWork& work);

/// Who is let in beside those.
void check_policy_trust(PolicyWork& work);

/// Whether caches are told what an answer depends on.
void check_policy_caching(PolicyWork& work);

/// What preflights echo, error answers, and what makes the middleware fail.
void check_policy_answers(PolicyWork& work);

/// The options as they are written.
void check_policy_options(PolicyWork& work);

/// Regular expressions as they are written.
void check_policy_patterns(PolicyWork& work);

[[nodiscard]] ProbeResult probe_result(const std::string& origin, const Answer& answer);

}  // namespace corslab::audit
