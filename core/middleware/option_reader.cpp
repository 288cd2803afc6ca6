#include "core/middleware/option_reader.h"

#include <algorithm>

#include "core/middleware/regex_options.h"

namespace corslab::middleware {

std::string OptionReader::path_of(std::string_view name) const {
    return path_ + "/" + escape_pointer(name);
}

void OptionReader::fail(std::string_view name, std::string detail) {
    if (!fault_) fault_ = Fault{FaultCode::kThrowsAtSetup, name.empty() ? path_ : path_of(name), std::move(detail)};
}

const Value* OptionReader::value(std::string_view name) {
    asked_.emplace_back(name);
    const Value* found = options_.find(name);
    return found == nullptr || found->kind == Value::Kind::kNull ? nullptr : found;
}

const Value* OptionReader::list(std::string_view name) {
    const Value* found = value(name);
    if (found != nullptr && !found->is_list()) {
        fail(name, "expected a list");
        return nullptr;
    }
    return found;
}

std::optional<std::vector<std::string>> OptionReader::texts(std::string_view name) {
    const Value* found = value(name);
    if (found == nullptr) return std::nullopt;
    const bool sound = found->is_list() && std::all_of(found->items.begin(), found->items.end(),
                                                       [](const Value& item) { return item.is_text(); });
    if (!sound) {
        fail(name, "expected a list of texts");
        return std::nullopt;
    }
    std::vector<std::string> texts;
    for (const Value& item : found->items) texts.push_back(item.text);
    return texts;
}

std::optional<std::string> OptionReader::text(std::string_view name) {
    const Value* found = value(name);
    if (found == nullptr) return std::nullopt;
    if (!found->is_text()) fail(name, "expected a text");
    return found->text;
}

std::optional<bool> OptionReader::optional_flag(std::string_view name) {
    const Value* found = value(name);
    if (found == nullptr) return std::nullopt;
    if (found->kind != Value::Kind::kBoolean) fail(name, "expected true or false");
    return found->boolean;
}

std::optional<std::int64_t> OptionReader::integer(std::string_view name) {
    const Value* found = value(name);
    if (found == nullptr) return std::nullopt;
    if (found->kind != Value::Kind::kInteger) fail(name, "expected a whole number");
    return found->integer;
}

bool OptionReader::expect_object() {
    if (!options_.is_object()) fail("", "expected an object");
    return options_.is_object();
}

std::optional<Fault> OptionReader::finish(std::string_view what) {
    for (const auto& [name, value] : options_.members) {
        const bool asked = std::find(asked_.begin(), asked_.end(), name) != asked_.end();
        if (!asked) fail(name, std::string(what));
    }
    return fault_;
}

}  // namespace corslab::middleware
