#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corslab::regex {

enum class Flavour : std::uint8_t {
    kEcmaScript,  ///< https://tc39.es/ecma262/#sec-regexp-regular-expression-objects with its Annex B; as Node 20 has
                  ///< it.
    kPython,      ///< https://docs.python.org/3.11/library/re.html for `str` patterns.
};

/// Why a pattern gives no regular expression.
struct Fault {
    enum class Kind : std::uint8_t {
        kSyntax,       ///< The language refuses it: a SyntaxError, or `re.error`.
        kValue,        ///< Python refuses it with ValueError or OverflowError instead.
        kUnsupported,  ///< The language may take it; it is not supported here. `reason` names the construct.
    };
    Kind kind = Kind::kSyntax;
    std::size_t position = 0;  ///< In the pattern: code points, or UTF-16 code units in ECMAScript without `u`.
    std::string reason;        ///< For a person.
};

/// From `start` up to `end`: code points of the text, or UTF-16 code units in ECMAScript without `u`.
struct Span {
    std::size_t start = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

struct Match {
    enum class Outcome : std::uint8_t {
        kMatch,
        kNoMatch,
        kTooExpensive,  ///< More than the limit of steps: the language's own engine would take very long, too.
        kUnknown,       ///< It hangs on a character above U+00FF whose case or class is in no table here.
    };
    Outcome outcome = Outcome::kNoMatch;
    std::vector<std::optional<Span>> groups;  ///< With `kMatch`: the whole match, then each group.
    std::size_t steps = 0;                    ///< How many it took.
};

inline constexpr std::size_t kMaxSteps = 1'000'000;
inline constexpr std::size_t kMaxPattern = 20'000;  ///< Bytes of a pattern.
inline constexpr std::size_t kMaxNesting = 200;     ///< Groups within groups.

struct Program;

/// A compiled regular expression. Cheap to copy.
class Regex {
  public:
    explicit Regex(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

    /// The first match anywhere, as `exec()` with lastIndex 0 (so at the start alone with the flag `y`), or
    /// `re.search`.
    /// @param text UTF-8; ill-formed sequences become U+FFFD.
    [[nodiscard]] Match search(std::string_view text, std::size_t max_steps = kMaxSteps) const;

    /// A match that begins at the start, as `re.match`.
    [[nodiscard]] Match match(std::string_view text, std::size_t max_steps = kMaxSteps) const;

    /// A match of the whole text, as `re.fullmatch`.
    [[nodiscard]] Match fullmatch(std::string_view text, std::size_t max_steps = kMaxSteps) const;

    /// Python's flags that are in force for the whole pattern, among `timsxa` in that order.
    [[nodiscard]] std::string flags() const;

  private:
    std::shared_ptr<const Program> program_;
};

/// A regular expression, or the fault.
struct Compiled {
    std::optional<Regex> regex;
    Fault fault;
};

/// Compiles a pattern.
/// @param pattern UTF-8.
/// @param flags ECMAScript: letters of `dgimsuy`, each once (`v` is not supported). Python: letters of `aimsux`, as in
/// `(?aimsux)`.
[[nodiscard]] Compiled compile(std::string_view pattern, std::string_view flags, Flavour flavour);

}  // namespace corslab::regex
