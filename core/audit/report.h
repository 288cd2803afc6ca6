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
    explicit Reporter(Language language) : language_(language) {}

    /// @param value and @param other are for the placeholders of the rule's texts.
    /// @return the finding, for what else there is to say about it; valid until the next one.
    Finding& add(Rule rule, Place place, std::string value = {}, std::string other = {},
                 Credentials credentials = Credentials::kAllowed);

    /// @param reason a text of the engine, with `{0}` for the arg.
    void undecided(Rule rule, std::string path, std::string_view reason, const std::string& arg = {});

    /// A text of the engine, for what stands among the values.
    [[nodiscard]] std::string word(std::string_view english) const { return std::string(say(language_, english)); }

    /// Whether the rule has a finding at that path.
    [[nodiscard]] bool has(Rule rule, const std::string& path) const;

    [[nodiscard]] Report take();

  private:
    Language language_;
    Report report_;
    std::set<std::pair<Rule, std::string>> found_;
};

}  // namespace corslab::audit
