#include "core/audit/probes.h"

#include <algorithm>
#include <optional>

#include "core/http/grammar.h"
#include "core/url/origin.h"
#include "core/url/public_suffix.h"

namespace corslab::audit {
namespace {

constexpr std::string_view kAttacker = "attacker";
constexpr std::string_view kAttackersDomain = "attacker.test";

// A letter that is not there already.
char other_letter(const std::string& host) {
    return host.find('x') == std::string::npos ? 'x' : 'q';
}

class ProbeSet {
  public:
    explicit ProbeSet(const std::string& allowed) : allowed_(allowed) {
        const auto url = parse_url(allowed);
        if (!url || !url->host) return;
        const Origin origin = origin_of(*url);
        if (origin.opaque) return;
        scheme_ = origin.scheme + "://";
        host_ = origin.host.text;
        port_ = origin.port ? ":" + std::to_string(*origin.port) : "";
        if (origin.host.kind == HostKind::kDomain) domain_ = registrable_domain(host_);
        is_name_ = origin.host.kind == HostKind::kDomain;
    }

    std::vector<Probe> take() {
        if (host_.empty()) return {};
        if (scheme_ == "https://") add(ProbeKind::kScheme, "http://" + host_);
        constexpr std::string_view kPort = ":1337";
        add(ProbeKind::kPort, scheme_ + host_ + std::string(kPort));
        if (!is_name_) return std::move(probes_);
        add_after();
        add_before();
        add_below();
        add_changed();
        return std::move(probes_);
    }

  private:
    void add(ProbeKind kind, const std::string& origin, const std::string& suffix = {}) {
        if (origin == allowed_ || !is_sendable(origin)) return;
        const bool known =
            std::any_of(probes_.begin(), probes_.end(), [&](const Probe& probe) { return probe.origin == origin; });
        if (known) return;
        const auto url = parse_url(origin);
        const auto domain = registrable_domain(url->host->text);
        probes_.push_back({kind, origin, suffix, domain && domain == domain_});
    }

    void add_after() {
        add(ProbeKind::kAfter, scheme_ + host_ + "." + std::string(kAttackersDomain) + port_);
        add(ProbeKind::kAfter, scheme_ + host_ + std::string(kAttackersDomain) + port_);
        if (!port_.empty()) add(ProbeKind::kAfter, scheme_ + host_ + "." + std::string(kAttackersDomain));
        for (const std::string_view odd : {"_", "-", "\"", "{", "}", "+", "^", "`", "!", "~",   ";",
                                           "|", "&", "'",  "(", ")", "*", ",", "$", "=", "%60", "%0b"}) {
            add(ProbeKind::kOddCharacter, scheme_ + host_ + std::string(odd) + "." + std::string(kAttackersDomain));
        }
    }

    void add_before() {
        if (domain_) add(ProbeKind::kBefore, scheme_ + std::string(kAttacker) + *domain_ + port_);
        add(ProbeKind::kBefore, scheme_ + std::string(kAttacker) + host_ + port_);
    }

    void add_below() {
        add(ProbeKind::kSubdomain, scheme_ + std::string(kAttacker) + "." + host_ + port_);
        if (!domain_) return;
        add(ProbeKind::kSubdomain, scheme_ + std::string(kAttacker) + "." + *domain_ + port_);
        const auto dot = domain_->find('.');
        if (dot == std::string::npos) return;
        const std::string suffix = domain_->substr(dot + 1);
        add(ProbeKind::kPublicSuffix, scheme_ + std::string(kAttacker) + "." + suffix + port_, suffix);
    }

    void add_changed() {
        const char letter = other_letter(host_);
        for (auto dot = host_.find('.'); dot != std::string::npos; dot = host_.find('.', dot + 1)) {
            std::string changed = host_;
            changed[dot] = letter;
            add(ProbeKind::kDot, scheme_ + changed + port_);
        }
        if (!domain_) return;
        add(ProbeKind::kTruncated, scheme_ + host_.substr(0, host_.size() - 1) + port_);
        std::string shorter = host_;
        shorter.erase(host_.size() - domain_->size(), 1);
        add(ProbeKind::kTruncated, scheme_ + shorter + port_);
    }

    const std::string& allowed_;
    std::string scheme_;
    std::string host_;
    std::string port_;
    std::optional<std::string> domain_;
    bool is_name_ = false;
    std::vector<Probe> probes_;
};

}  // namespace

bool is_sendable(const std::string& origin) {
    const auto url = parse_url(origin);
    if (!url || !url->host || url->host->text.empty()) return false;
    const Origin parsed = origin_of(*url);
    return !parsed.opaque && serialize_origin(parsed) == origin;
}

std::vector<Probe> probes_for(const std::string& allowed) {
    return ProbeSet(allowed).take();
}

}  // namespace corslab::audit
