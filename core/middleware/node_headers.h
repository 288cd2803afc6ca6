#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// The headers of Node's ServerResponse: each name once with its values, in the order in which the names came.
class NodeHeaders {
  public:
    /// `setHeader`; the letter case is the one given last.
    void set(std::string_view name, std::vector<std::string> values);

    /// A handler's headers: repeated ones are one `setHeader` with several values.
    void set_all(const std::vector<Header>& headers);

    void remove(std::string_view name);

    /// https://www.npmjs.com/package/vary, where nothing but the middleware has set it.
    void vary(const std::string& field);

    [[nodiscard]] std::vector<Header> lines() const;

  private:
    struct Entry {
        std::string name;
        std::vector<std::string> values;
    };
    std::vector<Entry> entries_;
};

/// A header's value as bytes; nothing where Node refuses it (`http.validateHeaderValue`).
[[nodiscard]] std::optional<std::string> node_header_bytes(std::string_view text);

/// Values that are bytes, as Node writes headers together with a body that is a text: as UTF-8.
void write_as_utf8(std::vector<Header>& headers);

}  // namespace corslab::middleware
