#include "core/middleware/nginx_config.h"

#include <algorithm>

#include "core/http/grammar.h"
#include "core/middleware/list_text.h"

namespace corslab::middleware {
namespace {

constexpr std::string_view kOperations[] = {"=", "!=", "~", "~*", "!~", "!~*"};

enum class Level : std::uint8_t { kHttp, kServer, kServerIf, kLocation, kLocationIf };

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Reader {
  public:
    NginxConfig run(const Value& options) {
        OptionReader reader(options);
        if (const Value* maps = reader.list("maps")) read_maps(*maps);
        read_block(reader, "http", Level::kHttp, config_.http);
        read_block(reader, "server", Level::kServer, config_.server);
        read_block(reader, "location", Level::kLocation, config_.location);
        keep(reader.finish("expected maps, http, server or location"));
        for (const auto& [name, path] : used_) {
            if (!is_known(name)) fail(path, "unknown \"" + name + "\" variable");
        }
        return std::move(config_);
    }

  private:
    void keep(const std::optional<Fault>& fault) {
        if (fault && !config_.fault) config_.fault = fault;
    }

    void fail(const std::string& path, std::string detail, FaultCode code = FaultCode::kThrowsAtSetup) {
        keep(Fault{code, path, std::move(detail)});
    }

    [[nodiscard]] bool is_known(const std::string& name) const {
        return name.starts_with("http_") || name == "request_method" || name == "request_uri" ||
               declared_.count(name) != 0;
    }

    // ngx_http_script_compile()
    NginxText read_text(const std::string& text, const std::string& path) {
        NginxText out;
        std::string plain;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '$') {
                plain += text[i];
                continue;
            }
            const bool braced = i + 1 < text.size() && text[i + 1] == '{';
            std::size_t end = i + (braced ? 2 : 1);
            const std::size_t start = end;
            while (end < text.size() && is_name_character(text[end])) ++end;
            const std::string name = text.substr(start, end - start);
            const bool closed = !braced || (end < text.size() && text[end] == '}');
            if (name.empty() || !closed) fail(path, "invalid variable name in \"" + text + "\"");
            if (name.size() == 1 && name[0] >= '0' && name[0] <= '9') {
                fail(path, "what a regular expression captured: $" + name, FaultCode::kUnsupportedOption);
            }
            if (!plain.empty()) out.parts.push_back({std::move(plain), false});
            plain.clear();
            out.parts.push_back({name, true});
            used_.emplace_back(byte_lowercase(name), path);
            out.parts.back().text = byte_lowercase(name);
            i = braced ? end : end - 1;
        }
        if (!plain.empty()) out.parts.push_back({std::move(plain), false});
        return out;
    }

    // `$name`
    std::string read_variable(const std::string& text, const std::string& path) {
        std::string name = byte_lowercase(text.substr(std::min<std::size_t>(1, text.size())));
        const bool sound =
            text.starts_with('$') && !name.empty() && std::all_of(name.begin(), name.end(), is_name_character);
        if (!sound) fail(path, "invalid variable name \"" + text + "\"");
        return name;
    }

    void read_maps(const Value& maps) {
        for (std::size_t i = 0; i < maps.items.size(); ++i) {
            OptionReader reader(maps.items[i], "/maps/" + std::to_string(i));
            NginxMap map;
            if (reader.expect_object()) {
                map.source = read_text(reader.text("source").value_or(""), reader.path_of("source"));
                map.variable = read_variable(reader.text("variable").value_or(""), reader.path_of("variable"));
                if (!declared_.insert(map.variable).second) reader.fail("variable", "defined twice");
                const Value* values = reader.list("values");
                for (std::size_t k = 0; values != nullptr && k < values->items.size(); ++k) {
                    read_map_value(values->items[k], reader.path() + "/values/" + std::to_string(k), map);
                }
            }
            keep(reader.finish("expected source, variable or values"));
            config_.maps.push_back(std::move(map));
        }
    }

    void read_map_value(const Value& pair, const std::string& path, NginxMap& map) {
        const bool sound =
            pair.is_list() && pair.items.size() == 2 && pair.items[0].is_text() && pair.items[1].is_text();
        if (!sound) return fail(path, "expected a pair of texts");
        const std::string& key = pair.items[0].text;
        NginxText value = read_text(pair.items[1].text, path + "/1");
        if (key == "default") {
            if (map.fallback) fail(path, "duplicate default map parameter");
            map.fallback = std::move(value);
        } else if (key == "hostnames" || key == "volatile" || key == "include" || key.starts_with('\\')) {
            fail(path, "the map parameter \"" + key + "\"", FaultCode::kUnsupportedOption);
        } else if (key.starts_with('~')) {
            map.regexes.emplace_back(key, std::move(value));
        } else {
            const std::string lower = byte_lowercase(key);
            for (const auto& [known, text] : map.texts) {
                if (known == lower) fail(path, "conflicting parameter \"" + key + "\"");
            }
            map.texts.emplace_back(lower, std::move(value));
        }
    }

    void read_block(OptionReader& reader, const std::string& name, Level level, NginxBlock& block) {
        if (const Value* list = reader.list(name)) read_directives(*list, reader.path_of(name), level, block);
    }

    void read_directives(const Value& list, const std::string& path, Level level, NginxBlock& block) {
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const std::string at = path + "/" + std::to_string(i);
            OptionReader reader(list.items[i], at);
            if (!reader.expect_object()) return keep(reader.fault());
            if (const Value* header = reader.value("add_header")) {
                const bool always = reader.flag("always");
                read_header(*header, at, level, always, block);
            } else {
                read_rewrite(reader, at, level, block);
            }
            keep(reader.finish("the directive is not known here"));
        }
    }

    // Two texts, or nothing.
    static bool are_two_texts(const Value& value) {
        return value.is_list() && value.items.size() == 2 && value.items[0].is_text() && value.items[1].is_text();
    }

    void read_header(const Value& value, const std::string& path, Level level, bool always, NginxBlock& block) {
        if (level == Level::kServerIf) return fail(path, "\"add_header\" directive is not allowed here");
        if (!are_two_texts(value)) return fail(path + "/add_header", "expected a name and a value");
        const std::string& name = value.items[0].text;
        const bool special = equals_ignoring_case(name, "ETag") || equals_ignoring_case(name, "Last-Modified");
        if (!is_token(name) || special || value.items[1].text.find_first_of("\r\n") != std::string::npos) {
            return fail(path + "/add_header", "this header: " + name, FaultCode::kUnsupportedOption);
        }
        block.headers.push_back({name, read_text(value.items[1].text, path + "/add_header/1"), always});
    }

    void read_rewrite(OptionReader& reader, const std::string& path, Level level, NginxBlock& block) {
        NginxRewrite rewrite;
        rewrite.path = path;
        if (const Value* condition = reader.value("if")) {
            read_if(*condition, rewrite);
            const bool nested = level == Level::kServerIf || level == Level::kLocationIf;
            if (nested) return fail(path, "\"if\" directive is not allowed here");
            const Level inner = level == Level::kServer ? Level::kServerIf : Level::kLocationIf;
            const Value* then = reader.list("then");
            if (then != nullptr) read_directives(*then, path + "/then", inner, rewrite.block.emplace_back());
            if (then == nullptr) rewrite.block.emplace_back();
        } else if (const Value* set = reader.value("set")) {
            rewrite.kind = NginxRewrite::Kind::kSet;
            if (!are_two_texts(*set)) return fail(path + "/set", "expected a variable and a value");
            rewrite.variable = read_variable(set->items[0].text, path + "/set/0");
            declared_.insert(rewrite.variable);
            rewrite.value = read_text(set->items[1].text, path + "/set/1");
        } else if (const Value* back = reader.value("return")) {
            read_return(*back, path + "/return", rewrite);
        } else {
            return;
        }
        if (level == Level::kHttp) fail(path, "the directive is not allowed here");
        block.rewrites.push_back(std::move(rewrite));
    }

    void read_if(const Value& condition, NginxRewrite& rewrite) {
        const std::string path = rewrite.path + "/if";
        rewrite.kind = NginxRewrite::Kind::kIf;
        const bool texts = condition.is_list() && std::all_of(condition.items.begin(), condition.items.end(),
                                                              [](const Value& item) { return item.is_text(); });
        if (!texts || (condition.items.size() != 1 && condition.items.size() != 3)) {
            return fail(path, "expected a variable, or a variable, an operator and a text");
        }
        rewrite.variable = read_variable(condition.items[0].text, path + "/0");
        used_.emplace_back(rewrite.variable, path + "/0");
        if (condition.items.size() == 1) return;
        rewrite.operation = condition.items[1].text;
        const bool known =
            std::find(std::begin(kOperations), std::end(kOperations), rewrite.operation) != std::end(kOperations);
        if (!known) return fail(path + "/1", "unexpected \"" + rewrite.operation + "\" in condition");
        const bool regex = rewrite.operation.find('~') != std::string::npos;
        if (regex) rewrite.pattern = condition.items[2].text;
        if (!regex) rewrite.value = read_text(condition.items[2].text, path + "/2");
    }

    void read_return(const Value& value, const std::string& path, NginxRewrite& rewrite) {
        constexpr std::int64_t kLeast = 200;
        constexpr std::int64_t kMost = 599;
        constexpr std::int64_t kNoAnswer = 444;
        rewrite.kind = NginxRewrite::Kind::kReturn;
        const bool pair = value.is_list() && value.items.size() == 2 && value.items[1].is_text();
        const Value& status = pair ? value.items[0] : value;
        if (status.kind != Value::Kind::kInteger) return fail(path, "invalid return code");
        if (status.integer < kLeast || status.integer > kMost || status.integer == kNoAnswer) {
            return fail(path, "this return code", FaultCode::kUnsupportedOption);
        }
        rewrite.status = static_cast<int>(status.integer);
        if (pair) rewrite.text = read_text(value.items[1].text, path + "/1");
    }

    NginxConfig config_;
    std::set<std::string> declared_;
    std::vector<std::pair<std::string, std::string>> used_;  // Variables, and where.
};

}  // namespace

NginxConfig read_nginx_config(const Value& options) {
    return Reader().run(options);
}

}  // namespace corslab::middleware
