#include "study/steps_cost.h"

#include <fmt/format.h>

namespace kelvolt
{

std::string text_of_cost(const TransientMesh &mesh,
                         const std::vector<TransientStepRecord> &steps,
                         unsigned long long solved,
                         double seconds)
{
  unsigned long long passes = 0, iterations = 0;
  for (const TransientStepRecord &step : steps)
  {
    passes += step.nonlinear_iterations;
    iterations += step.linear_iterations;
  }
  return fmt::format(
      "Steps     {:.3g} s for {} coupled solutions of {} passes and {} CG iterations, as "
      "long as {:.0f} solutions from cold for the whole time",
      seconds,
      solved,
      passes,
      iterations,
      seconds / mesh.steady_seconds);
}

} // namespace kelvolt
