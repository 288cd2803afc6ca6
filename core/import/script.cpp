#include "core/import/script.h"

#include <algorithm>

#include "core/import/text.h"
#include "core/paste/lexer.h"

namespace corslab::imports {
namespace {

// A message that starts with its place.
Failure failure_of(std::string_view text, const paste::Failure& failure) {
    constexpr std::string_view kLine = "line ";
    Failure out{failure.code, failure.message, 0};
    const std::size_t colon = failure.message.find(": ");
    if (!failure.message.starts_with(kLine) || colon == std::string::npos) return out;
    out.message = failure.message.substr(colon + 2);
    // The place as an offset again.
    const auto number = [&](std::size_t at) {
        std::size_t value = 0;
        for (; at < colon && paste::is_digit(failure.message[at]); ++at)
            value = value * 10 + static_cast<std::size_t>(failure.message[at] - '0');
        return value;
    };
    const std::size_t line = number(kLine.size());
    const std::size_t column = number(std::min(failure.message.find("column ") + 7, colon));
    std::size_t at = 0;
    for (std::size_t i = 1; i < line && at < text.size(); ++i) {
        at = std::min(text.find_first_of("\r\n", at), text.size());
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    }
    for (std::size_t i = 1; i < column && at < text.size(); ++i) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
    out.offset = std::min(at, text.size());
    return out;
}

}  // namespace

Script::Script(std::string_view text) : tokens_(paste::javascript_tokens(text)), reader_(tokens_, kEnglish) {}

std::size_t Script::line(std::size_t token) const {
    return line_of(tokens_.text(), tokens_.at(token).begin);
}

std::vector<Expression> Script::arguments(std::size_t open) {
    std::vector<Expression> list;
    if (!tokens_.is_closed(open)) {
        reader_.fail_open(open);
        return list;
    }
    std::size_t at = open + 1;
    while (!failure() && at < tokens_.at(open).partner) {
        Expression one;
        one.begin = at;
        one.node = reader_.read(at, true);
        one.end = at;
        list.push_back(std::move(one));
        if (!tokens_.is_sign(at, ",")) break;
        ++at;
    }
    return list;
}

Expression Script::expression(std::size_t at) {
    Expression out;
    out.begin = at;
    out.node = reader_.read(at, false);
    out.end = at;
    return out;
}

std::optional<Expression> Script::member(const Expression& object, std::string_view name) {
    if (const Value* value = object.node.value.find(name); value != nullptr && object.node.known) {
        Expression out;
        out.node.known = true;
        out.node.value = *value;
        const std::string prefix = "/" + middleware::escape_pointer(name);
        for (const paste::Gap& gap : object.node.gaps) {
            // A spread within it has the path of the member itself.
            if (gap.path != prefix && !gap.path.starts_with(prefix + "/")) continue;
            out.node.gaps.push_back({gap.path.substr(prefix.size()), gap.missing, gap.source});
        }
        return out;
    }
    const std::string path = "/" + middleware::escape_pointer(name);
    for (const paste::Gap& gap : object.node.gaps) {
        if (gap.path == path) return at_source(gap.source);
    }
    return std::nullopt;
}

Expression Script::at_source(std::string_view source) const {
    Expression out;
    out.begin = token_at(source);
    out.end = out.begin;
    const std::size_t end = tokens_.at(out.begin).begin + source.size();
    while (!tokens_.is_end(out.end) && tokens_.at(out.end).begin < end) ++out.end;
    out.node.gaps.push_back({"", paste::Missing::kValue, source});
    return out;
}

Expression Script::origin(const Expression& value) const {
    if (value.node.known || value.node.gaps.empty()) return value;
    return at_source(value.node.gaps.front().source);
}

std::size_t Script::token_at(std::string_view source) const {
    const auto offset = static_cast<std::size_t>(source.data() - tokens_.text().data());
    std::size_t low = 0;
    std::size_t high = tokens_.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (tokens_.at(middle).begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::optional<std::size_t> Script::is_new(const Expression& value, std::string_view name) const {
    if (value.node.known) return std::nullopt;
    const std::size_t at = origin(value).begin;
    if (!tokens_.is_name(at, "new") || !tokens_.is_name(at + 1, name) || !tokens_.is_sign(at + 2, "(")) {
        return std::nullopt;
    }
    return at + 2;
}

std::optional<std::size_t> Script::is_call(const Expression& value, std::string_view object,
                                           std::string_view method) const {
    if (value.node.known) return std::nullopt;
    const std::size_t at = origin(value).begin;
    const bool named = tokens_.is_name(at, object) && tokens_.is_sign(at + 1, ".") && tokens_.is_name(at + 2, method);
    if (!named || !tokens_.is_sign(at + 3, "(")) return std::nullopt;
    return at + 3;
}

// The name in `const NAME = ...`, where the expression is what it stands for.
std::string_view Script::declared_name(const Expression& value) const {
    const std::size_t at = origin(value).begin;
    if (at < 2 || !tokens_.is_sign(at - 1, "=") || !tokens_.is_name(at - 2)) return {};
    return tokens_.source(at - 2);
}

bool is_text(const Node& node) {
    return node.known && node.value.is_text();
}

Found read_script(std::string_view text) {
    Script script(text);
    Found found;
    find_fetch(script, found.exchanges);
    found.kind = Kind::kFetch;
    if (found.exchanges.empty() && !script.failure()) {
        find_axios(script, found.exchanges);
        found.kind = Kind::kAxios;
    }
    if (found.exchanges.empty() && !script.failure()) {
        find_xhr(script, found.exchanges);
        found.kind = Kind::kXhr;
    }
    if (script.failure()) found.failure = failure_of(text, *script.failure());
    return found;
}

}  // namespace corslab::imports
