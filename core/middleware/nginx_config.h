#pragma once

#include <set>

#include "core/middleware/middleware.h"
#include "core/middleware/option_reader.h"

namespace corslab::middleware {

/// A text of nginx's with variables in it: what stands as it is, and names.
struct NginxText {
    struct Part {
        std::string text;  ///< The name, where it is a variable.
        bool variable = false;
    };
    std::vector<Part> parts;
};

struct NginxMap {
    NginxText source;
    std::string variable;
    std::vector<std::pair<std::string, NginxText>> texts;    ///< Keys in lower case.
    std::vector<std::pair<std::string, NginxText>> regexes;  ///< Keys with their `~` or `~*`.
    std::optional<NginxText> fallback;
};

struct NginxAddHeader {
    std::string name;
    NginxText value;
    bool always = false;
};

struct NginxBlock;

/// A directive of the rewrite module.
struct NginxRewrite {
    enum class Kind : std::uint8_t { kIf, kSet, kReturn };
    Kind kind = Kind::kSet;
    std::string variable;   ///< Of `if` and `set`.
    std::string operation;  ///< Of `if`: `=`, `!=`, `~`, `~*`, `!~`, `!~*`; empty where the variable stands alone.
    std::string pattern;    ///< Of `if` with a regular expression.
    NginxText value;
    std::vector<NginxBlock> block;  ///< Of `if`: one.
    int status = 0;                 ///< Of `return`.
    std::optional<NginxText> text;
    std::string path;  ///< Where it stands.
};

struct NginxBlock {
    std::vector<NginxAddHeader> headers;
    std::vector<NginxRewrite> rewrites;
};

struct NginxConfig {
    std::vector<NginxMap> maps;
    NginxBlock http;
    NginxBlock server;
    NginxBlock location;
    std::optional<Fault> fault;
};

[[nodiscard]] NginxConfig read_nginx_config(const Value& options);

}  // namespace corslab::middleware
