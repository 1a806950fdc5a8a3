#include "dispatch.hpp"

#include <stdexcept>

namespace seawall {
namespace {

std::vector<const Lanes*> found_here() {
    std::vector<const Lanes*> found;
#if defined(SEAWALL_X86)
    __builtin_cpu_init();
    const bool bw = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    if (bw && __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512bitalg"))
        found.push_back(&AVX512VPOPCNT);
    if (bw) found.push_back(&AVX512BW);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
        found.push_back(&AVX2);
#elif defined(SEAWALL_ARM64)
    found.push_back(&NEON);
#endif
    found.push_back(&BASELINE);
    return found;
}

}  // namespace

const std::vector<const Lanes*>& runnable() {
    static const std::vector<const Lanes*> found = found_here();
    return found;
}

const Lanes& lanes_named(const std::string& name) {
    for (const Lanes* lanes : runnable())
        if (name.empty() || name == lanes->name) return *lanes;
    throw std::invalid_argument("this machine does not run the instruction set " + name);
}

}  // namespace seawall
