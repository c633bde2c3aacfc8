#include "kiosk/device/loan.hpp"

#include <dlfcn.h>

#include <string>

namespace hineni {

void Loan::GiveBack::operator()(void* library) const {
    dlclose(library);
}

Result<Loan> Loan::take(const std::filesystem::path& module) {
    void* library = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        const char* why = dlerror();
        return fail("load " + module.string() + ": " + (why != nullptr ? why : "it cannot be loaded"));
    }
    return Loan(library);
}

void* Loan::found(const char* name) const {
    return dlsym(library_.get(), name);
}

}  // namespace hineni
