#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/regex/regex.h"

namespace corslab::middleware {

/// How much one simulation may compare and match: a document of a mebibyte can ask for more than anyone would wait for.
inline constexpr std::size_t kMaxWork = 20'000'000;

class Work {
  public:
    /// A text held against another one.
    void compare(std::string_view a, std::string_view b) { spend(a.size() + b.size() + 1); }

    /// A pattern to be compiled.
    void compile(std::string_view pattern) { spend(4 * pattern.size() + 64); }

    void match(const regex::Match& match) { spend(match.steps); }

    /// How many steps a match may take.
    [[nodiscard]] std::size_t steps() const { return std::min(left_, regex::kMaxSteps); }

    [[nodiscard]] bool is_spent() const { return left_ == 0; }

  private:
    void spend(std::size_t amount) { left_ -= std::min(left_, amount); }

    std::size_t left_ = kMaxWork;
};

}  // namespace corslab::middleware
