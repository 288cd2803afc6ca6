#include "core/json/middleware_reader.h"

#include <algorithm>
#include <limits>

#include "core/http/grammar.h"
#include "core/middleware/wire_text.h"

namespace corslab {
namespace {

const Json* member(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

void MiddlewareReader::fail(std::string_view code, const std::string& path, std::string message) {
    if (!error) error = InputError{std::string(code), path, std::move(message), std::nullopt};
}

void MiddlewareReader::wrong_type(const Json& value, const std::string& path, std::string_view expected) {
    fail("wrong-type", path, "expected " + std::string(expected) + ", found " + std::string(value.type_name()));
}

bool MiddlewareReader::expect_object(const Json& value, const std::string& path) {
    if (!value.is_object()) wrong_type(value, path, "an object");
    return value.is_object();
}

const Json* MiddlewareReader::required(const Json& object, const std::string& path, const char* key) {
    const Json* value = member(object, key);
    if (value == nullptr) fail("missing", path, std::string("the field \"") + key + "\" is missing");
    return value;
}

std::string MiddlewareReader::read_text(const Json& value, const std::string& path) {
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr) wrong_type(value, path, "a string");
    return text != nullptr ? *text : std::string();
}

std::string MiddlewareReader::read_bytes(const Json& value, const std::string& path) {
    auto bytes = middleware::to_latin1(read_text(value, path));
    if (!bytes) fail("bad-header", path, "a header is made of bytes: expected characters from U+0000 to U+00FF alone");
    return bytes.value_or("");
}

Header MiddlewareReader::read_header(const Json& value, const std::string& path) {
    if (!value.is_array() || value.size() != 2) {
        fail("wrong-type", path, "expected a pair: [\"Name\", \"value\"]");
        return {};
    }
    Header header{read_bytes(value.front(), path + "/0"), read_bytes(value.back(), path + "/1")};
    if (!is_token(header.name)) {
        fail("bad-header", path + "/0",
             "no HTTP message can hold this header name; expected letters, digits and !#$%&'*+-.^_`|~ alone");
    }
    if (!is_header_value(normalize_header_value(header.value)) ||
        header.value.find_first_of("\r\n") != std::string::npos) {
        fail("bad-header", path + "/1", "no HTTP message can hold this value; expected no line break and no NUL");
    }
    return header;
}

std::vector<Header> MiddlewareReader::read_headers(const Json& value, const std::string& path) {
    std::vector<Header> headers;
    if (!value.is_array()) {
        wrong_type(value, path, "an array");
        return headers;
    }
    if (value.size() > kMaxHeaders) {
        fail("too-many", path,
             std::to_string(value.size()) + " headers; at most " + std::to_string(kMaxHeaders) + " are read");
        return headers;
    }
    for (std::size_t i = 0; i < value.size() && !error; ++i) {
        headers.push_back(read_header(value[i], path + "/" + std::to_string(i)));
    }
    return headers;
}

// { "regex", "flags" } is a regular expression, any other object an object.
middleware::Value MiddlewareReader::read_object(const Json& value, const std::string& path) {
    middleware::Value out;
    const Json* regex = member(value, "regex");
    if (regex != nullptr) {
        out.kind = middleware::Value::Kind::kRegex;
        out.text = read_text(*regex, path + "/regex");
        if (const Json* flags = member(value, "flags")) out.flags = read_text(*flags, path + "/flags");
        return out;
    }
    out.kind = middleware::Value::Kind::kObject;
    for (const auto& [name, item] : value.items()) {
        out.members.push_back({name, read_value(item, pointer_to(path, name))});
    }
    return out;
}

middleware::Value MiddlewareReader::read_value(const Json& value, const std::string& path) {
    using Kind = middleware::Value::Kind;
    middleware::Value out;
    switch (value.type()) {
        case Json::value_t::boolean:
            return middleware::Value::of_boolean(value.get<bool>());
        case Json::value_t::number_integer:
            out.kind = Kind::kInteger;
            out.integer = value.get<std::int64_t>();
            return out;
        case Json::value_t::number_unsigned: {
            const auto number = value.get<std::uint64_t>();
            const bool fits = number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            if (!fits) fail("out-of-range", path, "a whole number is expected to be below 2^63");
            out.kind = Kind::kInteger;
            out.integer = fits ? static_cast<std::int64_t>(number) : 0;
            return out;
        }
        case Json::value_t::number_float:
            out.kind = Kind::kReal;
            out.real = value.get<double>();
            return out;
        case Json::value_t::string:
            return middleware::Value::of_text(value.get<std::string>());
        case Json::value_t::array:
            out.kind = Kind::kList;
            for (std::size_t i = 0; i < value.size(); ++i) {
                out.items.push_back(read_value(value[i], path + "/" + std::to_string(i)));
            }
            return out;
        case Json::value_t::object:
            return read_object(value, path);
        default:
            return out;
    }
}

middleware::Setup MiddlewareReader::read_setup(const Json& value, const std::string& path) {
    middleware::Setup setup;
    setup.options.kind = middleware::Value::Kind::kObject;
    if (!expect_object(value, path)) return setup;
    if (const Json* name = required(value, path, "name")) setup.name = read_text(*name, path + "/name");
    if (const Json* version = member(value, "version")) setup.version = read_text(*version, path + "/version");
    const Json* options = member(value, "options");
    if (options == nullptr) return setup;
    if (!expect_object(*options, path + "/options")) return setup;
    for (const auto& [name, item] : options->items()) {
        setup.options.members.push_back({name, read_value(item, pointer_to(path + "/options", name))});
    }
    return setup;
}

middleware::Request MiddlewareReader::read_request(const Json& value, const std::string& path) {
    middleware::Request request;
    if (!expect_object(value, path)) return request;
    request.method = "GET";
    if (const Json* method = member(value, "method")) request.method = read_text(*method, path + "/method");
    if (!is_token(request.method)) fail("bad-method", path + "/method", "expected a method, such as GET");
    if (const Json* target = required(value, path, "path")) request.path = read_text(*target, path + "/path");
    const bool sound = !request.path.empty() && std::all_of(request.path.begin(), request.path.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != '?' && c != '#' && c != 0x7F;
    });
    if (!sound && !error) {
        fail("bad-path", path + "/path",
             "expected the request target without its query, such as /api/items, percent-encoded as it is sent");
    }
    if (const Json* headers = member(value, "headers")) request.headers = read_headers(*headers, path + "/headers");
    return request;
}

middleware::Handler MiddlewareReader::read_handler(const Json& value, const std::string& path) {
    middleware::Handler handler;
    if (!expect_object(value, path)) return handler;
    if (const Json* status = member(value, "status")) {
        const bool sound = status->is_number_integer() && *status >= 200 && *status <= 999;
        if (!status->is_number_integer()) wrong_type(*status, path + "/status", "a whole number from 200 to 999");
        if (!sound)
            fail("out-of-range", path + "/status", "a status has three digits: expected a number from 200 to 999");
        if (sound) handler.status = status->get<int>();
    }
    if (const Json* headers = member(value, "headers")) handler.headers = read_headers(*headers, path + "/headers");
    const Json* body = member(value, "body");
    if (body != nullptr && !body->is_null()) handler.body = read_text(*body, path + "/body");
    return handler;
}

InputError input_error_of(const middleware::Fault& fault, const std::string& setup) {
    using middleware::FaultCode;
    std::string path = setup + "/options" + fault.path;
    if (fault.code == FaultCode::kUnknownMiddleware) path = setup + "/name";
    if (fault.code == FaultCode::kUnknownVersion) path = setup + "/version";
    return {std::string(fault_name(fault.code)), std::move(path), fault_text(fault), std::nullopt};
}

}  // namespace corslab
