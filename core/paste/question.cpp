#include <algorithm>

#include "core/explain/step_text.h"
#include "core/paste/setup.h"

namespace corslab::paste {
namespace {

// The option that a path leads to: its last step that is a name.
std::string option_of(std::string_view path) {
    std::string name;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view one = path.substr(0, slash);
        if (one.find_first_not_of("0123456789") != std::string_view::npos) name = std::string(one);
        path.remove_prefix(slash);
    }
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
    return name;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// What the option is about, in the plural.
std::string_view things_of(std::string_view option) {
    if (contains(option, "origin") || contains(option, "whitelist")) return "origins";
    if (contains(option, "method")) return "methods";
    if (contains(option, "header") && !contains(option, "add_header")) return "header names";
    return {};
}

/// The parts of a question in one language.
class Question {
  public:
    Question(std::string_view path, std::string_view source, Language language)
        : language_(language), option_(option_of(path)), things_(things_of(option_)), source_(excerpt(source)) {}

    [[nodiscard]] std::string text(Missing missing, bool of_all) const {
        switch (missing) {
            case Missing::kFunction:
                if (of_all) return about("a function gives the options: which are they?");
                return filled("a function decides: which {0} does it allow?", things_.empty() ? "values" : things_);
            case Missing::kSpread:
                if (option_.empty()) return about("the options that {0} adds are not in this text: which are they?");
                return about("what {0} adds is not in this text: ") +
                       (things_.empty() ? about("what is it?") : filled("which {0} are they?", things_));
            case Missing::kChanged:
                return about("the text gives {0} its value more than once, or changes it: ") + ask();
            case Missing::kLiteral:
                return about("what {0} stands for is not read here: ") + ask();
            case Missing::kCondition:
                return about("{0} stands under a condition: does it hold?");
            case Missing::kVariable:
                return about("a variable in {0} gets its value elsewhere: what is it?");
            case Missing::kDirective:
                return about("what {0} does is not read here: which headers does it set?");
            case Missing::kValue:
                break;
        }
        return about("the value of {0} is not in this text: ") +
               (of_all ? about("which options does it hold?") : ask());
    }

  private:
    [[nodiscard]] std::string about(std::string_view text) const { return fill_in(say(language_, text), {source_}); }

    // With a word of the engine.
    [[nodiscard]] std::string filled(std::string_view text, std::string_view word) const {
        return fill_in(say(language_, text), {std::string(say(language_, word))});
    }

    [[nodiscard]] std::string ask() const {
        const bool flag =
            contains(option_, "credential") || contains(option_, "all_origins") || contains(option_, "allow_all");
        if (flag) return about("is it true or false?");
        if (contains(option_, "age")) return about("how many seconds is it?");
        return things_.empty() ? about("what is it?") : filled("which {0} does it hold?", things_);
    }

    Language language_;
    std::string option_;
    std::string_view things_;
    std::string source_;
};

}  // namespace

std::string question_for(std::string_view path, Missing missing, std::string_view source, Language language) {
    return Question(path, source, language).text(missing, path.empty());
}

std::string others_text(std::string_view text, std::size_t first, std::size_t others, Language language) {
    const std::string line = std::to_string(place_of(text, first).line);
    const std::string_view words = others == 1
                                       ? "the text has another configuration: only the first, in line {0}, is read"
                                       : "the text has {1} other configurations: only the first, in line {0}, is read";
    return fill_in(say(language, words), {line, std::to_string(others)});
}

}  // namespace corslab::paste
