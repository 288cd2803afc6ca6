#include <algorithm>

#include "core/explain/step_text.h"
#include "core/paste/lexer.h"
#include "core/paste/python_reader.h"
#include "core/paste/setup.h"

namespace corslab::paste {
namespace {

enum class Shape : std::uint8_t { kFlask, kDecorator, kStarlette, kWrapper };

// A call that configures CORS.
struct Site {
    std::size_t token = 0;
    std::size_t open = 0;  ///< Its bracket.
    Shape shape = Shape::kFlask;
};

Node empty_object() {
    Node node;
    node.known = true;
    node.value.kind = Value::Kind::kObject;
    return node;
}

// https://github.com/corydolphin/flask-cors/blob/6.0.2/flask_cors/core.py CONFIG_OPTIONS
bool is_flask_setting(std::string_view name) {
    constexpr std::string_view kSettings[] = {"CORS_ORIGINS",
                                              "CORS_METHODS",
                                              "CORS_ALLOW_HEADERS",
                                              "CORS_EXPOSE_HEADERS",
                                              "CORS_MAX_AGE",
                                              "CORS_RESOURCES",
                                              "CORS_SEND_WILDCARD",
                                              "CORS_SUPPORTS_CREDENTIALS",
                                              "CORS_AUTOMATIC_OPTIONS",
                                              "CORS_VARY_HEADER",
                                              "CORS_INTERCEPT_EXCEPTIONS",
                                              "CORS_ALWAYS_SEND",
                                              "CORS_ALLOW_PRIVATE_NETWORK"};
    return std::find(std::begin(kSettings), std::end(kSettings), name) != std::end(kSettings);
}

class Finder {
  public:
    Finder(std::string_view text, Language language)
        : tokens_(python_tokens(text)), language_(language), reader_(tokens_, language) {}

    Search run() {
        find_calls();
        const std::size_t others = sites_.empty() ? 0 : sites_.size() - 1;
        Search search;
        Found found;
        if (!sites_.empty()) {
            read_call(sites_.front(), found);
        } else if (!read_django(found)) {
            return search;
        }
        search.certain = true;
        search.failure = reader_.failure();
        if (search.failure) return search;
        for (const std::string& text : reader_.assumed) found.assumed.push_back(text);
        if (others > 0)
            found.assumed.push_back(
                others_text(tokens_.text(), tokens_.at(sites_.front().token).begin, others, language_));
        search.found = std::move(found);
        return search;
    }

  private:
    [[nodiscard]] std::string phrase(std::string_view text, const std::vector<std::string>& args = {}) const {
        return fill_in(say(language_, text), args);
    }

    void find_calls() {
        for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
            const bool defines = i > 0 && (tokens_.is_name(i - 1, "class") || tokens_.is_name(i - 1, "def"));
            if (defines || !tokens_.is_name(i)) continue;
            const bool call = tokens_.is_sign(i + 1, "(");
            if (tokens_.is_name(i, "CORS") && call) sites_.push_back({i, i + 1, Shape::kFlask});
            if (tokens_.is_name(i, "cross_origin") && call) sites_.push_back({i, i + 1, Shape::kDecorator});
            if (!tokens_.is_name(i, "CORSMiddleware")) continue;
            if (call) sites_.push_back({i, i + 1, Shape::kWrapper});
            std::size_t begin = i;
            while (begin > 1 && begin + kFarthest > i && tokens_.is_sign(begin - 1, ".")) begin -= 2;
            if (begin < 2 || !tokens_.is_sign(begin - 1, "(")) continue;
            const bool adds = tokens_.is_name(begin - 2, "add_middleware") || tokens_.is_name(begin - 2, "Middleware");
            if (adds) sites_.push_back({begin - 2, begin - 1, Shape::kStarlette});
        }
    }

    void read_call(const Site& site, Found& found) {
        const bool flask = site.shape == Shape::kFlask || site.shape == Shape::kDecorator;
        found.library = flask ? "flask-cors" : "starlette";
        if (flask) reader_.set_timedelta_is_text();
        Arguments arguments = reader_.read_arguments(site.open);
        found.options = std::move(arguments.named);
        const bool too_many = arguments.positional.size() > 1 && site.shape != Shape::kDecorator;
        if (too_many)
            reader_.fail_at(site.open, "expected arguments with names, such as origins=[...], behind the first");
        if (site.shape == Shape::kDecorator) note_route(site, found);
        if (site.shape == Shape::kWrapper) drop("app", found.options);
        if (site.shape != Shape::kFlask) return;
        drop("app", found.options);
        read_init_app(site, found);
        read_flask_config(found);
    }

    static void drop(const std::string& name, Node& object) {
        std::erase_if(object.value.members, [&](const auto& member) { return member.name == name; });
        std::erase_if(object.gaps, [&](const Gap& gap) { return gap.path == "/" + name; });
    }

    // What is given is set over what was there.
    void merge(Node over, Node& options) {
        for (auto& member : over.value.members) {
            Node value;
            value.known = true;
            value.value = std::move(member.value);
            reader_.put_member(member.name, std::move(value), {}, options);
        }
        for (const Gap& gap : over.gaps) {
            const std::string first = gap.path.substr(1, gap.path.find('/', 1) - 1);
            if (!gap.path.empty() && over.value.find(first) == nullptr) drop(first, options);
            options.gaps.push_back(gap);
        }
    }

    // cors = CORS(); cors.init_app(app, origins=[...])
    void read_init_app(const Site& site, Found& found) {
        if (site.token < 2 || !tokens_.is_sign(site.token - 1, "=")) return;
        const std::string_view name = tokens_.source(site.token - 2);
        for (std::size_t i = site.open; !tokens_.is_end(i); ++i) {
            const bool calls = tokens_.is_name(i, name) && tokens_.is_sign(i + 1, ".") &&
                               tokens_.is_name(i + 2, "init_app") && tokens_.is_sign(i + 3, "(");
            if (!calls) continue;
            Arguments arguments = reader_.read_arguments(i + 3);
            drop("app", arguments.named);
            if (!reader_.failure()) merge(std::move(arguments.named), found.options);
            return;
        }
    }

    // app.config['CORS_ORIGINS'] = [...]
    void read_flask_config(Found& found) {
        Node config = empty_object();
        for (std::size_t i = 0; !tokens_.is_end(i) && !reader_.failure(); ++i) {
            const bool sets = tokens_.is_name(i, "config") && tokens_.is_sign(i + 1, "[") &&
                              tokens_.at(i + 2).kind == TokenKind::kText && tokens_.is_sign(i + 3, "]") &&
                              tokens_.is_sign(i + 4, "=");
            if (!sets) continue;
            std::string name = python_text(tokens_.source(i + 2)).value_or("");
            if (!name.starts_with("CORS_")) continue;
            if (!is_flask_setting(name)) {
                found.assumed.push_back(phrase("{0} is none of Flask-CORS' settings, and counts for nothing", {name}));
                continue;
            }
            name.erase(0, 5);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
            std::size_t at = i + 5;
            Node value = reader_.read(at, false);
            if (!reader_.failure()) reader_.put_member(name, std::move(value), tokens_.source(i, at), config);
        }
        if (reader_.failure() || (config.value.members.empty() && config.gaps.empty())) return;
        found.assumed.push_back(phrase("app.config is read with the arguments of CORS(), which count for more"));
        merge(std::move(found.options), config);
        found.options = std::move(config);
    }

    // The decorator in front tells the route.
    void note_route(const Site& site, Found& found) {
        std::string route;
        for (std::size_t i = site.token; i > 1 && route.empty(); --i) {
            const bool names = tokens_.is_name(i - 1, "route") && tokens_.is_sign(i, "(") &&
                               tokens_.at(i + 1).kind == TokenKind::kText;
            if (names) route = python_text(tokens_.source(i + 1)).value_or("");
            if (tokens_.is_name(i, "def")) break;
        }
        if (!route.empty()) route.insert(0, ": ");
        found.assumed.push_back(phrase("@cross_origin holds for its own route alone{0}", {route}));
    }

    // CORS_ALLOWED_ORIGINS = [...]
    bool read_django(Found& found) {
        found.library = "django-cors-headers";
        found.options = empty_object();
        declare_defaults(found);
        bool any = false;
        for (const Assignment& assignment : reader_.assignments()) {
            if (!assignment.name.starts_with("CORS_") || reader_.failure()) continue;
            any = true;
            std::size_t index = assignment.expression;
            Node value = reader_.read(index, false);
            if (reader_.failure()) break;
            const std::string_view source = tokens_.source(assignment.target, index);
            if (assignment.conditional) value = reader_.unknown(assignment.target, index, Missing::kCondition);
            reader_.put_member(std::string(assignment.name), std::move(value), source, found.options);
        }
        return any;
    }

    // The names of corsheaders.defaults.
    void declare_defaults(Found& found) {
        for (std::size_t i = 0; !tokens_.is_end(i); ++i) {
            const bool imports = tokens_.is_name(i, "corsheaders") && tokens_.is_name(i + 2, "defaults") &&
                                 tokens_.is_name(i + 3, "import");
            if (!imports) continue;
            reader_.use_django_defaults();
            found.assumed.push_back(phrase("default_headers and default_methods are those of django-cors-headers 4"));
            return;
        }
    }

    Tokens tokens_;
    Language language_;
    PythonReader reader_;
    std::vector<Site> sites_;
};

}  // namespace

Search find_in_python(std::string_view text, Language language) {
    return Finder(text, language).run();
}

}  // namespace corslab::paste
