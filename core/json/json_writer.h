#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace corslab {

/// Writes one line of JSON as it is told, without building a document first. The caller closes what it opens.
/// https://www.rfc-editor.org/rfc/rfc8259
class JsonWriter {
  public:
    JsonWriter() { out_.reserve(kUsualSize); }

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }

    /// The next value is the member `name` of the object that is open.
    JsonWriter& key(std::string_view name);

    /// @param text UTF-8; ill-formed sequences become U+FFFD.
    void string(std::string_view text);
    void number(std::int64_t value);
    void boolean(bool value);
    void null();

    /// What has been written; the writer is empty then.
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    static constexpr std::size_t kUsualSize = 16384;

    void separate();
    void open(char bracket);
    void close(char bracket);
    void quoted(std::string_view text);

    std::string out_;
    bool comma_ = false;  // Whether a value stands in front of the next one.
};

}  // namespace corslab
