#include "core/middleware/pcre_options.h"

#include "core/http/grammar.h"

namespace corslab::middleware {
namespace {

// The first construct that PCRE and Python do not read alike; empty where there is none.
std::string_view odd_construct(std::string_view pattern) {
    for (const std::string_view odd :
         {"\\Z", "\\z", "\\h", "\\H", "\\R", "\\K", "\\Q",  "\\E",  "\\G", "\\p", "\\P", "\\X",
          "\\C", "\\N", "\\v", "\\V", "\\u", "\\U", "\\x{", "\\o{", "\\g", "\\k", "\\c", "\\e",
          "[[:", "[]",  "[^]", "(?|", "(?&", "(?R", "(?'",  "(?P>", "(*",  "(?C", "(?<n"}) {
        if (pattern.find(odd) != std::string_view::npos) return odd;
    }
    return "";
}

}  // namespace

bool matches_pcre(std::string_view pattern, bool ignores_case, std::string_view bytes, const std::string& path,
                  RegexOptions& regexes) {
    return find_pcre(pattern, ignores_case, bytes, path, regexes).has_value();
}

std::optional<std::vector<std::string>> find_pcre(std::string_view pattern, bool ignores_case, std::string_view bytes,
                                                  const std::string& path, RegexOptions& regexes) {
    if (const auto odd = odd_construct(pattern); !odd.empty()) {
        regexes.fail({FaultCode::kUnsupportedRegex, path, std::string(odd)});
        return std::nullopt;
    }
    // Bytes stand for characters, and only ASCII has a case and classes.
    auto groups = regexes.find(isomorphic_decode(pattern), ignores_case ? "ai" : "a", isomorphic_decode(bytes), path);
    regexes.soften();
    if (groups) {
        for (std::string& group : *groups) group = isomorphic_encode(group);
    }
    return groups;
}

}  // namespace corslab::middleware
