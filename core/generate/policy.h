#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace corslab::policy {

/// What a server is to allow. All texts are plain: origins serialised, methods and names of letters, digits, `-`, `_`
/// and `.` alone.
struct Policy {
    bool any_origin = false;
    std::vector<std::string> origins;  ///< Empty with `any_origin`.
    std::vector<std::string> methods = {"GET", "HEAD", "POST"};
    std::vector<std::string> headers;
    std::vector<std::string> exposed;
    bool credentials = false;             ///< Not with `any_origin`.
    std::optional<std::int64_t> max_age;  ///< Seconds.
    std::string path = "/api";            ///< What it is for, without a slash at its end.
};

}  // namespace corslab::policy
