#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/middleware/middleware.h"
#include "core/middleware/work.h"

namespace corslab::middleware {

/// The first regular expression among options that gives none, as a fault.
/// @param path where the value stands.
[[nodiscard]] std::optional<Fault> regex_fault(const Value& value, const std::string& path, regex::Flavour flavour);

/// Matches options against texts, and counts the work.
class RegexOptions {
  public:
    enum class Anchor : std::uint8_t { kNone, kStart, kBoth };

    explicit RegexOptions(regex::Flavour flavour) : flavour_(flavour) {}

    /// Whether it matches. A pattern that cannot be compiled, or a match that cannot be decided, is a fault.
    bool matches(std::string_view pattern, std::string_view flags, std::string_view text, const std::string& path,
                 Anchor anchor = Anchor::kNone);

    /// The texts of the whole match and of each group; nothing where it is not found, as for `matches`.
    std::optional<std::vector<std::string>> find(std::string_view pattern, std::string_view flags,
                                                 std::string_view text, const std::string& path,
                                                 Anchor anchor = Anchor::kNone);

    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

    void fail(Fault fault) {
        if (!fault_) fault_ = std::move(fault);
    }

    /// What is refused is not supported: for patterns of a language that has no flavour here.
    void soften() {
        if (fault_ && fault_->code == FaultCode::kBadRegex) fault_->code = FaultCode::kUnsupportedRegex;
    }

  private:
    regex::Flavour flavour_;
    Work work_;
    std::optional<Fault> fault_;
};

/// How Express' cors and @fastify/cors hold a request's Origin against their option.
bool is_node_origin_allowed(const std::optional<std::string>& origin, const Value& allowed, const std::string& path,
                            RegexOptions& regexes);

}  // namespace corslab::middleware
