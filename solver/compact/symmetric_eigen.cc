#include "symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr int most_sweeps = 60;
constexpr long double round_off = std::numeric_limits<long double>::epsilon();

/// Turns the axes p and q so that their element vanishes, in matrix and basis.
void rotate(SymmetricMatrix &a,
            std::vector<std::vector<long double>> &basis,
            std::size_t p,
            std::size_t q)
{
  const long double half = (a.at(q, q) - a.at(p, p)) / (2.L * a.at(p, q));
  const long double t =
      (half >= 0.L ? 1.L : -1.L) / (std::fabs(half) + std::sqrt(1.L + half * half));
  const long double c = 1.L / std::sqrt(1.L + t * t), s = t * c;
  const long double change = t * a.at(p, q);
  a.at(p, p) -= change;
  a.at(q, q) += change;
  a.at(p, q) = a.at(q, p) = 0.L;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    if (i != p && i != q)
    {
      const long double x = a.at(i, p), y = a.at(i, q);
      a.at(i, p) = a.at(p, i) = c * x - s * y;
      a.at(i, q) = a.at(q, i) = s * x + c * y;
    }
    const long double x = basis[p][i], y = basis[q][i];
    basis[p][i] = c * x - s * y;
    basis[q][i] = s * x + c * y;
  }
}

/// One pass over all elements; false if each is small against its own two diagonals.
bool sweep(SymmetricMatrix &a, std::vector<std::vector<long double>> &basis)
{
  bool turned = false;
  for (std::size_t p = 0; p < a.size(); ++p)
    for (std::size_t q = p + 1; q < a.size(); ++q)
      if (std::fabs(a.at(p, q)) >
          round_off * std::sqrt(std::fabs(a.at(p, p)) * std::fabs(a.at(q, q))))
      {
        rotate(a, basis, p, q);
        turned = true;
      }
  return turned;
}

} // namespace

EigenPairs symmetric_eigen(SymmetricMatrix a)
{
  const std::size_t n = a.size();
  std::vector<std::vector<long double>> basis(n, std::vector<long double>(n, 0.L));
  for (std::size_t i = 0; i < n; ++i)
    basis[i][i] = 1.L;
  int n_sweeps = 0;
  while (sweep(a, basis))
    if (++n_sweeps == most_sweeps)
      break; // what is left are rotations by round-off
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(),
            order.end(),
            [&a](std::size_t i, std::size_t j) { return a.at(i, i) < a.at(j, j); });
  EigenPairs pairs;
  for (const std::size_t i : order)
  {
    pairs.values.push_back(a.at(i, i));
    pairs.vectors.push_back(std::move(basis[i]));
  }
  return pairs;
}

} // namespace kelvolt
