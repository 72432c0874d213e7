#include "accuracy/shifted_enrichment.h"

#include "accuracy/error_estimate.h"
#include "discretization/degree_transfer.h"

#include <cmath>

namespace kelvolt
{
namespace
{

/// Of the correction, whose energy is then known to the square of it.
constexpr double correction_tolerance = 0.05;

Case with_degrees_added(const Case &input, unsigned int added)
{
  Case result = input;
  result.mesh.degree += added;
  return result;
}

} // namespace

ShiftedEnrichment::ShiftedEnrichment(const Grid &grid,
                                     const Case &input,
                                     const MaterialTable &materials,
                                     const ThermalProblem &coarse,
                                     unsigned int added)
    : input_(with_degrees_added(input, added)), coarse_(coarse),
      thermal_(grid, input_, materials, coarse.loads())
{
  thermal_.set_profile(coarse.profile());
  // A copy, since update_ghost_values() changes even a constant vector.
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
  Vector state = coarse.temperature();
  state.update_ghost_values();
  thermal_.set_temperature(raise_degree(coarse.field(), state, thermal_.field()));
  problem_ = std::make_unique<ShiftedProblem>(thermal_, materials);
  problem_->pass_once(); // its shifts rise
}

/// @return x_+ with ghosts and constrained entries
Vector
ShiftedEnrichment::improve(double s, unsigned int part, Vector raised, double &impedance)
{
  Vector free = std::move(raised), correction = thermal_.field().make_vector();
  free.zero_out_ghost_values();
  for (const unsigned int i : thermal_.field().constrained())
    free.local_element(i) = 0.;
  problem_->set_shift(s);
  Vector residual = problem_->load_of(part);
  residual.add(-1., problem_->shifted_times(free));
  problem_->solve(s, residual, correction_tolerance, correction);
  impedance = residual * correction;
  free.add(1., correction);
  thermal_.field().distribute_homogeneous(free);
  return free;
}

ShiftedEnrichment::Change
ShiftedEnrichment::change(double s, unsigned int part, const Vector &solution)
{
  Change result;
  const Vector better = improve(
      s, part, raise_degree(coarse_.field(), solution, thermal_.field()), result.impedance);
  if (s == 0.)
    result.faces = differences(face_rises(thermal_, better), face_rises(coarse_, solution));
  add_surplus_indicators(thermal_.conduction(),
                         {better, better, coarse_.field().element().degree, false},
                         result.indicators);
  return result;
}

} // namespace kelvolt
