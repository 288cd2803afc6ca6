#include "core/fetch/preflight_cache.h"

#include <algorithm>

#include "core/fetch/checks.h"
#include "core/fetch/fetch_params.h"
#include "core/http/grammar.h"
#include "core/http/request_headers.h"

namespace corslab {

PreflightCacheKey::PreflightCacheKey(const FetchParams& params)
    : origin(params.session.profile.preflight_is_untainted ? serialize_origin(params.request.origin)
                                                           : serialize_request_origin(params.request)),
      url(serialize_url(params.request.current_url())),
      credentials(params.request.credentials_mode == CredentialsMode::kInclude),
      tainted(!params.request.origin.opaque && params.request.url_list.size() > 1 &&
              redirect_taint(params.request) != RedirectTaint::kSameOrigin),
      call(params.request.call) {}

bool PreflightCache::same_place(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const {
    if (stored.url != wanted.url || stored.origin != wanted.origin) return false;
    if (rules_.tainted != CacheRules::Tainted::kShared && (stored.tainted || wanted.tainted)) {
        return stored.tainted && wanted.tainted && stored.call == wanted.call;
    }
    return !rules_.opaque_pages_apart || stored.origin != "null" || stored.call == wanted.call;
}

bool PreflightCache::serves_credentials(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const {
    if (stored.credentials) return wanted.credentials || rules_.credentialed_serves_plain;
    return !wanted.credentials;
}

bool PreflightCache::wildcard_serves(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const {
    switch (rules_.wildcard) {
        case CacheRules::Wildcard::kCounts:
            return true;
        case CacheRules::Wildcard::kPlainRequests:
            return !wanted.credentials;
        case CacheRules::Wildcard::kPlainEntries:
            return !stored.credentials;
        case CacheRules::Wildcard::kNever:
            return false;
    }
    return true;
}

bool PreflightCache::serves(const Entry& entry, const PreflightCacheKey& wanted, Field field,
                            std::string_view value) const {
    // https://fetch.spec.whatwg.org/#concept-cache-match
    if (entry.field != field || !same_place(entry.key, wanted) || !serves_credentials(entry.key, wanted)) return false;
    const bool wildcard = entry.value == "*" && wildcard_serves(entry.key, wanted);
    if (field == Field::kMethod) return entry.value == value || wildcard;
    return equals_ignoring_case(entry.value, value) ||
           (wildcard && (rules_.wildcard_covers_authorization || !is_cors_non_wildcard_request_header_name(value)));
}

bool PreflightCache::has_entry(const PreflightCacheKey& key) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return same_place(entry.key, key) && serves_credentials(entry.key, key);
    });
}

bool PreflightCache::matches_method(const PreflightCacheKey& key, std::string_view method) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return serves(entry, key, Field::kMethod, method); });
}

bool PreflightCache::matches_header_name(const PreflightCacheKey& key, std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return serves(entry, key, Field::kHeaderName, name); });
}

void PreflightCache::store_one(const PreflightCacheKey& key, std::int64_t max_age, Field field,
                               const std::string& value) {
    const auto match = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return serves(entry, key, field, value); });
    if (max_age > 0) {
        if (match == entries_.end()) entries_.push_back({key, field, value});
    } else if (match != entries_.end()) {
        entries_.erase(match);
    }
}

void PreflightCache::store(const PreflightCacheKey& key, std::int64_t max_age, const std::vector<std::string>& methods,
                           const std::vector<std::string>& header_names) {
    if (key.tainted && rules_.tainted == CacheRules::Tainted::kNothing) return;
    if (rules_.whole_entries) clear(key);
    if (max_age > 0 && (rules_.whole_entries || rules_.needs_entry)) entries_.push_back({key, Field::kMethod, ""});
    for (const std::string& method : methods) store_one(key, max_age, Field::kMethod, method);
    for (const std::string& name : header_names) store_one(key, max_age, Field::kHeaderName, name);
}

void PreflightCache::clear(const PreflightCacheKey& key) {
    std::erase_if(entries_, [&](const Entry& entry) { return same_place(entry.key, key); });
}

}  // namespace corslab
