#include "linear_algebra/chebyshev.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kelvolt
{

namespace
{

/// Number of eigenvalues above `value` of the symmetric tridiagonal matrix (Sturm).
unsigned int eigenvalues_above(const std::vector<double> &diagonal,
                               const std::vector<double> &side,
                               double value)
{
  unsigned int count = 0;
  double pivot = 1.;
  for (std::size_t i = 0; i < diagonal.size(); ++i)
  {
    pivot = diagonal[i] - value - (i > 0 ? side[i - 1] * side[i - 1] / pivot : 0.);
    if (pivot == 0.)
      pivot = -1e-30;
    if (pivot > 0.)
      ++count;
  }
  return count;
}

} // namespace

double gershgorin_bound(const LocalRows &A, MPI_Comm communicator)
{
  double bound = 0.;
  for (unsigned int i = 0; i < A.n_rows(); ++i)
  {
    double sum = 0., diagonal = 1.;
    A.for_each(i,
               [&](unsigned int column, double value)
               {
                 sum += std::abs(value);
                 if (column == i)
                   diagonal = value;
               });
    bound = std::max(bound, sum / diagonal);
  }
  return dealii::Utilities::MPI::max(bound, communicator);
}

double
largest_eigenvalue(SingleVector v,
                   const RowOrder &order,
                   const std::function<void(SingleVector &, SingleVector &)> &multiply,
                   double bound)
{
  const unsigned int n_steps =
      static_cast<unsigned int>(std::min<std::size_t>(v.size(), 10));
  SingleVector before(v.get_partitioner()), w(v.get_partitioner());
  std::uint64_t seed = v.get_partitioner()->local_range().first;
  for (std::size_t i = 0; i < v.locally_owned_size(); ++i)
  {
    std::uint64_t hash = (++seed) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9ULL;
    v.local_element(order.position(i)) =
        static_cast<float>(static_cast<double>(hash >> 40) / 16777216. - 0.5);
  }
  v /= v.l2_norm();
  std::vector<double> diagonal, side;
  for (unsigned int step = 0; step < n_steps; ++step)
  {
    multiply(w, v);
    diagonal.push_back(w * v);
    w.add(static_cast<float>(-diagonal.back()), v);
    if (step > 0)
      w.add(static_cast<float>(-side.back()), before);
    side.push_back(w.l2_norm());
    if (!(side.back() > 1e-5 * bound))
      break;
    before = v;
    v = w;
    v /= static_cast<float>(side.back());
  }
  double low = 0., high = bound;
  while (high - low > 1e-3 * bound)
  {
    const double middle = 0.5 * (low + high);
    (eigenvalues_above(diagonal, side, middle) > 0 ? low : high) = middle;
  }
  return high;
}

std::vector<SlicedRows::Step>
chebyshev_steps(unsigned int degree, double fraction, double largest)
{
  const double theta = 0.5 * (1. + fraction) * largest,
               delta = 0.5 * (1. - fraction) * largest, sigma = theta / delta;
  std::vector<SlicedRows::Step> steps = {{0.F, static_cast<float>(1. / theta)}};
  double rho = 1. / sigma;
  for (unsigned int k = 1; k < degree; ++k)
  {
    const double next = 1. / (2. * sigma - rho);
    steps.push_back(
        {static_cast<float>(next * rho), static_cast<float>(2. * next / delta)});
    rho = next;
  }
  return steps;
}

std::vector<SlicedRows::Step> solving_steps(double coupling)
{
  constexpr double reduction = 0.02;
  const double lowest = std::max(0.02, 1. - coupling), largest = 1. + coupling;
  // The error falls as 2 q^k, q = (sqrt(c) - 1) / (sqrt(c) + 1) with the condition c.
  const double root = std::sqrt(largest / lowest), q = (root - 1.) / (root + 1.);
  const double degree = q > 0. ? std::ceil(std::log(0.5 * reduction) / std::log(q)) : 1.;
  return chebyshev_steps(
      std::max(1U, static_cast<unsigned int>(degree)), lowest / largest, largest);
}

} // namespace kelvolt
