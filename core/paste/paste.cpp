#include "core/paste/paste.h"

#include "core/paste/setup.h"

namespace corslab::paste {
namespace {

Pasted failed(std::string code, std::string message) {
    return {std::nullopt, {std::move(code), std::move(message)}};
}

Pasted finish(std::string_view text, Found found, Language language) {
    if (found.options.gaps.size() > kMaxUnknown) {
        return failed("too-large", "more than " + std::to_string(kMaxUnknown) + " values are not in this text");
    }
    Reading reading;
    reading.setup.name = std::move(found.library);
    reading.setup.options = std::move(found.options.value);
    if (!reading.setup.options.is_object()) {
        reading.setup.options = Value();
        reading.setup.options.kind = Value::Kind::kObject;
    }
    reading.assumed = std::move(found.assumed);
    for (const Gap& gap : found.options.gaps) {
        const Place place = place_of(text, static_cast<std::size_t>(gap.source.data() - text.data()));
        reading.unknown.push_back({"/options" + gap.path, excerpt(gap.source), place.line, place.column,
                                   question_for(gap.path, gap.missing, gap.source, language)});
    }
    return {std::move(reading), {}};
}

}  // namespace

Pasted read_configuration(std::string_view text, Language language) {
    if (text.size() > kMaxText) {
        return failed("too-large", "the text is longer than 1 MiB: expected a server's configuration");
    }
    Search search = find_in_nginx(text, language);
    if (!search.found && !search.failure) {
        Search javascript = find_in_javascript(text, language);
        const bool sure = javascript.certain && (javascript.found || javascript.failure);
        if (!sure) search = find_in_python(text, language);
        if (sure || (!search.found && !search.failure)) search = std::move(javascript);
    }
    if (search.failure) return {std::nullopt, std::move(*search.failure)};
    if (search.found) return finish(text, std::move(*search.found), language);
    return failed(
        "unrecognised",
        "line 1, column 1: no CORS configuration is recognised in this text; expected JavaScript such as "
        "cors({ origin: '...' }), Python such as CORS(app, origins=[...]), CORSMiddleware or CORS_ALLOWED_ORIGINS "
        "= [...], or nginx with add_header");
}

}  // namespace corslab::paste
