#include "core/json/middleware_reader.h"

#include <algorithm>
#include <limits>

#include "core/http/grammar.h"
#include "core/middleware/wire_text.h"

namespace corslab {

void MiddlewareReader::fail(std::string_view code, const std::string& path, std::string message) {
    if (!error) error = InputError{std::string(code), path, std::move(message), std::nullopt};
}

void MiddlewareReader::wrong_type(const JsonTree& value, const std::string& path, std::string_view expected) {
    fail("wrong-type", path, "expected " + std::string(expected) + ", found " + std::string(value.type_name()));
}

bool MiddlewareReader::expect_object(const JsonTree& value, const std::string& path) {
    if (!value.is_object()) wrong_type(value, path, "an object");
    return value.is_object();
}

const JsonTree* MiddlewareReader::required(const JsonTree& object, const std::string& path, const char* key) {
    const JsonTree* value = object.member(key);
    if (value == nullptr) fail("missing", path, std::string("the field \"") + key + "\" is missing");
    return value;
}

std::string MiddlewareReader::read_text(const JsonTree& value, const std::string& path) {
    const auto* text = value.string();
    if (text == nullptr) wrong_type(value, path, "a string");
    return text != nullptr ? *text : std::string();
}

std::string MiddlewareReader::read_bytes(const JsonTree& value, const std::string& path) {
    auto bytes = middleware::to_latin1(read_text(value, path));
    if (!bytes) fail("bad-header", path, "a header is made of bytes: expected characters from U+0000 to U+00FF alone");
    return bytes.value_or("");
}

Header MiddlewareReader::read_header(const JsonTree& value, const std::string& path) {
    if (!value.is_array() || value.size() != 2) {
        fail("wrong-type", path, "expected a pair: [\"Name\", \"value\"]");
        return {};
    }
    Header header{read_bytes(value.at(0), path + "/0"), read_bytes(value.at(1), path + "/1")};
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

std::vector<Header> MiddlewareReader::read_headers(const JsonTree& value, const std::string& path) {
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
        headers.push_back(read_header(value.at(i), path + "/" + std::to_string(i)));
    }
    return headers;
}

// { "regex", "flags" } is a regular expression, any other object an object.
middleware::Value MiddlewareReader::read_object(const JsonTree& value, const std::string& path) {
    middleware::Value out;
    const JsonTree* regex = value.member("regex");
    if (regex != nullptr) {
        out.kind = middleware::Value::Kind::kRegex;
        out.text = read_text(*regex, path + "/regex");
        if (const JsonTree* flags = value.member("flags")) out.flags = read_text(*flags, path + "/flags");
        return out;
    }
    out.kind = middleware::Value::Kind::kObject;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string& name = value.name(i);
        out.members.push_back({name, read_value(value.at(i), pointer_to(path, name))});
    }
    return out;
}

middleware::Value MiddlewareReader::read_value(const JsonTree& value, const std::string& path) {
    using Kind = middleware::Value::Kind;
    middleware::Value out;
    switch (value.type()) {
        case JsonTree::Type::kNull:
            return out;
        case JsonTree::Type::kBoolean:
            return middleware::Value::of_boolean(*value.boolean() != 0);
        case JsonTree::Type::kInteger:
            out.kind = Kind::kInteger;
            out.integer = value.integer();
            // Larger ones are read as that.
            if (out.integer == std::numeric_limits<std::int64_t>::max()) {
                fail("out-of-range", path, "a whole number is expected to be below 2^63 - 1");
            }
            return out;
        case JsonTree::Type::kNumber:
            out.kind = Kind::kReal;
            out.real = value.real();
            return out;
        case JsonTree::Type::kString:
            return middleware::Value::of_text(*value.string());
        case JsonTree::Type::kArray:
            out.kind = Kind::kList;
            for (std::size_t i = 0; i < value.size(); ++i) {
                out.items.push_back(read_value(value.at(i), path + "/" + std::to_string(i)));
            }
            return out;
        case JsonTree::Type::kObject:
            return read_object(value, path);
    }
    return out;
}

middleware::Setup MiddlewareReader::read_setup(const JsonTree& value, const std::string& path) {
    middleware::Setup setup;
    setup.options.kind = middleware::Value::Kind::kObject;
    if (!expect_object(value, path)) return setup;
    if (const JsonTree* name = required(value, path, "name")) setup.name = read_text(*name, path + "/name");
    if (const JsonTree* version = value.member("version")) setup.version = read_text(*version, path + "/version");
    const JsonTree* options = value.member("options");
    if (options == nullptr) return setup;
    if (!expect_object(*options, path + "/options")) return setup;
    for (std::size_t i = 0; i < options->size(); ++i) {
        const std::string& name = options->name(i);
        setup.options.members.push_back({name, read_value(options->at(i), pointer_to(path + "/options", name))});
    }
    return setup;
}

middleware::Request MiddlewareReader::read_request(const JsonTree& value, const std::string& path) {
    middleware::Request request;
    if (!expect_object(value, path)) return request;
    request.method = "GET";
    if (const JsonTree* method = value.member("method")) request.method = read_text(*method, path + "/method");
    if (!is_token(request.method)) fail("bad-method", path + "/method", "expected a method, such as GET");
    if (const JsonTree* target = required(value, path, "path")) request.path = read_text(*target, path + "/path");
    const bool sound = !request.path.empty() && std::all_of(request.path.begin(), request.path.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != '?' && c != '#' && c != 0x7F;
    });
    if (!sound && !error) {
        fail("bad-path", path + "/path",
             "expected the request target without its query, such as /api/items, percent-encoded as it is sent");
    }
    if (const JsonTree* headers = value.member("headers")) request.headers = read_headers(*headers, path + "/headers");
    return request;
}

middleware::Handler MiddlewareReader::read_handler(const JsonTree& value, const std::string& path) {
    middleware::Handler handler;
    if (!expect_object(value, path)) return handler;
    if (const JsonTree* status = value.member("status")) {
        const bool sound = status->is_integer() && status->integer() >= 200 && status->integer() <= 999;
        if (!status->is_integer()) wrong_type(*status, path + "/status", "a whole number from 200 to 999");
        if (!sound)
            fail("out-of-range", path + "/status", "a status has three digits: expected a number from 200 to 999");
        if (sound) handler.status = static_cast<int>(status->integer());
    }
    if (const JsonTree* headers = value.member("headers")) handler.headers = read_headers(*headers, path + "/headers");
    const JsonTree* body = value.member("body");
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
