#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/profile/profile.h"

namespace corslab {

struct FetchParams;

/// What a cache entry is stored and found under, besides its method or header name. The network partition key is left
/// out: all requests of a scenario come from one page.
struct PreflightCacheKey {
    std::string origin;  ///< Byte-serialised.
    std::string url;
    bool credentials = false;
    bool tainted = false;  ///< Whether redirects have tainted the request.
    std::size_t call = 0;  ///< Which request of the scenario it is.

    /// Of the request as it is now. Its origin is the page's where the profile's preflights are in the page's name.
    explicit PreflightCacheKey(const FetchParams& params);
};

/// https://fetch.spec.whatwg.org/#concept-cache
///
/// No time passes within a scenario, so an entry goes stale only where its max-age is 0: it is not kept at all.
class PreflightCache {
  public:
    explicit PreflightCache(const CacheRules& rules) : rules_(rules) {}

    /// Whether anything is stored that serves `key`.
    [[nodiscard]] bool has_entry(const PreflightCacheKey& key) const;

    /// https://fetch.spec.whatwg.org/#concept-cache-match-method
    [[nodiscard]] bool matches_method(const PreflightCacheKey& key, std::string_view method) const;

    /// https://fetch.spec.whatwg.org/#concept-cache-match-header
    [[nodiscard]] bool matches_header_name(const PreflightCacheKey& key, std::string_view name) const;

    /// Renews the entries that match, and creates those that are missing. Steps 12 to 15 of CORS-preflight fetch.
    void store(const PreflightCacheKey& key, std::int64_t max_age, const std::vector<std::string>& methods,
               const std::vector<std::string>& header_names);

    /// https://fetch.spec.whatwg.org/#concept-cache-clear
    void clear(const PreflightCacheKey& key);

    [[nodiscard]] bool empty() const { return entries_.empty(); }

  private:
    enum class Field : std::uint8_t { kMethod, kHeaderName };
    struct Entry {
        PreflightCacheKey key;
        Field field;
        std::string value;
    };
    [[nodiscard]] bool same_place(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const;
    [[nodiscard]] bool serves_credentials(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const;
    [[nodiscard]] bool wildcard_serves(const PreflightCacheKey& stored, const PreflightCacheKey& wanted) const;
    [[nodiscard]] bool serves(const Entry& entry, const PreflightCacheKey& wanted, Field field,
                              std::string_view value) const;
    void store_one(const PreflightCacheKey& key, std::int64_t max_age, Field field, const std::string& value);

    const CacheRules& rules_;
    std::vector<Entry> entries_;
};

}  // namespace corslab
