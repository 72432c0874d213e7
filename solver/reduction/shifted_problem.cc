#include "reduction/shifted_problem.h"

#include "discretization/point_evaluation.h"
#include "thermal/law_range.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace kelvolt
{
namespace
{

/// Of the excess of inverse_mass_energy(), and the most iterations for it.
constexpr double energy_excess = 0.02;
constexpr int most_iterations = 200;
/// Shifts over ten decades, and those between them: one for each decade and a half.
constexpr std::size_t kept_hierarchies = 10;

} // namespace

ShiftedProblem::ShiftedProblem(ThermalProblem &thermal, const MaterialTable &materials)
    : thermal_(thermal), state_(thermal.temperature()),
      at_points_(thermal.temperature_at_points())
{
  materials.require_heat_capacities();
  find_capacity(materials);
  lump_mass();
  thermal_.keep_hierarchies(kept_hierarchies);
  thermal_.release_matrix();
}

ShiftedProblem::~ShiftedProblem()
{
  thermal_.set_storage({});
  thermal_.keep_hierarchies(LinearSolver::usual_hierarchies);
}

void ShiftedProblem::rest()
{
  thermal_.keep_hierarchies(0);
  thermal_.keep_hierarchies(kept_hierarchies);
}

void ShiftedProblem::find_capacity(const MaterialTable &materials)
{
  capacity_ = at_points_;
  for (unsigned int cell = 0; cell < capacity_.n_cells(); ++cell)
    for (unsigned int q = 0; q < capacity_.n_points(); ++q)
      capacity_.at(cell, q) =
          materials
              .volumetric_heat_capacity(thermal_.field().cells().part[cell],
                                        std::max(at_points_.at(cell, q), coldest_for_laws))
              ->value;
}

/// With the least capacity of each cell.
void ShiftedProblem::lump_mass()
{
  const ScalarField &field = thermal_.field();
  const ReferenceElement &element = field.element();
  const unsigned int n = element.n;
  lumped_ = field.make_vector();
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    double least = std::numeric_limits<double>::max();
    for (unsigned int q = 0; q < capacity_.n_points(); ++q)
      least = std::min(least, capacity_.at(cell, q));
    for (unsigned int i = 0; i < element.n_cubed(); ++i)
      lumped_.local_element(field.node_dof(cell, i)) +=
          least * field.cells().volume(cell) * element.node_weight[i % n] *
          element.node_weight[i / n % n] * element.node_weight[i / n / n];
  }
  lumped_.compress(dealii::VectorOperation::add);
  field.condense(lumped_);
  for (const unsigned int i : field.constrained())
    lumped_.local_element(i) = 1.;
}

Vector ShiftedProblem::load_of(unsigned int part) const
{
  const PointValues indicator = thermal_.field().indicator_at_points(part);
  Vector load = thermal_.field().make_vector();
  thermal_.conduction().add_source(indicator, 1. / thermal_.total(indicator), load);
  load.compress(dealii::VectorOperation::add);
  thermal_.field().condense(load);
  return load;
}

Vector ShiftedProblem::value_at(const dealii::Point<dim> &place) const
{
  Vector load = thermal_.field().make_vector();
  PointEvaluation(thermal_.field(), place).add_load(1., load);
  load.compress(dealii::VectorOperation::add);
  thermal_.field().condense(load);
  return load;
}

double ShiftedProblem::fastest_rise(unsigned int part) const
{
  const ScalarField &field = thermal_.field();
  double least = std::numeric_limits<double>::max();
  for (unsigned int cell = 0; cell < capacity_.n_cells(); ++cell)
    if (field.cells().part[cell] == part)
      for (unsigned int q = 0; q < capacity_.n_points(); ++q)
        least = std::min(least, capacity_.at(cell, q));
  least = dealii::Utilities::MPI::min(least, field.communicator());
  return 1. / (least * thermal_.total(field.indicator_at_points(part)));
}

void ShiftedProblem::take(const Loads &loads)
{
  thermal_.take(loads);
  shift_ = -1.;
}

void ShiftedProblem::set_shift(double s)
{
  if (s == shift_)
    return;
  thermal_.set_storage({s, state_});
  thermal_.linearize(at_points_, {});
  shift_ = s;
}

SolveReport ShiftedProblem::solve(double s, const Vector &b, double tolerance, Vector &x)
{
  set_shift(s);
  x.reinit(b);
  const SolveReport report = thermal_.solve(x, b, {}, tolerance);
  held_shift_ = s;
  for (const unsigned int i : thermal_.field().constrained())
    x.local_element(i) = 0.;
  n_solves_ += 1;
  n_iterations_ += report.iterations;
  return report;
}

Vector ShiftedProblem::shifted_times(const Vector &x) const
{
  Vector result = thermal_.field().make_vector();
  thermal_.conduction().vmult(result, x);
  for (const unsigned int i : thermal_.field().constrained())
    result.local_element(i) = 0.;
  if (shift_ != held_shift_)
    result.add(shift_ - held_shift_, mass_times(x));
  return result;
}

Vector ShiftedProblem::mass_times(const Vector &x) const
{
  Vector values = x;
  thermal_.field().distribute_homogeneous(values);
  Vector result = thermal_.field().make_vector();
  thermal_.conduction().add_source(map_points(std::multiplies<double>(),
                                              thermal_.field().values_at_points(values),
                                              capacity_),
                                   1.,
                                   result);
  result.compress(dealii::VectorOperation::add);
  thermal_.field().condense(result);
  return result;
}

double ShiftedProblem::residual_product(const Vector &a, const Vector &b) const
{
  double sum = 0.;
  for (std::size_t i = 0; i < a.locally_owned_size(); ++i)
    sum += a.local_element(i) * b.local_element(i) / lumped_.local_element(i);
  return dealii::Utilities::MPI::sum(sum, thermal_.field().communicator());
}

/// By conjugate gradients, preconditioned with the lumped mass D. On Gauss-Lobatto nodes of
/// degree p the consistent and the lumped mass differ for the highest Legendre polynomial
/// only, by p / (2 p + 1), so that M >= (p / (2 p + 1))^3 D, and what an iteration leaves,
/// r^T M^-1 r, is bounded by that of D.
double ShiftedProblem::inverse_mass_energy(const Vector &g) const
{
  const double p = thermal_.field().element().degree,
               factor = std::pow((2. * p + 1.) / p, 3.);
  Vector r = g, d = g;
  const auto precondition = [&](const Vector &from, Vector &to)
  {
    for (std::size_t i = 0; i < from.locally_owned_size(); ++i)
      to.local_element(i) = from.local_element(i) / lumped_.local_element(i);
  };
  precondition(r, d);
  double energy = 0., rest = residual_product(r, r);
  for (int i = 0; i < most_iterations && factor * rest > energy_excess * energy; ++i)
  {
    const Vector Md = mass_times(d);
    const double step = rest / (d * Md);
    energy += step * rest; // what one step adds to g^T x
    r.add(-step, Md);
    const double next = residual_product(r, r);
    Vector z = r;
    precondition(r, z);
    d.sadd(next / rest, 1., z);
    rest = next;
  }
  return energy + factor * rest;
}

} // namespace kelvolt
