#pragma once

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// What the versions of django-cors-headers do differently.
enum class DjangoCorsVersion : std::uint8_t {
    kCredentialsForAll,  ///< 3.14.0: denied origins have Access-Control-Allow-Credentials, too; more default headers.
    kLowerCaseNames,     ///< 4.9.0: names in lower case, and private networks.
};

/// `corsheaders.middleware.CorsMiddleware` in front of a view that answers everything; the options are settings of
/// Django. https://github.com/adamchainz/django-cors-headers
[[nodiscard]] Simulated django_cors(DjangoCorsVersion version, const Value& options, const Request& request,
                                    const Handler& handler);

}  // namespace corslab::middleware
