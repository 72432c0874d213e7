#include "accuracy/mesh_sequence.h"

#include <cmath>
#include <limits>

namespace kelvolt
{

double MeshSequence::factor(unsigned int mesh)
{
  return mesh == 0 ? 2. : std::pow(0.5, 0.5 * (mesh - 1.));
}

double MeshSequence::next_factor() const
{
  return factor(n_meshes());
}

bool MeshSequence::done(double wanted) const
{
  return n_meshes() >= 2 && estimated_error() <= wanted;
}

double MeshSequence::estimated_error() const
{
  const unsigned int n = n_meshes();
  return n < 2 ? std::numeric_limits<double>::infinity()
               : error_from(answers_[n - 2], answers_[n - 1]);
}

double MeshSequence::error_from(const MeshAnswer &one_before, const MeshAnswer &last) const
{
  const double ratio = factor(n_meshes() - 2) / factor(n_meshes() - 1);
  const double with_heat =
      last.heat > 0. ? last.rise * (last.heat - one_before.heat) / last.heat : 0.;
  const double change = last.value - one_before.value;
  return (std::abs(with_heat) + std::abs(change - with_heat)) / (ratio - 1.) +
         last.iteration_error;
}

} // namespace kelvolt
