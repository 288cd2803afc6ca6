#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/json/input_error.h"

namespace corslab {

/// Which members of an object are read.
enum class Members {
    kAll,    ///< All, and each may stand there once.
    kWanted  ///< Those that a function names, and of repeated ones the first.
};

/// Builds a document from the events of nlohmann_json's parser, and stops at the first fault.
template <class Document, Members kMembers>
class StrictBuilder {
  public:
    /// @param wanted whether a member of that name is read; null for all.
    explicit StrictBuilder(bool (*wanted)(std::string_view name)) : wanted_(wanted) {}

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(std::int64_t value) { return put(value); }
    bool number_unsigned(std::uint64_t value) { return put(value); }
    bool number_float(double value, const std::string& /*text*/) { return put(value); }
    bool string(std::string& value) { return put(std::move(value)); }
    bool binary(std::vector<std::uint8_t>& /*value*/) { return false; }
    bool start_object(std::size_t /*size*/) { return open(Document::object()); }
    bool start_array(std::size_t /*size*/) { return open(Document::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        if constexpr (kMembers == Members::kWanted) {
            if (skipped_ > 0) return true;
            if (!wanted_(name) || stack_.back()->contains(name)) {
                skips_next_ = true;
                return true;
            }
        }
        if (stack_.back()->contains(name)) {
            return fail({"duplicate-key", pointer_to(pointer(), name),
                         "the key \"" + name + "\" stands here twice; expected once", std::nullopt});
        }
        key_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t byte, const std::string& /*token*/, const nlohmann::detail::exception& exception) {
        // Only what follows the library's own prefix and position is of use to a person.
        std::string_view what = exception.what();
        const auto colon = what.find(": ");
        if (colon != std::string_view::npos) what.remove_prefix(colon + 2);
        const std::size_t offset = byte == 0 ? 0 : byte - 1;
        return fail({"not-json", "", "no JSON, at byte " + std::to_string(offset) + ": " + std::string(what), offset});
    }

    Document root = nullptr;
    InputError error;

  private:
    bool fail(InputError why) {
        error = std::move(why);
        return false;
    }

    // The place that is being filled in.
    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const std::string& part : path_) out = pointer_to(out, part);
        return out;
    }

    Document* place(Document value) {
        if (stack_.empty()) {
            root = std::move(value);
            return &root;
        }
        Document& top = *stack_.back();
        if (top.is_array()) {
            top.push_back(std::move(value));
            return &top.back();
        }
        return &(top[key_] = std::move(value));
    }

    // Whether the value that begins is left out.
    bool skips() {
        if constexpr (kMembers == Members::kAll) return false;
        return skipped_ > 0 || std::exchange(skips_next_, false);
    }

    template <class T>
    bool put(T&& value) {
        if (skips()) return true;
        place(Document(std::forward<T>(value)));
        return true;
    }

    bool open(Document value) {
        if (skips()) {
            ++skipped_;
            return true;
        }
        std::string name;
        if (!stack_.empty()) name = stack_.back()->is_array() ? std::to_string(stack_.back()->size()) : key_;
        const bool nested = !stack_.empty();
        if (nested) path_.push_back(std::move(name));
        if (stack_.size() == kMaxLevels) {
            return fail(
                {"too-deep", pointer(), "nested deeper than " + std::to_string(kMaxLevels) + " levels", std::nullopt});
        }
        stack_.push_back(place(std::move(value)));
        return true;
    }

    bool close() {
        if constexpr (kMembers == Members::kWanted) {
            if (skipped_ > 0) {
                --skipped_;
                return true;
            }
        }
        stack_.pop_back();
        if (!path_.empty()) path_.pop_back();
        return true;
    }

    std::vector<Document*> stack_;
    std::vector<std::string> path_;
    std::string key_;
    bool (*wanted_)(std::string_view);
    std::size_t skipped_ = 0;  // How many brackets of a value that is left out are open.
    bool skips_next_ = false;
};

/// Parses JSON without guessing: a limit on size and depth, no duplicate keys, valid UTF-8 alone.
template <class Document, Members kMembers = Members::kAll>
[[nodiscard]] Result<Document> build_strictly(std::string_view text, std::size_t max_bytes = kMaxBytes,
                                              bool (*wanted)(std::string_view name) = nullptr) {
    if (text.size() > max_bytes) {
        return {std::nullopt,
                {"too-large", "",
                 "the document has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(max_bytes) +
                     " (" + std::to_string(max_bytes / kMaxBytes) + " MiB) are read",
                 std::nullopt}};
    }
    StrictBuilder<Document, kMembers> builder(wanted);
    if (!nlohmann::ordered_json::sax_parse(text.begin(), text.end(), &builder)) {
        return {std::nullopt, std::move(builder.error)};
    }
    return {std::move(builder.root), {}};
}

}  // namespace corslab
