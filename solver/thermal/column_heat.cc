#include "thermal/column_heat.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "case/law_out_of_range.h"
#include "layout/part_layout.h"
#include "linear_algebra/largest_entry.h"
#include "thermal/law_range.h"
#include "time/loads.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kelvolt
{

namespace
{

ColumnTies thermal_ties(const ColumnLayout &layout, const Case &input)
{
  ColumnTies result;
  for (const Cooling &cooling : input.cooling)
    if (given_temperature(cooling.law))
      result.fixed.push_back(cooled_faces(layout, input.parts, cooling));
  const ContactPairs pairs = contact_pairs(input);
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (input.contacts[i].thermal)
      result.jumps.push_back(pairs[i]);
  return result;
}

std::vector<double> references(const Case &input)
{
  std::vector<double> result;
  for (const Cooling &cooling : input.cooling)
    for (const double T : reference_temperatures(cooling.law))
      result.push_back(T);
  return result;
}

} // namespace

ColumnHeat::ColumnHeat(const ColumnLayout &layout,
                       MPI_Comm communicator,
                       const Case &input,
                       const MaterialTable &materials,
                       unsigned int degree)
    : input_(&input), materials_(&materials),
      field_(layout,
             communicator,
             std::vector<bool>(input.parts.size(), true),
             degree,
             thermal_ties(layout, input)),
      operator_(field_), temperature_(field_.make_vector()), residual_(field_.make_vector())
{
  int n_held = 0;
  for (const Cooling &cooling : input.cooling)
  {
    cooled_.emplace_back(field_, cooling.law, cooled_faces(layout, input.parts, cooling));
    if (const auto T = given_temperature(cooling.law))
    {
      cooled_.back().fixed = n_held;
      field_.set_fixed(n_held++, *T);
    }
  }
  add_contacts();
  operator_.links().add_wires(input, field_);
  volume_ = operator_.integral_by_part(field_.constant_at_points(1.), input.parts.size());
  dealii::Utilities::MPI::sum(volume_, communicator, volume_);
  given_heat_ = loads_at(input).heat;
  for (std::size_t part = 0; part < volume_.size(); ++part)
    source_.push_back(given_heat_[part] / volume_[part]);
  const std::vector<double> known = references(input);
  lowest_reference_ = *std::min_element(known.begin(), known.end());
  const double mean =
      std::accumulate(known.begin(), known.end(), 0.) / double(known.size());
  temperature_ = std::max(mean, 100.); // radiation to space needs a slope
  field_.distribute(temperature_);
  temperature_.update_ghost_values();
}

void ColumnHeat::set_profile(Profile *profile)
{
  profile_ = profile;
  if (solver_)
    solver_->set_profile(profile);
}

void ColumnHeat::add_contacts()
{
  const ContactPairs pairs = contact_pairs(*input_);
  for (std::size_t i = 0; i < pairs.size(); ++i)
  {
    contacts_.emplace_back(field_, pairs[i].first, pairs[i].second);
    if (const auto resistance = input_->contacts[i].thermal)
      operator_.add_contact({contacts_.back(), 1. / *resistance});
  }
}

void ColumnHeat::set_temperature(const Vector &T)
{
  temperature_.zero_out_ghost_values();
  temperature_.copy_locally_owned_data_from(T);
  field_.distribute(temperature_);
  temperature_.update_ghost_values();
}

double ColumnHeat::sum(double of_this_rank) const
{
  return dealii::Utilities::MPI::sum(of_this_rank, field_.communicator());
}

bool ColumnHeat::is_nonlinear() const
{
  for (std::size_t part = 0; part < materials_->size(); ++part)
    for (const MaterialProperty &k : materials_->of_part(part).conductivity)
      if (depends_on_temperature(k.law))
        return true;
  const std::vector<WireConduction> &wires = materials_->wires();
  return std::any_of(wires.begin(),
                     wires.end(),
                     [](const WireConduction &wire) { return wire.varies(); }) ||
         std::any_of(cooled_.begin(),
                     cooled_.end(),
                     [](const ColumnCooling &cooled)
                     { return kelvolt::is_nonlinear(cooled.law()); });
}

PointValues ColumnHeat::temperature_at_points() const
{
  return field_.values_at_points(temperature_);
}

/// To the operator, at these temperatures.
void ColumnHeat::set_conductivity(const PointValues &T)
{
  double lowest = std::numeric_limits<double>::infinity();
  largest_conductivity_ = 0.;
  const auto write = [&](unsigned int cell, CellConductivity k)
  {
    const std::size_t part = field_.part(cell);
    const std::vector<MaterialProperty> &laws = materials_->of_part(part).conductivity;
    for (unsigned int axis = 0; axis < laws.size(); ++axis)
    {
      const bool varies = depends_on_temperature(laws[axis].law);
      double here = 0.;
      for (unsigned int q = 0; q < T.n_points(); ++q)
      {
        if (q == 0 || varies)
          here = materials_
                     ->thermal_conductivity(
                         part, axis, std::max(T.at(cell, q), coldest_for_laws))
                     .value;
        lowest = here > 0. ? std::min(lowest, here) : 0.; // also for NaN
        largest_conductivity_ = std::max(largest_conductivity_, here);
        k.set(axis, q, here);
        for (unsigned int other = 1; laws.size() == 1 && other < 3; ++other)
          k.set(other, q, here);
      }
    }
  };
  operator_.set_conductivity(write);
  const MPI_Comm communicator = field_.communicator();
  if (dealii::Utilities::MPI::min(lowest, communicator) <= 0.)
    throw LawOutOfRange("A thermal conductivity is not positive at a temperature that the "
                        "solution reached: its law is used far outside its range.");
  largest_conductivity_ = dealii::Utilities::MPI::max(largest_conductivity_, communicator);
}

void ColumnHeat::linearize(const PointValues &T,
                           const PointValues &q,
                           const std::vector<std::vector<double>> &contact_q)
{
  set_conductivity(T);
  residual_.zero_out_ghost_values();
  residual_ = 0.;
  const double offset =
      temperature_.locally_owned_size() > 0 ? temperature_.local_element(0) : 0.;
  operator_.add_conduction(temperature_, offset, residual_);
  operator_.add_source(source_, -1., residual_);
  if (!q.empty())
    operator_.add_source(q, -1., residual_);
  for (std::size_t i = 0; i < contact_q.size(); ++i)
    if (!contact_q[i].empty())
      contacts_[i].add_load(contact_q[i], -0.5, -0.5, residual_);
  for (std::size_t i = 0; i < wires_.size(); ++i)
  {
    const double half = 0.5 * wires_[i].heat;
    operator_.links().add_load(i, {-half, -half}, residual_);
  }
  const double slope = add_losses();
  residual_.compress(dealii::VectorOperation::add);
  constexpr double eps = 8. * std::numeric_limits<double>::epsilon();
  round_off_ = eps * highest_temperature() * (slope + conductance_of_held_cells());
}

void ColumnHeat::take_wires(std::vector<WireHeat> wires)
{
  wires_ = std::move(wires);
  operator_.links().set_conductance(conductances(wires_));
}

/// To the residual, and their slopes to the operator. @return the sum of these [W/K]
double ColumnHeat::add_losses()
{
  double slope = 0.;
  std::vector<ColumnOperator::SurfaceMass> terms;
  for (ColumnCooling &cooled : cooled_)
  {
    cooled.update_film(temperature_);
    if (cooled.fixed >= 0)
      continue;
    SurfaceLosses losses = cooled.losses(temperature_);
    cooled.surface().add_load(losses.flux, 1., residual_);
    slope += cooled.surface().integral(losses.derivative);
    if (follows_temperature(cooled.law()))
      terms.push_back({&cooled.surface(), std::move(losses.derivative)});
  }
  operator_.set_surface_mass(std::move(terms));
  return sum(slope);
}

/// As that of ThermalProblem: the root of the sum of squares.
double ColumnHeat::conductance_of_held_cells() const
{
  const double nodes = std::pow(field_.element().line.degree, 2);
  const PlaneMesh &plane = field_.layout().plane;
  double squares = 0.;
  for (const ColumnCooling &cooled : cooled_)
    for (const ColumnFace &face : cooled.faces())
    {
      const unsigned int cell = field_.cell_at(face.column, face.slab);
      if (cooled.fixed < 0 || cell == ColumnField::no_cell)
        continue;
      const PlaneMesh::Triangle &triangle = plane.triangles[face.column];
      const double height = field_.height(cell), base = plane.area(triangle);
      double width = height, area = base;
      if (face.face < 3)
      {
        const double side = plane.side(triangle, face.face).length();
        width = 2. * base / side;
        area = side * height;
      }
      const std::size_t axis = face.face < 3 ? 0 : 2;
      const double one = operator_.mean_conductivity(cell)[axis] * area / width * nodes;
      squares += one * one;
    }
  return std::sqrt(sum(squares));
}

double ColumnHeat::highest_temperature() const
{
  double result = 0.;
  for (unsigned int i = 0; i < temperature_.locally_owned_size(); ++i)
    result = std::max(result, std::abs(temperature_.local_element(i)));
  return dealii::Utilities::MPI::max(result, field_.communicator());
}

double ColumnHeat::rise() const
{
  double result = 0.;
  for (unsigned int i = 0; i < temperature_.locally_owned_size(); ++i)
    result = std::max(result, std::abs(temperature_.local_element(i) - lowest_reference_));
  return dealii::Utilities::MPI::max(result, field_.communicator());
}

double ColumnHeat::least_heat() const
{
  constexpr double least_rise = 1e-6; // [K]
  return least_rise * largest_conductivity_ *
         std::cbrt(std::accumulate(volume_.begin(), volume_.end(), 0.));
}

double ColumnHeat::relative_imbalance(const PointValues &q) const
{
  double left = 0., scale = 0.;
  for (unsigned int i = 0; i < residual_.locally_owned_size(); ++i)
    if (!field_.is_constrained(i))
      left += residual_.local_element(i);
    else
      scale += 0.5 * std::abs(residual_.local_element(i));
  for (const ColumnCooling &cooled : cooled_)
  {
    std::vector<double> loss = cooled.losses(temperature_).flux;
    for (double &one : loss)
      one = std::abs(one);
    scale += 0.5 * cooled.surface().integral(loss);
  }
  if (!q.empty())
    scale += operator_.integral(q);
  left = sum(left);
  scale = sum(scale) + std::accumulate(given_heat_.begin(), given_heat_.end(), 0.);
  return std::max(0., std::abs(left) - round_off_) / std::max(scale, least_heat());
}

double ColumnHeat::apply_increment(const Vector &dT)
{
  temperature_.zero_out_ghost_values();
  temperature_.add(1., dT);
  field_.distribute(temperature_);
  temperature_.update_ghost_values();
  return largest_entry(dT);
}

SolveReport
ColumnHeat::solve_increment(const PointValues &mass, double tolerance, Vector &dT)
{
  operator_.set_mass(mass);
  Vector b = residual_;
  b *= -1.;
  return solve_linear(dT, std::move(b), tolerance);
}

bool ColumnHeat::stays_physical(const Vector &dT) const
{
  double lowest = lowest_reference_;
  for (unsigned int i = 0; i < temperature_.locally_owned_size(); ++i)
    lowest = std::min(lowest, temperature_.local_element(i) + dT.local_element(i));
  lowest = dealii::Utilities::MPI::min(lowest, field_.communicator());
  return lowest > 0.5 * lowest_reference_ || (lowest_reference_ == 0. && lowest == 0.);
}

SolveReport ColumnHeat::solve_linear(Vector &x, Vector b, double tolerance)
{
  field_.distribute_homogeneous(b);
  if (!solver_)
  {
    solver_ = solver_for("temperature", operator_);
    solver_->set_profile(profile_);
  }
  return solver_->solve(x, b, tolerance);
}

SolveReport ColumnHeat::improve(Vector &x, const Vector &b, double tolerance)
{
  return improve_solution(operator_,
                          x,
                          b,
                          [&](Vector &change, Vector rest)
                          { return solve_linear(change, std::move(rest), tolerance); });
}

} // namespace kelvolt
