#include <algorithm>
#include <map>

#include "core/audit/header_lookup.h"
#include "core/audit/origin_text.h"
#include "core/audit/policy_server.h"
#include "core/explain/step_text.h"

namespace corslab::audit {
namespace {

using middleware::Value;

constexpr std::size_t kMaxTried = 200;  // Texts that are looked at closely.

Place place_of_item(const OriginItem& item) {
    return {item.path, std::string(kAllowOrigin), std::nullopt};
}

// A wildcard within a text: what it was meant to let in tells whether the library understands it.
void check_glob(PolicyWork& work, const OriginItem& item) {
    const std::string& text = item.value->text;
    const std::string meant = with_star_replaced(text, "probe");
    if (text.find('*') == std::string::npos || text.find("://") == std::string::npos || !is_sendable(meant)) return;
    if (work.open_to_all || work.server.answer_letting_in(meant)) return;
    const auto pattern = work.options.pattern_of(item);
    if (pattern) return void(work.reporter.add(Rule::kGlobAsRegex, place_of_item(item), text, meant));
    work.reporter.add(item.in_list ? Rule::kPatternInList : Rule::kPatternInHeader, place_of_item(item), text);
}

void check_text(PolicyWork& work, const OriginItem& item) {
    const std::string& text = item.value->text;
    if (text == "*") {
        if (item.in_list && !work.open_to_all) work.reporter.add(Rule::kStarInList, place_of_item(item), text);
        return;
    }
    if (is_file_or_any_extension(text)) {
        work.reporter.add(Rule::kFileExtensionScheme, place_of_item(item), text);
        return;
    }
    check_glob(work, item);
    if (text.empty() || text == "null" || looks_like_pattern(text) || work.options.pattern_of(item)) return;
    if (text.find(',') != std::string::npos) {
        // In the header it is found as such; in a list it matches nobody.
        if (item.in_list) work.reporter.add(Rule::kNotAnOrigin, place_of_item(item), text);
        return;
    }
    for (const OriginFault& fault : faults_of_origin(text)) {
        // Some libraries put it right themselves.
        if (!fault.meant.empty() && work.server.answer_letting_in(fault.meant)) continue;
        work.reporter.add(fault.rule, place_of_item(item), text, fault.meant);
    }
}

void check_duplicates(PolicyWork& work) {
    std::map<std::string, const OriginItem*> known;
    std::size_t tried = 0;
    for (const OriginItem& item : work.options.origins()) {
        if (!item.value->is_text() || work.options.pattern_of(item)) continue;
        const std::string& text = item.value->text;
        const bool again = !known.emplace(text, &item).second;
        if (again) work.reporter.add(Rule::kDuplicateOrigins, place_of_item(item), text);
        if (again || ++tried > kMaxTried) continue;
        for (const OriginItem& other : work.options.origins()) {
            const auto pattern = work.options.pattern_of(other);
            if (!pattern || ++tried > kMaxTried || !lets_in(*pattern, text)) continue;
            work.reporter.add(Rule::kDuplicateOrigins, place_of_item(item), text);
            break;
        }
    }
}

std::string shown(const Value& value, const Reporter& reporter) {
    switch (value.kind) {
        case Value::Kind::kText:
            return fill_in(reporter.word("the text \"{0}\""), {value.text});
        case Value::Kind::kInteger:
            return fill_in(reporter.word("the number {0}"), {std::to_string(value.integer)});
        default:
            return reporter.word("no boolean");
    }
}

void check_credentials_option(PolicyWork& work) {
    const Value* value = work.options.value_of(OptionKind::kCredentials);
    const bool odd = value != nullptr && value->kind != Value::Kind::kBoolean && value->kind != Value::Kind::kNull;
    if (!odd || value->is_text("") || value->is_text("false") || (value->is_number() && value->number() == 0)) return;
    const std::string origin = work.allowed.empty() ? std::string(kStranger) : work.allowed.front().origin;
    const auto answer = work.server.ask(AnswerKind::kResponse, origin);
    if (!answer || has(*answer, kAllowCredentials)) return;
    work.reporter.add(Rule::kCredOptionIgnored,
                      {work.options.path_of(OptionKind::kCredentials), std::string(kAllowCredentials), std::nullopt},
                      shown(*value, work.reporter));
}

}  // namespace

void check_policy_options(PolicyWork& work) {
    std::size_t tried = 0;
    for (const OriginItem& item : work.options.origins()) {
        if (item.value->is_text() && ++tried <= kMaxTried) check_text(work, item);
    }
    check_duplicates(work);
    check_credentials_option(work);
    for (const auto& one : work.options.misspelled()) {
        work.reporter.add(Rule::kOptionTypo, {one.path, "", std::nullopt}, one.name, one.meant);
    }
}

}  // namespace corslab::audit
