#include "core/middleware/list_text.h"

#include <algorithm>

#include "core/http/grammar.h"

namespace corslab::middleware {

std::string join_texts(const std::vector<std::string>& items, std::string_view separator) {
    std::string out;
    for (const std::string& item : items) {
        if (&item != items.data()) out += separator;
        out += item;
    }
    return out;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        items.emplace_back(normalize_header_value(text.substr(0, comma)));
        if (comma == text.size()) return items;
        text.remove_prefix(comma + 1);
    }
}

bool contains_text(const std::vector<std::string>& items, std::string_view item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

bool contains_name(const std::vector<std::string>& items, std::string_view name) {
    return std::any_of(items.begin(), items.end(),
                       [&](const std::string& item) { return equals_ignoring_case(item, name); });
}

bool matches_stars(std::string_view pattern, std::string_view text) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    text.remove_prefix(star);
    pattern.remove_prefix(star + 1);
    for (std::size_t next = pattern.find('*'); next != std::string_view::npos; next = pattern.find('*')) {
        const std::size_t found = text.find(pattern.substr(0, next));
        if (found == std::string_view::npos) return false;
        text.remove_prefix(found + next);
        pattern.remove_prefix(next + 1);
    }
    return text.ends_with(pattern);
}

std::string joined_bytes(const std::vector<Header>& headers, std::string_view name) {
    std::vector<std::string> values;
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name)) values.emplace_back(normalize_header_value(header.value));
    }
    return join_texts(values, ", ");
}

bool has_header(const std::vector<Header>& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const Header& header) { return equals_ignoring_case(header.name, name); });
}

}  // namespace corslab::middleware
