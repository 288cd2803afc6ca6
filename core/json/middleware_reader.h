#pragma once

#include <optional>
#include <string>

#include "core/json/json_tree.h"
#include "core/middleware/middleware.h"

namespace corslab {

/// Reads the parts of a middleware document. The first fault is kept, and what follows it does not matter.
class MiddlewareReader {
  public:
    std::optional<InputError> error;

    /// `{ "name", "version", "options" }`
    middleware::Setup read_setup(const JsonTree& value, const std::string& path);

    /// `{ "method", "path", "headers" }`
    middleware::Request read_request(const JsonTree& value, const std::string& path);

    /// `{ "status", "headers", "body" }`; every member may be missing.
    middleware::Handler read_handler(const JsonTree& value, const std::string& path);

    /// A member that has to be there.
    const JsonTree* required(const JsonTree& object, const std::string& path, const char* key);

    /// Whether the value is an object; it is a fault if not.
    bool expect_object(const JsonTree& value, const std::string& path);

  private:
    void fail(std::string_view code, const std::string& path, std::string message);
    void wrong_type(const JsonTree& value, const std::string& path, std::string_view expected);
    std::string read_text(const JsonTree& value, const std::string& path);
    std::string read_bytes(const JsonTree& value, const std::string& path);
    Header read_header(const JsonTree& value, const std::string& path);
    std::vector<Header> read_headers(const JsonTree& value, const std::string& path);
    middleware::Value read_value(const JsonTree& value, const std::string& path);
    middleware::Value read_object(const JsonTree& value, const std::string& path);
};

/// A fault of the middleware as an input error.
/// @param options where the options stand.
[[nodiscard]] InputError input_error_of(const middleware::Fault& fault, const std::string& setup);

}  // namespace corslab
