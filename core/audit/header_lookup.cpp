#include "core/audit/header_lookup.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/http/request_headers.h"

namespace corslab::audit {

std::vector<const Line*> lines_of(const Answer& answer, std::string_view name) {
    std::vector<const Line*> lines;
    for (const Line& line : answer.lines) {
        if (equals_ignoring_case(line.header.name, name)) lines.push_back(&line);
    }
    return lines;
}

std::optional<std::string> combined(const Answer& answer, std::string_view name) {
    std::optional<std::string> out;
    for (const Line* line : lines_of(answer, name)) {
        const std::string_view value = normalize_header_value(line->header.value);
        if (out) {
            *out += ", ";
            *out += value;
        } else {
            out = std::string(value);
        }
    }
    return out;
}

Place place_of(const Answer& answer, std::string_view name) {
    const auto lines = lines_of(answer, name);
    const std::string& missing = name == kAllowOrigin ? answer.at : answer.others_at;
    return {lines.empty() ? missing : lines.front()->value_at, std::string(name), answer.kind};
}

bool has(const Answer& answer, std::string_view name) {
    return !lines_of(answer, name).empty();
}

Credentials credentials_of(const Answer& answer) {
    return combined(answer, kAllowCredentials) == "true" ? Credentials::kAllowed : Credentials::kNotAllowed;
}

bool varies_by(const Answer& answer, std::string_view field) {
    const auto vary = combined(answer, "Vary");
    if (!vary) return false;
    const auto fields = get_decode_and_split(*vary);
    return std::any_of(fields.begin(), fields.end(),
                       [&](const std::string& one) { return one == "*" || equals_ignoring_case(one, field); });
}

std::optional<std::string> cache_hit(const Answer& answer) {
    if (const auto age = combined(answer, "Age"); age && parse_delta_seconds(*age).value_or(0) > 0) {
        return "Age: " + *age;
    }
    for (const std::string_view name : {"X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Vercel-Cache"}) {
        const auto value = combined(answer, name);
        if (value && byte_uppercase(*value).starts_with("HIT")) return std::string(name) + ": " + as_text(*value);
    }
    return std::nullopt;
}

std::vector<std::string> unsafe_names(const std::vector<Line>& headers) {
    HeaderList sent;
    for (const Line& line : headers) {
        const Header header{line.header.name, std::string(normalize_header_value(line.header.value))};
        if (!is_forbidden_request_header(header)) sent.append(header.name, header.value);
    }
    return cors_unsafe_request_header_names(sent);
}

std::string as_text(std::string_view bytes) {
    return isomorphic_decode(bytes);
}

std::string enumerate(const std::vector<std::string>& items, std::string_view conjunction) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != 0) out += i + 1 == items.size() ? conjunction : ", ";
        out += items[i];
    }
    return out;
}

}  // namespace corslab::audit
