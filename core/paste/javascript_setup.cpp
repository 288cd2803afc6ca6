#include <algorithm>
#include <map>

#include "core/explain/step_text.h"
#include "core/paste/javascript_reader.h"
#include "core/paste/lexer.h"
#include "core/paste/setup.h"

namespace corslab::paste {
namespace {

struct Package {
    std::string_view name;
    std::string_view library;
    bool another = false;  ///< A package that is not quite the one that is simulated.
};
constexpr Package kPackages[] = {{"cors", "express-cors", false},
                                 {"@fastify/cors", "fastify-cors", false},
                                 {"fastify-cors", "fastify-cors", true},
                                 {"@koa/cors", "koa-cors", false},
                                 {"koa2-cors", "koa-cors", true},
                                 {"koa-cors", "koa-cors", true},
                                 {"kcors", "koa-cors", true},
                                 {"hono/cors", "hono-cors", false},
                                 {"jsr:@hono/hono/cors", "hono-cors", false},
                                 {"npm:hono/cors", "hono-cors", false},
                                 {"npm:cors", "express-cors", false}};

// Packages that say for which server a `cors` is.
constexpr Package kServers[] = {{"fastify", "fastify-cors", false}, {"koa", "koa-cors", false},
                                {"hono", "hono-cors", false},       {"express", "express-cors", false},
                                {"npm:hono", "hono-cors", false},   {"jsr:@hono/hono", "hono-cors", false}};

constexpr std::string_view kMounts[] = {"use", "all", "get", "post", "put", "patch", "delete", "options", "route"};
constexpr std::string_view kOptions[] = {"origin",       "methods",      "allowedHeaders",    "exposedHeaders",
                                         "credentials",  "maxAge",       "preflightContinue", "optionsSuccessStatus",
                                         "allowMethods", "allowHeaders", "exposeHeaders"};

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Where a configuration stands.
struct Site {
    std::size_t token = 0;    ///< The name that is called.
    std::size_t options = 0;  ///< The first token of the options.
    bool none = false;        ///< There are no options.
    const Package* package = nullptr;
    std::string_view note;
};

class Finder {
  public:
    Finder(std::string_view text, Language language)
        : tokens_(javascript_tokens(text)), language_(language), reader_(tokens_, language) {}

    Search run() {
        read_imports();
        find_sites();
        std::size_t others = sites_.empty() ? 0 : sites_.size() - 1;
        if (sites_.empty()) find_bare_options();
        if (sites_.empty()) return {std::nullopt, std::nullopt, false};
        const Site site = sites_.front();
        Search search;
        search.certain = !bound_.empty() || site.package != nullptr;
        Found found;
        found.library = library_of(site);
        // @fastify/cors alone tells undefined from null: it sends the word.
        reader_.set_undefined_is_null(found.library != "fastify-cors");
        found.options = read_options(site);
        if (reader_.failure()) {
            search.failure = reader_.failure();
            return search;
        }
        assumed_.insert(assumed_.end(), reader_.assumed.begin(), reader_.assumed.end());
        note_path(site);
        if (others > 0)
            assumed_.push_back(others_text(tokens_.text(), tokens_.at(site.token).begin, others, language_));
        found.assumed = std::move(assumed_);
        search.found = std::move(found);
        return search;
    }

  private:
    void assume(std::string_view text, const std::vector<std::string>& args = {}) {
        assumed_.push_back(fill_in(say(language_, text), args));
    }

    // The package that a text names; a null pointer where it is none of them.
    [[nodiscard]] const Package* package_at(std::size_t index) const {
        if (tokens_.at(index).kind != TokenKind::kText) return nullptr;
        const std::string name = javascript_text(tokens_.source(index)).value_or("");
        for (const Package& one : kServers) {
            if (one.name == name && server_ == nullptr) server_ = &one;
        }
        for (const Package& one : kPackages) {
            if (one.name == name) return &one;
        }
        return nullptr;
    }

    // require('cors'), import('@fastify/cors')
    [[nodiscard]] const Package* required_at(std::size_t index) const {
        if (!tokens_.is_name(index, "require") && !tokens_.is_name(index, "import")) return nullptr;
        if (!tokens_.is_sign(index + 1, "(") || !tokens_.is_sign(index + 3, ")")) return nullptr;
        return package_at(index + 2);
    }

    void read_imports() {
        for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
            if (const Package* package = required_at(i)) bind_before(i, *package);
            if (tokens_.is_name(i, "require")) (void)package_at(i + 2);
            if (!tokens_.is_name(i, "import")) continue;
            std::size_t from = i + 1;
            while (tokens_.is_name(from) || tokens_.is_sign(from, ",") || tokens_.is_sign(from, "*") ||
                   tokens_.is_sign(from, "{")) {
                if (from > i + kFarthest || tokens_.is_name(from, "import")) break;
                if (tokens_.is_name(from, "from") && tokens_.at(from + 1).kind == TokenKind::kText) break;
                from = tokens_.after(from);
            }
            if (!tokens_.is_name(from, "from")) continue;
            const Package* package = package_at(from + 1);
            for (std::size_t k = i + 1; package != nullptr && k < from; ++k) {
                if (tokens_.is_name(k) && !tokens_.is_name(k, "as") && !tokens_.is_name(k, "type")) {
                    bound_[tokens_.source(k)] = package;
                }
            }
        }
    }

    // `const NAME = require(...)`, `const { cors } = await import(...)`, `import NAME = require(...)`
    void bind_before(std::size_t index, const Package& package) {
        std::size_t at = index;
        if (at > 0 && tokens_.is_name(at - 1, "await")) --at;
        if (at < 2 || !tokens_.is_sign(at - 1, "=")) return;
        const std::size_t name = tokens_.is_sign(at - 2, "}") && at > 2 ? at - 3 : at - 2;
        if (tokens_.is_name(name)) bound_[tokens_.source(name)] = &package;
    }

    void find_sites() {
        for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
            if (tokens_.is_name(i, "register") && tokens_.is_sign(i + 1, "(")) {
                find_registration(i);
            } else if (tokens_.is_name(i, "enableCors") && tokens_.is_sign(i + 1, "(")) {
                add(i, i + 1, nullptr, "enableCors of NestJS is read as Express' cors, which it uses on Express");
            } else if (const Package* package = required_at(i)) {
                const std::size_t open = tokens_.after(i + 1);
                if (tokens_.is_sign(open, "(")) add(i, open, package, "");
            } else if (tokens_.is_name(i)) {
                find_call(i);
            }
        }
    }

    // NAME({...})
    void find_call(std::size_t index) {
        const auto bound = bound_.find(tokens_.source(index));
        const bool usual = tokens_.is_name(index, "cors");
        if (bound == bound_.end() && !usual) return;
        const bool member = index > 0 && (tokens_.is_sign(index - 1, ".") || tokens_.is_name(index - 1, "function") ||
                                          tokens_.is_name(index - 1, "async"));
        if (member) return;
        std::size_t open = index + 1;
        if (tokens_.is_sign(open, ".") && tokens_.is_name(open + 1, "default")) open += 2;
        reader_.skip_type_arguments(open);
        if (!tokens_.is_sign(open, "(")) return;
        // `cors(req, res)` of a method's own declaration.
        if (tokens_.is_closed(open) && tokens_.is_sign(tokens_.after(open), "{")) return;
        add(index, open, bound == bound_.end() ? nullptr : bound->second, "");
    }

    // fastify.register(cors, {...})
    void find_registration(std::size_t index) {
        std::size_t at = index + 2;
        const Package* package = required_at(at);
        if (package != nullptr) {
            at = tokens_.after(at + 1);
        } else {
            const auto bound = bound_.find(tokens_.source(at));
            const bool usual = tokens_.is_name(at, "cors") || tokens_.is_name(at, "fastifyCors");
            if (!tokens_.is_name(at) || (bound == bound_.end() && !usual)) return;
            if (bound != bound_.end()) package = bound->second;
            ++at;
        }
        static constexpr Package kFastify = {"@fastify/cors", "fastify-cors", false};
        if (package == nullptr || package->library != "fastify-cors") package = &kFastify;
        if (tokens_.is_sign(at, ",")) ++at;
        reader_.skip_type_arguments(at);
        if (tokens_.is_sign(at, ")")) sites_.push_back({index, at, true, package, ""});
        if (!tokens_.is_close(at) && !tokens_.is_sign(at, ".")) sites_.push_back({index, at, false, package, ""});
    }

    void add(std::size_t index, std::size_t open, const Package* package, std::string_view note) {
        sites_.push_back({index, open + 1, tokens_.is_sign(open + 1, ")"), package, note});
    }

    // `cors: {...}` of a server's options, `const corsOptions = {...}`, `{...}` alone.
    void find_bare_options() {
        for (std::size_t i = 0; !tokens_.is_end(i) && sites_.empty(); ++i) {
            const bool member =
                tokens_.is_name(i, "cors") && tokens_.is_sign(i + 1, ":") && tokens_.is_sign(i + 2, "{");
            if (member && has_option(i + 2)) {
                sites_.push_back({i, i + 2, false, nullptr, "the member cors is read as the options of Express' cors"});
            }
        }
        for (std::size_t i = 0; !tokens_.is_end(i) && sites_.empty(); ++i) {
            const bool declares = tokens_.is_name(i, "const") || tokens_.is_name(i, "let") || tokens_.is_name(i, "var");
            const auto found = reader_.declarations.find(tokens_.source(i + 1));
            if (!declares || found == reader_.declarations.end()) continue;
            const std::size_t value = found->second.expression;
            if (value > 0 && tokens_.is_sign(value, "{") && has_option(value))
                sites_.push_back({i, value, false, nullptr, ""});
        }
        if (sites_.empty() && tokens_.is_sign(0, "{") && has_option(0)) sites_.push_back({0, 0, false, nullptr, ""});
    }

    [[nodiscard]] bool has_option(std::size_t open) const {
        for (std::size_t i = open + 1; i < open + kFarthest && !tokens_.is_close(i); i = tokens_.after(i)) {
            std::string_view word = tokens_.source(i);
            const bool text = tokens_.at(i).kind == TokenKind::kText && word.size() > 2;
            if (text) word = word.substr(1, word.size() - 2);
            if (is_one_of(word, kOptions)) return true;
        }
        return false;
    }

    Node read_options(const Site& site) {
        Node node;
        node.known = true;
        node.value.kind = Value::Kind::kObject;
        if (site.none) return node;
        if (site.options > 0 && tokens_.is_sign(site.options - 1, "(") && !tokens_.is_closed(site.options - 1)) {
            reader_.fail_open(site.options - 1);
            return node;
        }
        std::size_t index = site.options;
        Node read = reader_.read(index, true);
        if (!read.known || read.value.is_object()) return read;
        // cors(undefined)
        if (read.value.kind == Value::Kind::kNull) return node;
        if (!reader_.failure()) {
            reader_.fail_at(site.options,
                            "expected an object with options, found " + excerpt(tokens_.source(site.options)));
        }
        return node;
    }

    std::string library_of(const Site& site) {
        if (!site.note.empty()) {
            assume(site.note);
            return "express-cors";
        }
        if (site.package != nullptr) {
            if (site.package->another) {
                assume("the package {0} is read as {1}, which may answer differently",
                       {std::string(site.package->name),
                        site.package->library == "koa-cors" ? "@koa/cors" : "@fastify/cors"});
            }
            return std::string(site.package->library);
        }
        if (server_ != nullptr) {
            assume("nothing says which package cors is: the text names {0}, so its own is read",
                   {std::string(server_->name)});
            return std::string(server_->library);
        }
        assume("nothing says which package cors is: it is read as Express' cors");
        return "express-cors";
    }

    // app.use('/api', cors()): the options hold for that path alone.
    void note_path(const Site& site) {
        if (site.token < 4 || !tokens_.is_sign(site.token - 1, ",")) return;
        const std::size_t path = site.token - 2;
        const bool mounted = tokens_.at(path).kind == TokenKind::kText && tokens_.is_sign(path - 1, "(") &&
                             is_one_of(tokens_.source(path - 2), kMounts);
        if (!mounted) return;
        const std::string text = javascript_text(tokens_.source(path)).value_or("");
        if (text == "*" || text == "/*" || text == "/") return;
        assume("it holds for {0} alone, as {1}() says; the options do not say so",
               {text, std::string(tokens_.source(path - 2))});
    }

    Tokens tokens_;
    Language language_;
    JavascriptReader reader_;
    std::map<std::string_view, const Package*> bound_;
    mutable const Package* server_ = nullptr;
    std::vector<Site> sites_;
    std::vector<std::string> assumed_;
};

}  // namespace

Search find_in_javascript(std::string_view text, Language language) {
    return Finder(text, language).run();
}

}  // namespace corslab::paste
