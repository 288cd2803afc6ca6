#include "core/cli/import_command.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "core/cli/language_option.h"
#include "core/json/import.h"
#include "core/json/judge.h"

namespace corslab {
namespace {

constexpr int kError = 2;

int fail(const std::string& message) {
    std::cerr << "corslab: " << message << '\n';
    return kError;
}

std::string read_all(std::istream& in) {
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

int run_import_command(const std::vector<std::string_view>& args) {
    bool judges = false;
    std::optional<Language> language = kEnglish;
    std::optional<std::string> file;
    for (std::size_t i = 0; i < args.size(); ++i) {
        const std::string_view arg = args[i];
        if (arg == "--judge") {
            judges = true;
        } else if (arg == "--language") {
            language = language_named(i + 1 < args.size() ? args[++i] : "");
            if (!language) return fail(kUnknownLanguage);
        } else if (arg.starts_with("-") && arg != "-") {
            return fail("unknown option " + std::string(arg));
        } else if (file) {
            return fail("more than one FILE: " + std::string(arg));
        } else {
            file = std::string(arg);
        }
    }
    std::string text;
    if (file && *file != "-") {
        std::ifstream in(*file, std::ios::binary);
        if (!in) return fail("cannot read " + *file);
        text = read_all(in);
    } else {
        text = read_all(std::cin);
    }
    const Evaluation evaluation = judges ? judge_entries(text, *language) : import_text(text, *language);
    std::cout << evaluation.text << '\n';
    return evaluation.ok ? 0 : kError;
}

}  // namespace corslab
