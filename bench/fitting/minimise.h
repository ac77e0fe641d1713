// The smallest value of a smooth function, by libLBFGS.
#pragma once

#include <functional>
#include <vector>

namespace fit {

// Gives the value at x and fills in its gradient.
using Function = std::function<double(const std::vector<double>& x, std::vector<double>& gradient)>;

// Starts at x and leaves the minimum there. Throws std::runtime_error when libLBFGS gives up.
double minimise(const Function& function, std::vector<double>& x);

}  // namespace fit
