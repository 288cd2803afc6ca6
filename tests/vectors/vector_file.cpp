#include "tests/vectors/vector_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace corslab::testing {
namespace {

bool is_id(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
}

Vector faulty(const std::string& file, const std::string& fault) {
    std::string id = "unreadable_" + file;
    std::replace_if(
        id.begin(), id.end(), [](char c) { return !is_id(std::string(1, c)); }, '_');
    return {id, "", nullptr, nullptr, file + ": " + fault};
}

// `acao` becomes the Access-Control-Allow-Origin headers of the first answer.
Json patch_of(const Json& item, const Json& base) {
    if (!item.contains("acao")) return item.value("patch", Json::object());
    Json server = base["server"];
    Json headers = Json::array();
    for (const Json& value : item["acao"]) headers.push_back(Json::array({"Access-Control-Allow-Origin", value}));
    server[0]["response"]["headers"] = headers;
    Json patch = Json::object();
    patch["server"] = server;
    return patch;
}

void load_file(const std::filesystem::path& path, std::vector<Vector>& vectors) {
    const std::string file = path.filename().string();
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const Result<Json> document = parse_strict(text);
    if (!document.value) return vectors.push_back(faulty(file, document.error.message));
    const Json& root = *document.value;
    if (!root.is_object() || !root.contains("subject") || !root.contains("base") || !root.contains("vectors")) {
        return vectors.push_back(faulty(file, "expected subject, base and vectors"));
    }
    std::string subject = root["subject"].get<std::string>();
    std::replace(subject.begin(), subject.end(), '-', '_');
    std::set<std::string> ids;
    for (const Json& item : root["vectors"]) {
        const std::string id = item.value("id", "");
        if (!is_id(id) || !ids.insert(id).second || item.value("reason", "").empty() || !item.contains("expect")) {
            vectors.push_back(faulty(file + id, "expected a unique id, a reason and expect"));
            continue;
        }
        Vector vector{subject + "_" + id, item["reason"].get<std::string>(), root["base"], item["expect"], ""};
        vector.scenario.merge_patch(patch_of(item, root["base"]));
        vectors.push_back(std::move(vector));
    }
}

}  // namespace

std::vector<Vector> load_vectors() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(CORSLAB_SOURCE_DIR "/tests/vectors")) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Vector> vectors;
    for (const auto& path : paths) load_file(path, vectors);
    return vectors;
}

}  // namespace corslab::testing
