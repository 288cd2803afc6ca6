#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corslab::regex {

/// Which characters are the same where case is ignored.
enum class CaseRule : std::uint8_t {
    kExact,
    kEcmaLegacy,  ///< Without the flag u: by upper case. https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch
    kEcmaUnicode,    ///< With the flag u: by simple case folding.
    kPythonUnicode,  ///< By lower case, and the pairs of CPython's Lib/re/_casefix.py.
    kPythonAscii,    ///< The flag a: ASCII letters alone.
};

/// An answer that may need tables which are not here: see `CharSet::test`.
enum class Tell : std::uint8_t { kNo, kYes, kUnknown };

inline constexpr char32_t kLastCodePoint = 0x10FFFF;
inline constexpr char32_t kLastLatin1 = 0xFF;

/// A set of characters: code points, or UTF-16 code units.
class CharSet {
  public:
    void add(char32_t first, char32_t last) { ranges_.emplace_back(first, last); }
    void add(char32_t c) { add(c, c); }
    void add(const CharSet& other);

    /// The set's members above U+00FF are not known (Python's `\w` and `\d`), beyond those that were added.
    void leave_rest_unknown() { rest_unknown_ = true; }

    /// All characters that are not in the set; above U+00FF what was not known stays so.
    [[nodiscard]] CharSet complement() const;

    /// Tests give the opposite from now on; unlike with `complement`, case is ignored before that.
    void negate() { negated_ = !negated_; }

    /// Adds what is the same as a member where case is ignored.
    void close(CaseRule rule);

    /// Whether the character is in the set. Characters up to U+00FF are always decided.
    [[nodiscard]] Tell test(char32_t c) const;

    /// Sorts; to be called once all is added, before the first test.
    void finish();

  private:
    [[nodiscard]] bool contains(char32_t c) const;

    std::vector<std::pair<char32_t, char32_t>> ranges_;
    bool rest_unknown_ = false;
    bool negated_ = false;
};

/// One item of a character class: a character, or a set such as `\d`.
struct ClassAtom {
    bool is_set = false;
    char32_t character = 0;
    CharSet set;

    void add_to(CharSet& other) const {
        if (is_set) {
            other.add(set);
        } else {
            other.add(character);
        }
    }
};

/// Whether two characters are the same under the rule.
[[nodiscard]] Tell same_character(char32_t a, char32_t b, CaseRule rule);

/// The predefined sets: digits, white space, word characters, and what `.` matches.
[[nodiscard]] CharSet digits();
[[nodiscard]] CharSet ecma_space();
[[nodiscard]] CharSet ascii_word();
[[nodiscard]] CharSet ecma_word(CaseRule rule);
[[nodiscard]] CharSet line_terminators();
[[nodiscard]] CharSet python_digits(bool ascii);
[[nodiscard]] CharSet python_space(bool ascii);
[[nodiscard]] CharSet python_word(bool ascii);

}  // namespace corslab::regex
