#pragma once

#include "core/middleware/django_cors.h"

namespace corslab::middleware {

/// The settings of django-cors-headers, with their defaults.
struct DjangoSettings {
    bool all_origins = false;
    bool credentials = false;
    bool private_network = false;
    std::vector<std::string> origins;
    std::vector<Value> regexes;  ///< Texts, or regular expressions.
    std::string regexes_path;    ///< Where they stand.
    std::vector<std::string> headers;
    std::vector<std::string> methods;
    std::vector<std::string> exposed;
    Value max_age;
    Value urls_regex;
    std::optional<Fault> fault;
};

/// What the library's own checks refuse for its type is a fault.
[[nodiscard]] DjangoSettings read_django_settings(DjangoCorsVersion version, const Value& options);

/// Of `urllib.parse.urlsplit()`, as Python 3.11 has it with its security fixes.
struct SplitUrl {
    std::string scheme;
    std::string netloc;
};

/// Nothing where it raises ValueError.
[[nodiscard]] std::optional<SplitUrl> split_url(std::string_view text);

}  // namespace corslab::middleware
