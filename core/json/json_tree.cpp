#include "core/json/json_tree.h"

#include <algorithm>
#include <limits>

#include "core/json/strict_builder.h"

namespace corslab {

JsonTree::JsonTree(std::uint64_t value)
    : type_(Type::kInteger),
      integer_(static_cast<std::int64_t>(
          std::min<std::uint64_t>(value, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())))) {}

std::string_view JsonTree::type_name() const {
    switch (type_) {
        case Type::kNull:
            return "null";
        case Type::kBoolean:
            return "boolean";
        case Type::kInteger:
        case Type::kNumber:
            return "number";
        case Type::kString:
            return "string";
        case Type::kArray:
            return "array";
        case Type::kObject:
            return "object";
    }
    return {};
}

const JsonTree* JsonTree::member(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? nullptr : &items_[static_cast<std::size_t>(found - names_.begin())];
}

JsonTree& JsonTree::operator[](const std::string& name) {
    names_.push_back(name);
    return items_.emplace_back();
}

Result<JsonTree> parse_tree(std::string_view text) {
    return build_strictly<JsonTree>(text);
}

Result<JsonTree> parse_wanted(std::string_view text, std::size_t max_bytes, bool (*wanted)(std::string_view name)) {
    return build_strictly<JsonTree, Members::kWanted>(text, max_bytes, wanted);
}

std::string pointer_to(const std::string& parent, std::string_view key) {
    std::string out = parent + "/";
    for (const char c : key) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace corslab
