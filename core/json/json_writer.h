#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace corslab {

/// Writes one line of JSON as it is told, without building a document first. The caller closes what it opens.
/// https://www.rfc-editor.org/rfc/rfc8259
class JsonWriter {
  public:
    JsonWriter() : out_(kUsualSize, '\0') {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }

    /// The next value is the member `name` of the object that is open.
    /// @param name without characters that JSON would escape.
    JsonWriter& key(std::string_view name);

    /// The same for a name of any kind.
    void name(std::string_view text);

    /// @param text UTF-8; ill-formed sequences become U+FFFD.
    void string(std::string_view text);
    void number(std::int64_t value);
    void boolean(bool value);
    void null();
    /// @param json a value as it is to stand there.
    void raw(std::string_view json);

    /// What has been written; the writer is of no use then.
    [[nodiscard]] std::string take();

  private:
    static constexpr std::size_t kUsualSize = 16384;

    // Makes room for as many bytes behind what is written.
    void reserve(std::size_t size);
    void put(char c) { out_[size_++] = c; }
    void put(std::string_view text);
    void separate();
    void open(char bracket);
    void close(char bracket);
    // Writes up to the first character that is not ASCII, and gives how many it wrote.
    std::size_t put_ascii(std::string_view text);
    void put_escaped(char c);

    std::string out_;       // Longer than what is written, so that a character costs no check.
    std::size_t size_ = 0;  // How much is written.
    bool comma_ = false;    // Whether a value stands in front of the next one.
};

}  // namespace corslab
