#include "results/error_bar.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

double enrichment_safety(unsigned int degree, unsigned int added, double exponent)
{
  const double p = degree, below_half = std::clamp(6. * (0.5 - exponent), 0., 1.);
  const double margin = 1.2 + 0.8 * below_half;
  return std::max(2., margin / (1. - std::pow(p / (p + added), 4. * exponent)));
}

double error_bar(const MeshEstimate &estimate, double safety)
{
  const double sum = estimate.electric + estimate.thermal;
  return (safety - 0.5) * std::max(std::abs(sum), std::abs(estimate.change)) +
         0.5 * (std::abs(estimate.electric) + std::abs(estimate.thermal)) +
         std::abs(sum - estimate.change) + estimate.iteration_error + estimate.bent_laws;
}

void ErrorBar::add(const MeshEstimate &estimate, double safety)
{
  bar_before_ = last_bar_;
  last_bar_ = error_bar(estimate, safety);
  meshes_.push_back(estimate);
  compare_meshes();
}

void ErrorBar::add_second(const MeshEstimate &estimate, double safety)
{
  last_bar_ = std::max(last_bar_, error_bar(estimate, safety));
  compare_meshes();
}

void ErrorBar::compare_meshes()
{
  if (meshes_.size() < 2)
    return;
  const double step = std::abs(meshes_.back().value - meshes_[meshes_.size() - 2].value),
               allowed = bar_before_ + last_bar_;
  reliable_ = step <= allowed;
  inflation_ = reliable_ ? 1. : step / allowed;
}

double ErrorBar::error() const
{
  return meshes_.empty() ? std::numeric_limits<double>::infinity() : inflation_ * last_bar_;
}

std::vector<double> ErrorBar::memory() const
{
  std::vector<double> memory{bar_before_, last_bar_, inflation_, reliable_ ? 1. : 0.};
  for (const MeshEstimate &mesh : meshes_)
    for (const double one :
         {mesh.value, mesh.change, mesh.electric, mesh.thermal, mesh.iteration_error})
      memory.push_back(one);
  return memory;
}

ErrorBar ErrorBar::remembered(const std::vector<double> &memory)
{
  ErrorBar bar;
  bar.bar_before_ = memory.at(0);
  bar.last_bar_ = memory.at(1);
  bar.inflation_ = memory.at(2);
  bar.reliable_ = memory.at(3) != 0.;
  constexpr std::size_t first = 4, n_members = 5;
  for (std::size_t i = first; i < memory.size(); i += n_members)
    bar.meshes_.push_back({memory.at(i),
                           memory.at(i + 1),
                           memory.at(i + 2),
                           memory.at(i + 3),
                           memory.at(i + 4)});
  return bar;
}

} // namespace kelvolt
