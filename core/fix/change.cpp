#include "core/fix/change.h"

#include <algorithm>
#include <array>

#include "core/http/grammar.h"

namespace corslab::fix {
namespace {

constexpr int kNoContent = 204;
constexpr std::array<std::string_view, 4> kModes = {"same-origin", "no-cors", "cors", "navigate"};
constexpr std::array<std::string_view, 3> kCredentialsModes = {"omit", "same-origin", "include"};
constexpr std::array<std::string_view, 3> kRedirectModes = {"follow", "error", "manual"};

// The value with that name.
template <class Mode, std::size_t size>
Mode value_of(const std::array<std::string_view, size>& names, std::string_view name) {
    return static_cast<Mode>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<std::string> values_of(const std::vector<Header>& headers, std::string_view name) {
    std::vector<std::string> values;
    for (const Header& header : headers) {
        if (equals_ignoring_case(header.name, name)) values.push_back(header.value);
    }
    return values;
}

class Difference {
  public:
    std::vector<Change> changes;

    void compare(const RequestInit& before, const RequestInit& after, std::size_t index) {
        const Place place{Place::Kind::kRequest, index};
        field(place, Field::kUrl, before.url, after.url);
        field(place, Field::kMethod, before.method, after.method);
        field(place, Field::kMode, name_of(before.mode), name_of(after.mode));
        field(place, Field::kCredentials, name_of(before.credentials), name_of(after.credentials));
        field(place, Field::kRedirect, name_of(before.redirect), name_of(after.redirect));
        if (before.body && !after.body) changes.push_back({place, Field::kBody, "", {*before.body}, {}});
        headers(place, before.headers, after.headers);
    }

    void compare(const ServerEntry& before, const ServerEntry& after, std::size_t index) {
        field({Place::Kind::kEntry, index}, Field::kUrl, before.url, after.url);
        const Place preflight{Place::Kind::kPreflight, index};
        if (after.preflight) {
            if (!before.preflight) changes.push_back({preflight, Field::kOwnAnswer, "", {}, {}});
            answer(preflight, before.preflight ? *before.preflight : own_preflight_answer(before), *after.preflight);
        }
        answer({Place::Kind::kResponse, index}, before.response, after.response);
    }

  private:
    void field(const Place& place, Field field, std::string_view before, std::string_view after) {
        if (before != after) changes.push_back({place, field, "", {std::string(before)}, {std::string(after)}});
    }

    void answer(const Place& place, const Answer& before, const Answer& after) {
        field(place, Field::kStatus, std::to_string(before.status), std::to_string(after.status));
        headers(place, before.headers, after.headers);
    }

    void headers(const Place& place, const std::vector<Header>& before, const std::vector<Header>& after) {
        std::vector<std::string> names;
        for (const auto* list : {&before, &after}) {
            for (const Header& header : *list) {
                const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                    return equals_ignoring_case(name, header.name);
                });
                if (!known) names.push_back(header.name);
            }
        }
        for (const std::string& name : names) {
            auto old_values = values_of(before, name);
            auto new_values = values_of(after, name);
            if (old_values == new_values) continue;
            changes.push_back({place, Field::kHeader, name, std::move(old_values), std::move(new_values)});
        }
    }
};

void apply_to(RequestInit& init, const Change& change) {
    const std::string value = change.after.empty() ? std::string() : change.after.front();
    switch (change.field) {
        case Field::kUrl:
            init.url = value;
            break;
        case Field::kMethod:
            init.method = value;
            break;
        case Field::kMode:
            init.mode = value_of<Mode>(kModes, value);
            break;
        case Field::kCredentials:
            init.credentials = value_of<CredentialsMode>(kCredentialsModes, value);
            break;
        case Field::kRedirect:
            init.redirect = value_of<RedirectMode>(kRedirectModes, value);
            break;
        case Field::kBody:
            init.body.reset();
            break;
        default:
            set_header(init.headers, change.name, change.after);
    }
}

void apply_to(Answer& answer, const Change& change) {
    if (change.field == Field::kStatus) {
        answer.status = std::stoi(change.after.front());
    } else {
        set_header(answer.headers, change.name, change.after);
    }
}

void apply_to(ServerEntry& entry, const Change& change) {
    if (change.place.kind == Place::Kind::kEntry) {
        entry.url = change.after.front();
    } else if (change.place.kind == Place::Kind::kResponse) {
        apply_to(entry.response, change);
    } else if (change.field == Field::kOwnAnswer) {
        if (!entry.preflight) entry.preflight = own_preflight_answer(entry);
    } else {
        // Without an answer of its own, what is said about it has no place.
        if (entry.preflight) apply_to(*entry.preflight, change);
    }
}

}  // namespace

std::string Place::pointer() const {
    if (kind == Kind::kRequest) return index == 0 ? "/request" : "/then/" + std::to_string(index - 1);
    const std::string entry = "/server/" + std::to_string(index);
    if (kind == Kind::kPreflight) return entry + "/preflight";
    return kind == Kind::kResponse ? entry + "/response" : entry;
}

void set_header(std::vector<Header>& headers, std::string_view name, const std::vector<std::string>& values) {
    const auto has_name = [&](const Header& header) { return equals_ignoring_case(header.name, name); };
    const auto first = std::find_if(headers.begin(), headers.end(), has_name);
    const std::string spelled = first == headers.end() ? std::string(name) : first->name;
    auto at = first - headers.begin();
    headers.erase(std::remove_if(headers.begin(), headers.end(), has_name), headers.end());
    for (const std::string& value : values) headers.insert(headers.begin() + at++, {spelled, value});
}

Answer own_preflight_answer(const ServerEntry& entry) {
    Answer answer;
    answer.status = kNoContent;
    for (const Header& header : entry.response.headers) {
        if (byte_lowercase(header.name).starts_with("access-control-")) answer.headers.push_back(header);
    }
    return answer;
}

std::vector<Change> difference(const Scenario& before, const Scenario& after) {
    Difference difference;
    difference.compare(before.request, after.request, 0);
    for (std::size_t i = 0; i < before.then.size(); ++i) difference.compare(before.then[i], after.then[i], i + 1);
    for (std::size_t i = 0; i < before.server.size(); ++i) difference.compare(before.server[i], after.server[i], i);
    return std::move(difference.changes);
}

Scenario with_changes(Scenario scenario, const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        if (change.place.kind == Place::Kind::kRequest) {
            apply_to(change.place.index == 0 ? scenario.request : scenario.then[change.place.index - 1], change);
        } else {
            apply_to(scenario.server[change.place.index], change);
        }
    }
    return scenario;
}

std::string_view name_of(Mode mode) {
    return kModes[static_cast<std::size_t>(mode)];
}

std::string_view name_of(CredentialsMode mode) {
    return kCredentialsModes[static_cast<std::size_t>(mode)];
}

std::string_view name_of(RedirectMode mode) {
    return kRedirectModes[static_cast<std::size_t>(mode)];
}

}  // namespace corslab::fix
