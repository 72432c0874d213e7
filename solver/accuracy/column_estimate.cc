#include "accuracy/column_estimate.h"

#include "accuracy/residual_decline.h"
#include "coupling/conductor_points.h"
#include "linear_algebra/anderson_acceleration.h"

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// To which the residuals of the adjoint problem fall.
constexpr double adjoint_tolerance = 1e-3;
/// Of each solve for one field of two; the passes over both correct what it leaves.
constexpr double inner_tolerance = 0.1;
constexpr unsigned int acceleration_depth = 6;
/// Close to a runaway, what such solves leave swamps what the acceleration learns.
constexpr int loose_passes = 25;
constexpr double tight_inner_tolerance = 1e-7;
constexpr int most_passes = 100;
constexpr const char *no_adjoint =
    "The error of the result could not be estimated: heat and temperature drive each other "
    "so strongly that the package is close to having no steady state. Lower the currents, "
    "or cool better.";

/// Ghosts, too.
void add(const Vector &what, Vector &to)
{
  to.zero_out_ghost_values();
  to += what;
  to.update_ghost_values();
}

} // namespace

ColumnEstimator::ColumnEstimator(const Case &input,
                                 const Edges &edges,
                                 const ColumnState &coarse,
                                 ColumnState &enriched,
                                 const std::vector<ColumnTemperatures> &temperatures,
                                 std::size_t hottest_part)
    : input_(&input), enriched_(&enriched), temperatures_(&temperatures),
      hottest_part_(hottest_part), temperature_(*edges.temperature,
                                                coarse.heat.field(),
                                                coarse.heat.temperature(),
                                                enriched.heat.conduction(),
                                                enriched.heat.temperature())
{
  if (!enriched.electric)
    return;
  potential_.emplace(*edges.potential,
                     coarse.electric->field(),
                     coarse.electric->potential(),
                     enriched.electric->conduction(),
                     enriched.electric->potential());
  potential_gradient_ = enriched.electric->gradient();
}

LossWeights ColumnEstimator::loss_weights(const Vector &z) const
{
  const ColumnField &electric = enriched_->electric->field();
  const ColumnHeat &heat = enriched_->heat;
  const PointValues here =
      on_conductors(electric, heat.field(), heat.field().values_at_points(z));
  LossWeights result;
  for (unsigned int cell = 0; cell < here.n_cells(); ++cell)
  {
    double most = 0.;
    for (unsigned int q = 0; q < here.n_points(); ++q)
      most = std::max(most, std::abs(here.at(cell, q)));
    result.cell.push_back(most);
  }
  const auto &contacts = enriched_->electric->conduction().contacts();
  for (std::size_t c = 0; c < input_->contacts.size(); ++c)
  {
    if (!enriched_->electric->may_jump(c))
      continue;
    // Half of it in either part.
    std::vector<double> mean = heat.contact_sum(c, z);
    for (double &x : mean)
      x = 0.5 * std::abs(x);
    const ColumnContact &integral = contacts[result.contact.size()].integral;
    const std::vector<double> one(mean.size(), 1.), area = integral.face_integrals(one);
    result.contact.push_back(integral.face_integrals(mean));
    for (std::size_t i = 0; i < area.size(); ++i)
      result.contact.back()[i] /= area[i];
  }
  return result;
}

void ColumnEstimator::add_joule_slope(const Vector &z, Vector &load) const
{
  const ColumnCurrent &electric = *enriched_->electric;
  const ColumnHeat &heat = enriched_->heat;
  const PointValues weight = map_points(
      [](double sigma, double here) { return 2. * sigma * here; },
      enriched_->coupled.conductivity.sigma,
      on_conductors(electric.field(), heat.field(), heat.field().values_at_points(z)));
  ColumnOperator weighted(electric.field());
  weighted.set_conductivity({&weight, &weight, &weight});
  weighted.add_conduction(electric.potential(), 0., load);
  for (std::size_t c = 0; c < input_->contacts.size(); ++c)
  {
    std::vector<double> f = electric.contact_jump(c);
    if (f.empty())
      continue;
    const std::vector<double> both = heat.contact_sum(c, z);
    for (std::size_t q = 0; q < f.size(); ++q)
      f[q] *= both[q] / electric.contact_resistance()[c];
    electric.add_contact_load(c, f, load);
  }
}

/// @return CG iterations
int ColumnEstimator::solve_adjoint(const ColumnPair &load, ColumnPair &z)
{
  if (!enriched_->electric)
    return enriched_->heat.improve(z.temperature, load.temperature, adjoint_tolerance)
        .iterations;
  int iterations = 0;
  AndersonAcceleration acceleration(acceleration_depth);
  ResidualDecline of_potential, of_temperature;
  for (int pass = 1; pass <= most_passes; ++pass)
  {
    if (pass == loose_passes + 1)
      acceleration = AndersonAcceleration(acceleration_depth);
    const double inner = pass <= loose_passes ? inner_tolerance : tight_inner_tolerance;
    const SolveReport electric = improve_potential(load, inner, z);
    const Vector before = z.temperature;
    const SolveReport thermal = improve_temperature(load, inner, z);
    iterations += electric.iterations + thermal.iterations;
    Vector step = z.temperature;
    step.zero_out_ghost_values();
    step -= before;
    acceleration.accelerate(before, step);
    z.temperature = before;
    add(step, z.temperature);
    const double left =
        std::max(of_potential.relative(electric), of_temperature.relative(thermal));
    if (pass > 1 && left <= adjoint_tolerance)
      return iterations;
  }
  throw std::runtime_error(no_adjoint);
}

SolveReport ColumnEstimator::improve_potential(const ColumnPair &load,
                                               double tolerance,
                                               ColumnPair &z) const
{
  ColumnCurrent &electric = *enriched_->electric;
  Vector b = electric.field().make_vector();
  add_joule_slope(z.temperature, b);
  b.compress(dealii::VectorOperation::add);
  b += *load.potential;
  return electric.improve(*z.potential, b, tolerance);
}

SolveReport ColumnEstimator::improve_temperature(const ColumnPair &load,
                                                 double tolerance,
                                                 ColumnPair &z) const
{
  ColumnHeat &heat = enriched_->heat;
  Vector b = heat.field().make_vector();
  heat.conduction().add_source(
      slope_of_current(*enriched_, potential_gradient_, *z.potential), -1., b);
  b.compress(dealii::VectorOperation::add);
  b += load.temperature;
  return heat.improve(z.temperature, b, tolerance);
}

EdgeShares ColumnEstimator::energy_shares() const
{
  EdgeShares shares;
  temperature_.add_energy(shares);
  return shares;
}

ColumnGoalEstimate ColumnEstimator::estimate(const Quantity &of)
{
  const ColumnDerivative derivative = column_derivative(
      of, *input_, *enriched_, potential_gradient_, *temperatures_, hottest_part_);
  ColumnPair z = zero_pair(*enriched_);
  ColumnGoalEstimate result;
  result.iterations = solve_adjoint(derivative.load, z);
  add(derivative.lift.temperature, z.temperature);
  temperature_.weigh(z.temperature, nullptr, result);
  if (potential_)
  {
    add(*derivative.lift.potential, *z.potential);
    const LossWeights losses = loss_weights(z.temperature);
    potential_->weigh(*z.potential, &losses, result);
  }
  return result;
}

} // namespace kelvolt
