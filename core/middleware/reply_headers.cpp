#include "core/middleware/reply_headers.h"

#include <algorithm>

#include "core/http/grammar.h"

namespace corslab::middleware {

std::vector<Header> sent_headers(const std::vector<Header>& headers) {
    std::vector<Header> sent;
    sent.reserve(headers.size());
    for (const Header& header : headers) {
        sent.push_back({header.name, std::string(normalize_header_value(header.value))});
    }
    return sent;
}

Header* find_header(std::vector<Header>& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const Header& header) { return equals_ignoring_case(header.name, name); });
    return found == headers.end() ? nullptr : &*found;
}

void set_header(std::vector<Header>& headers, std::string_view name, std::string value) {
    Header* first = find_header(headers, name);
    if (first == nullptr) {
        headers.push_back({std::string(name), std::move(value)});
        return;
    }
    *first = {std::string(name), std::move(value)};
    const auto behind = headers.begin() + (first - headers.data()) + 1;
    headers.erase(std::remove_if(behind, headers.end(),
                                 [&](const Header& header) { return equals_ignoring_case(header.name, name); }),
                  headers.end());
}

void remove_header(std::vector<Header>& headers, std::string_view name) {
    std::erase_if(headers, [&](const Header& header) { return equals_ignoring_case(header.name, name); });
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

}  // namespace corslab::middleware
