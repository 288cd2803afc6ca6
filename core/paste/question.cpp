#include <algorithm>

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

std::string ask_for(std::string_view option) {
    if (contains(option, "credential") || contains(option, "all_origins") || contains(option, "allow_all"))
        return "is it true or false?";
    if (contains(option, "age")) return "how many seconds is it?";
    const std::string_view things = things_of(option);
    if (!things.empty()) return "which " + std::string(things) + " does it hold?";
    return "what is it?";
}

}  // namespace

std::string question_for(std::string_view path, Missing missing, std::string_view source) {
    const std::string option = option_of(path);
    const std::string shown = excerpt(source);
    const std::string things(things_of(option));
    switch (missing) {
        case Missing::kFunction:
            if (path.empty()) return "a function gives the options: which are they?";
            return "a function decides: which " + (things.empty() ? "values" : things) + " does it allow?";
        case Missing::kSpread:
            if (option.empty()) return "the options that " + shown + " adds are not in this text: which are they?";
            return "what " + shown +
                   " adds is not in this text: " + (things.empty() ? "what is it?" : "which " + things + " are they?");
        case Missing::kChanged:
            return "the text gives " + shown + " its value more than once, or changes it: " + ask_for(option);
        case Missing::kLiteral:
            return "what " + shown + " stands for is not read here: " + ask_for(option);
        case Missing::kCondition:
            return shown + " stands under a condition: does it hold?";
        case Missing::kVariable:
            return "a variable in " + shown + " gets its value elsewhere: what is it?";
        case Missing::kDirective:
            return "what " + shown + " does is not read here: which headers does it set?";
        case Missing::kValue:
            break;
    }
    if (path.empty()) return "the value of " + shown + " is not in this text: which options does it hold?";
    return "the value of " + shown + " is not in this text: " + ask_for(option);
}

std::string others_text(std::string_view text, std::size_t first, std::size_t others) {
    const std::string line = std::to_string(place_of(text, first).line);
    const std::string count = others == 1 ? "another configuration" : std::to_string(others) + " other configurations";
    return "the text has " + count + ": only the first, in line " + line + ", is read";
}

}  // namespace corslab::paste
