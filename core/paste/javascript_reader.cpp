#include "core/paste/javascript_reader.h"

#include <algorithm>
#include <set>

#include "core/paste/lexer.h"
#include "core/paste/number.h"

namespace corslab::paste {
namespace {

constexpr std::string_view kKeywords[] = {"as",    "satisfies", "async",  "function",   "new",     "typeof",
                                          "await", "class",     "yield",  "in",         "of",      "void",
                                          "is",    "keyof",     "delete", "extends",    "const",   "return",
                                          "if",    "else",      "throw",  "instanceof", "readonly"};

Value object_value() {
    Value value;
    value.kind = Value::Kind::kObject;
    return value;
}

Value regex_value(std::string pattern, std::string flags) {
    Value value;
    value.kind = Value::Kind::kRegex;
    value.text = std::move(pattern);
    value.flags = std::move(flags);
    return value;
}

}  // namespace

JavascriptReader::JavascriptReader(const Tokens& tokens, Language language) : ExpressionReader(tokens, language) {
    collect_declarations();
}

bool JavascriptReader::is_keyword(std::size_t index) const {
    if (!tokens_.is_name(index)) return false;
    return std::find(std::begin(kKeywords), std::end(kKeywords), tokens_.source(index)) != std::end(kKeywords);
}

bool JavascriptReader::can_follow(std::size_t index) const {
    const Token& token = tokens_.at(index);
    if (token.kind == TokenKind::kTemplate) return true;
    if (token.kind == TokenKind::kSign) return !tokens_.is_sign(index, "{") && !tokens_.is_sign(index, ":");
    return is_keyword(index);
}

// Where a newline ends a statement. https://tc39.es/ecma262/#sec-automatic-semicolon-insertion
bool JavascriptReader::starts_statement(std::size_t index) const {
    const Token& token = tokens_.at(index);
    if (!token.newline_before || token.kind == TokenKind::kTemplate) return false;
    if (index > 0 && tokens_.at(index - 1).kind == TokenKind::kSign && !tokens_.is_close(index - 1)) return false;
    if (token.kind == TokenKind::kSign) return tokens_.is_sign(index, "{") || tokens_.is_sign(index, "@");
    return !tokens_.is_name(index, "as") && !tokens_.is_name(index, "instanceof") && !tokens_.is_name(index, "in");
}

bool JavascriptReader::is_function(std::size_t begin, std::size_t end) const {
    if (tokens_.is_name(begin, "function") || tokens_.is_name(begin, "async")) return true;
    for (std::size_t i = begin; i < end; i = tokens_.after(i)) {
        if (tokens_.is_sign(i, "=>")) return true;
        if (tokens_.is_sign(i, "?") || tokens_.is_sign(i, "||")) return false;
    }
    return false;
}

void JavascriptReader::settle(Node& node) {
    if (!node.is_set || !node.known) return;
    node = of(object_value());
    assume("a Set has no members that a library looks at: it is read as an object without any");
}

// `as const`, `satisfies CorsOptions`, `!`
void JavascriptReader::skip_types(std::size_t& index) {
    if (tokens_.is_sign(index, "!") && at_end(index + 1)) ++index;
    while (tokens_.is_name(index, "as") || tokens_.is_name(index, "satisfies")) {
        ++index;
        while (!at_end(index) && !tokens_.is_name(index, "as") && !tokens_.is_name(index, "satisfies")) {
            index = tokens_.after(index);
        }
    }
}

void JavascriptReader::skip_type_arguments(std::size_t& index) const {
    if (!tokens_.is_sign(index, "<")) return;
    std::size_t at = index + 1;
    while (tokens_.is_name(at) || tokens_.is_sign(at, ".") || tokens_.is_sign(at, ",")) ++at;
    if (tokens_.is_sign(at, ">")) index = at + 1;
}

std::optional<Node> JavascriptReader::apply(std::string_view sign, const Node& left, const Node& right) {
    if (sign == "+" && left.value.is_text() && right.value.is_text()) {
        if (!charge(left.value.text.size() + right.value.text.size())) return std::nullopt;
        return of(Value::of_text(left.value.text + right.value.text));
    }
    const auto result = javascript_arithmetic(sign, left.value, right.value);
    return result ? std::optional(of(*result)) : std::nullopt;
}

std::optional<Node> JavascriptReader::read_primary(std::size_t& index) {
    const Token& token = tokens_.at(index);
    const std::string_view source = tokens_.source(index);
    switch (token.kind) {
        case TokenKind::kBad:
            fail_at(index, "this is never closed: " + excerpt(source));
            return std::nullopt;
        case TokenKind::kText:
        case TokenKind::kTemplate: {
            auto text = javascript_text(source);
            if (!text) return std::nullopt;
            ++index;
            return of(Value::of_text(std::move(*text)));
        }
        case TokenKind::kNumber: {
            const auto number = javascript_number(source);
            if (!number) return std::nullopt;
            ++index;
            return of(*number);
        }
        case TokenKind::kRegex: {
            const std::size_t slash = source.rfind('/');
            ++index;
            return of(regex_value(std::string(source.substr(1, slash - 1)), std::string(source.substr(slash + 1))));
        }
        case TokenKind::kName:
            return read_word(index);
        case TokenKind::kSign:
            return read_group(index);
        case TokenKind::kEnd:
            break;
    }
    return std::nullopt;
}

std::optional<Node> JavascriptReader::read_group(std::size_t& index) {
    // Minified code has !0 and !1.
    const bool minified =
        tokens_.is_sign(index, "!") && (tokens_.source(index + 1) == "0" || tokens_.source(index + 1) == "1");
    if (minified) {
        index += 2;
        return of(Value::of_boolean(tokens_.source(index - 1) == "0"));
    }
    if (!tokens_.is_open(index)) return std::nullopt;
    if (!tokens_.is_closed(index)) {
        fail_open(index);
        return std::nullopt;
    }
    if (tokens_.is_sign(index, "{")) return read_object(++index);
    if (tokens_.is_sign(index, "[")) return read_items(++index, "]");
    const std::size_t behind = tokens_.after(index);
    const bool parameters = tokens_.is_sign(behind, "=>") || tokens_.is_sign(behind, ":");
    if (parameters || behind == index + 2) return std::nullopt;
    ++index;
    Node node = read(index, true);
    if (!tokens_.is_sign(index, ")")) return std::nullopt;
    ++index;
    return node;
}

std::optional<Node> JavascriptReader::read_word(std::size_t& index) {
    const std::string_view word = tokens_.source(index);
    if (word == "new") return read_new(index);
    if (word == "true" || word == "false") {
        ++index;
        return of(Value::of_boolean(word == "true"));
    }
    const bool no_value = word == "undefined" && !undefined_is_null_;
    if (no_value || word == "NaN" || word == "Infinity") {
        ++index;
        return unknown(index - 1, index, Missing::kLiteral);
    }
    if (word == "null" || word == "undefined") {
        ++index;
        if (word == "undefined") assume("undefined is read as null");
        return of(Value());
    }
    if (word == "RegExp" && tokens_.is_sign(index + 1, "(")) return read_regex(index);
    const bool from = word == "Array" && tokens_.is_sign(index + 1, ".") && tokens_.is_name(index + 2, "from");
    if (from && tokens_.is_sign(index + 3, "(") && tokens_.is_closed(index + 3)) {
        index += 4;
        Node node = read(index, true);
        if (!tokens_.is_sign(index, ")") || !node.known || !node.value.is_list()) return std::nullopt;
        ++index;
        node.is_set = false;
        return node;
    }
    if (is_keyword(index)) return std::nullopt;
    return read_constant(index);
}

// A name, and members of what it stands for.
std::optional<Node> JavascriptReader::read_constant(std::size_t& index) {
    std::optional<Node> node = read_name(index);
    if (!node) node = unknown(index, index + 1);
    ++index;
    while (node->known && node->value.is_object() && tokens_.is_sign(index, ".") && tokens_.is_name(index + 1)) {
        const Value* member = node->value.find(tokens_.source(index + 1));
        if (member == nullptr || !node->gaps.empty()) return std::nullopt;
        node = of(Value(*member));
        index += 2;
    }
    return node;
}

// new RegExp('...', 'i'), new Set([...])
std::optional<Node> JavascriptReader::read_new(std::size_t& index) {
    if (tokens_.is_name(index + 1, "RegExp") && tokens_.is_sign(index + 2, "(")) return read_regex(++index);
    if (!tokens_.is_name(index + 1, "Set")) return std::nullopt;
    std::size_t at = index + 2;
    skip_type_arguments(at);
    if (!tokens_.is_sign(at, "(") || !tokens_.is_closed(at)) return std::nullopt;
    ++at;
    Node node;
    node.value.kind = Value::Kind::kList;
    node.known = true;
    if (!tokens_.is_sign(at, ")")) node = read(at, true);
    if (!tokens_.is_sign(at, ")") || !node.whole() || !node.value.is_list()) return std::nullopt;
    std::set<std::string> seen;
    std::erase_if(node.value.items,
                  [&](const Value& item) { return item.is_text() && !seen.insert(item.text).second; });
    node.is_set = true;
    index = at + 1;
    return node;
}

// `index` is at the name RegExp.
std::optional<Node> JavascriptReader::read_regex(std::size_t& index) {
    std::size_t at = index + 2;
    if (!tokens_.is_closed(index + 1)) return std::nullopt;
    const Node pattern = read(at, true);
    Node flags = of(Value::of_text(""));
    if (tokens_.is_sign(at, ",") && !tokens_.is_sign(at + 1, ")")) flags = read(++at, true);
    if (tokens_.is_sign(at, ",")) ++at;
    if (!tokens_.is_sign(at, ")") || !pattern.whole() || !flags.whole() || !flags.value.is_text()) return std::nullopt;
    index = at + 1;
    if (pattern.value.is_regex()) {
        return of(regex_value(pattern.value.text, flags.value.text.empty() ? pattern.value.flags : flags.value.text));
    }
    if (!pattern.value.is_text()) return std::nullopt;
    return of(regex_value(pattern.value.text.empty() ? "(?:)" : pattern.value.text, flags.value.text));
}

Node JavascriptReader::read_object(std::size_t& index) {
    Node object = of(object_value());
    while (!failure() && !tokens_.is_sign(index, "}")) {
        if (is_spread(index)) {
            const std::size_t begin = index++;
            const Node from = read(index, true);
            if (!failure()) spread_members(from, tokens_.source(begin, index), object);
        } else {
            read_member(index, object);
        }
        if (tokens_.is_sign(index, ",")) {
            ++index;
        } else if (!tokens_.is_sign(index, "}")) {
            const std::string found = tokens_.is_end(index) ? "the end" : excerpt(tokens_.source(index));
            fail_at(index, "expected a comma or }, found " + found);
        }
    }
    ++index;
    return object;
}

std::optional<std::string> JavascriptReader::read_key(std::size_t& index) {
    const std::string_view source = tokens_.source(index);
    switch (tokens_.at(index).kind) {
        case TokenKind::kName:
            ++index;
            return std::string(source);
        case TokenKind::kText:
            ++index;
            return javascript_text(source);
        case TokenKind::kNumber: {
            ++index;
            const auto number = javascript_number(source);
            if (!number || number->kind != Value::Kind::kInteger) return std::nullopt;
            return std::to_string(number->integer);
        }
        default:
            break;
    }
    if (tokens_.is_sign(index, "[") && tokens_.is_closed(index)) {
        const std::size_t end = tokens_.after(index);
        Node key = read(++index, true);
        const bool text = key.whole() && key.value.is_text() && index + 1 == end;
        index = end;
        return text ? std::optional(std::move(key.value.text)) : std::nullopt;
    }
    const std::string found = tokens_.is_end(index) ? "the end" : excerpt(source);
    fail_at(index, tokens_.at(index).kind == TokenKind::kBad ? "this is never closed: " + found
                                                             : "expected the name of an option or }, found " + found);
    return std::nullopt;
}

// origin(origin, callback) { ... }, get origin() { ... }
bool JavascriptReader::read_method(std::size_t& index, Node& object) {
    const std::size_t begin = index;
    std::size_t at = index;
    while ((tokens_.is_name(at, "async") || tokens_.is_name(at, "get") || tokens_.is_name(at, "set") ||
            tokens_.is_sign(at, "*")) &&
           !tokens_.is_sign(at + 1, ":") && !tokens_.is_sign(at + 1, ",") && !tokens_.is_sign(at + 1, "(") &&
           !tokens_.is_sign(at + 1, "}")) {
        ++at;
    }
    const bool named = tokens_.is_name(at) || tokens_.at(at).kind == TokenKind::kText;
    if (!named || !tokens_.is_sign(at + 1, "(") || !tokens_.is_closed(at + 1)) return false;
    const auto name = read_key(at);
    if (!name) return false;
    at = tokens_.after(at);
    while (!tokens_.is_sign(at, "{") && !tokens_.is_end(at) && !tokens_.is_close(at)) ++at;
    if (!tokens_.is_sign(at, "{") || !tokens_.is_closed(at)) return false;
    index = tokens_.after(at);
    put_member(*name, unknown(begin, index, Missing::kFunction), tokens_.source(begin, index), object);
    return true;
}

void JavascriptReader::read_member(std::size_t& index, Node& object) {
    const std::size_t begin = index;
    if (read_method(index, object) || failure()) return;
    const auto key = read_key(index);
    if (failure()) return;
    const bool shorthand = tokens_.is_sign(index, ",") || tokens_.is_sign(index, "}");
    if (shorthand && tokens_.is_name(begin)) {
        std::size_t at = begin;
        auto node = read_word(at);
        if (!failure()) put_member(*key, node ? *node : unknown(begin, index), tokens_.source(begin), object);
        return;
    }
    if (!tokens_.is_sign(index, ":")) {
        const std::string found = tokens_.is_end(index) ? "the end" : excerpt(tokens_.source(index));
        return fail_at(index, "expected a colon behind " + excerpt(tokens_.source(begin)) + ", found " + found);
    }
    ++index;
    Node value = read(index, true);
    if (failure()) return;
    const std::string_view source = tokens_.source(begin, index);
    if (key && *key != "__proto__") return put_member(*key, std::move(value), source, object);
    object.gaps.push_back({"", Missing::kSpread, source});
}

}  // namespace corslab::paste
