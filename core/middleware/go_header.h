#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// https://pkg.go.dev/net/http#CanonicalHeaderKey
[[nodiscard]] std::string go_canonical_name(std::string_view name);

/// Each value of that name, as bytes: `request.Header[name]`.
[[nodiscard]] std::vector<std::string> go_values(const std::vector<Header>& headers, std::string_view name);

/// `strings.ToLower(text)`; what is no UTF-8 becomes U+FFFD on the way.
[[nodiscard]] std::string go_lower(std::string_view text);

/// The header map of a ResponseWriter: canonical names, written in their order.
class GoHeaders {
  public:
    void set(std::string_view name, std::vector<std::string> values);
    void add(std::string_view name, std::string value);
    void remove(std::string_view name);
    [[nodiscard]] bool contains(std::string_view name) const;

    /// A handler's headers: `Set` for the first of a name, `Add` for its others.
    void set_all(const std::vector<Header>& headers);

    /// What goes out with that status.
    [[nodiscard]] std::vector<Header> lines(int status) const;

  private:
    struct Entry {
        std::string name;
        std::vector<std::string> values;
    };
    std::vector<Entry> entries_;
};

}  // namespace corslab::middleware
