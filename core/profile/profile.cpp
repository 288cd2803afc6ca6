#include "core/profile/profile.h"

namespace corslab {

const BrowserProfile& standard_profile() {
    static constexpr BrowserProfile kStandard{.name = "standard"};
    return kStandard;
}

}  // namespace corslab
