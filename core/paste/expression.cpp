#include "core/paste/expression.h"

#include <algorithm>
#include <utility>

#include "core/explain/step_text.h"
namespace corslab::paste {
namespace {

constexpr std::size_t kMostBytes = 4 * kMaxText;
constexpr std::size_t kMostSteps = 4 * kMaxText;

// How tight an operator binds; 0 for those that are not worked out.
constexpr int kPower = 3;
int binding(std::string_view sign) {
    if (sign == "+" || sign == "-") return 1;
    if (sign == "*" || sign == "/" || sign == "%" || sign == "//") return 2;
    if (sign == "**") return kPower;
    return 0;
}

std::string step(std::string_view key) {
    return "/" + middleware::escape_pointer(key);
}

bool is_operand(TokenKind kind) {
    return kind == TokenKind::kName || kind == TokenKind::kNumber || kind == TokenKind::kText ||
           kind == TokenKind::kTemplate || kind == TokenKind::kRegex;
}

}  // namespace

void ExpressionReader::fail_at(std::size_t index, const std::string& message) {
    if (failure_) return;
    const std::string place = place_text(tokens_.text(), tokens_.at(index).begin);
    failure_ = Failure{"syntax", place + ": " + message};
}

void ExpressionReader::fail_open(std::size_t index) {
    for (std::size_t i = index; !tokens_.is_end(i); ++i) {
        if (tokens_.at(i).kind == TokenKind::kBad)
            return fail_at(i, "this is never closed: " + excerpt(tokens_.source(i)));
    }
    fail_at(index, "this bracket is never closed: " + std::string(tokens_.source(index)));
}

void ExpressionReader::assume(std::string_view english, const std::vector<std::string>& args) {
    std::string text = fill_in(say(language_, english), args);
    if (std::find(assumed.begin(), assumed.end(), text) == assumed.end()) assumed.push_back(std::move(text));
}

bool ExpressionReader::charge(std::size_t bytes) {
    bytes_ += bytes;
    const bool fits = ++values_ <= kMaxValues && bytes_ <= kMostBytes;
    if (!fits) fail_as_large();
    return fits;
}

void ExpressionReader::fail_as_large() {
    if (failure_) return;
    failure_ = Failure{"too-large", "the configuration has more than " + std::to_string(kMaxValues) +
                                        " values, or takes too long to read"};
}

void ExpressionReader::fail_missing_comma(std::size_t index) {
    fail_at(index, "expected a comma or a closing bracket in front of " + excerpt(tokens_.source(index)));
}

bool ExpressionReader::enter(std::size_t index) {
    ++depth_;
    if (depth_ <= kMaxNesting) return true;
    const std::string place = place_text(tokens_.text(), tokens_.at(index).begin);
    if (!failure_) {
        failure_ = Failure{"too-deep", place + ": more than " + std::to_string(kMaxNesting) + " levels of brackets"};
    }
    return false;
}

Node ExpressionReader::of(Value value) {
    Node node;
    node.known = true;
    node.value = std::move(value);
    return node;
}

Node ExpressionReader::unknown(std::size_t begin, std::size_t end, Missing missing) const {
    Node node;
    node.gaps.push_back({"", missing, tokens_.source(begin, end)});
    return node;
}

bool ExpressionReader::at_end(std::size_t index) const {
    if (tokens_.is_end(index) || tokens_.is_close(index)) return true;
    if (tokens_.is_sign(index, ",") || tokens_.is_sign(index, ";")) return true;
    if (colon_ == Colon::kEnds && tokens_.is_sign(index, ":")) return true;
    return !in_brackets_ && starts_statement(index);
}

// Up to the end of an expression that is no literal.
void ExpressionReader::skip(std::size_t& index) {
    const std::size_t begin = index;
    const auto stops = [&] {
        const bool bracket = tokens_.is_end(index) || tokens_.is_close(index);
        if (index > begin) return at_end(index);
        return bracket || tokens_.is_sign(index, ",") || tokens_.is_sign(index, ";");
    };
    while (!failure_ && !stops()) {
        if (tokens_.at(index).kind == TokenKind::kBad)
            fail_at(index, "this is never closed: " + excerpt(tokens_.source(index)));
        if (tokens_.is_open(index) && !tokens_.is_closed(index)) fail_open(index);
        const bool two = index > begin && is_operand(tokens_.at(index).kind) && is_operand(tokens_.at(index - 1).kind);
        if (two && !is_keyword(index) && !is_keyword(index - 1) && !can_follow(index)) fail_missing_comma(index);
        if (++steps_ > kMostSteps) fail_as_large();
        index = tokens_.after(index);
    }
}

// A literal without a value here, such as 10n or b"x".
bool ExpressionReader::is_odd_literal(std::size_t begin, std::size_t end) const {
    if (end != begin + 1) return false;
    if (tokens_.at(begin).kind != TokenKind::kText) return tokens_.at(begin).kind == TokenKind::kNumber;
    const std::string_view source = tokens_.source(begin);
    return source.substr(0, source.find_first_of("'\"")).find_first_of("fF") == std::string_view::npos;
}

Node ExpressionReader::read(std::size_t& index, bool in_brackets, Colon colon) {
    Node node;
    if (!enter(index)) return node;
    const bool brackets_before = std::exchange(in_brackets_, in_brackets);
    const Colon colon_before = std::exchange(colon_, colon);
    const std::size_t begin = index;
    node = read_sum(index, 1);
    const bool gave_up = !node.known && node.gaps.empty();
    if (!failure_ && !gave_up) skip_types(index);
    if (!failure_ && (gave_up || !at_end(index))) {
        if (node.known && !can_follow(index)) fail_missing_comma(index);
        index = begin;
        skip(index);
        node = unknown(begin, index,
                       is_function(begin, index)      ? Missing::kFunction
                       : is_odd_literal(begin, index) ? Missing::kLiteral
                                                      : Missing::kValue);
    }
    if (!failure_ && index == begin) {
        const bool end = tokens_.is_end(index);
        fail_at(index, "expected a value, found " + (end ? "the end" : excerpt(tokens_.source(index))));
    }
    in_brackets_ = brackets_before;
    colon_ = colon_before;
    --depth_;
    return node;
}

// -x, +x
std::optional<Node> ExpressionReader::read_signed(std::size_t& index) {
    const std::string_view operation = tokens_.source(index);
    if (!enter(index)) return std::nullopt;
    ++index;
    const Node operand = read_sum(index, kPower);
    --depth_;
    Value zero;
    zero.kind = Value::Kind::kInteger;
    if (!operand.whole() || !operand.value.is_number()) return std::nullopt;
    return apply(operation, of(zero), operand);
}

// Operators from left to right, those that bind tighter first. A node without gaps that is not known is no literal.
Node ExpressionReader::read_sum(std::size_t& index, int least) {
    const bool sign = tokens_.is_sign(index, "-") || tokens_.is_sign(index, "+");
    std::optional<Node> left = sign ? read_signed(index) : read_primary(index);
    while (left && !failure_ && !at_end(index) && tokens_.at(index).kind == TokenKind::kSign) {
        const std::string_view operation = tokens_.source(index);
        const int power = binding(operation);
        if (power == 0 || power < least) break;
        ++index;
        // ** groups from the right.
        if (!enter(index)) break;
        const Node right = read_sum(index, power == kPower ? kPower : power + 1);
        --depth_;
        left = left->whole() && right.whole() ? apply(operation, *left, right) : std::nullopt;
    }
    return left ? std::move(*left) : Node();
}

std::optional<Node> ExpressionReader::read_name(std::size_t index) {
    const std::string_view name = tokens_.source(index);
    const auto found = declarations.find(name);
    if (found == declarations.end()) return std::nullopt;
    const bool open = std::find(open_names_.begin(), open_names_.end(), name) != open_names_.end();
    if (found->second.count != 1 || found->second.changed || open) return unknown(index, index + 1, Missing::kChanged);
    open_names_.push_back(name);
    std::size_t at = found->second.expression;
    Node node = read(at, false);
    open_names_.pop_back();
    return node;
}

Node ExpressionReader::read_items(std::size_t& index, std::string_view close) {
    Node list;
    list.known = true;
    list.value.kind = Value::Kind::kList;
    std::size_t holes = 0;  // Items that are not known at all.
    while (!failure_ && !tokens_.is_sign(index, close)) {
        const bool spread = is_spread(index);
        const std::size_t begin = index;
        if (spread) ++index;
        const std::size_t start = index;
        Node item = read(index, true);
        if (!spread) settle(item);
        if (failure_ || !charge(item.value.text.size())) break;
        if (!item.known && is_comprehension(start, index)) list.known = false;
        const std::string here = "/" + std::to_string(list.value.items.size() + holes);
        if (spread && item.whole() && item.value.is_list()) {
            for (const Value& one : item.value.items) {
                if (charge(one.text.size())) list.value.items.push_back(one);
            }
        } else if (spread) {
            list.gaps.push_back({here, Missing::kSpread, tokens_.source(begin, index)});
            ++holes;
        } else {
            for (const Gap& gap : item.gaps) list.gaps.push_back({here + gap.path, gap.missing, gap.source});
            if (item.known) list.value.items.push_back(std::move(item.value));
            if (!item.known) ++holes;
        }
        if (tokens_.is_sign(index, ",")) {
            ++index;
        } else if (!tokens_.is_sign(index, close)) {
            fail_at(index, "expected a comma or " + std::string(close) + ", found " +
                               (tokens_.is_end(index) ? "the end" : excerpt(tokens_.source(index))));
        }
    }
    ++index;
    return list;
}

void ExpressionReader::put_member(const std::string& name, Node from, std::string_view source, Node& object) {
    settle(from);
    if (!charge(name.size() + from.value.text.size())) return;
    const std::string here = step(name);
    auto& members = object.value.members;
    const auto same = std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.name == name; });
    std::erase_if(object.gaps, [&](const Gap& gap) { return gap.path == here || gap.path.starts_with(here + "/"); });
    for (const Gap& gap : from.gaps) object.gaps.push_back({here + gap.path, gap.missing, gap.source});
    if (!from.known) {
        if (same != members.end()) members.erase(same);
        return;
    }
    // An object with a member of that name stands for a regular expression in JSON.
    if (name == "regex") {
        object.gaps.push_back({here, Missing::kLiteral, source});
    } else if (same != members.end()) {
        same->value = std::move(from.value);
    } else {
        members.push_back({name, std::move(from.value)});
    }
}

void ExpressionReader::spread_members(const Node& from, std::string_view source, Node& object) {
    if (!from.known || !from.value.is_object()) {
        object.gaps.push_back({"", Missing::kSpread, source});
        return;
    }
    for (const auto& member : from.value.members) put_member(member.name, of(member.value), source, object);
    for (const Gap& gap : from.gaps) object.gaps.push_back(gap);
}

}  // namespace corslab::paste
