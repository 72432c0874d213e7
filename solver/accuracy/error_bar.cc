#include "accuracy/error_bar.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

double enrichment_safety(unsigned int degree)
{
  const double p = degree;
  return std::max(2., 1.2 / (1. - std::pow(p / (p + 1.), 2.)));
}

double error_bar(const MeshEstimate &estimate, unsigned int degree)
{
  const double sum = estimate.electric + estimate.thermal;
  return (enrichment_safety(degree) - 0.5) *
             std::max(std::abs(sum), std::abs(estimate.change)) +
         0.5 * (std::abs(estimate.electric) + std::abs(estimate.thermal)) +
         std::abs(sum - estimate.change) + estimate.iteration_error;
}

void ErrorBar::add(const MeshEstimate &estimate)
{
  const double bar = error_bar(estimate, degree_);
  if (!meshes_.empty())
  {
    const double step = std::abs(estimate.value - meshes_.back().value);
    reliable_ = step <= last_bar_ + bar;
    inflation_ = reliable_ ? 1. : step / (last_bar_ + bar);
  }
  meshes_.push_back(estimate);
  last_bar_ = bar;
}

double ErrorBar::error() const
{
  return meshes_.empty() ? std::numeric_limits<double>::infinity() : inflation_ * last_bar_;
}

} // namespace kelvolt
