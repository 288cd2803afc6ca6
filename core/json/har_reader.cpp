#include "core/json/har_reader.h"

#include <algorithm>
#include <map>

#include "core/http/grammar.h"
#include "core/import/message.h"
#include "core/import/text.h"
#include "core/json/json_tree.h"

namespace corslab {
namespace {

using imports::Exchange;

constexpr std::string_view kWanted[] = {"log",     "entries",  "pages",         "page",     "id",      "title",
                                        "pageref", "request",  "method",        "url",      "headers", "name",
                                        "value",   "postData", "text",          "response", "status",  "content",
                                        "params",  "_error",   "_resourceType", "encoding", "version"};

bool is_wanted(std::string_view name) {
    return std::find(std::begin(kWanted), std::end(kWanted), name) != std::end(kWanted);
}

std::string text_of(const JsonTree* object, std::string_view name) {
    const JsonTree* const value = object == nullptr ? nullptr : object->member(name);
    const std::string* const text = value == nullptr ? nullptr : value->string();
    return text == nullptr ? std::string() : *text;
}

// Calls `take` with the name and the value of each item.
template <class Take>
void each_pair(const JsonTree* list, Take take) {
    if (list == nullptr || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const JsonTree* const name = list->at(i).member("name");
        const JsonTree* const value = list->at(i).member("value");
        const std::string* const name_text = name == nullptr ? nullptr : name->string();
        const std::string* const value_text = value == nullptr ? nullptr : value->string();
        if (name_text != nullptr && value_text != nullptr) take(*name_text, *value_text);
    }
}

// Bytes where the characters allow it.
std::string bytes_of(const std::string& text) {
    const bool latin =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xC4; });
    return latin ? isomorphic_encode(text) : text;
}

std::string scheme_of(std::string_view url) {
    return byte_lowercase(url.substr(0, std::min(url.find(':'), url.size())));
}

class HarReader {
  public:
    HarReader(const JsonTree& log, std::string page) : page_(std::move(page)) {
        const JsonTree* const pages = log.member("pages");
        for (std::size_t i = 0; pages != nullptr && i < pages->size(); ++i) {
            const std::string title = text_of(&pages->at(i), "title");
            if (is_http_scheme(scheme_of(title))) pages_[text_of(&pages->at(i), "id")] = title;
        }
    }

    [[nodiscard]] Exchange read(const JsonTree& entry) const {
        Exchange out;
        out.writer = imports::Writer::kWire;
        out.copied = true;
        const JsonTree* const request = entry.member("request");
        const JsonTree* const response = entry.member("response");
        out.method = text_of(request, "method");
        out.url = text_of(request, "url");
        if (request != nullptr) {
            each_pair(request->member("headers"), [&](const std::string& name, const std::string& value) {
                if (!name.starts_with(':')) out.add_header(name, bytes_of(value));
            });
            read_body(request->member("postData"), out);
        }
        if (response != nullptr) read_answer(*response, out);
        const auto page = pages_.find(text_of(&entry, "pageref"));
        out.page = page != pages_.end() ? page->second : page_;
        out.skipped = why_skipped(out, text_of(&entry, "_resourceType"));
        return out;
    }

  private:
    static void read_body(const JsonTree* data, Exchange& out) {
        if (data == nullptr || !data->is_object()) return;
        out.body = text_of(data, "text");
        if (!out.body->empty()) return;
        each_pair(data->member("params"), [&](const std::string& name, const std::string& value) {
            *out.body +=
                (out.body->empty() ? "" : "&") + imports::encode_form(name) + "=" + imports::encode_form(value);
        });
    }

    static void read_answer(const JsonTree& response, Exchange& out) {
        const JsonTree* const status = response.member("status");
        if (status == nullptr || status->integer() < 100 || status->integer() > 999) return;
        Answer answer;
        answer.status = static_cast<int>(status->integer());
        each_pair(response.member("headers"), [&](const std::string& name, const std::string& value) {
            imports::add_answer_header(answer, {name, bytes_of(value)});
        });
        const JsonTree* const content = response.member("content");
        if (content != nullptr && content->member("encoding") == nullptr) answer.body = text_of(content, "text");
        out.answer = std::move(answer);
    }

    static std::string why_skipped(const Exchange& exchange, std::string_view type) {
        const std::string scheme = scheme_of(exchange.url);
        if (exchange.method.empty() || exchange.url.empty()) return "an entry without a request";
        if (!is_http_scheme(scheme)) return scheme + ": URL";
        const std::string* const mode = exchange.header("sec-fetch-mode");
        const bool navigates = mode != nullptr && (*mode == "navigate" || *mode == "nested-navigate");
        if (navigates || (mode == nullptr && type == "document")) return "a navigation, which CORS does not concern";
        const bool socket = type == "websocket" || (exchange.answer && exchange.answer->status == 101);
        if (socket) return "a WebSocket, which CORS does not concern";
        return {};
    }

    std::string page_;
    std::map<std::string, std::string> pages_;  // By their ids.
};

InputError not_har(std::string path, std::string message) {
    return {"not-har", std::move(path), std::move(message), std::nullopt};
}

}  // namespace

HarReading read_har(std::string_view text, std::size_t max_bytes) {
    HarReading out;
    const Result<JsonTree> document = parse_wanted(text, max_bytes, is_wanted);
    if (!document.value) {
        out.error = document.error;
        return out;
    }
    const JsonTree* const log = document.value->member("log");
    const JsonTree& from = log == nullptr ? *document.value : *log;
    const JsonTree* const entries = from.member("entries");
    if (entries == nullptr || !entries->is_array()) {
        out.error = not_har(log == nullptr ? "" : "/log",
                            "there is no list \"entries\"; expected a HAR file: "
                            "{\"log\": {\"entries\": [...]}}");
        return out;
    }
    HarReader reader(from, text_of(&*document.value, "page"));
    for (std::size_t i = 0; i < entries->size(); ++i) {
        out.exchanges.push_back(reader.read(entries->at(i)));
        const JsonTree* const response = entries->at(i).member("response");
        out.errors.push_back(text_of(response, "_error"));
    }
    imports::join(out.exchanges);
    return out;
}

}  // namespace corslab
