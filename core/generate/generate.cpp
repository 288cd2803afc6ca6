#include "core/generate/generate.h"

#include <algorithm>

#include "core/generate/template.h"
#include "core/http/grammar.h"
#include "core/http/method.h"

namespace corslab::policy {
namespace {

struct StackFile {
    std::string_view id;
    std::string_view text;
};

constexpr StackFile kFiles[] = {
#include "stacks.inc"
};

constexpr std::string_view kEndOfHead = "---\n";

// The lines above `---` are `name: value`; `note` may be there several times.
Stack read_head(const StackFile& file) {
    Stack stack;
    stack.id = file.id;
    std::string_view head = file.text.substr(0, file.text.find(kEndOfHead));
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, end);
        const auto colon = line.find(": ");
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 2);
        if (name == "title") stack.title = value;
        if (name == "language") stack.language = value;
        if (name == "needs") stack.needs = value;
        if (name == "note") stack.notes.push_back(value);
        head.remove_prefix(std::min(end + 1, head.size()));
    }
    return stack;
}

std::string_view body_of(const StackFile& file) {
    return file.text.substr(file.text.find(kEndOfHead) + kEndOfHead.size());
}

std::string single_quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

}  // namespace

std::vector<Stack> generate_stacks(const Policy& policy) {
    std::vector<Stack> stacks;
    for (const StackFile& file : kFiles) {
        stacks.push_back(read_head(file));
        stacks.back().text = fill(body_of(file), policy);
    }
    return stacks;
}

std::vector<std::string_view> known_stacks() {
    std::vector<std::string_view> ids;
    for (const StackFile& file : kFiles) ids.push_back(file.id);
    return ids;
}

std::string_view template_of(std::string_view id) {
    for (const StackFile& file : kFiles) {
        if (file.id == id) return body_of(file);
    }
    return {};
}

std::vector<std::string> curl_commands(const Policy& policy, std::string_view server) {
    std::vector<std::string> commands;
    const std::string origin = policy.any_origin ? "https://app.example.com" : policy.origins.front();
    const std::string url = single_quoted(std::string(server) + policy.path + "/items");
    const std::string from = " -H " + single_quoted("Origin: " + origin);
    std::vector<std::string> names;
    for (const std::string& name : policy.headers) names.push_back(byte_lowercase(name));
    std::sort(names.begin(), names.end());
    std::string asked;
    for (const std::string& name : names) asked += (asked.empty() ? "" : ",") + name;
    for (const std::string& method : policy.methods) {
        if (method == "OPTIONS") continue;
        if (!is_cors_safelisted_method(method) || !asked.empty()) {
            std::string preflight = "curl -i -X OPTIONS" + from;
            preflight += " -H " + single_quoted("Access-Control-Request-Method: " + method);
            if (!asked.empty()) preflight += " -H " + single_quoted("Access-Control-Request-Headers: " + asked);
            preflight += " ";
            preflight += url;
            commands.push_back(std::move(preflight));
        }
        const std::string how = method == "GET" ? "" : method == "HEAD" ? " --head" : " -X " + method;
        std::string command = "curl -i";
        command += how;
        command += from;
        command += " ";
        command += url;
        commands.push_back(std::move(command));
    }
    return commands;
}

}  // namespace corslab::policy
