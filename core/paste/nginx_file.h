#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/paste/paste.h"

namespace corslab::paste {

/// A word of nginx' configuration, with its quotes and escapes resolved.
struct NginxWord {
    std::string text;
    std::size_t offset = 0;
};

/// A directive: its name and arguments, and what stands in its braces.
struct NginxDirective {
    std::vector<NginxWord> words;  ///< The name first.
    bool has_block = false;
    std::vector<NginxDirective> block;
    std::string_view source;  ///< Without its block.

    [[nodiscard]] bool is(std::string_view name) const { return words.front().text == name; }
    [[nodiscard]] std::size_t offset() const { return words.front().offset; }
};

/// A configuration file, or a piece of one.
struct NginxFile {
    std::vector<NginxDirective> directives;
    std::optional<Failure> failure;
};

/// http://nginx.org/en/docs/beginners_guide.html#conf_structure, and ngx_conf_read_token()
[[nodiscard]] NginxFile read_nginx_file(std::string_view text);

}  // namespace corslab::paste
