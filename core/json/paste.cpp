#include "core/json/paste.h"

#include "core/json/strict_json.h"
#include "core/paste/paste.h"

namespace corslab {
namespace {

using middleware::Value;

Json json_of(const Value& value) {
    switch (value.kind) {
        case Value::Kind::kNull:
            return nullptr;
        case Value::Kind::kBoolean:
            return value.boolean;
        case Value::Kind::kInteger:
            return value.integer;
        case Value::Kind::kReal:
            return value.real;
        case Value::Kind::kText:
            return value.text;
        case Value::Kind::kRegex: {
            Json regex = Json::object();
            regex["regex"] = value.text;
            if (!value.flags.empty()) regex["flags"] = value.flags;
            return regex;
        }
        case Value::Kind::kList: {
            Json list = Json::array();
            for (const Value& item : value.items) list.push_back(json_of(item));
            return list;
        }
        case Value::Kind::kObject: {
            Json object = Json::object();
            for (const auto& member : value.members) object.push_back({member.name, json_of(member.value)});
            return object;
        }
    }
    return nullptr;
}

Json json_of(const paste::Unknown& unknown) {
    Json out = Json::object();
    out["path"] = unknown.path;
    out["source"] = unknown.source;
    out["line"] = unknown.line;
    out["column"] = unknown.column;
    out["text"] = unknown.text;
    return out;
}

}  // namespace

Evaluation read_paste(std::string_view text, Language language) {
    const paste::Pasted pasted = paste::read_configuration(text, language);
    if (!pasted.reading)
        return {write_error({pasted.failure.code, "", pasted.failure.message, std::nullopt}, language), false};
    const paste::Reading& reading = *pasted.reading;
    Json document = Json::object();
    document["version"] = 1;
    Json setup = Json::object();
    setup["name"] = reading.setup.name;
    setup["options"] = json_of(reading.setup.options);
    document["middleware"] = std::move(setup);
    Json assumed = Json::array();
    for (const std::string& one : reading.assumed) {
        Json note = Json::object();
        note["text"] = one;
        assumed.push_back(std::move(note));
    }
    document["assumed"] = std::move(assumed);
    Json unknown = Json::array();
    for (const paste::Unknown& one : reading.unknown) unknown.push_back(json_of(one));
    document["unknown"] = std::move(unknown);
    return {dump(document), true};
}

}  // namespace corslab
