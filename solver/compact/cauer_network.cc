#include "cauer_network.h"

#include "compact/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kelvolt
{

namespace
{

using Vector = std::vector<long double>;

/// A direction of which less than this is left, of 1, is round-off.
constexpr long double least_remainder = 1e-17L;

struct Spectrum
{
  Vector root_rate; ///< of rates that differ
  Vector weight;    ///< Z(s) = sum weight^2 / (s + rate)
};

Spectrum spectrum_of(const FosterNetwork &network)
{
  if (!is_passive(network))
    throw std::domain_error(
        "A response with a negative term, such as a mutual one, has no ladder.");
  std::vector<std::pair<long double, long double>> terms; // rate, squared weight
  if (network.slope > 0.)
    terms.emplace_back(0.L, network.slope);
  for (std::size_t i = 0; i < network.n_terms(); ++i)
    if (network.resistance[i] > 0.)
    {
      const long double rate = 1.L / network.time_constant[i];
      terms.emplace_back(rate, rate * network.resistance[i]);
    }
  std::sort(terms.begin(), terms.end());
  Spectrum spectrum;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (i > 0 && terms[i].first == terms[i - 1].first)
      spectrum.weight.back() =
          std::hypot(spectrum.weight.back(), std::sqrt(terms[i].second));
    else
    {
      spectrum.root_rate.push_back(std::sqrt(terms[i].first));
      spectrum.weight.push_back(std::sqrt(terms[i].second));
    }
  if (spectrum.weight.empty())
    throw std::domain_error("A response that is zero has no ladder.");
  return spectrum;
}

long double dot(const Vector &a, const Vector &b)
{
  long double sum = 0.L;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += a[i] * b[i];
  return sum;
}

void add(Vector &x, long double factor, const Vector &y)
{
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] += factor * y[i];
}

/// Makes x orthogonal to all of the basis, twice, and of length 1.
/// @returns its length before; 0 if nothing but round-off was left
long double orthonormalize(Vector &x, const std::vector<Vector> &basis)
{
  const long double before = std::sqrt(dot(x, x));
  for (int pass = 0; pass < 2; ++pass)
    for (const Vector &v : basis)
      add(x, -dot(x, v), v);
  const long double length = std::sqrt(dot(x, x));
  if (!(length > least_remainder * before))
    return 0.L;
  for (long double &value : x)
    value /= length;
  return length;
}

Vector times(const Vector &diagonal, const Vector &x)
{
  Vector result(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    result[i] = diagonal[i] * x[i];
  return result;
}

} // namespace

CauerNetwork cauer_network(const FosterNetwork &network)
{
  const Spectrum spectrum = spectrum_of(network);
  const std::size_t n = spectrum.weight.size();
  std::vector<Vector> right, left; // orthonormal bases of the bidiagonalization
  Vector v = spectrum.weight;
  const long double length = orthonormalize(v, right);
  long double capacity = 1.L / (length * length);
  CauerNetwork ladder;
  while (true)
  {
    right.push_back(v);
    ladder.capacity.push_back(static_cast<double>(capacity));
    Vector u = times(spectrum.root_rate, v);
    if (!left.empty())
      add(u, -dot(u, left.back()), left.back());
    const long double diagonal = orthonormalize(u, left);
    if (diagonal == 0.L)
      return ladder; // the heat of the last capacity cannot leave
    const long double conductance = diagonal * diagonal * capacity;
    ladder.resistance.push_back(static_cast<double>(1.L / conductance));
    if (right.size() == n)
      return ladder;
    left.push_back(u);
    v = times(spectrum.root_rate, u);
    add(v, -dot(v, right.back()), right.back());
    const long double above = orthonormalize(v, right);
    if (above == 0.L)
      return ladder;
    capacity = conductance / (above * above);
  }
}

FosterNetwork foster_network(const CauerNetwork &ladder)
{
  const std::size_t n = ladder.n_sections();
  SymmetricMatrix matrix(n);
  for (std::size_t k = 0; k < ladder.resistance.size(); ++k)
  {
    const long double conductance = 1.L / ladder.resistance[k];
    matrix.at(k, k) += conductance / ladder.capacity[k];
    if (k + 1 == n)
      break;
    matrix.at(k + 1, k + 1) += conductance / ladder.capacity[k + 1];
    matrix.at(k, k + 1) = matrix.at(k + 1, k) =
        -conductance /
        std::sqrt(static_cast<long double>(ladder.capacity[k]) * ladder.capacity[k + 1]);
  }
  const EigenPairs pairs = symmetric_eigen(std::move(matrix));
  const bool keeps_heat = ladder.resistance.size() < n;
  FosterNetwork network;
  for (std::size_t i = n; i-- > 0;)
  {
    const long double weight =
        pairs.vectors[i][0] * pairs.vectors[i][0] / ladder.capacity[0];
    if (i == 0 && keeps_heat)
      network.slope = static_cast<double>(weight);
    else
    {
      network.resistance.push_back(static_cast<double>(weight / pairs.values[i]));
      network.time_constant.push_back(static_cast<double>(1.L / pairs.values[i]));
    }
  }
  return network;
}

} // namespace kelvolt
