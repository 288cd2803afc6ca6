#include "core/regex/regex.h"

#include "core/regex/ecmascript_parser.h"
#include "core/regex/matcher.h"
#include "core/regex/python_parser.h"

namespace corslab::regex {
namespace {

Compiled refused(Fault::Kind kind, std::size_t position, std::string reason) {
    return {std::nullopt, Fault{kind, position, std::move(reason)}};
}

Compiled finish(const Parsed& parsed, Flavour flavour, bool code_units) {
    if (parsed.fault) return {std::nullopt, *parsed.fault};
    Program program = build_program(parsed, flavour);
    program.code_units = code_units;
    return {Regex(std::make_shared<const Program>(std::move(program))), {}};
}

Compiled compile_ecma(std::string_view pattern, std::string_view flags) {
    EcmaFlags read;
    for (std::size_t i = 0; i < flags.size(); ++i) {
        constexpr std::string_view kLetters = "dgimsuvy";
        const bool known = kLetters.find(flags[i]) != std::string_view::npos;
        if (!known || flags.find(flags[i], i + 1) != std::string_view::npos) {
            return refused(Fault::Kind::kSyntax, 0, "invalid flags");
        }
        read.ignore_case = read.ignore_case || flags[i] == 'i';
        read.multiline = read.multiline || flags[i] == 'm';
        read.dot_all = read.dot_all || flags[i] == 's';
        read.unicode = read.unicode || flags[i] == 'u';
        read.sticky = read.sticky || flags[i] == 'y';
    }
    if (flags.find('v') != std::string_view::npos) {
        if (read.unicode) return refused(Fault::Kind::kSyntax, 0, "the flags u and v together");
        return refused(Fault::Kind::kUnsupported, 0, "the flag v");
    }
    std::u32string text = decode_utf8(pattern);
    if (!read.unicode) text = to_code_units(text);
    return finish(EcmaParser(std::move(text), read).parse(), Flavour::kEcmaScript, !read.unicode);
}

Compiled compile_python(std::string_view pattern, std::string_view flags) {
    PythonFlags read;
    for (const char flag : flags) {
        if (flag == 'L') return refused(Fault::Kind::kValue, 0, "the flag L with a str pattern");
        if (!read.set(static_cast<char32_t>(flag), true)) return refused(Fault::Kind::kValue, 0, "unknown flag");
    }
    return finish(PythonParser(decode_utf8(pattern), read).parse(), Flavour::kPython, false);
}

Match run(const Program& program, std::string_view text, Anchoring anchoring, std::size_t max_steps) {
    std::u32string decoded = decode_utf8(text);
    if (program.code_units) decoded = to_code_units(decoded);
    return run_program(program, decoded, anchoring, max_steps);
}

}  // namespace

Compiled compile(std::string_view pattern, std::string_view flags, Flavour flavour) {
    if (pattern.size() > kMaxPattern)
        return refused(Fault::Kind::kUnsupported, 0, "a pattern of more than 20000 bytes");
    return flavour == Flavour::kPython ? compile_python(pattern, flags) : compile_ecma(pattern, flags);
}

std::string Regex::flags() const {
    return program_->flags;
}

Match Regex::search(std::string_view text, std::size_t max_steps) const {
    return run(*program_, text, Anchoring::kAnywhere, max_steps);
}

Match Regex::match(std::string_view text, std::size_t max_steps) const {
    return run(*program_, text, Anchoring::kStart, max_steps);
}

Match Regex::fullmatch(std::string_view text, std::size_t max_steps) const {
    return run(*program_, text, Anchoring::kWhole, max_steps);
}

}  // namespace corslab::regex
