#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "core/json/strict_json.h"

namespace corslab::testing {

/// One scenario, and what has to come out of it. `tests/vectors/README.md` has the format.
struct Vector {
    std::string id;  ///< `<subject>_<id>`
    std::string reason;
    Json scenario = nullptr;
    Json expect = nullptr;
    std::string fault;  ///< Why the file could not be read; empty where it could.

    friend std::ostream& operator<<(std::ostream& out, const Vector& vector) { return out << vector.id; }
};

/// All vectors of tests/vectors. A file that cannot be read gives one vector with a `fault`.
[[nodiscard]] std::vector<Vector> load_vectors();

}  // namespace corslab::testing
