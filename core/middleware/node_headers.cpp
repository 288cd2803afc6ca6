#include "core/middleware/node_headers.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/wire_text.h"

namespace corslab::middleware {

void NodeHeaders::set(std::string_view name, std::vector<std::string> values) {
    for (Entry& entry : entries_) {
        if (!equals_ignoring_case(entry.name, name)) continue;
        entry = {std::string(name), std::move(values)};
        return;
    }
    entries_.push_back({std::string(name), std::move(values)});
}

void NodeHeaders::set_all(const std::vector<Header>& headers) {
    std::vector<bool> done(headers.size());
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (done[i]) continue;
        std::vector<std::string> values;
        for (std::size_t j = i; j < headers.size(); ++j) {
            if (!equals_ignoring_case(headers[j].name, headers[i].name)) continue;
            done[j] = true;
            values.emplace_back(normalize_header_value(headers[j].value));
        }
        set(headers[i].name, std::move(values));
    }
}

void NodeHeaders::remove(std::string_view name) {
    std::erase_if(entries_, [&](const Entry& entry) { return equals_ignoring_case(entry.name, name); });
}

void NodeHeaders::vary(const std::string& field) {
    for (Entry& entry : entries_) {
        if (equals_ignoring_case(entry.name, "Vary")) return void(entry.values.front() += ", " + field);
    }
    set("Vary", {field});
}

std::vector<Header> NodeHeaders::lines() const {
    std::vector<Header> lines;
    for (const Entry& entry : entries_) {
        for (const std::string& value : entry.values) lines.push_back({entry.name, value});
    }
    return lines;
}

std::optional<std::string> node_header_bytes(std::string_view text) {
    auto bytes = to_latin1(text);
    const bool sound = bytes && std::all_of(bytes->begin(), bytes->end(), [](char c) {
                           const auto byte = static_cast<unsigned char>(c);
                           return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
                       });
    return sound ? bytes : std::nullopt;
}

void write_as_utf8(std::vector<Header>& headers) {
    for (Header& header : headers) header.value = isomorphic_decode(header.value);
}

}  // namespace corslab::middleware
