#include "core/json/json_writer.h"

#include <algorithm>
#include <cstring>

#include "core/url/percent_encode.h"

namespace corslab {
namespace {

// The longest form of one character: \u001f.
constexpr std::size_t kLongestEscape = 6;

// Eight characters at once: whether all of them are ASCII and none needs an escape.
bool are_plain(std::uint64_t eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighBits = 0x80 * kOnes;
    // Subtracting borrows from a byte's high bit where the byte is less.
    const std::uint64_t controls = eight - 0x20 * kOnes;
    const std::uint64_t quotes = (eight ^ ('"' * kOnes)) - kOnes;
    const std::uint64_t backslashes = (eight ^ ('\\' * kOnes)) - kOnes;
    return ((eight | controls | quotes | backslashes) & kHighBits) == 0;
}

bool is_plain(char c) {
    return c >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void JsonWriter::reserve(std::size_t size) {
    if (out_.size() - size_ < size) out_.resize(std::max(2 * out_.size(), size_ + size));
}

void JsonWriter::put(std::string_view text) {
    std::memcpy(out_.data() + size_, text.data(), text.size());
    size_ += text.size();
}

void JsonWriter::put_escaped(char c) {
    constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    constexpr std::string_view kHex = "0123456789abcdef";
    put('\\');
    const auto index = kShort.find(c);
    if (index != std::string_view::npos) return put(kLetters[index]);
    const auto byte = static_cast<unsigned char>(c);
    put("u00");
    put(kHex[byte >> 4U]);
    put(kHex[byte & 0xFU]);
}

void JsonWriter::separate() {
    if (comma_) put(',');
    comma_ = true;
}

void JsonWriter::open(char bracket) {
    reserve(2);
    separate();
    put(bracket);
    comma_ = false;
}

void JsonWriter::close(char bracket) {
    reserve(1);
    put(bracket);
    comma_ = true;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    reserve(name.size() + 4);
    separate();
    put('"');
    put(name);
    put("\":");
    comma_ = false;
    return *this;
}

std::size_t JsonWriter::put_ascii(std::string_view text) {
    std::size_t at = 0;
    for (;;) {
        // Room for the rest as it is, and for one escape.
        reserve(text.size() - at + kLongestEscape);
        char* const out = out_.data() + size_ - at;
        std::uint64_t eight = 0;
        const std::size_t start = at;
        for (; at + sizeof eight <= text.size(); at += sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if (!are_plain(eight)) break;
            std::memcpy(out + at, &eight, sizeof eight);
        }
        for (; at < text.size() && is_plain(text[at]); ++at) out[at] = text[at];
        size_ += at - start;
        if (at == text.size() || static_cast<unsigned char>(text[at]) >= 0x80) return at;
        put_escaped(text[at++]);
    }
}

void JsonWriter::string(std::string_view text) {
    reserve(2);
    separate();
    put('"');
    text.remove_prefix(put_ascii(text));
    if (!text.empty()) {
        const std::string valid = to_valid_utf8(text);
        std::string_view rest = valid;
        while (!rest.empty()) {
            // What is not ASCII stands as it is.
            const auto* const ascii =
                std::find_if(rest.begin(), rest.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
            const auto count = static_cast<std::size_t>(ascii - rest.begin());
            reserve(count);
            put(rest.substr(0, count));
            rest.remove_prefix(count);
            rest.remove_prefix(put_ascii(rest));
        }
    }
    reserve(1);
    put('"');
}

void JsonWriter::name(std::string_view text) {
    string(text);
    reserve(1);
    put(':');
    comma_ = false;
}

void JsonWriter::number(std::int64_t value) {
    const std::string text = std::to_string(value);
    reserve(text.size() + 1);
    separate();
    put(text);
}

void JsonWriter::boolean(bool value) {
    reserve(6);
    separate();
    put(value ? "true" : "false");
}

void JsonWriter::null() {
    reserve(5);
    separate();
    put("null");
}

void JsonWriter::raw(std::string_view json) {
    reserve(json.size() + 1);
    separate();
    put(json);
}

std::string JsonWriter::take() {
    out_.resize(size_);
    return std::move(out_);
}

}  // namespace corslab
