#include "core/fix/option_fix.h"

#include <algorithm>

#include "core/explain/step_text.h"
#include "core/fix/reach.h"
#include "core/fix/trial.h"
#include "core/http/grammar.h"
#include "core/middleware/answers.h"

namespace corslab::fix {
namespace {

using middleware::escape_pointer;
using middleware::Member;
using middleware::Value;

constexpr int kMaxRepairs = 12;

// What a library calls the four things that a policy has.
struct OptionNames {
    std::string_view middleware;
    std::string_view origins;
    std::string_view credentials;
    std::string_view methods;
    std::string_view headers;
    bool one_origin = false;  // Whether the origin is one text.
};

constexpr OptionNames kNames[] = {
    {"express-cors", "origin", "credentials", "methods", "allowedHeaders"},
    {"fastify-cors", "origin", "credentials", "methods", "allowedHeaders"},
    {"koa-cors", "origin", "credentials", "allowMethods", "allowHeaders", true},
    {"hono-cors", "origin", "credentials", "allowMethods", "allowHeaders"},
    {"flask-cors", "origins", "supports_credentials", "methods", "allow_headers"},
    {"starlette", "allow_origins", "allow_credentials", "allow_methods", "allow_headers"},
    {"django-cors-headers", "CORS_ALLOWED_ORIGINS", "CORS_ALLOW_CREDENTIALS", "CORS_ALLOW_METHODS",
     "CORS_ALLOW_HEADERS"},
    {"rs-cors", "AllowedOrigins", "AllowCredentials", "AllowedMethods", "AllowedHeaders"},
    {"spring", "allowedOrigins", "allowCredentials", "allowedMethods", "allowedHeaders"},
    {"aspnet-core", "WithOrigins", "AllowCredentials", "WithMethods", "WithHeaders"},
    {"s3", "AllowedOrigins", "", "AllowedMethods", "AllowedHeaders"},
};

const OptionNames* names_of(const middleware::Setup& setup) {
    const auto* const found = std::find_if(std::begin(kNames), std::end(kNames),
                                           [&](const OptionNames& names) { return names.middleware == setup.name; });
    return found == std::end(kNames) ? nullptr : found;
}

// An object that holds options, and where it stands.
struct Container {
    Value* value = nullptr;
    std::string pointer;
};

// The options themselves, or the parts of them that are about paths or rules.
std::vector<Container> containers_of(Value& options, std::string_view name) {
    std::vector<Container> parts;
    for (Member& member : options.members) {
        if (member.name == "resources") {
            for (Member& resource : member.value.members) {
                if (resource.value.find(name) != nullptr)
                    parts.push_back({&resource.value, "/resources/" + escape_pointer(resource.name)});
            }
        }
        if (member.name == "CORSRules") {
            for (std::size_t i = 0; i < member.value.items.size(); ++i) {
                parts.push_back({&member.value.items[i], "/CORSRules/" + std::to_string(i)});
            }
        }
    }
    if (parts.empty()) parts.push_back({&options, ""});
    return parts;
}

// The member that holds the option; made where there is none.
Value& member_of(Value& object, std::string_view name) {
    for (Member& member : object.members) {
        if (member.name == name) return member.value;
    }
    object.kind = Value::Kind::kObject;
    object.members.push_back({std::string(name), {}});
    return object.members.back().value;
}

bool has_item(const Value& value, const std::string& item) {
    if (value.is_list()) {
        return std::any_of(value.items.begin(), value.items.end(),
                           [&](const Value& one) { return one.is_text() && equals_ignoring_case(one.text, item); });
    }
    const auto items = value.is_text() ? get_decode_and_split(value.text) : std::vector<std::string>();
    return std::any_of(items.begin(), items.end(),
                       [&](const std::string& one) { return equals_ignoring_case(one, item); });
}

// A list that also has the item. A star, and what is no list, makes way for it.
Value with_item(const Value& value, const std::string& item) {
    if (value.is_list()) {
        Value list = value;
        const bool star_alone = list.items.size() == 1 && list.items.front().is_text("*");
        if (star_alone) list.items.clear();
        list.items.push_back(Value::of_text(item));
        return list;
    }
    const bool kept = (value.is_text() && !value.is_text("*") && !value.text.empty()) || value.is_regex();
    if (!kept) return Value::of_list({Value::of_text(item)});
    if (value.is_text() && value.text.find(',') != std::string::npos) return Value::of_text(value.text + "," + item);
    return Value::of_list({value, Value::of_text(item)});
}

class Search {
  public:
    Search(const Scenario& scenario, const std::vector<MiddlewareEntry>& entries)
        : scenario_(scenario), entries_(entries), start_(scenario) {}

    std::optional<OptionFix> run() {
        if (start_.works_everywhere()) return std::nullopt;
        for (int i = 0; i < kMaxRepairs; ++i) {
            const Trial trial(with(changes_));
            edited_ = false;
            for (const Trial::Failing& failing : trial.failing()) {
                if (!edited_) edit_for(failing);
            }
            if (!edited_) break;
        }
        Trial trial(with(changes_));
        if (changes_.empty() || !trial.improves(start_)) return std::nullopt;
        for (std::size_t i = changes_.size(); i-- > 0;) {
            auto fewer = changes_;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            Trial without(with(fewer));
            if (fewer.empty() || !without.keeps(trial)) continue;
            changes_ = std::move(fewer);
        }
        return fix();
    }

  private:
    [[nodiscard]] OptionFix fix() const {
        OptionFix fix;
        const Scenario after = with(changes_);
        const Trial trial(after);
        for (std::size_t i = 0; i < trial.works().size(); ++i) {
            if (trial.works()[i]) fix.works.push_back(&all_profiles()[i]);
        }
        std::vector<std::size_t> touched;
        for (const OptionChange& change : changes_) {
            if (std::find(touched.begin(), touched.end(), change.entry) == touched.end())
                touched.push_back(change.entry);
        }
        fix.reach = newly_allowed(scenario_, after, touched);
        fix.changes = changes_;
        return fix;
    }

    [[nodiscard]] const MiddlewareEntry* entry_at(std::size_t index) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(),
                                        [&](const MiddlewareEntry& entry) { return entry.index == index; });
        return found == entries_.end() ? nullptr : &*found;
    }

    // The entry's options with the changes made.
    [[nodiscard]] static middleware::Setup changed_setup(const MiddlewareEntry& entry,
                                                         const std::vector<OptionChange>& changes) {
        middleware::Setup setup = entry.setup;
        for (const OptionChange& change : changes) {
            if (change.entry != entry.index) continue;
            const auto slash = change.pointer.rfind('/');
            const std::string name = change.pointer.substr(slash + 1);
            for (const Container& container : containers_of(setup.options, name)) {
                if (container.pointer == change.pointer.substr(0, slash))
                    member_of(*container.value, name) = change.after;
            }
        }
        return setup;
    }

    [[nodiscard]] Scenario with(const std::vector<OptionChange>& changes) const {
        Scenario scenario = scenario_;
        for (const MiddlewareEntry& entry : entries_) {
            scenario.server[entry.index].compute = middleware::answers_of(changed_setup(entry, changes), entry.handler);
        }
        return scenario;
    }

    // Lets the option of the entry be another one.
    // @param edit gives the new value; nothing where the old one will do.
    template <class Edit>
    void edit(const MiddlewareEntry& entry, std::string_view name, const Edit& edit) {
        if (name.empty()) return;
        middleware::Setup setup = changed_setup(entry, changes_);
        for (const Container& container : containers_of(setup.options, name)) {
            const std::string pointer = container.pointer + "/" + std::string(name);
            const Value* now = container.value->find(name);
            const std::optional<Value> after = edit(now != nullptr ? *now : Value{});
            if (!after) continue;
            edited_ = true;
            const auto known = std::find_if(changes_.begin(), changes_.end(), [&](const OptionChange& change) {
                return change.entry == entry.index && change.pointer == pointer;
            });
            if (known != changes_.end()) {
                known->after = *after;
                continue;
            }
            std::optional<Value> before;
            if (now != nullptr) before = *now;
            changes_.push_back({entry.index, pointer, std::move(before), *after});
        }
    }

    // Each item once: what it does not help against, it will not the second time.
    bool is_new(std::string_view name, const std::string& item) {
        const std::pair<std::string, std::string> pair(name, item);
        if (std::find(added_.begin(), added_.end(), pair) != added_.end()) return false;
        added_.push_back(pair);
        return true;
    }

    void add(const MiddlewareEntry& entry, std::string_view name, const std::string& item) {
        if (!is_new(name, item)) return;
        edit(entry, name, [&](const Value& value) -> std::optional<Value> {
            if (has_item(value, item)) return std::nullopt;
            return with_item(value, item);
        });
    }

    void set(const MiddlewareEntry& entry, std::string_view name, const Value& value) {
        if (is_new(name, value.text)) edit(entry, name, [&](const Value&) { return std::optional(value); });
    }

    void edit_for(const Trial::Failing& failing) {
        const Outcome& outcome = *failing.outcome;
        if (outcome.wire.empty()) return;
        const AnswerRef& ref = outcome.wire.back().answer;
        const MiddlewareEntry* entry = entry_at(ref.entry);
        const OptionNames* names = entry == nullptr ? nullptr : names_of(entry->setup);
        if (names == nullptr || ref.kind != AnswerRef::Kind::kMiddleware) return;
        const std::string_view id = text_of(outcome.failure->finding).id;
        // A preflight that is refused as a whole does not say why.
        const bool refused = id == "preflight-status";
        if (id == "cors-check-origin" || refused) add_origin(*entry, *names, outcome);
        if (id == "cors-check-credentials" || (refused && includes_credentials(failing)))
            set(*entry, names->credentials, Value::of_boolean(true));
        if (id == "preflight-method" || refused)
            add_asked(*entry, names->methods, outcome, "access-control-request-method");
        if (id == "preflight-headers" || id == "preflight-authorization" || refused) {
            add_asked(*entry, names->headers, outcome, "access-control-request-headers");
        }
    }

    [[nodiscard]] bool includes_credentials(const Trial::Failing& failing) const {
        const RequestInit& init = failing.index == 0 ? scenario_.request : scenario_.then[failing.index - 1];
        return init.credentials == CredentialsMode::kInclude;
    }

    void add_origin(const MiddlewareEntry& entry, const OptionNames& names, const Outcome& outcome) {
        const std::string& origin = outcome.failure->origin;
        if (names.one_origin) return set(entry, names.origins, Value::of_text(origin));
        add(entry, names.origins, origin);
    }

    void add_asked(const MiddlewareEntry& entry, std::string_view name, const Outcome& outcome,
                   std::string_view header) {
        for (const Header& sent : outcome.wire.back().headers) {
            if (sent.name != header) continue;
            for (const std::string& item : get_decode_and_split(sent.value)) add(entry, name, spelled(item));
        }
    }

    // As the script wrote it.
    [[nodiscard]] std::string spelled(const std::string& name) const {
        for (const Header& header : scenario_.request.headers) {
            if (equals_ignoring_case(header.name, name)) return header.name;
        }
        return name;
    }

    const Scenario& scenario_;
    const std::vector<MiddlewareEntry>& entries_;
    const Trial start_;
    std::vector<OptionChange> changes_;
    std::vector<std::pair<std::string, std::string>> added_;
    bool edited_ = false;
};

}  // namespace

std::optional<OptionFix> find_option_fix(const Scenario& scenario, const std::vector<MiddlewareEntry>& entries) {
    if (entries.empty()) return std::nullopt;
    return Search(scenario, entries).run();
}

}  // namespace corslab::fix
