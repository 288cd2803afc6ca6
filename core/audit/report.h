#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/audit/audit.h"

namespace corslab::audit {

/// What a finding is about.
struct Place {
    std::string path;
    std::string header;
    std::optional<AnswerKind> answer;
};

enum class Credentials : std::uint8_t { kAllowed, kNotAllowed };

/// Gathers findings.
class Reporter {
  public:
    /// @param value and @param other are for the placeholders of the rule's texts.
    /// @return the finding, for what else there is to say about it; valid until the next one.
    Finding& add(Rule rule, Place place, std::string value = {}, std::string other = {},
                 Credentials credentials = Credentials::kAllowed);

    void undecided(Rule rule, std::string path, std::string_view reason);

    /// Whether the rule has a finding at that path.
    [[nodiscard]] bool has(Rule rule, const std::string& path) const;

    [[nodiscard]] Report take();

  private:
    Report report_;
    std::set<std::pair<Rule, std::string>> found_;
};

}  // namespace corslab::audit
