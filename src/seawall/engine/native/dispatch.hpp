// Which instruction set this machine runs best.
#pragma once

#include <string>
#include <vector>

#include "lanes.hpp"

namespace seawall {

// Those that run here, the best first.
const std::vector<const Lanes*>& runnable();

// The best, or the one named; throws std::invalid_argument if it is unknown or does not run here.
const Lanes& lanes_named(const std::string& name);

}  // namespace seawall
