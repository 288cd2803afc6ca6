#include "core/profile/profile.h"

#include <algorithm>

namespace corslab {
namespace {

#ifdef CORSLAB_ALL_BROWSERS
#include "browsers.inc"
#endif

const std::vector<BrowserProfile>& profiles() {
    static const std::vector<BrowserProfile> kProfiles{BrowserProfile{.name = "standard"},
#ifdef CORSLAB_ALL_BROWSERS
                                                       CORSLAB_BROWSER_PROFILES
#endif
    };
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
