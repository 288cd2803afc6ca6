#include "core/profile/profile.h"

#include <algorithm>
#include <cstddef>

namespace corslab {
namespace {

#include "browsers.inc"

const std::vector<BrowserProfile>& profiles() {
    static const std::vector<BrowserProfile> kProfiles{BrowserProfile{.name = "standard"}, CORSLAB_BROWSER_PROFILES};
    return kProfiles;
}

}  // namespace

const BrowserProfile& standard_profile() {
    return profiles().front();
}

const std::vector<BrowserProfile>& all_profiles() {
    return profiles();
}

}  // namespace corslab
