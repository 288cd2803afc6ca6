#include "core/cli/audit_command.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "core/cli/language_option.h"
#include "core/json/audit.h"

namespace corslab {
namespace {

constexpr int kFindings = 1;
constexpr int kError = 2;

struct AuditLine {
    AuditOptions options;
    std::optional<std::string> file;
    std::string error;
};

void read_severity(AuditLine& line, std::string_view value) {
    const auto severity = audit::severity_named(value);
    if (severity) line.options.threshold = *severity;
    if (!severity) line.error = "--severity is one of critical, high, medium, low, info";
}

void read_format(AuditLine& line, std::string_view value) {
    if (value == "json") {
        line.options.format = AuditFormat::kJson;
    } else if (value == "sarif") {
        line.options.format = AuditFormat::kSarif;
    } else if (value == "text") {
        line.options.format = AuditFormat::kText;
    } else {
        line.error = "--format is one of json, sarif, text";
    }
}

AuditLine read_line(const std::vector<std::string_view>& args) {
    AuditLine line;
    for (std::size_t i = 0; i < args.size() && line.error.empty(); ++i) {
        const std::string_view arg = args[i];
        if (arg == "--severity") {
            read_severity(line, i + 1 < args.size() ? args[++i] : "");
        } else if (arg == "--language") {
            const auto language = language_named(i + 1 < args.size() ? args[++i] : "");
            if (!language) line.error = kUnknownLanguage;
            line.options.language = language.value_or(kEnglish);
        } else if (arg == "--format") {
            read_format(line, i + 1 < args.size() ? args[++i] : "");
        } else if (arg.starts_with("-") && arg != "-") {
            line.error = "unknown option " + std::string(arg);
        } else if (line.file) {
            line.error = "more than one FILE: " + std::string(arg);
        } else {
            line.file = std::string(arg);
        }
    }
    return line;
}

int fail(const std::string& message) {
    std::cerr << "corslab: " << message << '\n';
    return kError;
}

std::string read_all(std::istream& in) {
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

int run_audit_command(const std::vector<std::string_view>& args) {
    AuditLine line = read_line(args);
    if (!line.error.empty()) return fail(line.error);
    std::string document;
    if (line.file && *line.file != "-") {
        std::ifstream file(*line.file, std::ios::binary);
        if (!file) return fail("cannot read " + *line.file);
        line.options.file = *line.file;
        document = read_all(file);
    } else {
        document = read_all(std::cin);
    }
    const Audited audited = audit_document(document, line.options);
    std::cout << audited.text << '\n';
    if (audited.outcome == AuditOutcome::kBadInput) return kError;
    return audited.outcome == AuditOutcome::kFindings ? kFindings : 0;
}

}  // namespace corslab
