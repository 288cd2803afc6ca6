#include "core/json/json_writer.h"

#include <algorithm>

#include "core/url/percent_encode.h"

namespace corslab {
namespace {

void append_escaped(std::string& out, char c) {
    constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '\\';
    const auto index = kShort.find(c);
    if (index != std::string_view::npos) {
        out += kLetters[index];
        return;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "u00";
    out += kHex[byte >> 4U];
    out += kHex[byte & 0xFU];
}

bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

void JsonWriter::separate() {
    if (comma_) out_ += ',';
    comma_ = true;
}

void JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
}

void JsonWriter::close(char bracket) {
    out_ += bracket;
    comma_ = true;
}

void JsonWriter::quoted(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
        const auto* const end = std::find_if(text.begin(), text.end(), needs_escape);
        const auto plain = static_cast<std::size_t>(end - text.begin());
        out_.append(text.data(), plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        append_escaped(out_, text.front());
        text.remove_prefix(1);
    }
    out_ += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    quoted(name);
    out_ += ':';
    comma_ = false;
    return *this;
}

void JsonWriter::string(std::string_view text) {
    separate();
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        quoted(text);
    } else {
        quoted(to_valid_utf8(text));
    }
}

void JsonWriter::number(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
}

void JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
}

void JsonWriter::null() {
    separate();
    out_ += "null";
}

}  // namespace corslab
