#include "core/json/strict_json.h"

#include <vector>

namespace corslab {
namespace {

// Builds a document from events, and stops at the first fault.
class StrictBuilder {
  public:
    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(Json::number_integer_t value) { return put(value); }
    bool number_unsigned(Json::number_unsigned_t value) { return put(value); }
    bool number_float(Json::number_float_t value, const std::string& /*text*/) { return put(value); }
    bool string(std::string& value) { return put(std::move(value)); }
    bool binary(Json::binary_t& /*value*/) { return false; }
    bool start_object(std::size_t /*size*/) { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
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

    Json root = nullptr;
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

    Json* place(Json value) {
        if (stack_.empty()) {
            root = std::move(value);
            return &root;
        }
        Json& top = *stack_.back();
        if (top.is_array()) {
            top.push_back(std::move(value));
            return &top.back();
        }
        return &(top[key_] = std::move(value));
    }

    template <class T>
    bool put(T&& value) {
        place(Json(std::forward<T>(value)));
        return true;
    }

    bool open(Json value) {
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
        stack_.pop_back();
        if (!path_.empty()) path_.pop_back();
        return true;
    }

    std::vector<Json*> stack_;
    std::vector<std::string> path_;
    std::string key_;
};

}  // namespace

Result<Json> parse_strict(std::string_view text) {
    if (text.size() > kMaxBytes) {
        return {std::nullopt,
                {"too-large", "",
                 "the document has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(kMaxBytes) +
                     " (1 MiB) are read",
                 std::nullopt}};
    }
    StrictBuilder builder;
    if (!Json::sax_parse(text.begin(), text.end(), &builder)) return {std::nullopt, std::move(builder.error)};
    return {std::move(builder.root), {}};
}

std::string dump(const Json& document) {
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string pointer_to(const std::string& parent, std::string_view key) {
    std::string out = parent + "/";
    for (const char c : key) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace corslab
