#include "core/middleware/line_source.h"

#include <algorithm>

#include "core/http/grammar.h"

namespace corslab::middleware {
namespace {

// More options than anyone writes; each costs a simulation.
constexpr int kMostTrials = 300;

class Sources {
  public:
    Sources(const Setup& setup, const Request& request, const Handler& handler, const Reply& reply)
        : setup_(setup), request_(request), handler_(handler), reply_(reply), sources_(reply.headers.size()) {}

    std::vector<LineSource> run() {
        visit(setup_.options, "");
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const bool own = std::find(handler_.headers.begin(), handler_.headers.end(), reply_.headers[i]) !=
                             handler_.headers.end();
            sources_[i].handler = own && sources_[i].options.empty() && reply_.handler_ran;
        }
        return std::move(sources_);
    }

  private:
    // Tries without each part of the value: what is inside comes first, for it says more.
    void visit(Value& value, const std::string& path) {
        for (std::size_t i = 0; i < value.members.size(); ++i) {
            const std::string at = path + "/" + escape_pointer(value.members[i].name);
            visit(value.members[i].value, at);
            Member member = std::move(value.members[i]);
            value.members.erase(value.members.begin() + static_cast<std::ptrdiff_t>(i));
            try_without(at);
            value.members.insert(value.members.begin() + static_cast<std::ptrdiff_t>(i), std::move(member));
        }
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            if (!value.items[i].is_object()) continue;
            const std::string at = path + "/" + std::to_string(i);
            visit(value.items[i], at);
            Value item = std::move(value.items[i]);
            value.items.erase(value.items.begin() + static_cast<std::ptrdiff_t>(i));
            try_without(at);
            value.items.insert(value.items.begin() + static_cast<std::ptrdiff_t>(i), std::move(item));
        }
    }

    void try_without(const std::string& path) {
        if (++trials_ > kMostTrials) return;
        const Simulated other = simulate(setup_, request_, handler_);
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const bool stays = other.reply && std::find(other.reply->headers.begin(), other.reply->headers.end(),
                                                        reply_.headers[i]) != other.reply->headers.end();
            auto& options = sources_[i].options;
            const bool said = std::any_of(options.begin(), options.end(),
                                          [&](const std::string& inner) { return inner.starts_with(path + "/"); });
            if (!stays && !said) options.push_back(path);
        }
    }

    Setup setup_;
    const Request& request_;
    const Handler& handler_;
    const Reply& reply_;
    std::vector<LineSource> sources_;
    int trials_ = 0;
};

}  // namespace

std::vector<LineSource> line_sources(const Setup& setup, const Request& request, const Handler& handler,
                                     const Reply& reply) {
    return Sources(setup, request, handler, reply).run();
}

}  // namespace corslab::middleware
