#include "core/json/json_locator.h"

#include <vector>

#include "core/json/json_tree.h"

namespace corslab {
namespace {

class Locator {
  public:
    Locator(std::string_view text, std::map<std::string, TextPosition>& wanted) : text_(text), wanted_(wanted) {}

    void run() {
        while (at_ < text_.size()) step();
    }

  private:
    struct Level {
        std::string pointer;
        bool array = false;
        std::size_t index = 0;
        std::string key;
        bool expects_key = false;
    };

    void step() {
        const char c = text_[at_];
        if (c == '{' || c == '[') return open(c == '[');
        if (c == '}' || c == ']') {
            if (!levels_.empty()) levels_.pop_back();
            return advance();
        }
        if (c == ',') return comma();
        if (c == '"') return levels_.empty() || !levels_.back().expects_key ? value_string() : key();
        if (c == ':' || c == ' ' || c == '\t' || c == '\r' || c == '\n') return advance();
        note();
        while (at_ < text_.size() && std::string_view(" \t\r\n,:]}").find(text_[at_]) == std::string_view::npos)
            advance();
    }

    void comma() {
        if (!levels_.empty()) {
            ++levels_.back().index;
            levels_.back().expects_key = !levels_.back().array;
        }
        advance();
    }

    void open(bool array) {
        std::string pointer = note();
        levels_.push_back({std::move(pointer), array, 0, "", !array});
        advance();
    }

    void key() {
        const std::size_t start = at_;
        skip_string();
        const auto parsed = parse_tree(text_.substr(start, at_ - start));
        Level& level = levels_.back();
        level.key = parsed.value && parsed.value->string() != nullptr ? *parsed.value->string() : std::string();
        level.expects_key = false;
    }

    void value_string() {
        note();
        skip_string();
    }

    void skip_string() {
        advance();
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\') advance();
            if (at_ < text_.size()) advance();
        }
        if (at_ < text_.size()) advance();
    }

    // The pointer of the value that starts here; its place is kept where it is wanted.
    std::string note() {
        std::string pointer;
        if (!levels_.empty()) {
            const Level& level = levels_.back();
            pointer =
                level.array ? level.pointer + "/" + std::to_string(level.index) : pointer_to(level.pointer, level.key);
        }
        if (const auto found = wanted_.find(pointer); found != wanted_.end()) found->second = position_;
        return pointer;
    }

    void advance() {
        constexpr unsigned kContinuationMask = 0xC0;
        constexpr unsigned kContinuation = 0x80;
        if (text_[at_] == '\n') {
            ++position_.line;
            position_.column = 1;
        } else if ((static_cast<unsigned char>(text_[at_]) & kContinuationMask) != kContinuation) {
            ++position_.column;
        }
        ++at_;
    }

    std::string_view text_;
    std::map<std::string, TextPosition>& wanted_;
    std::size_t at_ = 0;
    TextPosition position_;
    std::vector<Level> levels_;
};

}  // namespace

void locate(std::string_view document, std::map<std::string, TextPosition>& wanted) {
    Locator(document, wanted).run();
}

}  // namespace corslab
