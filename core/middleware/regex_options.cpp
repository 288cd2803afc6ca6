#include "core/middleware/regex_options.h"

#include "core/middleware/javascript_value.h"
#include "core/regex/pattern_reader.h"

namespace corslab::middleware {

std::optional<Fault> regex_fault(const Value& value, const std::string& path, regex::Flavour flavour) {
    if (value.is_regex()) {
        const auto compiled = regex::compile(value.text, value.flags, flavour);
        if (compiled.regex) return std::nullopt;
        const bool unsupported = compiled.fault.kind == regex::Fault::Kind::kUnsupported;
        return Fault{unsupported ? FaultCode::kUnsupportedRegex : FaultCode::kBadRegex, path, compiled.fault.reason};
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (auto fault = regex_fault(value.items[i], path + "/" + std::to_string(i), flavour)) return fault;
    }
    for (const auto& [name, member] : value.members) {
        if (auto fault = regex_fault(member, path + "/" + escape_pointer(name), flavour)) return fault;
    }
    return std::nullopt;
}

bool RegexOptions::matches(std::string_view pattern, std::string_view flags, std::string_view text,
                           const std::string& path, Anchor anchor) {
    return find(pattern, flags, text, path, anchor).has_value();
}

std::optional<std::vector<std::string>> RegexOptions::find(std::string_view pattern, std::string_view flags,
                                                           std::string_view text, const std::string& path,
                                                           Anchor anchor) {
    if (fault_) return std::nullopt;
    work_.compile(pattern);
    const auto compiled = regex::compile(pattern, flags, flavour_);
    if (!compiled.regex) {
        const bool unsupported = compiled.fault.kind == regex::Fault::Kind::kUnsupported;
        fault_ = Fault{unsupported ? FaultCode::kUnsupportedRegex : FaultCode::kBadRegex, path, compiled.fault.reason};
        return std::nullopt;
    }
    const std::size_t steps = work_.steps();
    const regex::Match match = anchor == Anchor::kNone    ? compiled.regex->search(text, steps)
                               : anchor == Anchor::kStart ? compiled.regex->match(text, steps)
                                                          : compiled.regex->fullmatch(text, steps);
    work_.match(match);
    using Outcome = regex::Match::Outcome;
    if (match.outcome == Outcome::kTooExpensive) fault_ = Fault{FaultCode::kExpensiveRegex, path, std::string(pattern)};
    if (match.outcome == Outcome::kUnknown) fault_ = Fault{FaultCode::kUndecidedRegex, path, std::string(pattern)};
    if (match.outcome != Outcome::kMatch) return std::nullopt;
    // Spans count code points but for ECMAScript, where no text of a group is asked for.
    const std::u32string points = regex::decode_utf8(text);
    std::vector<std::string> groups;
    for (const auto& group : match.groups) {
        const bool inside = group && group->end <= points.size();
        groups.push_back(inside ? regex::encode_utf8(points.substr(group->start, group->end - group->start)) : "");
    }
    return groups;
}

bool is_node_origin_allowed(const std::optional<std::string>& origin, const Value& allowed, const std::string& path,
                            RegexOptions& regexes) {
    if (allowed.is_list()) {
        for (std::size_t i = 0; i < allowed.items.size() && !regexes.fault(); ++i) {
            const std::string at = path + "/" + std::to_string(i);
            if (is_node_origin_allowed(origin, allowed.items[i], at, regexes)) return true;
        }
        return false;
    }
    if (allowed.is_text()) return origin == allowed.text;
    // Without an Origin, RegExp's test() reads undefined as a text.
    if (allowed.is_regex()) return regexes.matches(allowed.text, allowed.flags, origin.value_or("undefined"), path);
    return javascript::to_boolean(allowed);
}

}  // namespace corslab::middleware
