#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/fetch/scenario.h"

namespace corslab::fix {

/// What a change is made to.
struct Place {
    enum class Kind : std::uint8_t {
        kRequest,    ///< The scenario's request, or one of `then`.
        kPreflight,  ///< What a server entry answers to preflights.
        kResponse,   ///< What it answers to other requests, and to preflights where it has no answer of their own.
        kEntry       ///< The server entry itself.
    };
    Kind kind = Kind::kRequest;
    std::size_t index = 0;  ///< Of the server entry; or 0 for the request, n for the n-th of `then`.

    bool operator==(const Place&) const = default;

    /// JSON Pointer into the scenario.
    [[nodiscard]] std::string pointer() const;
};

enum class Field : std::uint8_t {
    kUrl,
    kMethod,
    kMode,
    kCredentials,
    kRedirect,
    kBody,
    kHeader,
    kStatus,
    kOwnAnswer  ///< A preflight answer of its own: status 204, with the CORS headers of the entry's other answer.
};

/// One thing that is another one before and after.
struct Change {
    Place place;
    Field field = Field::kHeader;
    std::string name;                 ///< Of the header.
    std::vector<std::string> before;  ///< Its values, one a line, bytes; or the field's value. Empty for none.
    std::vector<std::string> after;

    bool operator==(const Change&) const = default;
};

/// What has to be changed in `before` to get `after`. Both have the same requests and server entries.
[[nodiscard]] std::vector<Change> difference(const Scenario& before, const Scenario& after);

/// The scenario with the changes made, in order.
[[nodiscard]] Scenario with_changes(Scenario scenario, const std::vector<Change>& changes);

/// Puts the header into the list, in place of those with its name; without values they are removed.
void set_header(std::vector<Header>& headers, std::string_view name, const std::vector<std::string>& values);

/// A preflight answer that says what the entry's other answer says about CORS.
[[nodiscard]] Answer own_preflight_answer(const ServerEntry& entry);

/// The names that the contract has for them.
[[nodiscard]] std::string_view name_of(Mode mode);
[[nodiscard]] std::string_view name_of(CredentialsMode mode);
[[nodiscard]] std::string_view name_of(RedirectMode mode);

}  // namespace corslab::fix
