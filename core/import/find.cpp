#include "core/import/import.h"
#include "core/import/message.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

bool starts_with_word(std::string_view line, std::string_view word) {
    if (!line.starts_with(word)) return false;
    return line.size() == word.size() ||
           std::string_view(" \t\\^`\r").find(line[word.size()]) != std::string_view::npos;
}

// Without what a terminal writes in front of a command: `$ `, `user@host:~$ `, `C:\Users\me>`, `PS C:\> `.
std::string_view without_prompt(std::string_view line) {
    for (const char* const mark : {"$ ", "# ", "% ", ">"}) {
        const std::size_t at = line.find(mark);
        if (at > 80) continue;  // Also where there is none.
        const std::string_view rest = trim(line.substr(at + 1));
        if (rest.starts_with("curl")) return rest;
    }
    return line;
}

bool starts_curl(std::string_view line) {
    const std::string_view command = without_prompt(line);
    return starts_with_word(command, "curl") || starts_with_word(command, "curl.exe");
}

bool is_powershell(std::string_view text) {
    return text.find("Invoke-WebRequest") != std::string_view::npos ||
           text.find("Invoke-RestMethod") != std::string_view::npos;
}

}  // namespace

Found find_requests(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string_view rest = text;
    std::string_view first;
    std::size_t begin = 0;
    while (trim(first).empty() && !rest.empty()) {
        begin = text.size() - rest.size();
        first = take_line(rest);
    }
    const std::string_view line = trim(first);
    if (starts_curl(line)) return read_curl(text, begin);
    if (is_powershell(text)) return read_powershell(text, begin);
    const bool marked = line.starts_with("* ") || line.starts_with("> ") || line.starts_with("< ");
    if (marked && (text.find("> ") != std::string_view::npos && text.find("HTTP/") != std::string_view::npos)) {
        return read_verbose(text);
    }
    if (request_line(line) || status_line(line)) return read_messages(text.substr(begin));
    Found script = read_script(text);
    if (!script.exchanges.empty() || script.failure) return script;
    Found curl = read_curl(text, 0);
    if (!curl.exchanges.empty() || (curl.failure && curl.failure->offset > 0)) return curl;
    return {
        Kind::kFetch,
        {},
        Failure{"unrecognised",
                "no request is recognised in this text; expected a curl command, fetch(...), XMLHttpRequest, axios, an "
                "HTTP message such as GET /items HTTP/1.1, or a HAR file",
                begin}};
}

}  // namespace corslab::imports
