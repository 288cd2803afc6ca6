#include "core/fix/fix_text.h"

#include "core/explain/text_table.h"
#include "core/http/grammar.h"

namespace corslab::fix {
namespace {

constexpr TableText kTexts[] = {
#include "fixes.inc"
};

std::string_view words_of(std::string_view group, std::string_view name, Language language) {
    return say(language, find_text(kTexts, group, name));
}

void replace(std::string& text, std::string_view placeholder, std::string_view value) {
    const auto at = text.find(placeholder);
    if (at != std::string::npos) text.replace(at, placeholder.size(), value);
}

std::string values(const std::vector<std::string>& values, Language language) {
    std::string out;
    for (const std::string& value : values) {
        if (!out.empty()) out += say(language, " and ");
        out += isomorphic_decode(value);
    }
    return out.empty() ? std::string(say(language, "nothing")) : out;
}

std::string name_of(const Change& change) {
    const bool request = change.place.kind == Place::Kind::kRequest;
    switch (change.field) {
        case Field::kUrl:
            return request ? "request-url" : "url-entry";
        case Field::kMethod:
            return "request-method";
        case Field::kMode:
            return "request-mode";
        case Field::kCredentials:
            return "request-credentials";
        case Field::kRedirect:
            return "request-redirect";
        case Field::kBody:
            return "request-body";
        case Field::kStatus:
            return "status";
        case Field::kOwnAnswer:
            return "own-answer";
        case Field::kHeader:
            break;
    }
    const std::string how = change.after.empty() ? "gone" : change.before.empty() ? "new" : "other";
    return (request ? "request-header-" : "header-") + how;
}

std::string where(const Place& place, const Scenario& scenario, Language language) {
    if (place.kind == Place::Kind::kRequest) return std::string(words_of("places", "request", language));
    if (place.kind == Place::Kind::kEntry) return std::string(words_of("places", "entry", language));
    const ServerEntry& entry = scenario.server[place.index];
    const bool both = place.kind == Place::Kind::kResponse && !entry.preflight;
    const std::string_view name = place.kind == Place::Kind::kPreflight ? "preflight" : both ? "both" : "response";
    std::string text(words_of("places", name, language));
    replace(text, "{url}", entry.url);
    return text;
}

}  // namespace

std::string text_of(const Change& change, const Scenario& scenario, Language language) {
    std::string text(words_of("changes", name_of(change), language));
    // The values last: they may hold anything.
    replace(text, "{name}", isomorphic_decode(change.name));
    const auto before = text.find("{before}");
    std::string tail;
    if (before != std::string::npos) {
        tail = text.substr(before);
        text.resize(before);
        replace(tail, "{before}", values(change.before, language));
    }
    replace(text, "{after}", values(change.after, language));
    text += tail;
    if (change.field == Field::kOwnAnswer) {
        replace(text, "{url}", scenario.server[change.place.index].url);
    } else {
        text += ' ' + where(change.place, scenario, language);
    }
    return text + '.';
}

std::string text_of(const OptionChange& change, const std::string& after, Language language) {
    std::string text(words_of("changes", "option", language));
    replace(text, "{name}", change.pointer.substr(change.pointer.rfind('/') + 1));
    replace(text, "{after}", after);
    return text;
}

std::string_view text_of(Reach reach, Language language) {
    return words_of("reach", name_of(reach), language);
}

std::string_view text_of(Advice advice, Language language) {
    return words_of("advice", name_of(advice), language);
}

}  // namespace corslab::fix
