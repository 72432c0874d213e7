#include "coupling/loop_gain.h"

#include "coupling/wire_states.h"

#include <deal.II/base/mpi.h>
#include <deal.II/lac/lapack_full_matrix.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

/// Size of the disturbance, relative to the temperature rise.
constexpr double disturbance = 1e-3;
/// Of the linear solves: of the changes, not of the state.
constexpr double inner_tolerance = 1e-5;
constexpr unsigned int max_steps = 8;
/// The eigenvalue has been found when a further step changes it by less, as a share of it;
/// of one so small that next to nothing follows from it, of `small_gain`.
constexpr double settled = 1e-3;
constexpr double small_gain = 0.1;

double largest_entry(const Vector &v)
{
  return v.linfty_norm();
}

/// The map and the state around which it is linear.
class Feedback
{
public:
  Feedback(const CoupledProblem &problem, const CoupledSolution &state)
      : electric_(*problem.electric), thermal_(problem.thermal),
        materials_(problem.materials), state_(state), temperature_(thermal_.temperature()),
        potential_(electric_.potential()), remainder_(electric_.remainder()),
        size_(disturbance * std::max(thermal_.rise(), 1e-3))
  {
  }

  /// Puts the problems back into the state.
  void restore()
  {
    thermal_.set_temperature(temperature_);
    electric_.set_potential(potential_, remainder_);
    electric_.set_conductivity(state_.conductivity.sigma);
    set_wires(state_.conductivity.wires, &electric_);
    thermal_.take_wires(state_.heat.wires);
    thermal_.linearize(
        state_.temperature, state_.heat.density, state_.heat.contact_density);
  }

  /// The map applied to v, whose largest entry is of the order of 1.
  Vector apply(const Vector &v)
  {
    const JouleHeat heat = disturb(v);
    thermal_.take_wires(heat.wires);
    thermal_.linearize(
        thermal_.temperature_at_points(), heat.density, heat.contact_density);
    Vector dT = thermal_.field().make_vector();
    thermal_.solve_increment({}, inner_tolerance, dT);
    dT.sadd(1. / size_, 1., v);
    return dT;
  }

  /// Change of the Joule heat of the parts, then of the wires, per v [W].
  std::vector<double> change_of_heat(const Vector &v)
  {
    const JouleHeat disturbed = disturb(v);
    std::vector<double> change = thermal_.total_by_part(
        map_points([size = size_](double now, double heat) { return (now - heat) / size; },
                   disturbed.density,
                   state_.heat.density));
    for (std::size_t i = 0; i < disturbed.wires.size(); ++i)
      change.push_back((disturbed.wires[i].heat - state_.heat.wires[i].heat) / size_);
    return change;
  }

private:
  /// Joule heat at T + size_ v.
  JouleHeat disturb(const Vector &v)
  {
    Vector T = temperature_;
    T.zero_out_ghost_values();
    T.add(size_, v);
    thermal_.set_temperature(T);
    electric_.set_potential(potential_);
    const ConductivityAtPoints conductivity = conductivity_at_points(
        electric_, thermal_, materials_, thermal_.temperature_at_points());
    set_wires(conductivity.wires, &electric_);
    electric_.correct(conductivity.sigma, inner_tolerance);
    return joule_heat(electric_, thermal_.field(), conductivity);
  }

  ElectricProblem &electric_;
  ThermalProblem &thermal_;
  const MaterialTable &materials_;
  const CoupledSolution &state_;
  Vector temperature_, potential_, remainder_;
  double size_; ///< [K]
};

/// The orthonormal basis of Arnoldi's process and the map on it.
struct KrylovSpace
{
  std::vector<Vector> basis;
  std::vector<std::vector<double>> h; ///< columns of the upper Hessenberg matrix

  /// Takes the image of the last basis vector. @return whether it led out of the space
  bool extend(Vector image)
  {
    const double size = image.l2_norm();
    h.emplace_back();
    for (const Vector &v : basis)
    {
      h.back().push_back(image * v);
      image.add(-h.back().back(), v);
    }
    const double rest = image.l2_norm();
    if (!(rest > 1e-8 * size))
      return false;
    h.back().push_back(rest);
    image /= rest;
    basis.push_back(std::move(image));
    return true;
  }

  /// Largest real part of the eigenvalues.
  double largest_eigenvalue() const
  {
    const std::size_t m = h.size();
    dealii::LAPACKFullMatrix<double> matrix(m, m);
    for (std::size_t j = 0; j < m; ++j)
      for (std::size_t i = 0; i < std::min(j + 2, m) && i < h[j].size(); ++i)
        matrix(i, j) = h[j][i];
    matrix.compute_eigenvalues();
    double largest = -std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < m; ++i)
      largest = std::max(largest, matrix.eigenvalue(i).real());
    return largest;
  }

  /// The vector that belongs to it, by power iteration on the small matrix, shifted by more
  /// than its norm so that this eigenvalue is the largest in modulus and not zero, whatever
  /// its sign.
  Vector eigenvector() const
  {
    const std::size_t m = h.size();
    double shift = std::numeric_limits<double>::min();
    for (const std::vector<double> &column : h)
      for (const double entry : column)
        shift += std::abs(entry);
    std::vector<double> y(m, 0.);
    y[0] = 1.;
    constexpr int iterations = 2000; // of m^2 operations
    for (int k = 0; k < iterations; ++k)
    {
      std::vector<double> next(m, 0.);
      for (std::size_t j = 0; j < m; ++j)
      {
        next[j] += shift * y[j];
        for (std::size_t i = 0; i < std::min(m, h[j].size()); ++i)
          next[i] += h[j][i] * y[j];
      }
      double largest = 0.;
      for (const double entry : next)
        largest = std::max(largest, std::abs(entry));
      if (!(largest > 0.))
        break;
      for (double &entry : next)
        entry /= largest;
      y = std::move(next);
    }
    Vector result = basis[0];
    result *= y[0];
    for (std::size_t j = 1; j < m; ++j)
      result.add(y[j], basis[j]);
    return result;
  }
};

} // namespace

LoopGain loop_gain(const CoupledProblem &problem, const CoupledSolution &state)
{
  LoopGain result;
  result.feedback.resize(problem.materials.size() + problem.materials.wires().size(), 0.);
  Vector start = problem.thermal.response(state.heat.density, inner_tolerance);
  const double length = start.l2_norm();
  if (!(length > 0.))
    return result;
  start /= length;

  Feedback feedback(problem, state);
  KrylovSpace space;
  space.basis.push_back(std::move(start));
  double last = std::numeric_limits<double>::max();
  for (unsigned int step = 0; step < max_steps; ++step)
  {
    Vector v = space.basis.back();
    const double scale = largest_entry(v); // sizes the disturbance
    v /= scale;
    Vector image = feedback.apply(v);
    image *= scale;
    const bool leads_out = space.extend(std::move(image));
    result.gain = space.largest_eigenvalue();
    if (!leads_out || std::abs(result.gain - last) <=
                          settled * std::max(std::abs(result.gain), small_gain))
      break;
    last = result.gain;
  }
  Vector strongest = space.eigenvector();
  strongest /= largest_entry(strongest);
  result.feedback = feedback.change_of_heat(strongest);
  feedback.restore();
  return result;
}

} // namespace kelvolt
