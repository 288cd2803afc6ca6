#include "core/json/value_writer.h"

#include "core/middleware/javascript_value.h"

namespace corslab {

void write_value(JsonWriter& json, const middleware::Value& value) {
    using Kind = middleware::Value::Kind;
    switch (value.kind) {
        case Kind::kNull:
            return json.null();
        case Kind::kBoolean:
            return json.boolean(value.boolean);
        case Kind::kInteger:
            return json.number(value.integer);
        case Kind::kReal:
            // JavaScript's text of a finite number is JSON's, too.
            return json.raw(middleware::javascript::to_string(value).value_or("null"));
        case Kind::kText:
            return json.string(value.text);
        case Kind::kRegex:
            json.begin_object();
            json.key("regex").string(value.text);
            json.key("flags").string(value.flags);
            return json.end_object();
        case Kind::kList:
            json.begin_array();
            for (const middleware::Value& item : value.items) write_value(json, item);
            return json.end_array();
        case Kind::kObject:
            json.begin_object();
            for (const middleware::Member& member : value.members) {
                // A name may hold anything: it is written as a text.
                json.name(member.name);
                write_value(json, member.value);
            }
            return json.end_object();
    }
}

std::string value_json(const middleware::Value& value) {
    JsonWriter json;
    write_value(json, value);
    return json.take();
}

}  // namespace corslab
