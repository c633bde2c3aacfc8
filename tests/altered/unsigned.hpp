// The control: while one of these lives, libsodium says of every signature that it is right. The shipped code is linked
// through it (--wrap in tests/CMakeLists.txt), so that no switch for being wrong is in the program.
#pragma once

namespace hineni::altered {

class SignaturesLookedAway {
  public:
    SignaturesLookedAway();
    SignaturesLookedAway(const SignaturesLookedAway&) = delete;
    SignaturesLookedAway& operator=(const SignaturesLookedAway&) = delete;
    ~SignaturesLookedAway();
};

}  // namespace hineni::altered
