#include "core/middleware/go_header.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/python_value.h"
#include "core/regex/pattern_reader.h"

namespace corslab::middleware {

std::string go_canonical_name(std::string_view name) {
    std::string out = byte_lowercase(name);
    if (!is_token(name)) return std::string(name);
    bool first = true;
    for (char& c : out) {
        if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
        first = c == '-';
    }
    return out;
}

std::vector<std::string> go_values(const std::vector<Header>& headers, std::string_view name) {
    std::vector<std::string> values;
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name)) values.emplace_back(normalize_header_value(header.value));
    }
    return values;
}

std::string go_lower(std::string_view text) {
    const bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    return ascii ? byte_lowercase(text) : python::lower(regex::encode_utf8(regex::decode_utf8(text)));
}

void GoHeaders::set(std::string_view name, std::vector<std::string> values) {
    const std::string key = go_canonical_name(name);
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == key; });
    if (found != entries_.end()) {
        found->values = std::move(values);
        return;
    }
    entries_.push_back({key, std::move(values)});
}

void GoHeaders::add(std::string_view name, std::string value) {
    const std::string key = go_canonical_name(name);
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == key; });
    if (found != entries_.end()) return found->values.push_back(std::move(value));
    entries_.push_back({key, {std::move(value)}});
}

void GoHeaders::remove(std::string_view name) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.name == go_canonical_name(name); });
}

bool GoHeaders::contains(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.name == go_canonical_name(name); });
}

void GoHeaders::set_all(const std::vector<Header>& headers) {
    std::vector<std::string> seen;
    for (const Header& header : headers) {
        const std::string key = go_canonical_name(header.name);
        const std::string value(normalize_header_value(header.value));
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
            add(key, value);
        } else {
            set(key, {value});
        }
        seen.push_back(key);
    }
}

std::vector<Header> GoHeaders::lines(int status) const {
    constexpr int kNotModified = 304;
    std::vector<Entry> sorted = entries_;
    std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    std::vector<Header> lines;
    for (const Entry& entry : sorted) {
        if (status == kNotModified && entry.name == "Content-Type") continue;
        for (std::string value : entry.values) {
            std::replace(value.begin(), value.end(), '\n', ' ');
            std::replace(value.begin(), value.end(), '\r', ' ');
            lines.push_back({entry.name, std::move(value)});
        }
    }
    return lines;
}

}  // namespace corslab::middleware
