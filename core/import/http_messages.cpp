#include "core/http/grammar.h"
#include "core/import/import.h"
#include "core/import/message.h"
#include "core/import/text.h"

namespace corslab::imports {
namespace {

// Requests and answers as they stand on the wire, one after the other.
class MessageReader {
  public:
    explicit MessageReader(std::string_view text) : text_(text), rest_(text) {}

    Found run() {
        while (!rest_.empty() && !failure_) {
            const std::string_view line = next_line();
            if (const auto request = request_line(trim(line))) {
                read_request(*request);
            } else if (const auto status = status_line(trim(line))) {
                read_answer(*status);
            } else if (!trim(line).empty()) {
                return failed(
                    "expected a request line such as GET /items HTTP/1.1, or a status line such as "
                    "HTTP/1.1 200 OK, found " +
                    shown(line));
            }
        }
        if (failure_) return {Kind::kHttp, {}, failure_};
        finish_request();
        join(exchanges_);
        return {Kind::kHttp, std::move(exchanges_), std::nullopt};
    }

  private:
    Found failed(std::string message) { return {Kind::kHttp, {}, Failure{"syntax", std::move(message), line_begin_}}; }

    std::string_view next_line() {
        line_begin_ = text_.size() - rest_.size();
        return take_line(rest_);
    }

    [[nodiscard]] std::size_t line() const { return line_of(text_, line_begin_); }

    // Up to the empty line, or the end. Lines that start with white space go on.
    template <class Take>
    void read_headers(Take take) {
        std::optional<Header> pending;
        std::size_t at = 0;
        while (!rest_.empty()) {
            std::string_view after = rest_;
            const std::string_view peeked = take_line(after);
            // The next message, where no empty line stands in between.
            if (request_line(peeked) || status_line(peeked)) break;
            const std::string_view line_text = next_line();
            if (trim(line_text).empty()) break;
            if (pending && (line_text[0] == ' ' || line_text[0] == '\t')) {
                pending->value += " " + std::string(trim(line_text));
                continue;
            }
            if (pending) take(*pending, at);
            pending = header_line(trim(line_text));
            at = line();
            if (!pending) {
                failure_ = Failure{"syntax",
                                   "this is no header: " + shown(line_text) +
                                       "; expected Name: value, or an empty line in front of a body",
                                   line_begin_};
                return;
            }
        }
        if (pending) take(*pending, at);
    }

    // Up to the next message.
    std::string read_body() {
        std::string body;
        std::size_t end = 0;
        while (!rest_.empty()) {
            std::string_view after = rest_;
            const std::string_view peeked = take_line(after);
            if (request_line(peeked) || status_line(peeked)) break;
            next_line();
            if (!body.empty()) body += '\n';
            body += peeked;
            if (!trim(peeked).empty()) end = body.size();
        }
        body.resize(end);
        return body;
    }

    void finish_request() {
        if (!current_) return;
        set_answers(*current_, std::move(answers_));
        answers_.clear();
        exchanges_.push_back(std::move(*current_));
        current_.reset();
    }

    void read_request(const RequestLine& request) {
        finish_request();
        Exchange exchange;
        exchange.writer = Writer::kWire;
        exchange.line = line();
        read_headers([&](const Header& header, std::size_t at) { exchange.add_header(header.name, header.value, at); });
        if (failure_) return;
        set_target(exchange, request, std::nullopt);
        std::string body = read_body();
        if (!body.empty()) exchange.body = std::move(body);
        current_ = std::move(exchange);
    }

    void read_answer(int status) {
        Answer answer;
        answer.status = status;
        read_headers([&](const Header& header, std::size_t) { add_answer_header(answer, header); });
        if (failure_) return;
        answer.body = read_body();
        if (!current_) {
            current_ = Exchange();
            current_->writer = Writer::kWire;
            current_->line = line();
            current_->url = "https://api.example/";
            current_->mode = Mode::kCors;
            current_->unknown_url = "the request";
        }
        answers_.push_back(std::move(answer));
    }

    std::string_view text_;
    std::string_view rest_;
    std::size_t line_begin_ = 0;
    std::optional<Failure> failure_;
    std::optional<Exchange> current_;
    std::vector<Answer> answers_;
    std::vector<Exchange> exchanges_;
};

}  // namespace

Found read_messages(std::string_view text) {
    return MessageReader(text).run();
}

}  // namespace corslab::imports
