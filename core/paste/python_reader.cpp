#include "core/paste/python_reader.h"

#include <algorithm>
#include <cmath>

#include "core/paste/lexer.h"
#include "core/paste/number.h"

namespace corslab::paste {
namespace {

constexpr std::string_view kKeywords[] = {"and", "or",  "not",    "if",    "else", "in",
                                          "is",  "for", "lambda", "await", "async"};

Value value_of(Value::Kind kind) {
    Value value;
    value.kind = kind;
    return value;
}

bool looks_like_origin(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

}  // namespace

PythonReader::PythonReader(const Tokens& tokens, Language language) : ExpressionReader(tokens, language) {
    collect_assignments();
}

bool PythonReader::is_keyword(std::size_t index) const {
    if (!tokens_.is_name(index)) return false;
    return std::find(std::begin(kKeywords), std::end(kKeywords), tokens_.source(index)) != std::end(kKeywords);
}

bool PythonReader::can_follow(std::size_t index) const {
    const Token& token = tokens_.at(index);
    if (token.kind == TokenKind::kText) return index > 0 && tokens_.at(index - 1).kind == TokenKind::kText;
    if (token.kind != TokenKind::kSign) return is_keyword(index);
    return !tokens_.is_sign(index, "{") && !tokens_.is_sign(index, ":") && !tokens_.is_sign(index, "=");
}

bool PythonReader::starts_statement(std::size_t index) const {
    return tokens_.at(index).newline_before;
}

bool PythonReader::is_function(std::size_t begin, std::size_t /*end*/) const {
    return tokens_.is_name(begin, "lambda");
}

bool PythonReader::is_comprehension(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; i = tokens_.after(i)) {
        if (tokens_.is_name(i, "for")) return true;
    }
    return false;
}

void PythonReader::settle(Node& node) {
    if (node.is_set) assume("a set has no order: its items are read in the order in which they are written");
    node.is_set = false;
}

std::optional<Node> PythonReader::apply(std::string_view sign, const Node& left, const Node& right) {
    if (left.is_set || right.is_set) return std::nullopt;
    const bool texts = left.value.is_text() && right.value.is_text();
    const bool lists = left.value.is_list() && right.value.is_list();
    if (sign != "+" || (!texts && !lists)) {
        const auto result = python_arithmetic(sign, left.value, right.value);
        return result ? std::optional(of(*result)) : std::nullopt;
    }
    if (!charge(left.value.text.size() + right.value.text.size())) return std::nullopt;
    if (texts) return of(Value::of_text(left.value.text + right.value.text));
    Value list = left.value;
    for (const Value& item : right.value.items) {
        if (charge(item.text.size())) list.items.push_back(item);
    }
    return of(std::move(list));
}

std::optional<Node> PythonReader::read_primary(std::size_t& index) {
    switch (tokens_.at(index).kind) {
        case TokenKind::kBad:
            fail_at(index, "this is never closed: " + excerpt(tokens_.source(index)));
            return std::nullopt;
        case TokenKind::kText:
            return read_texts(index);
        case TokenKind::kNumber: {
            const auto number = python_number(tokens_.source(index));
            if (!number) return std::nullopt;
            ++index;
            return of(*number);
        }
        case TokenKind::kName:
            return read_word(index);
        case TokenKind::kSign:
            return read_group(index);
        default:
            return std::nullopt;
    }
}

// Texts that stand side by side are one.
std::optional<Node> PythonReader::read_texts(std::size_t& index) {
    std::string text;
    for (std::size_t begin = index; tokens_.at(index).kind == TokenKind::kText; ++index) {
        if (index > begin && at_end(index)) break;
        const auto piece = python_text(tokens_.source(index));
        if (!piece || !charge(piece->size())) return std::nullopt;
        if (index > begin && looks_like_origin(text) && looks_like_origin(*piece)) {
            assume("no comma stands between the texts in front of {0}: Python makes one text of them",
                   {excerpt(tokens_.source(index))});
        }
        text += *piece;
    }
    return of(Value::of_text(std::move(text)));
}

std::optional<Node> PythonReader::read_group(std::size_t& index) {
    if (!tokens_.is_open(index)) return std::nullopt;
    if (!tokens_.is_closed(index)) {
        fail_open(index);
        return std::nullopt;
    }
    if (tokens_.is_sign(index, "{")) return read_braces(index);
    const bool parentheses = tokens_.is_sign(index, "(");
    const std::size_t end = tokens_.after(index) - 1;
    Node list = read_items(++index, parentheses ? ")" : "]");
    if (failure() || !list.known) return std::nullopt;
    const bool single = parentheses && end > 0 && !tokens_.is_sign(end - 1, ",") && !tokens_.is_sign(end - 1, "(");
    // One value in parentheses is that value.
    std::size_t commas = 0;
    for (std::size_t i = tokens_.at(end).partner + 1; single && i < end; i = tokens_.after(i)) {
        if (tokens_.is_sign(i, ",")) ++commas;
    }
    if (!single || commas > 0) return list;
    if (list.value.items.size() == 1 && list.gaps.empty()) return of(std::move(list.value.items.front()));
    return std::nullopt;
}

std::optional<Node> PythonReader::read_braces(std::size_t& index) {
    const std::size_t open = index;
    ++index;
    if (tokens_.is_sign(index, "}") || tokens_.is_sign(index, "**")) return read_dictionary(index);
    std::size_t at = index;
    while (!tokens_.is_sign(at, ",") && !tokens_.is_sign(at, ":") && !tokens_.is_close(at)) at = tokens_.after(at);
    if (tokens_.is_sign(at, ":")) return read_dictionary(index);
    index = open + 1;
    Node set = read_items(index, "}");
    if (failure() || !set.known) return std::nullopt;
    set.is_set = true;
    std::vector<Value> once;
    for (Value& item : set.value.items) {
        const bool seen = item.is_text() && std::any_of(once.begin(), once.end(), [&](const Value& other) {
                              return other.is_text() && other.text == item.text;
                          });
        if (!seen) once.push_back(std::move(item));
    }
    set.value.items = std::move(once);
    return set;
}

std::optional<Node> PythonReader::read_dictionary(std::size_t& index) {
    Node object = of(value_of(Value::Kind::kObject));
    while (!failure() && !tokens_.is_sign(index, "}")) {
        read_item(index, object);
        if (failure()) break;
        // A comprehension.
        if (tokens_.is_name(index, "for")) return std::nullopt;
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

void PythonReader::read_item(std::size_t& index, Node& object) {
    const std::size_t begin = index;
    if (tokens_.is_sign(index, "**")) {
        const Node from = read(++index, true);
        if (!failure()) spread_members(from, tokens_.source(begin, index), object);
        return;
    }
    Node key = read(index, true, Colon::kEnds);
    if (failure()) return;
    if (!tokens_.is_sign(index, ":")) {
        const std::string found = tokens_.is_end(index) ? "the end" : excerpt(tokens_.source(index));
        return fail_at(index, "expected a colon behind " + excerpt(tokens_.source(begin)) + ", found " + found);
    }
    ++index;
    const std::size_t start = index;
    Node value = read(index, true);
    if (failure()) return;
    if (!value.known && is_comprehension(start, index)) value.gaps.front().missing = Missing::kSpread;
    const std::string_view source = tokens_.source(begin, index);
    if (key.whole() && key.value.is_text()) return put_member(key.value.text, std::move(value), source, object);
    object.gaps.push_back({"", Missing::kSpread, source});
}

std::optional<Node> PythonReader::read_word(std::size_t& index) {
    const std::string_view word = tokens_.source(index);
    if (word == "True" || word == "False") {
        ++index;
        return of(Value::of_boolean(word == "True"));
    }
    if (word == "None") {
        ++index;
        return of(Value());
    }
    std::size_t at = index;
    if (word == "re" && tokens_.is_sign(at + 1, ".") && tokens_.is_name(at + 2, "compile")) {
        return read_regex(at + 3, index);
    }
    if (word == "datetime" && tokens_.is_sign(at + 1, ".") && tokens_.is_name(at + 2, "timedelta")) at += 2;
    if (tokens_.is_name(at, "timedelta") && tokens_.is_sign(at + 1, "(")) return read_timedelta(at + 1, index);
    const bool sequence = word == "list" || word == "tuple" || word == "set" || word == "frozenset";
    if (sequence && tokens_.is_sign(index + 1, "(")) return read_sequence(index + 1, index);
    if (word == "dict" && tokens_.is_sign(index + 1, "(") && tokens_.is_closed(index + 1)) {
        Arguments arguments = read_arguments(index + 1);
        if (failure() || !arguments.positional.empty()) return std::nullopt;
        index = tokens_.after(index + 1);
        return std::move(arguments.named);
    }
    if (is_keyword(index)) return std::nullopt;
    if (auto names = read_django_default(index)) return names;
    std::optional<Node> node = read_name(index);
    if (!node) node = unknown(index, index + 1);
    ++index;
    return node;
}

// https://github.com/adamchainz/django-cors-headers/blob/4.9.0/src/corsheaders/defaults.py
std::optional<Node> PythonReader::read_django_default(std::size_t& index) {
    constexpr std::string_view kHeaders[] = {"accept",     "authorization", "content-type",
                                             "user-agent", "x-csrftoken",   "x-requested-with"};
    constexpr std::string_view kMethods[] = {"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"};
    const bool headers = tokens_.is_name(index, "default_headers");
    if (!django_defaults_ || (!headers && !tokens_.is_name(index, "default_methods"))) return std::nullopt;
    ++index;
    Node list = of(value_of(Value::Kind::kList));
    for (const std::string_view name : headers ? kHeaders : kMethods) {
        list.value.items.push_back(Value::of_text(std::string(name)));
    }
    return list;
}

Arguments PythonReader::read_arguments(std::size_t open) {
    Arguments arguments;
    arguments.named = of(value_of(Value::Kind::kObject));
    if (!tokens_.is_closed(open)) fail_open(open);
    std::size_t index = open + 1;
    while (!failure() && !tokens_.is_sign(index, ")")) {
        const std::size_t begin = index;
        if (tokens_.is_sign(index, "**")) {
            const Node from = read(++index, true);
            if (!failure()) spread_members(from, tokens_.source(begin, index), arguments.named);
        } else if (tokens_.is_name(index) && tokens_.is_sign(index + 1, "=")) {
            index += 2;
            Node value = read(index, true);
            if (failure()) break;
            put_member(std::string(tokens_.source(begin)), std::move(value), tokens_.source(begin, index),
                       arguments.named);
        } else {
            if (is_spread(index)) ++index;
            arguments.positional.push_back(read(index, true));
        }
        if (failure()) break;
        if (tokens_.is_sign(index, ",")) {
            ++index;
        } else if (!tokens_.is_sign(index, ")")) {
            const std::string found = tokens_.is_end(index) ? "the end" : excerpt(tokens_.source(index));
            fail_at(index, "expected a comma or ), found " + found);
        }
    }
    return arguments;
}

// re.compile(r"...", re.I | re.X)
std::optional<Node> PythonReader::read_regex(std::size_t open, std::size_t& index) {
    if (!tokens_.is_sign(open, "(") || !tokens_.is_closed(open)) return std::nullopt;
    const std::size_t end = tokens_.after(open);
    std::size_t at = open + 1;
    const Node pattern = read(at, true);
    std::string flags;
    if (tokens_.is_sign(at, ",") && !tokens_.is_sign(at + 1, ")")) {
        ++at;
        if (tokens_.is_name(at, "flags") && tokens_.is_sign(at + 1, "=")) at += 2;
        const auto read = read_flags(at);
        if (!read) return std::nullopt;
        flags = *read;
    }
    if (tokens_.is_sign(at, ",")) ++at;
    if (at + 1 != end || !pattern.whole() || !pattern.value.is_text()) return std::nullopt;
    index = end;
    Value regex = value_of(Value::Kind::kRegex);
    regex.text = pattern.value.text;
    regex.flags = flags;
    return of(std::move(regex));
}

std::optional<std::string> PythonReader::read_flags(std::size_t& index) {
    constexpr std::pair<std::string_view, char> kFlags[] = {
        {"I", 'i'}, {"IGNORECASE", 'i'}, {"A", 'a'}, {"ASCII", 'a'},   {"M", 'm'}, {"MULTILINE", 'm'},
        {"S", 's'}, {"DOTALL", 's'},     {"X", 'x'}, {"VERBOSE", 'x'}, {"U", 'u'}, {"UNICODE", 'u'}};
    std::string flags;
    while (true) {
        if (tokens_.is_name(index, "re") && tokens_.is_sign(index + 1, ".")) index += 2;
        const auto* const known = std::find_if(std::begin(kFlags), std::end(kFlags),
                                               [&](const auto& flag) { return tokens_.is_name(index, flag.first); });
        if (known == std::end(kFlags)) return std::nullopt;
        if (flags.find(known->second) == std::string::npos) flags += known->second;
        ++index;
        if (!tokens_.is_sign(index, "|")) return flags;
        ++index;
    }
}

std::optional<Node> PythonReader::read_timedelta(std::size_t open, std::size_t& index) {
    constexpr std::pair<std::string_view, double> kUnits[] = {
        {"weeks", 604800}, {"days", 86400}, {"hours", 3600}, {"minutes", 60}, {"seconds", 1}};
    constexpr double kMost = 1e12;
    if (!timedelta_is_text_ || !tokens_.is_closed(open)) return std::nullopt;
    const Arguments arguments = read_arguments(open);
    if (failure() || !arguments.named.whole() || arguments.positional.size() > 2) return std::nullopt;
    double seconds = 0;
    for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
        const Node& node = arguments.positional[i];
        if (!node.whole() || !node.value.is_number()) return std::nullopt;
        seconds += node.value.number() * (i == 0 ? kUnits[1].second : 1);
    }
    for (const auto& member : arguments.named.value.members) {
        const auto* const unit = std::find_if(std::begin(kUnits), std::end(kUnits),
                                              [&](const auto& one) { return one.first == member.name; });
        if (unit == std::end(kUnits) || !member.value.is_number()) return std::nullopt;
        seconds += member.value.number() * unit->second;
    }
    if (!(std::fabs(seconds) < kMost)) return std::nullopt;
    index = tokens_.after(open);
    return of(Value::of_text(std::to_string(static_cast<std::int64_t>(seconds))));
}

// list(x), set(x)
std::optional<Node> PythonReader::read_sequence(std::size_t open, std::size_t& index) {
    if (!tokens_.is_closed(open)) return std::nullopt;
    const bool set = tokens_.source(index).ends_with("set");
    Arguments arguments = read_arguments(open);
    if (failure() || arguments.positional.size() > 1 || !arguments.named.value.members.empty()) return std::nullopt;
    Node list = of(value_of(Value::Kind::kList));
    if (!arguments.positional.empty()) list = std::move(arguments.positional.front());
    if (!list.known || !list.value.is_list()) return std::nullopt;
    index = tokens_.after(open);
    list.is_set = set;
    return list;
}

}  // namespace corslab::paste
