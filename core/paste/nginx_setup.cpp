#include <algorithm>
#include <set>

#include "core/explain/step_text.h"
#include "core/paste/nginx_file.h"
#include "core/paste/setup.h"
#include "core/paste/token.h"

namespace corslab::paste {
namespace {

using Directives = std::vector<NginxDirective>;

Value list_value() {
    Value value;
    value.kind = Value::Kind::kList;
    return value;
}

Value pair_of(std::string first, std::string second) {
    return Value::of_list({Value::of_text(std::move(first)), Value::of_text(std::move(second))});
}

Value object_with(std::string name, Value value) {
    Value object;
    object.kind = Value::Kind::kObject;
    object.members.push_back({std::move(name), std::move(value)});
    return object;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
    return out;
}

// Whether the text has a directive of nginx' that sets a header.
bool looks_like_nginx(std::string_view text) {
    for (const std::string_view word : {"add_header", "more_set_headers"}) {
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
            const bool starts = at == 0 || !(is_name_byte(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '#');
            const std::string_view next = text.substr(at + word.size(), 1);
            if (starts && (next == " " || next == "\t")) return true;
        }
    }
    return false;
}

bool sets_headers(const Directives& block) {
    return std::any_of(block.begin(), block.end(), [](const NginxDirective& one) {
        const bool sets = one.is("add_header") || one.is("more_set_headers");
        return sets || (one.is("if") && sets_headers(one.block));
    });
}

// A location, and the blocks around it.
struct Chosen {
    const Directives* http = nullptr;
    const Directives* server = nullptr;
    const NginxDirective* location = nullptr;
    std::size_t others = 0;
    bool nested = false;
};

class Reader {
  public:
    Reader(std::string_view text, const NginxFile& file, Language language)
        : text_(text), file_(file), language_(language) {}

    Search run() {
        choose(file_.directives, 0);
        const bool any = chosen_.http != nullptr || chosen_.server != nullptr || chosen_.location != nullptr;
        Found found;
        found.library = "nginx";
        found.options.known = true;
        found.options.value.kind = Value::Kind::kObject;
        collect_variables(file_.directives);
        Value maps = list_value();
        read_maps(file_.directives, maps);
        if (!maps.items.empty()) found.options.value.members.push_back({"maps", std::move(maps)});
        if (!any) assume("the directives are read as those of a location");
        if (chosen_.http != nullptr) put("http", *chosen_.http, found);
        if (chosen_.server != nullptr) put("server", *chosen_.server, found);
        if (chosen_.location != nullptr) put("location", chosen_.location->block, found);
        if (!any) put("location", file_.directives, found);
        note_choice();
        found.assumed = std::move(assumed_);
        found.options.gaps = std::move(gaps_);
        Search search;
        search.found = std::move(found);
        search.certain = true;
        return search;
    }

  private:
    // The first location with headers; without one the first server, and so on.
    void choose(const Directives& block, std::size_t depth) {
        for (const NginxDirective& one : block) {
            const bool server = one.is("server") && one.has_block;
            if (one.is("http") && one.has_block) {
                if (chosen_.http == nullptr) chosen_.http = &one.block;
                choose(one.block, depth + 1);
            } else if (server) {
                // A server at the top stands in a file that http includes.
                if (depth == 0 && !top_sets_) top_sets_ = sets_headers(block);
                if (depth == 0 && chosen_.http == nullptr && *top_sets_) chosen_.http = &block;
                choose_server(one);
            } else if (one.is("location")) {
                choose_location(one, false);
            }
        }
    }

    void choose_server(const NginxDirective& server) {
        const Chosen before = chosen_;
        for (const NginxDirective& one : server.block) {
            if (one.is("location")) choose_location(one, false);
        }
        const bool had = before.location != nullptr || before.server != nullptr;
        const bool sets = sets_headers(server.block);
        const bool took = before.location == nullptr && chosen_.location != nullptr;
        // Headers of a server count where the location has none.
        if (!had && (took || sets)) chosen_.server = &server.block;
        if (took && had) chosen_.server = &server.block;
        if (!took && had && sets) ++chosen_.others;
    }

    void choose_location(const NginxDirective& location, bool nested) {
        if (sets_headers(location.block)) {
            if (chosen_.location != nullptr) {
                ++chosen_.others;
            } else {
                chosen_.location = &location;
                chosen_.nested = nested;
            }
        }
        for (const NginxDirective& one : location.block) {
            if (one.is("location")) choose_location(one, true);
        }
    }

    void assume(std::string_view text, const std::vector<std::string>& args = {}) {
        assumed_.push_back(fill_in(say(language_, text), args));
    }

    void note_choice() {
        if (chosen_.location == nullptr) return;
        std::string path;
        for (std::size_t i = 1; i < chosen_.location->words.size(); ++i) {
            path += (i > 1 ? " " : "") + chosen_.location->words[i].text;
        }
        if (path != "/") assume("it holds for location {0} alone; the options do not say so", {path});
        if (chosen_.nested) assume("the location around this one is not read");
        if (chosen_.others > 0)
            assumed_.push_back(others_text(text_, chosen_.location->offset(), chosen_.others, language_));
    }

    void collect_variables(const Directives& block) {
        for (const NginxDirective& one : block) {
            if (one.is("map") && one.words.size() == 3) known_.insert(lower_case(one.words[2].text));
            if (one.is("set") && one.words.size() == 3) known_.insert(lower_case(one.words[1].text));
            collect_variables(one.block);
        }
    }

    // The first variable that the simulation has no value for.
    [[nodiscard]] std::string foreign_variable(std::string_view text) const {
        for (std::size_t i = text.find('$'); i != std::string_view::npos; i = text.find('$', i + 1)) {
            std::size_t end = i + 1;
            const bool braced = text.substr(end, 1) == "{";
            if (braced) ++end;
            const std::size_t start = end;
            while (end < text.size() && is_name_byte(text[end]) && text[end] != '$') ++end;
            std::string name = "$" + lower_case(text.substr(start, end - start));
            const bool usual = name == "$request_method" || name == "$request_uri" || name.starts_with("$http_");
            if (name.size() > 1 && !usual && known_.count(name) == 0) return name;
        }
        return "";
    }

    // Whether all variables have a value here; else the directive is asked for.
    bool is_known(const NginxDirective& one, std::size_t first, const std::string& path) {
        for (std::size_t i = first; i < one.words.size(); ++i) {
            if (foreign_variable(one.words[i].text).empty()) continue;
            gaps_.push_back({path, Missing::kVariable, one.source});
            return false;
        }
        return true;
    }

    void read_maps(const Directives& block, Value& maps) {
        for (const NginxDirective& one : block) {
            const bool map = one.is("map") && one.has_block && one.words.size() == 3;
            if (!map && !one.is("map")) read_maps(one.block, maps);
            if (!map) continue;
            const std::string path = "/maps/" + std::to_string(maps.items.size() + missing_maps_);
            if (!is_known(one, 1, path)) {
                ++missing_maps_;
                continue;
            }
            Value values = list_value();
            std::size_t missing = 0;
            for (const NginxDirective& entry : one.block) {
                const std::string at = path + "/values/" + std::to_string(values.items.size() + missing);
                if (entry.words.size() != 2 || entry.is("include")) {
                    gaps_.push_back({at, Missing::kDirective, entry.source});
                    ++missing;
                } else if (is_known(entry, 1, at)) {
                    values.items.push_back(pair_of(entry.words[0].text, entry.words[1].text));
                } else {
                    ++missing;
                }
            }
            Value value = object_with("source", Value::of_text(one.words[1].text));
            value.members.push_back({"variable", Value::of_text(one.words[2].text)});
            value.members.push_back({"values", std::move(values)});
            maps.items.push_back(std::move(value));
        }
    }

    void put(const std::string& name, const Directives& block, Found& found) {
        const std::size_t gaps = gaps_.size();
        Value list = read_directives(block, "/" + name);
        const bool any = !list.items.empty() || gaps_.size() > gaps;
        if (any) found.options.value.members.push_back({name, std::move(list)});
    }

    Value read_directives(const Directives& block, const std::string& path) {
        Value list = list_value();
        std::size_t missing = 0;
        for (const NginxDirective& one : block) {
            const std::size_t gaps = gaps_.size();
            const std::string at = path + "/" + std::to_string(list.items.size() + missing);
            auto value = read_directive(one, at);
            if (value) {
                list.items.push_back(std::move(*value));
            } else if (gaps_.size() > gaps) {
                ++missing;
            }
        }
        return list;
    }

    std::optional<Value> read_directive(const NginxDirective& one, const std::string& path) {
        const std::size_t size = one.words.size();
        if (one.is("add_header") && (size == 3 || (size == 4 && one.words[3].text == "always"))) {
            if (!is_known(one, 2, path)) return std::nullopt;
            Value header = object_with("add_header", pair_of(one.words[1].text, one.words[2].text));
            if (size == 4) header.members.push_back({"always", Value::of_boolean(true)});
            return header;
        }
        if (one.is("set") && size == 3) {
            if (!is_known(one, 2, path)) return std::nullopt;
            return object_with("set", pair_of(one.words[1].text, one.words[2].text));
        }
        if (one.is("if") && one.has_block) return read_if(one, path);
        if (one.is("return")) return read_return(one, path);
        const bool asks = one.is("add_header") || one.is("more_set_headers") || one.is("more_clear_headers") ||
                          one.is("include") || one.is("rewrite") || one.is("set_by_lua_block");
        if (asks && !(one.is("include") && is_of_types(one))) gaps_.push_back({path, Missing::kDirective, one.source});
        const bool hides = one.is("proxy_hide_header") || one.is("limit_except") || one.is("error_page");
        if (hides) assume("{0} is not read", {excerpt(one.source)});
        return std::nullopt;
    }

    // What is included in every configuration, and has no headers in it.
    static bool is_of_types(const NginxDirective& one) {
        if (one.words.size() != 2) return false;
        const std::string& file = one.words[1].text;
        return file.ends_with("mime.types") || file.ends_with("fastcgi_params") || file.ends_with("uwsgi_params") ||
               file.ends_with("proxy_params") || file.ends_with("fastcgi.conf");
    }

    std::optional<Value> read_if(const NginxDirective& one, const std::string& path) {
        std::vector<std::string> words;
        for (std::size_t i = 1; i < one.words.size(); ++i) words.push_back(one.words[i].text);
        if (!words.empty() && words.front().starts_with('(')) words.front().erase(0, 1);
        if (!words.empty() && words.back().ends_with(')')) words.back().pop_back();
        std::erase(words, "");
        // An empty text that is compared with is one, too.
        const bool compares = words.size() == 2 && (words[1] == "=" || words[1] == "!=");
        if (compares) words.emplace_back();
        const bool known = words.size() == 1 || words.size() == 3;
        const bool regex = words.size() == 3 && words[1].find('~') != std::string::npos;
        const bool variable = known && words[0].starts_with('$') && foreign_variable(words[0]).empty();
        if (!variable || (!regex && words.size() == 3 && !foreign_variable(words[2]).empty())) {
            gaps_.push_back({path, Missing::kDirective, one.source});
            return std::nullopt;
        }
        Value condition = list_value();
        for (std::string& word : words) condition.items.push_back(Value::of_text(std::move(word)));
        Value value = object_with("if", std::move(condition));
        value.members.push_back({"then", read_directives(one.block, path + "/then")});
        return value;
    }

    std::optional<Value> read_return(const NginxDirective& one, const std::string& path) {
        const std::size_t size = one.words.size();
        const std::string code = size > 1 ? one.words[1].text : "";
        const bool number = code.size() == 3 && code.find_first_not_of("0123456789") == std::string::npos;
        if (size > 3 || (!number && size != 2) || code.empty()) {
            gaps_.push_back({path, Missing::kVariable, one.source});
            return std::nullopt;
        }
        if (!is_known(one, 1, path)) return std::nullopt;
        // An address alone is a redirect with 302.
        Value status;
        status.kind = Value::Kind::kInteger;
        status.integer = number ? std::stoi(code) : 302;
        if (number && size == 2) return object_with("return", std::move(status));
        const std::string& text = number ? one.words[2].text : code;
        return object_with("return", Value::of_list({std::move(status), Value::of_text(text)}));
    }

    std::string_view text_;
    const NginxFile& file_;
    Language language_;
    Chosen chosen_;
    std::optional<bool> top_sets_;  // Whether headers stand outside of all blocks.
    std::set<std::string> known_;
    std::vector<Gap> gaps_;
    std::vector<std::string> assumed_;
    std::size_t missing_maps_ = 0;
};

}  // namespace

Search find_in_nginx(std::string_view text, Language language) {
    if (!looks_like_nginx(text)) return {};
    const NginxFile file = read_nginx_file(text);
    if (file.failure) return {std::nullopt, file.failure, true};
    return Reader(text, file, language).run();
}

}  // namespace corslab::paste
