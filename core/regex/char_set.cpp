#include "core/regex/char_set.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace corslab::regex {
namespace {

// What lies above U+00FF and is the same as a character below it, under one rule or another.
constexpr char32_t kDottedI = 0x130;
constexpr char32_t kDotlessI = 0x131;
constexpr char32_t kCapitalYDiaeresis = 0x178;
constexpr char32_t kLongS = 0x17F;
constexpr char32_t kCapitalMu = 0x39C;
constexpr char32_t kSmallMu = 0x3BC;
constexpr char32_t kCapitalSharpS = 0x1E9E;
constexpr char32_t kKelvin = 0x212A;
constexpr char32_t kAngstrom = 0x212B;
constexpr char32_t kMicro = 0xB5;
constexpr char32_t kSharpS = 0xDF;
constexpr char32_t kSmallY = 0xFF;

constexpr std::array kAbove = {kDottedI,       kDotlessI, kCapitalYDiaeresis, kLongS, kCapitalMu, kSmallMu,
                               kCapitalSharpS, kKelvin,   kAngstrom};

// What ill-formed UTF-8 becomes: no letter, no digit, without case.
constexpr char32_t kReplacement = 0xFFFD;

bool is_above(char32_t c) {
    return std::find(kAbove.begin(), kAbove.end(), c) != kAbove.end();
}

// One character for each class of those that are the same; the class's lower-case letter in Latin-1.
char32_t representative(char32_t c, CaseRule rule) {
    if (rule == CaseRule::kExact) return c;
    if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
    if (rule == CaseRule::kPythonAscii) return c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
    if (c == kCapitalMu || c == kSmallMu) return kMicro;
    if (c == kCapitalYDiaeresis) return kSmallY;
    if (rule == CaseRule::kEcmaLegacy) return c;
    if (c == kLongS) return 's';
    if (c == kKelvin) return 'k';
    if (c == kAngstrom) return 0xE5;
    if (c == kCapitalSharpS) return kSharpS;
    if (rule == CaseRule::kPythonUnicode && (c == kDottedI || c == kDotlessI)) return 'i';
    return c;
}

}  // namespace

void CharSet::add(const CharSet& other) {
    ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
    rest_unknown_ = rest_unknown_ || other.rest_unknown_;
}

void CharSet::finish() {
    std::sort(ranges_.begin(), ranges_.end());
    std::vector<std::pair<char32_t, char32_t>> merged;
    for (const auto& range : ranges_) {
        if (!merged.empty() && range.first <= merged.back().second + 1) {
            merged.back().second = std::max(merged.back().second, range.second);
        } else {
            merged.push_back(range);
        }
    }
    ranges_ = std::move(merged);
}

CharSet CharSet::complement() const {
    CharSet sorted = *this;
    sorted.finish();
    const char32_t last = rest_unknown_ ? kLastLatin1 : kLastCodePoint;
    CharSet out;
    out.rest_unknown_ = rest_unknown_;
    if (rest_unknown_) {
        for (const char32_t c : kAbove) {
            if (!sorted.contains(c)) out.add(c);
        }
        if (!sorted.contains(kReplacement)) out.add(kReplacement);
    }
    char32_t next = 0;
    for (const auto& [first, end] : sorted.ranges_) {
        if (first > next) out.add(next, std::min<char32_t>(first - 1, last));
        next = end + 1;
        if (next > last) return out;
    }
    out.add(next, last);
    return out;
}

bool CharSet::contains(char32_t c) const {
    const auto behind = std::upper_bound(ranges_.begin(), ranges_.end(), c,
                                         [](char32_t value, const auto& range) { return value < range.first; });
    return behind != ranges_.begin() && c <= std::prev(behind)->second;
}

void CharSet::close(CaseRule rule) {
    if (rule == CaseRule::kExact) return;
    finish();
    // Most sets are one character without case.
    const bool caseless = ranges_.size() == 1 && ranges_[0].second < 0x80 && ranges_[0].first == ranges_[0].second &&
                          representative(ranges_[0].first, rule) == ranges_[0].first &&
                          (ranges_[0].first < 'a' || ranges_[0].first > 'z');
    if (caseless) return;
    const bool reaches_above = std::any_of(ranges_.begin(), ranges_.end(), [](const auto& range) {
        return range.second > kLastLatin1 && !(range.first == range.second && is_above(range.first));
    });
    // The case of what lies above is in no table here.
    if (reaches_above && rule != CaseRule::kPythonAscii) rest_unknown_ = true;
    std::array<bool, kLastLatin1 + 1> wanted{};
    const auto visit_all = [](auto&& visit) {
        for (char32_t c = 0; c <= kLastLatin1; ++c) visit(c);
        for (const char32_t c : kAbove) visit(c);
    };
    visit_all([&](char32_t c) {
        const char32_t same = representative(c, rule);
        if (same <= kLastLatin1 && contains(c)) wanted[same] = true;
    });
    CharSet more;
    visit_all([&](char32_t c) {
        const char32_t same = representative(c, rule);
        if (same <= kLastLatin1 && wanted[same]) more.add(c);
    });
    add(more);
    finish();
}

Tell CharSet::test(char32_t c) const {
    if (contains(c)) return negated_ ? Tell::kNo : Tell::kYes;
    if (rest_unknown_ && c > kLastLatin1 && !is_above(c) && c != kReplacement) return Tell::kUnknown;
    return negated_ ? Tell::kYes : Tell::kNo;
}

Tell same_character(char32_t a, char32_t b, CaseRule rule) {
    if (representative(a, rule) == representative(b, rule)) return Tell::kYes;
    const bool tables_missing = rule != CaseRule::kExact && rule != CaseRule::kPythonAscii && a > kLastLatin1 &&
                                b > kLastLatin1 && !is_above(a) && !is_above(b);
    return tables_missing ? Tell::kUnknown : Tell::kNo;
}

CharSet digits() {
    CharSet set;
    set.add('0', '9');
    return set;
}

CharSet ascii_word() {
    CharSet set = digits();
    set.add('A', 'Z');
    set.add('a', 'z');
    set.add('_');
    return set;
}

CharSet ecma_word(CaseRule rule) {
    CharSet set = ascii_word();
    // https://tc39.es/ecma262/#sec-runtime-semantics-wordcharacters-abstract-operation
    if (rule == CaseRule::kEcmaUnicode) set.close(rule);
    return set;
}

CharSet line_terminators() {
    CharSet set;
    set.add('\n');
    set.add('\r');
    set.add(0x2028, 0x2029);
    return set;
}

namespace {

// White space of Unicode above U+00FF.
void add_wide_space(CharSet& set) {
    set.add(0x1680);
    set.add(0x2000, 0x200A);
    set.add(0x2028, 0x2029);
    set.add(0x202F);
    set.add(0x205F);
    set.add(0x3000);
}

}  // namespace

CharSet ecma_space() {
    CharSet set;
    set.add('\t', '\r');
    set.add(' ');
    set.add(0xA0);
    set.add(0xFEFF);
    add_wide_space(set);
    return set;
}

CharSet python_digits(bool ascii) {
    CharSet set = digits();
    if (!ascii) set.leave_rest_unknown();
    return set;
}

CharSet python_space(bool ascii) {
    CharSet set;
    set.add('\t', '\r');
    set.add(' ');
    if (ascii) return set;
    set.add(0x1C, 0x1F);
    set.add(0x85);
    set.add(0xA0);
    add_wide_space(set);
    return set;
}

CharSet python_word(bool ascii) {
    CharSet set = ascii_word();
    if (ascii) return set;
    // str.isalnum() in Latin-1: letters, and what has a numeric value.
    for (const char32_t c : std::u32string_view(U"\u00AA\u00B2\u00B3\u00B5\u00B9\u00BA\u00BC\u00BD\u00BE")) set.add(c);
    set.add(0xC0, 0xD6);
    set.add(0xD8, 0xF6);
    set.add(0xF8, 0xFF);
    for (const char32_t c : kAbove) set.add(c);
    set.leave_rest_unknown();
    return set;
}

}  // namespace corslab::regex
