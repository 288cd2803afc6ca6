#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cli/audit_command.h"
#include "core/cli/import_command.h"
#include "core/cli/language_option.h"
#include "core/json/evaluate.h"
#include "core/json/fix.h"
#include "core/json/generate.h"
#include "core/json/paste.h"
#include "core/json/simulate.h"

namespace {

constexpr int kUsageError = 2;

constexpr std::string_view kHelp = R"(corslab - what a browser does with a cross-origin request

  corslab eval [FILE]    reads a scenario (JSON) from FILE or standard input, writes the result (JSON)
  corslab simulate [FILE]
                         the same for a middleware document: what a CORS middleware answers to a request
  corslab fix [FILE]     the same for a scenario: the smallest changes after which its requests succeed
  corslab generate [FILE]
                         the same for a policy: the configuration of 17 kinds of servers, and curl commands
  corslab audit [FILE]   reads a scenario, answers or a middleware's options, writes what is wrong or dangerous there
  corslab paste [FILE]   reads the CORS configuration of a server as it is written (JavaScript, Python, nginx), writes the
                         middleware document's part of it (JSON)
  corslab import [FILE]  reads requests as they are at hand (a curl command with or without its output, fetch(), XHR, axios,
                         HTTP messages, a HAR file), writes scenarios of them (JSON)
  corslab version        writes the version and the browsers

Options of eval, simulate, fix and generate:
  --lines                one document a line; a line in error costs only that line
Options of all but version:
  --language NAME        en (the default) or de: of what is said to a person
Options of eval:
  --browser NAME         limits the result to that browser; may be repeated
  --no-steps             leaves the trace out
Options of audit:
  --severity LEVEL       from which on a finding counts: critical, high, medium, low (the default) or info
  --format FORMAT        json (the default), sarif or text

Options of import:
  --judge                reads a HAR file, and writes what the browsers make of each entry

Exit status: 0 where a result was written, 2 where the input or the command line is in error;
of audit also 1 where a finding counts.
)";

struct CommandLine {
    bool lines = false;
    std::optional<std::string> file;
    corslab::EvaluateOptions options;
    corslab::Language language = corslab::kEnglish;
    std::optional<std::string> error;
};

CommandLine read_command_line(const std::vector<std::string_view>& args) {
    CommandLine line;
    for (std::size_t i = 0; i < args.size() && !line.error; ++i) {
        const std::string_view arg = args[i];
        if (arg == "--lines") {
            line.lines = true;
        } else if (arg == "--no-steps") {
            line.options.tracing = corslab::Tracing::kOff;
        } else if (arg == "--language") {
            const auto language = corslab::language_named(i + 1 < args.size() ? args[++i] : "");
            if (!language) line.error = corslab::kUnknownLanguage;
            line.language = language.value_or(corslab::kEnglish);
        } else if (arg == "--browser") {
            const std::string name(i + 1 < args.size() ? args[++i] : "");
            if (!corslab::is_known_browser(name)) {
                line.error = "--browser \"" + name + "\" is not known; corslab version lists the browsers";
            }
            line.options.browsers.push_back(name);
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

// A document in, a document out.
using Process = std::function<corslab::Evaluation(std::string_view)>;

// The same for a command that speaks.
using Tell = corslab::Evaluation (*)(std::string_view, corslab::Language);

int process_lines(std::istream& in, const Process& process) {
    std::string document;
    while (std::getline(in, document)) {
        std::cout << process(document).text << '\n';
        // A reader that waits for this line gets it; one that sends many at once is not slowed down.
        if (in.rdbuf()->in_avail() <= 0) std::cout.flush();
    }
    std::cout.flush();
    return 0;
}

int process_document(std::istream& in, const Process& process) {
    const std::string document{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const corslab::Evaluation evaluation = process(document);
    std::cout << evaluation.text << '\n';
    return evaluation.ok ? 0 : kUsageError;
}

int run(const CommandLine& line, const Process& process) {
    if (line.error) {
        std::cerr << "corslab: " << *line.error << '\n';
        return kUsageError;
    }
    std::ifstream file;
    const bool from_file = line.file && *line.file != "-";
    if (from_file) {
        file.open(*line.file, std::ios::binary);
        if (!file) {
            std::cerr << "corslab: cannot read " << *line.file << '\n';
            return kUsageError;
        }
    }
    std::istream& in = from_file ? static_cast<std::istream&>(file) : std::cin;
    return line.lines ? process_lines(in, process) : process_document(in, process);
}

int eval(const std::vector<std::string_view>& args) {
    CommandLine line = read_command_line(args);
    line.options.middleware = corslab::read_middleware_entry;
    return run(line,
               [&](std::string_view document) { return corslab::evaluate(document, line.options, line.language); });
}

// The command takes no options but `--lines` and `--language`.
void refuse_options_of_eval(CommandLine& line, std::string_view command) {
    const bool other = !line.options.browsers.empty() || line.options.tracing == corslab::Tracing::kOff;
    if (other && !line.error) line.error = std::string(command) + " takes no option but --lines and --language";
}

int plain(const std::vector<std::string_view>& args, Tell tell) {
    CommandLine line = read_command_line({args.begin() + 1, args.end()});
    refuse_options_of_eval(line, args[0]);
    return run(line, [&](std::string_view document) { return tell(document, line.language); });
}

corslab::Evaluation simulate(std::string_view document, corslab::Language language) {
    return corslab::simulate(document, corslab::Sources::kLeftOut, language);
}

// Its text has lines of its own.
int paste(const std::vector<std::string_view>& args) {
    CommandLine line = read_command_line({args.begin() + 1, args.end()});
    const bool other = line.lines || !line.options.browsers.empty() || line.options.tracing == corslab::Tracing::kOff;
    if (other && !line.error) line.error = "paste takes no option but --language";
    return run(line, [&](std::string_view text) { return corslab::read_paste(text, line.language); });
}

corslab::Evaluation fix(std::string_view document, corslab::Language language) {
    return corslab::fix_scenario(document, corslab::read_middleware_entry, language);
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string_view> args(argv + 1, argv + argc);
    if (args.empty() || args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
        (args.empty() ? std::cerr : std::cout) << kHelp;
        return args.empty() ? kUsageError : 0;
    }
    if (args[0] == "version" || args[0] == "--version") {
        std::cout << corslab::version_json() << '\n';
        return 0;
    }
    if (args[0] == "eval") return eval({args.begin() + 1, args.end()});
    if (args[0] == "simulate") return plain(args, simulate);
    if (args[0] == "fix") return plain(args, fix);
    if (args[0] == "generate") return plain(args, corslab::generate);
    if (args[0] == "audit") return corslab::run_audit_command({args.begin() + 1, args.end()});
    if (args[0] == "import") return corslab::run_import_command({args.begin() + 1, args.end()});
    if (args[0] == "paste") return paste(args);
    std::cerr << "corslab: unknown command " << args[0] << "\n\n" << kHelp;
    return kUsageError;
}
