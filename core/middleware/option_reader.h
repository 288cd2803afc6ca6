#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/middleware/middleware.h"

namespace corslab::middleware {

/// Reads options of languages and servers that know their types. Null is as good as not given; the first value of
/// another type, or of a name that is not asked for, is a fault.
class OptionReader {
  public:
    /// @param path where the object stands.
    explicit OptionReader(const Value& options, std::string path = "") : options_(options), path_(std::move(path)) {}

    /// A list of texts; nothing where it is not given.
    std::optional<std::vector<std::string>> texts(std::string_view name);

    std::optional<std::string> text(std::string_view name);

    /// False where it is not given.
    bool flag(std::string_view name) { return optional_flag(name).value_or(false); }
    std::optional<bool> optional_flag(std::string_view name);

    std::optional<std::int64_t> integer(std::string_view name);

    /// A list, whatever it is made of; null where it is not given.
    const Value* list(std::string_view name);

    /// Any value; null where it is not given.
    const Value* value(std::string_view name);

    /// Whether the value is an object.
    bool expect_object();

    /// Faults the first name that was not asked for. @return the first fault.
    std::optional<Fault> finish(std::string_view what = "there is no option of that name");

    void fail(std::string_view name, std::string detail);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view name) const;
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

  private:
    const Value& options_;
    std::string path_;
    std::vector<std::string> asked_;
    std::optional<Fault> fault_;
};

}  // namespace corslab::middleware
