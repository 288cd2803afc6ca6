#include <algorithm>

#include "core/http/grammar.h"
#include "core/import/script.h"
#include "core/import/text.h"
#include "core/json/value_writer.h"
#include "core/middleware/javascript_value.h"
#include "core/paste/lexer.h"
#include "core/paste/number.h"

namespace corslab::imports {
namespace {

constexpr int kDeepest = 8;
constexpr std::string_view kAnd = " and ";
constexpr std::string_view kUnknownOrigin = "https://api.example";

// What String() gives for a value that is no object.
std::string plain_text(const Value& value) {
    if (value.kind == Value::Kind::kNull) return "null";
    if (value.kind == Value::Kind::kBoolean) return value.boolean ? "true" : "false";
    if (value.is_text()) return value.text;
    return middleware::javascript::to_string(value).value_or("");
}

bool is_plain(const Node& node) {
    return node.whole() && !node.value.is_object() && !node.value.is_list() && !node.value.is_regex();
}

// The last name in an expression, such as `id` for `user.id` and `getToken` for `getToken()`.
std::string name_in(std::string_view source) {
    source = source.substr(0, source.find('(', 1));
    std::size_t end = source.size();
    while (end > 0 && !is_word_byte(source[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_word_byte(source[begin - 1])) --begin;
    return std::string(source.substr(begin, std::min<std::size_t>(end - begin, 40)));
}

void add_unknown(ScriptText& to, const std::string& unknown) {
    if (unknown.empty() || to.unknown.find(unknown) != std::string::npos || to.unknown.size() > 200) return;
    to.unknown += (to.unknown.empty() ? "" : std::string(kAnd)) + unknown;
}

}  // namespace

ScriptText Script::unknown(std::string_view source) const {
    std::string name = name_in(source);
    return {name.empty() ? "unknown" : std::move(name), paste::excerpt(source)};
}

ScriptText Script::text(const Expression& value) {
    if (is_plain(value.node)) return {plain_text(value.node.value), ""};
    if (value.node.known) return {"[object Object]", ""};
    const Expression from = origin(value);
    return compose(from.begin, from.end, 0);
}

// Parts that + puts together.
ScriptText Script::compose(std::size_t begin, std::size_t end, int depth) {
    ScriptText out;
    std::size_t part = begin;
    for (std::size_t i = begin; i <= end; i = tokens_.after(i)) {
        const bool ends = i >= end;
        if (!ends && !(tokens_.is_sign(i, "+") && i > part)) continue;
        const ScriptText one = compose_one(part, ends ? end : i, depth);
        out.text += one.text;
        add_unknown(out, one.unknown);
        part = i + 1;
        if (ends) break;
    }
    return out;
}

ScriptText Script::compose_one(std::size_t begin, std::size_t end, int depth) {
    const std::string_view source = tokens_.source(begin, end);
    if (depth > kDeepest || begin >= end) return unknown(source);
    const auto kind = tokens_.at(begin).kind;
    if (end == begin + 1 && kind == paste::TokenKind::kTemplate) return compose_template(source, depth + 1);
    if (tokens_.is_sign(begin, "(") && tokens_.after(begin) == end) return compose(begin + 1, end - 1, depth + 1);
    if (end == begin + 1) return literal(begin, depth + 1);
    std::size_t at = begin;
    const Node node = reader_.read(at, true);
    if (!failure() && at == end && is_plain(node)) return {plain_text(node.value), ""};
    return unknown(source);
}

// A single token: a literal, or a name.
ScriptText Script::literal(std::size_t at, int depth) {
    const std::string_view source = tokens_.source(at);
    if (tokens_.is_name(at)) return named(source, depth);
    if (tokens_.at(at).kind == paste::TokenKind::kText) {
        if (auto decoded = paste::javascript_text(source)) return {std::move(*decoded), ""};
    } else if (tokens_.at(at).kind == paste::TokenKind::kNumber) {
        if (const auto number = paste::javascript_number(source)) return {plain_text(*number), ""};
    }
    return unknown(source);
}

// What a constant gives.
ScriptText Script::named(std::string_view name, int depth) {
    const auto declared = reader_.declarations.find(name);
    const bool once =
        declared != reader_.declarations.end() && declared->second.count == 1 && !declared->second.changed;
    if (!once || depth > kDeepest) return unknown(name);
    const Expression value = expression(declared->second.expression);
    if (is_plain(value.node)) return {plain_text(value.node.value), ""};
    const Expression from = origin(value);
    return value.node.known ? unknown(name) : compose(from.begin, from.end, depth + 1);
}

// `...${name}...`
ScriptText Script::compose_template(std::string_view source, int depth) {
    ScriptText out;
    source = source.substr(1, source.size() < 2 ? 0 : source.size() - 2);
    while (!source.empty()) {
        const std::size_t open = source.find("${");
        const std::string piece = "`" + std::string(source.substr(0, open)) + "`";
        out.text += paste::javascript_text(piece).value_or("");
        if (open == std::string_view::npos) break;
        std::size_t close = open + 2;
        for (std::size_t level = 1; close < source.size(); ++close) {
            if (source[close] == '{') ++level;
            if (source[close] == '}' && --level == 0) break;
        }
        const std::string_view inner = source.substr(open + 2, close - open - 2);
        const ScriptText one = named(trim(inner), depth);
        if (out.text.size() > kMaxText) break;
        out.text += one.text;
        add_unknown(out, one.unknown);
        source.remove_prefix(std::min(close + 1, source.size()));
    }
    return out;
}

void Script::set_url(const Expression& value, Exchange& exchange) {
    if (const auto open = is_new(value, "URL")) {
        const auto parts = arguments(*open);
        if (parts.empty()) return;
        set_url(parts[0], exchange);
        if (parts.size() < 2) return;
        Exchange base;
        set_url(parts[1], base);
        const auto url = parse_url(base.url);
        const auto whole = parse_url(exchange.url, url ? &*url : nullptr);
        if (whole) exchange.url = serialize_url(*whole);
        if (exchange.unknown_url.empty()) exchange.unknown_url = base.unknown_url;
        return;
    }
    ScriptText out = text(value);
    exchange.unknown_url = out.unknown;
    exchange.url = std::move(out.text);
    if (exchange.unknown_url.empty()) return;
    // Its start is not known: the rest stands behind an origin.
    const std::string name = name_in(std::string_view(out.unknown).substr(0, out.unknown.find(kAnd)));
    if (exchange.url.starts_with(name.empty() ? "unknown" : name)) {
        std::string rest = exchange.url.substr(name.empty() ? 7 : name.size());
        const bool joins = rest.empty() || rest[0] == '/' || rest[0] == '?' || rest[0] == ':';
        exchange.url = std::string(kUnknownOrigin) + (joins ? "" : "/") + rest;
    }
}

void Script::add_header(std::string name, const Expression& value, Exchange& exchange) {
    ScriptText out = text(value);
    const std::size_t at = value.begin == 0 ? exchange.line : line(value.begin);
    const std::string unknown_part = out.unknown;
    // A header is made of bytes.
    for (std::string_view rest = out.text; !rest.empty();) {
        const auto lead = static_cast<unsigned char>(rest[0]);
        if (lead > 0xC3) {
            exchange.ignored.push_back({shown(name) + " has a character beyond U+00FF, which fetch() refuses", at});
            return;
        }
        rest.remove_prefix(std::min<std::size_t>(rest.size(), lead < 0x80 ? 1 : 2));
    }
    exchange.headers.push_back({std::move(name), isomorphic_encode(out.text), at, unknown_part});
}

// headers.append('Name', 'value')
void Script::add_calls(std::string_view name, std::string_view method, Exchange& exchange) {
    for (std::size_t i = 0; !name.empty() && !tokens_.is_end(i) && !failure(); ++i) {
        const bool calls = tokens_.is_name(i, name) && tokens_.is_sign(i + 1, ".") && tokens_.is_name(i + 2, method) &&
                           tokens_.is_sign(i + 3, "(");
        if (!calls) continue;
        const auto parts = arguments(i + 3);
        if (parts.size() == 2) add_header(text(parts[0]).text, parts[1], exchange);
    }
}

void Script::add_pairs(const Expression& value, Exchange& exchange) {
    const Node& node = value.node;
    if (node.value.is_list()) {
        for (std::size_t i = 0; i < node.value.items.size(); ++i) {
            const Value& pair = node.value.items[i];
            if (!pair.is_list() || pair.items.size() != 2) continue;
            Expression item;
            item.node.known = true;
            item.node.value = pair.items[1];
            add_header(plain_text(pair.items[0]), item, exchange);
        }
        if (!node.gaps.empty())
            exchange.missing.push_back(
                {"headers", "Of the headers, " + shown(node.gaps[0].source) + " is not in it.", "/request/headers"});
        return;
    }
    for (const auto& one : node.value.members) {
        Expression item;
        item.node.known = true;
        item.node.value = one.value;
        add_header(one.name, item, exchange);
    }
    for (const paste::Gap& gap : node.gaps) {
        const std::string name = gap.path.empty() ? "" : gap.path.substr(1);
        if (is_token(name)) {
            add_header(name, at_source(gap.source), exchange);
        } else {
            exchange.missing.push_back(
                {"headers", "The headers that " + shown(gap.source) + " adds are not in it.", "/request/headers"});
        }
    }
}

void Script::add_headers(const Expression& value, Exchange& exchange) {
    if (value.node.known) return add_pairs(value, exchange);
    if (const auto open = is_new(value, "Headers")) {
        const auto parts = arguments(*open);
        if (!parts.empty()) add_headers(parts[0], exchange);
        const std::string_view name = declared_name(value);
        add_calls(name, "append", exchange);
        add_calls(name, "set", exchange);
        return;
    }
    if (failure()) return;
    exchange.missing.push_back(
        {"headers",
         "The headers are " + shown(value.node.gaps.empty() ? "" : value.node.gaps[0].source) + ", which is not in it.",
         "/request/headers"});
}

ScriptText Script::search_params(const Expression& value) {
    ScriptText out;
    const auto add = [&](const std::string& name, const std::string& text) {
        out.text += (out.text.empty() ? "" : "&") + encode_form(name) + "=" + encode_form(text);
    };
    if (!value.node.known) {
        const ScriptText all = text(value);
        return {all.unknown.empty() ? all.text : "", all.unknown};
    }
    if (value.node.value.is_text()) {
        out.text = value.node.value.text.substr(value.node.value.text.starts_with('?') ? 1 : 0);
    } else if (value.node.value.is_list()) {
        for (const Value& pair : value.node.value.items) {
            if (pair.is_list() && pair.items.size() == 2) add(plain_text(pair.items[0]), plain_text(pair.items[1]));
        }
    } else {
        for (const auto& one : value.node.value.members) add(one.name, plain_text(one.value));
    }
    for (const paste::Gap& gap : value.node.gaps) {
        if (gap.path.size() > 1) add(gap.path.substr(1), name_in(gap.source));
        add_unknown(out, paste::excerpt(gap.source));
    }
    return out;
}

void Script::set_body(const Expression& value, Exchange& exchange) {
    const auto with_type = [&](const char* type) {
        if (exchange.header("content-type") == nullptr) exchange.add_header("Content-Type", type, exchange.line);
    };
    if (value.node.known) {
        if (value.node.value.kind == Value::Kind::kNull) return;
        exchange.body = text(value).text;
        return;
    }
    if (const auto open = is_call(value, "JSON", "stringify")) {
        const auto parts = arguments(*open);
        const bool known = !parts.empty() && parts[0].node.known;
        exchange.body = known ? value_json(parts[0].node.value) : "{}";
        if (!parts.empty() && !parts[0].node.gaps.empty()) {
            exchange.unknown_body = (known ? "JSON with " : "JSON of ") + paste::excerpt(parts[0].node.gaps[0].source);
        }
        return;
    }
    if (const auto open = is_new(value, "URLSearchParams")) {
        const auto parts = arguments(*open);
        ScriptText out;
        if (!parts.empty()) out = search_params(parts[0]);
        exchange.body = std::move(out.text);
        if (!out.unknown.empty()) exchange.unknown_body = "a form with " + out.unknown;
        return with_type("application/x-www-form-urlencoded;charset=UTF-8");
    }
    if (is_new(value, "FormData")) {
        exchange.unknown_body = "a FormData object";
        return with_type("multipart/form-data; boundary=----corslab");
    }
    if (failure()) return;
    const ScriptText out = text(value);
    exchange.body = out.unknown.empty() ? out.text : "";
    exchange.unknown_body = out.unknown;
}

}  // namespace corslab::imports
