#include "core/http/header_list.h"

#include <algorithm>
#include <iterator>

#include "core/http/grammar.h"

namespace corslab {
namespace {

bool is_named(const Header& header, std::string_view name) {
    // Most names differ in length: that is seen without a call.
    return header.name.size() == name.size() && equals_ignoring_case(header.name, name);
}

}  // namespace

bool HeaderList::contains(std::string_view name) const {
    return std::any_of(headers_.begin(), headers_.end(), [&](const Header& header) { return is_named(header, name); });
}

std::optional<std::string> HeaderList::get(std::string_view name) const {
    std::optional<std::string> combined;
    for (const Header& header : headers_) {
        if (!is_named(header, name)) continue;
        if (combined) {
            *combined += ", ";
            *combined += header.value;
        } else {
            combined = header.value;
        }
    }
    return combined;
}

std::vector<std::string_view> HeaderList::values(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const Header& header : headers_) {
        if (is_named(header, name)) found.emplace_back(header.value);
    }
    return found;
}

void HeaderList::append(std::string_view name, std::string_view value) {
    // 1. A name that is there already keeps the letter case that it has.
    const auto same =
        std::find_if(headers_.begin(), headers_.end(), [&](const Header& header) { return is_named(header, name); });
    std::string kept(same == headers_.end() ? name : std::string_view(same->name));
    // 2. The new header stands last.
    headers_.push_back({std::move(kept), std::string(value)});
}

void HeaderList::remove(std::string_view name) {
    std::erase_if(headers_, [&](const Header& header) { return is_named(header, name); });
}

std::vector<Header> HeaderList::sort_and_combine() const {
    std::vector<Header> combined;
    combined.reserve(headers_.size());
    for (const Header& header : headers_) {
        std::string name = byte_lowercase(header.name);
        const auto behind = std::upper_bound(combined.begin(), combined.end(), name,
                                             [](const std::string& a, const Header& b) { return a < b.name; });
        if (behind != combined.begin() && std::prev(behind)->name == name && name != "set-cookie") {
            std::prev(behind)->value += ", " + header.value;
        } else {
            combined.insert(behind, {std::move(name), header.value});
        }
    }
    return combined;
}

bool ExtractedValues::contains(std::string_view value) const {
    return std::find(values.begin(), values.end(), value) != values.end();
}

bool ExtractedValues::contains_name(std::string_view name) const {
    return std::any_of(values.begin(), values.end(),
                       [&](const std::string& value) { return equals_ignoring_case(value, name); });
}

ExtractedValues extract_token_values(std::string_view name, const HeaderList& list) {
    // 1. Absent: null. (Lists may come in several headers, so step 2 never fails here.)
    const std::vector<std::string_view> values = list.values(name);
    if (values.empty()) return {};
    // 3.-5. Every header has to parse; the values follow one another.
    ExtractedValues extracted{ExtractedValues::Kind::kValues, {}};
    for (const std::string_view value : values) {
        auto tokens = parse_token_list(value);
        if (!tokens) return {ExtractedValues::Kind::kFailure, {}};
        std::move(tokens->begin(), tokens->end(), std::back_inserter(extracted.values));
    }
    return extracted;
}

}  // namespace corslab
