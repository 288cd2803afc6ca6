#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/audit/audit.h"
#include "core/audit/pattern_sample.h"

namespace corslab::audit {

/// What an option is for, whatever a library calls it.
enum class OptionKind : std::uint8_t {
    kOrigin,
    kCredentials,
    kMethods,
    kHeaders,
    kExpose,
    kAge,
    kVary,
    kStatus,
    kOther
};
[[nodiscard]] OptionKind kind_of_option(std::string_view name);

/// One item of the option for origins.
struct OriginItem {
    const middleware::Value* value = nullptr;
    std::string path;
    bool in_list = false;
};

/// A middleware's options by what they are for. Does not outlive the policy.
class Options {
  public:
    explicit Options(const Policy& policy);

    /// Where the option stands; where it is not given, the options or the middleware.
    [[nodiscard]] std::string path_of(OptionKind kind) const;

    /// Its value; null where it is not given.
    [[nodiscard]] const middleware::Value* value_of(OptionKind kind) const;

    /// Where a header that the middleware sends comes from.
    [[nodiscard]] std::string path_of_header(std::string_view name) const;

    /// Texts, regular expressions and whatever else the option for origins holds.
    [[nodiscard]] const std::vector<OriginItem>& origins() const { return origins_; }

    /// The languages of regular expressions, and whether plain texts may be such.
    [[nodiscard]] regex::Flavour flavour() const;
    [[nodiscard]] bool reads_texts_as_patterns() const;

    /// The item as a regular expression, where the library takes it as one.
    [[nodiscard]] std::optional<Pattern> pattern_of(const OriginItem& item) const;

    /// Where the value stands that lets this origin in; the option itself where that is not clear.
    [[nodiscard]] std::string path_letting_in(const std::string& origin) const;

    /// Names of options that the library does not know, and the one that was probably meant.
    struct Misspelled {
        std::string name;
        std::string meant;
        std::string path;
    };
    [[nodiscard]] std::vector<Misspelled> misspelled() const;

    /// Paths that requests could have, from a library's own map of resources.
    [[nodiscard]] std::vector<std::string> request_paths() const;

  private:
    struct Given {
        OptionKind kind;
        std::string name;
        const middleware::Value* value;
        std::string path;
    };

    void read(const middleware::Value& object, const std::string& path);
    void read_resources(const middleware::Value& resources, const std::string& path);
    void gather(const middleware::Value& value, const std::string& path, bool in_list);

    const Policy& policy_;
    std::vector<Given> given_;
    std::vector<OriginItem> origins_;
};

/// Whether the pattern matches as the library has it match: anywhere in JavaScript, from the start in Python.
[[nodiscard]] bool lets_in(const Pattern& pattern, const std::string& origin);

}  // namespace corslab::audit
