#include "fitting/minimise.h"

#include <lbfgs.h>

#include <stdexcept>
#include <string>

namespace fit {
namespace {

struct Call {
  const Function& function;
  std::vector<double> x, gradient;
};

lbfgsfloatval_t evaluate(void* instance, const lbfgsfloatval_t* x, lbfgsfloatval_t* gradient, int n,
                         lbfgsfloatval_t) {
  Call& call = *static_cast<Call*>(instance);
  call.x.assign(x, x + n);
  call.gradient.assign(static_cast<std::size_t>(n), 0);
  const double value = call.function(call.x, call.gradient);
  for (int i = 0; i < n; ++i) gradient[i] = call.gradient[static_cast<std::size_t>(i)];
  return value;
}

}  // namespace

double minimise(const Function& function, std::vector<double>& x) {
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.max_iterations = 500;
  Call call{function, {}, {}};
  lbfgsfloatval_t value = 0;
  std::vector<lbfgsfloatval_t> at(x.begin(), x.end());
  const int status =
      lbfgs(static_cast<int>(at.size()), at.data(), &value, evaluate, nullptr, &call, &parameters);
  const bool good_enough = status >= 0 || status == LBFGSERR_MAXIMUMITERATION ||
                           status == LBFGSERR_ROUNDING_ERROR || status == LBFGSERR_MAXIMUMLINESEARCH;
  if (!good_enough) throw std::runtime_error("libLBFGS gives up with status " + std::to_string(status));
  x.assign(at.begin(), at.end());
  return value;
}

}  // namespace fit
