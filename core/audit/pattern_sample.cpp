#include "core/audit/pattern_sample.h"

#include <algorithm>

#include "core/regex/ecmascript_parser.h"
#include "core/regex/pattern_reader.h"
#include "core/regex/python_parser.h"

namespace corslab::audit {
namespace {

using regex::Assertion;
using regex::Node;

constexpr std::size_t kMaxSample = 300;
constexpr std::size_t kMaxSamples = 8;
constexpr std::size_t kMaxPatternHere = 4000;  // Of an origin; longer ones are not looked into.

regex::Parsed parse(const Pattern& pattern) {
    const std::u32string text = regex::decode_utf8(pattern.text);
    const auto has = [&](char flag) { return pattern.flags.find(flag) != std::string::npos; };
    if (pattern.flavour == regex::Flavour::kPython) {
        regex::PythonFlags flags;
        for (const char flag : pattern.flags) flags.set(static_cast<char32_t>(flag), true);
        return regex::PythonParser(text, flags).parse();
    }
    regex::EcmaFlags flags;
    flags.ignore_case = has('i');
    flags.multiline = has('m');
    flags.dot_all = has('s');
    flags.unicode = has('u');
    return regex::EcmaParser(text, flags).parse();
}

bool holds(const regex::CharSet& set, char c) {
    return set.test(static_cast<char32_t>(c)) == regex::Tell::kYes;
}

// Some character of the set that origins have. A dot that nobody has escaped was meant as one.
char pick(const regex::CharSet& set) {
    if (holds(set, '.') && holds(set, 'a') && holds(set, '0')) return '.';
    constexpr std::string_view kLiked = "abcdefghijklmnopqrstuvwxyz0123456789-.:/_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char c : kLiked) {
        if (holds(set, c)) return c;
    }
    for (char c = '!'; c < '\x7F'; ++c) {
        if (holds(set, c)) return c;
    }
    return 'a';
}

void sample(const Node& node, std::string& out);

// What may be left out is, but for a single character, such as the s of https.
void sample_repeat(const Node& node, std::string& out) {
    const Node& inner = node.children.front();
    const bool character = inner.kind == Node::Kind::kSet;
    constexpr std::uint32_t kWord = 3;
    if (character && node.max >= kWord && node.min <= kWord && holds(inner.set, 'a') && holds(inner.set, 'p')) {
        out += "app";
        return;
    }
    const std::uint32_t least = character && node.max > 0 ? std::max(node.min, 1U) : node.min;
    for (std::uint32_t i = 0; i < least && out.size() < kMaxSample; ++i) sample(inner, out);
}

void sample(const Node& node, std::string& out) {
    if (out.size() >= kMaxSample) return;
    switch (node.kind) {
        case Node::Kind::kSet:
            out += pick(node.set);
            return;
        case Node::Kind::kRepeat:
            if (!node.children.empty()) sample_repeat(node, out);
            return;
        case Node::Kind::kAlternation:
        case Node::Kind::kConditional:
            if (!node.children.empty()) sample(node.children.front(), out);
            return;
        case Node::Kind::kSequence:
        case Node::Kind::kGroup:
        case Node::Kind::kAtomic:
            for (const Node& child : node.children) sample(child, out);
            return;
        case Node::Kind::kLook:
        case Node::Kind::kReference:
        case Node::Kind::kAssertion:
            return;
    }
}

// Goes through what only holds one part.
const Node& unwrap(const Node& node) {
    const Node* at = &node;
    while (at->kind == Node::Kind::kSequence && at->children.size() == 1) at = &at->children.front();
    return *at;
}

bool is_assertion(const Node& node, std::initializer_list<Assertion> wanted) {
    return node.kind == Node::Kind::kAssertion &&
           std::find(wanted.begin(), wanted.end(), node.assertion) != wanted.end();
}

const Node& first_part(const Node& node) {
    return node.kind == Node::Kind::kSequence && !node.children.empty() ? node.children.front() : node;
}

const Node& last_part(const Node& node) {
    return node.kind == Node::Kind::kSequence && !node.children.empty() ? node.children.back() : node;
}

bool has_mixed_anchors(const std::vector<Node>& alternatives) {
    std::size_t starts = 0;
    std::size_t ends = 0;
    for (const Node& one : alternatives) {
        if (is_assertion(first_part(one), {Assertion::kStart, Assertion::kLineStart})) ++starts;
        if (is_assertion(last_part(one), {Assertion::kEnd, Assertion::kEndOrLastBreak, Assertion::kLineEnd})) ++ends;
    }
    const auto mixed = [&](std::size_t count) { return count != 0 && count != alternatives.size(); };
    return mixed(starts) || mixed(ends);
}

bool repeats_within(const Node& node, bool inside) {
    const bool endless = node.kind == Node::Kind::kRepeat && node.max == regex::kForever;
    if (endless && inside) return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const Node& child) { return repeats_within(child, inside || endless); });
}

}  // namespace

PatternShape shape_of(const Pattern& pattern) {
    PatternShape shape;
    if (pattern.text.size() > kMaxPatternHere) return shape;
    const regex::Parsed parsed = parse(pattern);
    if (parsed.fault) return shape;
    const Node& root = unwrap(parsed.root);
    const bool alternation = root.kind == Node::Kind::kAlternation;
    if (alternation) {
        for (const Node& child : root.children) {
            if (shape.samples.size() < kMaxSamples) sample(child, shape.samples.emplace_back());
        }
        shape.mixed_anchors = has_mixed_anchors(root.children);
    } else {
        sample(root, shape.samples.emplace_back());
    }
    shape.ends_before_break =
        !alternation && is_assertion(last_part(root), {Assertion::kEndOrLastBreak, Assertion::kLineEnd});
    shape.nested_repeats = repeats_within(root, false);
    return shape;
}

}  // namespace corslab::audit
