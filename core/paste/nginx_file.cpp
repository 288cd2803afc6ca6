#include "core/paste/nginx_file.h"

#include "core/paste/token.h"

namespace corslab::paste {
namespace {

bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
    return text;
}

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    NginxFile run() {
        NginxFile file;
        read_block(file.directives, 0);
        file.failure = std::move(failure_);
        return file;
    }

  private:
    void fail(std::size_t offset, std::string message, std::string code = "syntax") {
        if (!failure_) failure_ = Failure{std::move(code), place_text(text_, offset) + ": " + std::move(message)};
    }

    void skip_blank() {
        while (at_ < text_.size()) {
            if (text_[at_] == '#') {
                while (at_ < text_.size() && text_[at_] != '\n') ++at_;
            } else if (is_white(text_[at_])) {
                ++at_;
            } else if (text_.substr(at_).starts_with("\xEF\xBB\xBF")) {
                at_ += 3;
            } else {
                return;
            }
        }
    }

    // Up to the brace that closes the block.
    void read_block(std::vector<NginxDirective>& out, std::size_t depth) {
        if (depth > kMaxNesting) return fail(at_, "more than " + std::to_string(kMaxNesting) + " blocks", "too-deep");
        while (!failure_) {
            skip_blank();
            if (at_ >= text_.size()) {
                if (depth > 0) fail(at_, "expected a } that closes the block, found the end");
                return;
            }
            if (text_[at_] == '}') {
                if (depth == 0) return fail(at_, "expected a directive, found }");
                ++at_;
                return;
            }
            if (text_[at_] == ';' || text_[at_] == '{') {
                return fail(at_, "expected a directive, found " + std::string(1, text_[at_]));
            }
            read_directive(out.emplace_back(), depth);
        }
    }

    void read_directive(NginxDirective& directive, std::size_t depth) {
        const std::size_t begin = at_;
        while (!failure_) {
            skip_blank();
            if (at_ >= text_.size() || text_[at_] == '}') {
                const std::string found = at_ >= text_.size() ? "the end" : "}";
                return fail(at_, "expected a ; behind " + excerpt(trimmed(text_.substr(begin, at_ - begin))) +
                                     ", found " + found);
            }
            if (text_[at_] == ';' || text_[at_] == '{') break;
            read_word(directive);
        }
        if (failure_) return;
        directive.source = trimmed(text_.substr(begin, at_ - begin));
        directive.has_block = text_[at_] == '{';
        ++at_;
        if (directive.has_block) read_block(directive.block, depth + 1);
    }

    void read_word(NginxDirective& directive) {
        NginxWord word;
        word.offset = at_;
        const char quote = text_[at_] == '"' || text_[at_] == '\'' ? text_[at_] : '\0';
        if (quote != '\0') ++at_;
        bool closed = quote == '\0';
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                put_escaped(word.text);
                continue;
            }
            if (quote != '\0' && c == quote) {
                closed = true;
                ++at_;
                break;
            }
            const bool variable = quote == '\0' && c == '$' && text_.substr(at_ + 1, 1) == "{";
            if (variable) {
                word.text += "${";
                at_ += 2;
                continue;
            }
            if (quote == '\0' && (is_white(c) || c == ';' || c == '{')) break;
            word.text += c;
            ++at_;
        }
        if (!closed) return fail(word.offset, "this quote is never closed");
        const bool sound = quote == '\0' || at_ >= text_.size() || is_white(text_[at_]) || text_[at_] == ';' ||
                           text_[at_] == '{' || text_[at_] == ')';
        if (!sound) return fail(at_, "expected white space, ; or { behind the quote");
        directive.words.push_back(std::move(word));
    }

    void put_escaped(std::string& out) {
        const char c = text_[at_ + 1];
        at_ += 2;
        if (c == '"' || c == '\'' || c == '\\') {
            out += c;
        } else if (c == 't') {
            out += '\t';
        } else if (c == 'r') {
            out += '\r';
        } else if (c == 'n') {
            out += '\n';
        } else {
            out += '\\';
            out += c;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<Failure> failure_;
};

}  // namespace

NginxFile read_nginx_file(std::string_view text) {
    return Parser(text).run();
}

}  // namespace corslab::paste
