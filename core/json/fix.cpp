#include "core/json/fix.h"

#include <algorithm>

#include "core/fix/fix.h"
#include "core/fix/fix_text.h"
#include "core/fix/option_fix.h"
#include "core/http/grammar.h"
#include "core/json/json_tree.h"
#include "core/json/json_writer.h"
#include "core/json/middleware_reader.h"
#include "core/json/value_writer.h"
#include "core/myths/myths.h"

namespace corslab {
namespace {

using fix::Change;
using fix::Field;
using fix::Fix;
using fix::Place;

std::string_view field_name(const Change& change) {
    switch (change.field) {
        case Field::kUrl:
            return "url";
        case Field::kMethod:
            return "method";
        case Field::kMode:
            return "mode";
        case Field::kCredentials:
            return "credentials";
        case Field::kRedirect:
            return "redirect";
        case Field::kBody:
            return "body";
        case Field::kHeader:
            return "headers";
        case Field::kStatus:
            return "status";
        case Field::kOwnAnswer:
            return "preflight";
    }
    return {};
}

// The field of the change, as a JSON Pointer.
std::string pointer_of(const Change& change) {
    // A preflight answer of its own is a field of its entry.
    if (change.field == Field::kOwnAnswer) return change.place.pointer();
    return change.place.pointer() + "/" + std::string(field_name(change));
}

std::string pointer_of(const fix::OptionChange& change) {
    return "/server/" + std::to_string(change.entry) + "/middleware/options" + change.pointer;
}

// Header values are bytes, all else is text.
std::string as_text(const Change& change, const std::string& value) {
    return change.field == Field::kHeader ? isomorphic_decode(value) : value;
}

class FixWriter {
  public:
    explicit FixWriter(Language language) : language_(language) {}

    std::string write(const fix::FixReport& report, const std::optional<fix::OptionFix>& options,
                      const std::vector<Myth>& myths) {
        json_.begin_object();
        json_.key("version").number(1);
        write_browsers("blocked", report.blocked);
        json_.key("fixes").begin_array();
        if (options) write_option_fix(*options);
        for (const Fix& one : report.fixes) write_fix(one);
        json_.end_array();
        json_.key("advice").begin_array();
        for (const fix::Advice advice : report.advice) write_note(name_of(advice), text_of(advice, language_));
        json_.end_array();
        json_.key("myths").begin_array();
        for (const Myth& myth : myths) write_myth(myth);
        json_.end_array();
        json_.end_object();
        return json_.take();
    }

  private:
    void write_browsers(std::string_view key, const std::vector<const BrowserProfile*>& browsers) {
        json_.key(key).begin_array();
        for (const BrowserProfile* browser : browsers) json_.string(browser->name);
        json_.end_array();
    }

    void write_note(std::string_view id, std::string_view text) {
        json_.begin_object();
        json_.key("id").string(id);
        json_.key("text").string(text);
        json_.end_object();
    }

    void write_myth(const Myth& myth) {
        json_.begin_object();
        json_.key("id").string(myth.id);
        json_.key("belief").string(say(language_, myth.belief));
        json_.key("truth").string(say(language_, myth.truth));
        json_.key("spec").string(myth.spec);
        json_.end_object();
    }

    void write_fix(const Fix& one) {
        json_.begin_object();
        json_.key("changes").begin_array();
        for (const Change& change : one.changes) write_change(change, one.scenario);
        json_.end_array();
        write_browsers("works", one.works);
        write_reach(one.reach);
        json_.key("patch").begin_array();
        write_patch(one);
        json_.end_array();
        json_.end_object();
    }

    void write_option_fix(const fix::OptionFix& one) {
        json_.begin_object();
        json_.key("changes").begin_array();
        for (const fix::OptionChange& change : one.changes) write_option_change(change);
        json_.end_array();
        write_browsers("works", one.works);
        write_reach(one.reach);
        json_.key("patch").begin_array();
        for (const fix::OptionChange& change : one.changes) {
            json_.begin_object();
            json_.key("op").string("add");
            json_.key("path").string(pointer_of(change));
            json_.key("value");
            write_value(json_, change.after);
            json_.end_object();
        }
        json_.end_array();
        json_.end_object();
    }

    void write_option_change(const fix::OptionChange& change) {
        json_.begin_object();
        json_.key("text").string(text_of(change, value_json(change.after), language_));
        json_.key("path").string(pointer_of(change));
        json_.key("before").begin_array();
        if (change.before) json_.string(value_json(*change.before));
        json_.end_array();
        json_.key("after").begin_array();
        json_.string(value_json(change.after));
        json_.end_array();
        json_.end_object();
    }

    void write_reach(const std::vector<fix::Reach>& reaches) {
        json_.key("allows").begin_array();
        for (const fix::Reach reach : reaches) write_note(name_of(reach), text_of(reach, language_));
        json_.end_array();
    }

    void write_change(const Change& change, const Scenario& after) {
        json_.begin_object();
        json_.key("text").string(text_of(change, after, language_));
        json_.key("path").string(pointer_of(change));
        if (change.field == Field::kHeader) json_.key("header").string(isomorphic_decode(change.name));
        write_values("before", change, change.before);
        write_values("after", change, change.after);
        json_.end_object();
    }

    void write_values(std::string_view key, const Change& change, const std::vector<std::string>& values) {
        json_.key(key).begin_array();
        for (const std::string& value : values) json_.string(as_text(change, value));
        json_.end_array();
    }

    // https://www.rfc-editor.org/rfc/rfc6902: `add` also replaces a member that is there.
    void write_patch(const Fix& one) {
        std::vector<std::string> written;
        for (const Change& change : one.changes) {
            const std::string pointer = pointer_of(change);
            // What is within a value that was put in as a whole is in it already.
            const bool covered = std::any_of(written.begin(), written.end(), [&](const std::string& other) {
                return pointer == other || pointer.starts_with(other + "/");
            });
            if (covered) continue;
            json_.begin_object();
            json_.key("op").string("add");
            json_.key("path").string(pointer);
            json_.key("value");
            write_new(change, one.scenario);
            json_.end_object();
            written.push_back(pointer);
        }
    }

    void write_new(const Change& change, const Scenario& after) {
        const std::size_t index = change.place.index;
        const bool preflight = change.place.kind == Place::Kind::kPreflight;
        if (change.field == Field::kOwnAnswer) return write_answer(*after.server[index].preflight);
        if (change.field == Field::kBody) return json_.null();
        if (change.field == Field::kStatus) return json_.number(std::stoi(change.after.front()));
        if (change.field != Field::kHeader) return json_.string(change.after.front());
        if (change.place.kind == Place::Kind::kRequest) {
            return write_headers(index == 0 ? after.request.headers : after.then[index - 1].headers);
        }
        const ServerEntry& entry = after.server[index];
        write_headers(preflight ? entry.preflight->headers : entry.response.headers);
    }

    void write_answer(const Answer& answer) {
        json_.begin_object();
        json_.key("status").number(answer.status);
        write_headers(json_.key("headers"), answer.headers);
        json_.end_object();
    }

    void write_headers(const std::vector<Header>& headers) { write_headers(json_, headers); }

    static void write_headers(JsonWriter& json, const std::vector<Header>& headers) {
        json.begin_array();
        for (const Header& header : headers) {
            json.begin_array();
            json.string(isomorphic_decode(header.name));
            json.string(isomorphic_decode(header.value));
            json.end_array();
        }
        json.end_array();
    }

    JsonWriter json_;
    Language language_;
};

// The entries whose answers middleware computes, of a document that has been read before.
std::vector<fix::MiddlewareEntry> middleware_entries(std::string_view scenario_json) {
    std::vector<fix::MiddlewareEntry> entries;
    const Result<JsonTree> document = parse_tree(scenario_json);
    const JsonTree* server = document.value ? document.value->member("server") : nullptr;
    if (server == nullptr) return entries;
    MiddlewareReader reader;
    for (std::size_t i = 0; i < server->size(); ++i) {
        const JsonTree* setup = server->at(i).member("middleware");
        if (setup == nullptr) continue;
        fix::MiddlewareEntry entry{i, reader.read_setup(*setup, ""), {}};
        if (const JsonTree* handler = server->at(i).member("handler"))
            entry.handler = reader.read_handler(*handler, "");
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

Evaluation fix_scenario(std::string_view scenario_json, EntryReader middleware, Language language) {
    std::optional<InputError> late;
    const Result<Scenario> scenario = read_scenario(scenario_json, middleware, late);
    if (!scenario.value) return {write_error(scenario.error, language), false};
    const fix::FixReport report = fix::find_fixes(*scenario.value);
    const auto options = find_option_fix(*scenario.value, middleware_entries(scenario_json));
    const Outcome standard = fetch(*scenario.value, standard_profile(), Tracing::kOn);
    if (late) return {write_error(*late, language), false};
    return {FixWriter(language).write(report, options, myths_in(*scenario.value, standard)), true};
}

}  // namespace corslab
