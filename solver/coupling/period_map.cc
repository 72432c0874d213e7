#include "coupling/period_map.h"

#include "compact/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace kelvolt
{
namespace
{

/// So slow a change, as a share of 1 / P, that it stands for the steady problem: it brings
/// the heat capacities along.
constexpr double steady_share = 1e-6;
constexpr std::size_t most_vectors = 16;
/// Of the solves, and of a Lanczos vector below which nothing new is left.
constexpr double solve_tolerance = 1e-8, exhausted = 1e-10;
/// To what share the correction is found.
constexpr double settled = 1e-4;

/// f of the time constant b.
double missing_periods(double period, double b)
{
  return b > 0. ? 1. / std::expm1(period / b) : 0.;
}

/// Eigenvalues of the small symmetric matrix and f of it, times its first unit vector.
struct SmallFunction
{
  std::vector<double> coefficients;
  double largest = 0.; ///< eigenvalue
};

SmallFunction function_of(const std::vector<std::vector<double>> &columns, double period)
{
  const std::size_t n = columns.size();
  SymmetricMatrix matrix(n);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i)
      matrix.at(i, j) = i <= j ? columns[j][i] : columns[i][j];
  const EigenPairs pairs = symmetric_eigen(std::move(matrix));
  SmallFunction result;
  result.largest = std::max(0., static_cast<double>(pairs.values.back()));
  result.coefficients.assign(n, 0.);
  for (std::size_t k = 0; k < n; ++k)
  {
    const double f = missing_periods(period, static_cast<double>(pairs.values[k]));
    for (std::size_t i = 0; i < n; ++i)
      result.coefficients[i] +=
          static_cast<double>(pairs.vectors[k][i] * f * pairs.vectors[k][0]);
  }
  return result;
}

double change(const std::vector<double> &now, std::vector<double> before)
{
  before.resize(now.size(), 0.);
  double squares = 0., all = 0.;
  for (std::size_t i = 0; i < now.size(); ++i)
  {
    squares += (now[i] - before[i]) * (now[i] - before[i]);
    all += now[i] * now[i];
  }
  return all > 0. ? std::sqrt(squares / all) : 0.;
}

} // namespace

PeriodMap::PeriodMap(ThermalProblem &thermal, Vector mean, Loads loads, double period)
    : thermal_(thermal), mean_(std::move(mean)), loads_(std::move(loads)), period_(period)
{
}

void PeriodMap::hold_mean_state()
{
  thermal_.take(loads_);
  thermal_.set_temperature(mean_);
  thermal_.set_storage({steady_share / period_, mean_});
  thermal_.linearize(thermal_.temperature_at_points(), {});
}

Vector PeriodMap::capacity_times(const Vector &x) const
{
  Vector result = thermal_.capacity_times(x);
  result *= period_ / steady_share;
  return result;
}

PeriodMap::Correction PeriodMap::correct(const Vector &d)
{
  hold_mean_state();
  Correction result{d, 0., 0};
  // Without what constraints hold: there d is zero.
  std::vector<Vector> lanczos, with_capacity;
  std::vector<std::vector<double>> columns; // of the projected B, upper part
  std::vector<double> coefficients;
  Vector v = d;
  double scale = 0.;
  while (lanczos.size() < most_vectors)
  {
    v.update_ghost_values();
    Vector c = capacity_times(v);
    const double norm = std::sqrt(std::max(0., v * c));
    if (lanczos.empty())
      scale = norm;
    if (norm == 0. || (!lanczos.empty() && norm < exhausted * columns.back().back()))
      break;
    v /= norm;
    c /= norm;
    lanczos.push_back(v);
    with_capacity.push_back(c);
    Vector w = thermal_.field().make_vector();
    thermal_.solve(w, c, {}, solve_tolerance);
    thermal_.field().distribute_homogeneous(w);
    result.solves += 1;
    std::vector<double> &column = columns.emplace_back();
    for (const Vector &one : with_capacity)
      column.push_back(one * w);
    for (int twice = 0; twice < 2; ++twice) // orthogonal to the last digit
      for (std::size_t i = 0; i < lanczos.size(); ++i)
        w.add(-(with_capacity[i] * w), lanczos[i]);
    v = w;
    const SmallFunction f = function_of(columns, period_);
    result.slowest = f.largest;
    const double moved = change(f.coefficients, coefficients);
    coefficients = f.coefficients;
    if (lanczos.size() > 1 && moved < settled)
      break;
  }
  for (std::size_t i = 0; i < coefficients.size(); ++i)
    result.step.add(scale * coefficients[i], lanczos[i]);
  result.step.update_ghost_values();
  return result;
}

} // namespace kelvolt
