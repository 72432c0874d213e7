#include "thermal/column_conduction.h"

#include <deal.II/base/mpi.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

ColumnTies ties_of(const ColumnConditions &conditions)
{
  ColumnTies result;
  for (const ColumnConditions::Held &one : conditions.fixed)
    result.fixed.push_back(one.faces);
  for (const ColumnConditions::Contact &one : conditions.contacts)
    result.jumps.emplace_back(one.first, one.second);
  return result;
}

} // namespace

ColumnConduction::ColumnConduction(const ColumnLayout &layout,
                                   MPI_Comm communicator,
                                   ColumnConditions conditions,
                                   unsigned int degree)
    : conditions_(std::move(conditions)),
      field_(layout,
             communicator,
             std::vector<bool>(conditions_.conductivity.size(), true),
             degree,
             ties_of(conditions_)),
      operator_(field_), source_(field_.constant_at_points(0.)),
      temperature_(field_.make_vector())
{
  for (std::size_t s = 0; s < conditions_.fixed.size(); ++s)
    field_.set_fixed(s, conditions_.fixed[s].temperature);
  for (const ColumnConditions::Film &film : conditions_.films)
    films_.emplace_back(field_, film.faces);
  for (const ColumnConditions::Flux &flux : conditions_.fluxes)
    fluxes_.emplace_back(field_, flux.faces);

  for (const ColumnConditions::Contact &one : conditions_.contacts)
    operator_.add_contact(
        {ColumnContact(field_, one.first, one.second), 1. / one.resistance});

  const std::size_t n_parts = conditions_.conductivity.size();
  std::vector<double> volume =
      operator_.integral_by_part(field_.constant_at_points(1.), n_parts);
  dealii::Utilities::MPI::sum(volume, communicator, volume);
  std::array<PointValues, 3> k;
  for (PointValues &one : k)
    one = field_.constant_at_points(1.);
  for (unsigned int cell = 0; cell < field_.cells().size(); ++cell)
    for (unsigned int q = 0; q < field_.element().n_points(); ++q)
    {
      const auto part = static_cast<std::size_t>(field_.part(cell));
      for (std::size_t axis = 0; axis < 3; ++axis)
        k[axis].at(cell, q) = conditions_.conductivity[part][axis];
      source_.at(cell, q) = conditions_.power[part] / volume[part];
    }
  operator_.set_conductivity({&k[0], &k[1], &k[2]});
  std::vector<ColumnOperator::SurfaceMass> terms;
  for (std::size_t i = 0; i < films_.size(); ++i)
    terms.push_back({&films_[i], films_[i].constant_at_points(conditions_.films[i].h)});
  operator_.set_surface_mass(std::move(terms));
  solver_ = solver_for("temperature", operator_);
}

Vector ColumnConduction::residual() const
{
  Vector result = field_.make_vector();
  operator_.add_conduction(temperature_, 0., result);
  operator_.add_source(source_, -1., result);
  for (std::size_t i = 0; i < films_.size(); ++i)
  {
    std::vector<double> rise = films_[i].values_at_points(temperature_);
    for (double &one : rise)
      one -= conditions_.films[i].ambient;
    films_[i].add_load(rise, conditions_.films[i].h, result);
  }
  for (std::size_t i = 0; i < fluxes_.size(); ++i)
    fluxes_[i].add_load(
        fluxes_[i].constant_at_points(1.), -conditions_.fluxes[i].flux, result);
  result.compress(dealii::VectorOperation::add);
  result *= -1.;
  return result;
}

SolveReport ColumnConduction::solve(double relative_tolerance)
{
  // From the mean of what surrounds it, so that little is left to solve for.
  double start = 0.;
  for (const ColumnConditions::Film &film : conditions_.films)
    start = film.ambient;
  for (const ColumnConditions::Held &one : conditions_.fixed)
    start = one.temperature;
  temperature_.zero_out_ghost_values();
  temperature_ = start;
  field_.distribute(temperature_);
  temperature_.update_ghost_values();
  Vector b = residual(), x = field_.make_vector();
  field_.distribute_homogeneous(b);
  const SolveReport report = solver_->solve(x, b, relative_tolerance);
  temperature_.zero_out_ghost_values();
  temperature_ += x;
  temperature_.update_ghost_values();
  return report;
}

double ColumnConduction::sum(double value) const
{
  return dealii::Utilities::MPI::sum(value, field_.communicator());
}

std::vector<double> ColumnConduction::film_heat() const
{
  std::vector<double> result;
  for (std::size_t i = 0; i < films_.size(); ++i)
  {
    std::vector<double> flux = films_[i].values_at_points(temperature_);
    for (double &one : flux)
      one = conditions_.films[i].h * (one - conditions_.films[i].ambient);
    result.push_back(sum(films_[i].integral(flux)));
  }
  return result;
}

std::vector<double> ColumnConduction::fixed_heat() const
{
  const Vector left_over = residual();
  std::vector<double> result(conditions_.fixed.size(), 0.);
  for (const unsigned int i : field_.constrained())
    result[field_.fixed_surface(i)] += left_over.local_element(i);
  dealii::Utilities::MPI::sum(result, field_.communicator(), result);
  return result;
}

double ColumnConduction::heat_in() const
{
  double result = operator_.integral(source_);
  for (std::size_t i = 0; i < fluxes_.size(); ++i)
    result +=
        conditions_.fluxes[i].flux * fluxes_[i].integral(fluxes_[i].constant_at_points(1.));
  return sum(result);
}

double ColumnConduction::max_temperature() const
{
  double result = -1e300;
  for (unsigned int i = 0; i < field_.partitioner()->locally_owned_size(); ++i)
    result = std::max(result, temperature_.local_element(i));
  return dealii::Utilities::MPI::max(result, field_.communicator());
}

double ColumnConduction::mean_temperature(unsigned int part) const
{
  const std::size_t n_parts = conditions_.conductivity.size();
  const double volume =
      operator_.integral_by_part(field_.constant_at_points(1.), n_parts)[part];
  const double integral =
      operator_.integral_by_part(field_.values_at_points(temperature_), n_parts)[part];
  return sum(integral) / sum(volume);
}

} // namespace kelvolt
