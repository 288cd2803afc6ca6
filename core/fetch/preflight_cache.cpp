#include "core/fetch/preflight_cache.h"

#include <algorithm>

#include "core/fetch/checks.h"
#include "core/fetch/fetch_params.h"
#include "core/http/grammar.h"
#include "core/http/request_headers.h"

namespace corslab {

PreflightCacheKey::PreflightCacheKey(const Request& request)
    : origin(serialize_request_origin(request)),
      url(serialize_url(request.current_url())),
      credentials(request.credentials_mode == CredentialsMode::kInclude) {}

bool PreflightCache::Entry::serves(const PreflightCacheKey& wanted, Field wanted_field,
                                   std::string_view wanted_value) const {
    // https://fetch.spec.whatwg.org/#concept-cache-match
    if (field != wanted_field || key.url != wanted.url || key.origin != wanted.origin) return false;
    if (!key.credentials && wanted.credentials) return false;
    if (field == Field::kMethod) return value == wanted_value || value == "*";
    return equals_ignoring_case(value, wanted_value) ||
           (value == "*" && !is_cors_non_wildcard_request_header_name(wanted_value));
}

bool PreflightCache::matches_method(const PreflightCacheKey& key, std::string_view method) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.serves(key, Field::kMethod, method); });
}

bool PreflightCache::matches_header_name(const PreflightCacheKey& key, std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.serves(key, Field::kHeaderName, name); });
}

void PreflightCache::store_one(const PreflightCacheKey& key, std::int64_t max_age, Field field,
                               const std::string& value) {
    const auto match = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.serves(key, field, value); });
    if (max_age > 0) {
        if (match == entries_.end()) entries_.push_back({key, field, value});
    } else if (match != entries_.end()) {
        entries_.erase(match);
    }
}

void PreflightCache::store(const PreflightCacheKey& key, std::int64_t max_age, const std::vector<std::string>& methods,
                           const std::vector<std::string>& header_names) {
    for (const std::string& method : methods) store_one(key, max_age, Field::kMethod, method);
    for (const std::string& name : header_names) store_one(key, max_age, Field::kHeaderName, name);
}

void PreflightCache::clear(const PreflightCacheKey& key) {
    std::erase_if(entries_,
                  [&](const Entry& entry) { return entry.key.origin == key.origin && entry.key.url == key.url; });
}

}  // namespace corslab
