#include "core/import/shell_words.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

// Whether a line ends in that sign as one that goes on does: by itself, and outside of quotation marks.
bool goes_on(std::string_view line, char sign) {
    if (!line.ends_with(sign) || line.size() < 2 || !trim(line.substr(line.size() - 2, 1)).empty()) return false;
    char quote = '\0';
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && quote != '\'') {
            ++i;
        } else if (quote != '\0') {
            if (line[i] == quote) quote = '\0';
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = line[i];
        }
    }
    return quote == '\0';
}

}  // namespace

Shell shell_of(std::string_view text, std::size_t at) {
    const std::string_view command = text.substr(at);
    const std::string_view line = command.substr(0, command.find_first_of("\r\n"));
    const std::string_view trimmed = trim(line);
    // The first quotation mark tells: ^" is none of a POSIX shell.
    const std::size_t quote = command.find_first_of("'\"");
    const bool caret = quote != std::string_view::npos && quote >= 2 && command[quote] == '"' &&
                       command[quote - 1] == '^' && trim(command.substr(quote - 2, 1)).empty();
    if (caret || goes_on(trimmed, '^')) return Shell::kCmd;
    if (goes_on(trimmed, '`')) return Shell::kPowershell;
    return Shell::kPosix;
}

}  // namespace corslab::imports
