#include "core/import/curl_output.h"

#include "core/import/import.h"
#include "core/import/message.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

// A request that `> ` lines show, and its answers.
struct Shown {
    std::optional<RequestLine> line;
    Exchange exchange;
    std::vector<Answer> answers;
};

// The lines that curl prints, by what stands in front of them.
class OutputReader {
  public:
    explicit OutputReader(std::string_view output) : rest_(output) {}

    void run() {
        for (std::size_t number = 1; !rest_.empty(); ++number) {
            const std::string_view line = take_line(rest_);
            const char mark = line.empty() ? ' ' : line[0];
            const bool marked = line.size() < 2 || line[1] == ' ';
            if (mark == '>' && marked) {
                read_sent(line.substr(std::min<std::size_t>(2, line.size())), number);
            } else if (mark == '<' && marked) {
                verbose_ = true;
                read_received(line.substr(std::min<std::size_t>(2, line.size())));
            } else if ((mark == '*' || mark == '{' || mark == '}') && marked && line.size() > 1) {
                read_note(line);
            } else {
                read_plain(line);
            }
        }
    }

    std::vector<Shown> shown;
    std::optional<bool> secure;

  private:
    Shown& current() {
        if (shown.empty()) shown.emplace_back();
        return shown.back();
    }

    void read_note(std::string_view line) {
        const auto has = [&](std::string_view part) { return line.find(part) != std::string_view::npos; };
        if (has("SSL connection") || has("TLS handshake") || has(") port 443 ") || has("[:scheme: https]"))
            secure = true;
        if (!secure && has("Connected to ") && !has(") port 443 ")) secure = false;
    }

    void read_sent(std::string_view line, std::size_t number) {
        if (auto request = request_line(line)) {
            proxy_ = request->method == "CONNECT";
            if (proxy_) return;
            if (shown.empty() || shown.back().line) shown.emplace_back();
            shown.back().line = std::move(request);
            shown.back().exchange.line = number;
            return;
        }
        const auto header = header_line(line);
        if (header && !proxy_) current().exchange.add_header(header->name, header->value, number);
    }

    void read_received(std::string_view line) {
        if (const auto status = status_line(line)) {
            in_headers_ = true;
            if (proxy_) return;
            current().answers.emplace_back();
            shown.back().answers.back().status = *status;
            return;
        }
        if (trim(line).empty()) {
            in_headers_ = false;
            proxy_ = false;
        } else if (const auto header = header_line(line); header && !proxy_ && !current().answers.empty()) {
            add_answer_header(shown.back().answers.back(), *header);
        }
    }

    // With -i the answer stands there without marks; with -v as well, for a second time.
    void read_plain(std::string_view line) {
        if (status_line(line)) {
            in_headers_ = true;
            if (!verbose_) read_received(line);
            return;
        }
        if (in_headers_) {
            if (!verbose_) return read_received(line);
            if (trim(line).empty()) in_headers_ = false;
            return;
        }
        const bool meter = line.find("--:--:--") != std::string_view::npos || line.starts_with("  % Total") ||
                           line.find("Dload  Upload") != std::string_view::npos;
        if (meter || shown.empty() || shown.back().answers.empty()) return;
        std::string& body = shown.back().answers.back().body;
        if (!body.empty()) body += '\n';
        if (body.size() <= kMaxAnswerBody) body += line;
    }

    std::string_view rest_;
    bool verbose_ = false;
    bool in_headers_ = false;
    bool proxy_ = false;
};

}  // namespace

bool read_curl_output(std::string_view output, std::vector<Exchange>& exchanges) {
    OutputReader reader(output);
    reader.run();
    std::size_t at = 0;
    // With as many requests as answers, each has its own; otherwise they are redirects of the first.
    std::vector<Answer> answers;
    for (Shown& one : reader.shown) {
        for (Answer& answer : one.answers) answers.push_back(std::move(answer));
        const bool last = &one == &reader.shown.back();
        const bool more = !answers.empty() && (is_redirect(answers.back()) || answers.back().status == 401);
        if (answers.empty() || (more && !last)) continue;
        if (at < exchanges.size()) set_answers(exchanges[at], std::move(answers));
        answers.clear();
        ++at;
    }
    return at > 0;
}

Found read_verbose(std::string_view text) {
    OutputReader reader(text);
    reader.run();
    Found found;
    found.kind = Kind::kCurlVerbose;
    for (Shown& one : reader.shown) {
        if (!one.line) continue;
        Exchange& exchange = one.exchange;
        exchange.writer = Writer::kCommand;
        set_target(exchange, *one.line, reader.secure);
        set_answers(exchange, std::move(one.answers));
        found.exchanges.push_back(std::move(exchange));
    }
    join(found.exchanges);
    if (found.exchanges.empty()) {
        found.failure =
            Failure{"syntax", "curl's output has no request in it; expected a line such as > GET /items HTTP/1.1", 0};
    }
    return found;
}

}  // namespace corslab::imports
