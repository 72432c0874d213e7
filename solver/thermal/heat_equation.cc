#include "case/given.h"
#include "case/law_out_of_range.h"
#include "thermal/law_range.h"
#include "thermal/thermal_problem.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

/// @file
/// The equations of ThermalProblem: their coefficients, residual and solutions.

namespace kelvolt
{

void ThermalProblem::require_on_all_ranks(bool positive, const char *law) const
{
  if (dealii::Utilities::MPI::min(positive ? 1 : 0, field_.communicator()) == 0)
    throw LawOutOfRange(std::string("A ") + law +
                        " is not positive at a temperature that the solution reached: its "
                        "law is used far outside its range.");
}

namespace
{

/// k per axis at the Gauss points of this rank; none along y and z where all of its cells
/// conduct as along x.
struct Conductivity
{
  std::array<PointValues, dim> k;
  bool positive = true;
};

const PointValues &along(const std::array<PointValues, dim> &k, unsigned int axis)
{
  return k[axis].empty() ? k[0] : k[axis];
}

Conductivity conductivity_at(const ScalarField &field,
                             const MaterialTable &materials,
                             const PointValues &T)
{
  const std::vector<unsigned int> &part = field.cells().part;
  Conductivity result;
  const auto take_cell = [&](unsigned int cell, const Material &material, unsigned int axis)
  {
    for (unsigned int q = 0; q < T.n_points(); ++q)
    {
      const double in_law = std::max(T.at(cell, q), coldest_for_laws),
                   value = thermal_conductivity(material, axis, in_law).value;
      result.k[axis].at(cell, q) = value;
      result.positive = result.positive && value > 0.; // false for NaN
    }
  };
  result.k[0] = field.constant_at_points(1.);
  for (unsigned int cell = 0; cell < part.size(); ++cell)
    take_cell(cell, materials.of_part(part[cell]), 0);
  const auto is_anisotropic = [&](unsigned int of)
  {
    return !is_isotropic(materials.of_part(of));
  };
  if (std::none_of(part.begin(), part.end(), is_anisotropic))
    return result;
  result.k[1] = result.k[2] = result.k[0];
  for (unsigned int cell = 0; cell < part.size(); ++cell)
    for (unsigned int axis = 1; axis < dim && is_anisotropic(part[cell]); ++axis)
      take_cell(cell, materials.of_part(part[cell]), axis);
  return result;
}

} // namespace

std::array<PointValues, dim>
ThermalProblem::conductivity(const PointValues &temperature_at_points) const
{
  auto [k, positive] = conductivity_at(field_, *materials_, temperature_at_points);
  require_on_all_ranks(positive, "thermal conductivity");
  for (unsigned int axis = 1; axis < dim; ++axis)
    k[axis] = PointValues(along(k, axis));
  return std::move(k);
}

void ThermalProblem::linearize(const PointValues &temperature_at_points,
                               const PointValues &q,
                               const std::vector<std::vector<double>> &contact_q)
{
  const std::array<PointValues, dim> k = set_conductivity(temperature_at_points);
  take_stored_heat(temperature_at_points);
  residual_.zero_out_ghost_values();
  residual_ = 0.;
  const double offset =
      temperature_.locally_owned_size() > 0 ? temperature_.local_element(0) : 0.;
  operator_.add_conduction(temperature_, offset, residual_);
  if (!given_density_.empty())
    operator_.add_source(given_density_, -1., residual_);
  if (!q.empty())
    operator_.add_source(q, -1., residual_);
  if (!stored_.empty())
    operator_.add_source(stored_, 1., residual_);
  for (std::size_t i = 0; i < contact_q.size(); ++i)
    if (!contact_q[i].empty())
      contacts_[i].add_load(contact_q[i], -0.5, -0.5, residual_);
  for (std::size_t i = 0; i < wires_.size(); ++i)
    add_wire_load(i, {-0.5 * wires_[i].heat, -0.5 * wires_[i].heat}, residual_);
  double slope = add_losses(); // of all that follows T [W/K]
  if (storage_.rate > 0.)
    slope += total(capacity_rate_);
  residual_.compress(dealii::VectorOperation::add);
  if (storage_.earlier)
    residual_.add(-1., *storage_.earlier);
  // Values and losses are sums of a few rounded terms each.
  constexpr double eps = 8. * std::numeric_limits<double>::epsilon();
  round_off_ = eps * highest_temperature() * (slope + conductance_of_held_cells(k));
}

void ThermalProblem::take_wires(std::vector<WireHeat> wires)
{
  wires_ = std::move(wires);
  operator_.links().set_conductance(conductances(wires_));
}

std::vector<double> conductances(const std::vector<WireHeat> &wires)
{
  std::vector<double> result;
  for (const WireHeat &wire : wires)
    result.push_back(wire.conductance);
  return result;
}

void ThermalProblem::set_storage(Storage storage)
{
  storage_ = std::move(storage);
  solver_.expect_shift(storage_.rate);
  storage_start_.clear();
  if (storage_.rate == 0.)
    return;
  materials_->require_heat_capacities();
  storage_.start.update_ghost_values();
  storage_start_ = field_.values_at_points(storage_.start);
}

void ThermalProblem::take_stored_heat(const PointValues &temperature_at_points)
{
  stored_.clear();
  capacity_rate_.clear();
  if (storage_.rate == 0.)
    return;
  stored_ = capacity_rate_ = field_.constant_at_points(0.);
  const std::vector<unsigned int> &part = field_.cells().part;
  bool positive = true;
  for (unsigned int cell = 0; cell < part.size(); ++cell)
    for (unsigned int q = 0; q < stored_.n_points(); ++q)
    {
      const double T = temperature_at_points.at(cell, q),
                   in_law = std::max(T, coldest_for_laws),
                   start = std::max(storage_start_.at(cell, q), coldest_for_laws);
      const double capacity =
          materials_->volumetric_heat_capacity(part[cell], in_law)->value;
      stored_.at(cell, q) =
          storage_.rate *
          (materials_->heat_between(part[cell], start, in_law) + capacity * (T - in_law));
      capacity_rate_.at(cell, q) = storage_.rate * capacity;
      positive = positive && capacity > 0.; // false for NaN
    }
  require_on_all_ranks(positive, "heat capacity");
}

double ThermalProblem::stored_since_start() const
{
  return total(stored_);
}

Vector ThermalProblem::stored_heat() const
{
  Vector result = field_.make_vector();
  if (!stored_.empty())
    operator_.add_source(stored_, 1., result);
  result.compress(dealii::VectorOperation::add);
  if (storage_.earlier)
    result.add(-1., *storage_.earlier);
  return result;
}

void ThermalProblem::add_capacity_times(const Vector &x, Vector &y) const
{
  if (!capacity_rate_.empty())
    operator_.add_source(
        map_points(std::multiplies<double>(), field_.values_at_points(x), capacity_rate_),
        1.,
        y);
}

Vector ThermalProblem::capacity_times(const Vector &x) const
{
  Vector result = field_.make_vector();
  add_capacity_times(x, result);
  result.compress(dealii::VectorOperation::add);
  return result;
}

/// To the operator. @return k as conductivity_at() has it
std::array<PointValues, dim>
ThermalProblem::set_conductivity(const PointValues &temperature_at_points)
{
  auto [k, positive] = conductivity_at(field_, *materials_, temperature_at_points);
  require_on_all_ranks(positive, "thermal conductivity");
  operator_.set_conductivity({&k[0], &along(k, 1), &along(k, 2)});
  largest_conductivity_ = 0.;
  for (const PointValues &component : k)
    largest_conductivity_ = component.largest(largest_conductivity_);
  largest_conductivity_ =
      dealii::Utilities::MPI::max(largest_conductivity_, field_.communicator());
  return std::move(k);
}

/// Of all cooled surfaces, to the residual and their slopes to the operator.
/// @return the sum of the slopes over all ranks [W/K]
double ThermalProblem::add_losses()
{
  double slope = 0.;
  std::vector<DiffusionOperator::SurfaceMass> surface_terms;
  for (CooledSurface &cooled : cooled_)
  {
    cooled.update_film(temperature_);
    if (given_temperature(cooled.law()))
      continue;
    SurfaceLosses losses = cooled.losses(temperature_);
    cooled.integral().add_load(losses.flux, residual_);
    slope += cooled.integral().integral(losses.derivative);
    if (follows_temperature(cooled.law()))
      surface_terms.push_back({&cooled.integral(), std::move(losses.derivative)});
  }
  operator_.set_surface_mass(std::move(surface_terms));
  return dealii::Utilities::MPI::sum(slope, field_.communicator());
}

double ThermalProblem::relative_imbalance(const PointValues &q) const
{
  Vector free = residual_;
  field_.condense(free);
  double sums[2] = {0., 0.};
  for (std::size_t i = 0; i < free.locally_owned_size(); ++i)
    sums[0] += free.local_element(i);
  sums[1] = q.empty() ? 0. : operator_.integral(q);
  if (!stored_.empty())
    sums[1] +=
        0.5 * operator_.integral(stored_.map([](double heat) { return std::abs(heat); }));
  for (const CooledSurface &cooled : cooled_)
  {
    std::vector<double> loss = cooled.losses(temperature_).flux;
    for (double &value : loss)
      value = std::abs(value);
    sums[1] += 0.5 * cooled.integral().integral(loss);
    for (const unsigned int i : cooled.held_unknowns())
      sums[1] += 0.5 * std::abs(residual_.local_element(i));
  }
  double total[2];
  dealii::Utilities::MPI::sum(dealii::ArrayView<const double>(sums, 2),
                              field_.communicator(),
                              dealii::ArrayView<double>(total, 2));
  total[1] += total_given_heat();
  return std::max(0., std::abs(total[0]) - round_off_) / std::max(total[1], least_heat());
}

/// The root of the sum of squares, since round-off adds up at random. Collective.
double
ThermalProblem::conductance_of_held_cells(const std::array<PointValues, dim> &k) const
{
  const double nodes = field_.element().degree * field_.element().degree;
  double sum = 0.;
  for (const CooledSurface &cooled : cooled_)
    for (const SurfaceFace &face : cooled.held_faces())
    {
      const unsigned int axis = face.axis();
      const double h = field_.cells().edge(face.cell, axis),
                   area = field_.cells().volume(face.cell) / h,
                   conductance = along(k, axis).at(face.cell, 0) * area / h * nodes;
      sum += conductance * conductance;
    }
  return std::sqrt(dealii::Utilities::MPI::sum(sum, field_.communicator()));
}

double ThermalProblem::least_heat() const
{
  constexpr double least_rise = 1e-6; // [K]
  return least_rise * largest_conductivity_ * std::cbrt(package_volume_);
}

SolveReport
ThermalProblem::solve_increment(const PointValues &mass, double tolerance, Vector &dT)
{
  Vector rhs = residual_;
  rhs *= -1.;
  return solve(dT, std::move(rhs), mass, tolerance);
}

SolveReport
ThermalProblem::solve(Vector &x, Vector b, const PointValues &mass, double tolerance)
{
  if (mass.empty() || capacity_rate_.empty())
    operator_.set_mass(mass.empty() ? capacity_rate_ : mass);
  else
    operator_.set_mass(map_points(std::plus<double>(), mass, capacity_rate_));
  field_.condense(b);
  return solver_.solve(x, b, tolerance);
}

Vector ThermalProblem::response(const PointValues &q, double tolerance)
{
  Vector rhs = field_.make_vector(), dT = field_.make_vector();
  operator_.add_source(q, 1., rhs);
  rhs.compress(dealii::VectorOperation::add);
  solve(dT, std::move(rhs), {}, tolerance);
  return dT;
}

void ThermalProblem::add_transposed_loss_slope(const Vector &z, Vector &y) const
{
  for (const CooledSurface &cooled : cooled_)
    cooled.add_loss_slope(temperature_, cooled.integral().values_at_points(z), y);
}

void ThermalProblem::add_loss_slope(std::size_t cooling, double factor, Vector &y) const
{
  const CooledSurface &cooled = cooled_[cooling];
  cooled.add_loss_slope(
      temperature_, std::vector<double>(cooled.integral().n_points(), factor), y);
}

} // namespace kelvolt
