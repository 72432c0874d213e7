#include "reduction/film_projection.h"

#include "reduction/symmetric_modes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

DenseMatrix matrix_at(const FilmProjection &projection, const FilmPoint &point)
{
  DenseMatrix A = projection.conduction;
  for (std::size_t i = 0; i < A.rows(); ++i)
  {
    for (std::size_t j = 0; j < A.columns(); ++j)
      for (std::size_t f = 0; f < point.films.size(); ++f)
        A(i, j) += point.films[f] * projection.loss[f](i, j);
    A(i, i) += point.shift;
  }
  return A;
}

std::vector<double> solve(const DenseMatrix &L, std::vector<double> x)
{
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i)
  {
    for (std::size_t j = 0; j < i; ++j)
      x[i] -= L(i, j) * x[j];
    x[i] /= L(i, i);
  }
  for (std::size_t i = n; i-- > 0;)
  {
    for (std::size_t j = i + 1; j < n; ++j)
      x[i] -= L(j, i) * x[j];
    x[i] /= L(i, i);
  }
  return x;
}

/// Load by load: its gains, and itself in columns.
struct Load
{
  std::vector<double> gain, columns;
};

Load load_of(const FilmProjection &projection, const FilmPoint &point, std::size_t load)
{
  const std::size_t k = projection.n_vectors();
  Load result{std::vector<double>(k, 0.),
              std::vector<double>(projection.image.columns(), 0.)};
  if (load < projection.n_powers)
  {
    for (std::size_t j = 0; j < k; ++j)
      result.gain[j] = projection.gain(j, load);
    result.columns[load] = 1.;
    return result;
  }
  const std::size_t film = load - projection.n_powers;
  for (std::size_t j = 0; j < k; ++j)
  {
    for (std::size_t l = 0; l < k; ++l)
      result.gain[j] +=
          point.films[film] * projection.loss[film](j, l) * projection.uniform[l];
    result.columns[projection.column(j, film)] = point.films[film] * projection.uniform[j];
  }
  return result;
}

/// columns -= A V z
void take_off(const FilmProjection &projection,
              const FilmPoint &point,
              const std::vector<double> &z,
              std::vector<double> &columns)
{
  for (std::size_t j = 0; j < z.size(); ++j)
  {
    for (std::size_t p = 0; p < columns.size(); ++p)
      columns[p] -= z[j] * projection.image(j, p);
    columns[projection.column(j)] -= point.shift * z[j];
    for (std::size_t f = 0; f < point.films.size(); ++f)
      columns[projection.column(j, f)] -= point.films[f] * z[j];
  }
}

/// The largest alpha with A(point) >= alpha A(reference).
double coercivity(const FilmPoint &point, const FilmPoint &reference)
{
  double alpha = 1.;
  if (reference.shift > 0.)
    alpha = std::min(alpha, point.shift / reference.shift);
  for (std::size_t f = 0; f < point.films.size(); ++f)
    alpha = std::min(alpha, point.films[f] / reference.films[f]);
  return alpha;
}

/// Not below c^T energy c, of which each entry lacks at most the product of what the two
/// responses lack, a share of their own energies.
double square(const FilmReference &reference, const std::vector<double> &c)
{
  const DenseMatrix &energy = reference.energy;
  double sum = 0., lacks = 0.;
  for (std::size_t p = 0; p < c.size(); ++p)
  {
    double row = 0.5 * energy(p, p) * c[p];
    for (std::size_t q = 0; q < p; ++q)
      row += energy(p, q) * c[q];
    sum += 2. * row * c[p];
    lacks += reference.tolerance * std::abs(c[p]) * std::sqrt(energy(p, p));
  }
  return std::max(0., sum) + lacks * lacks;
}

} // namespace

FilmErrors FilmProjection::errors(const FilmPoint &point) const
{
  const DenseMatrix L = cholesky_factor(matrix_at(*this, point));
  FilmErrors errors;
  for (std::size_t load = 0; load < n_powers + n_films(); ++load)
  {
    Load b = load_of(*this, point, load);
    const std::vector<double> z = solve(L, b.gain);
    double self = 0.;
    for (std::size_t j = 0; j < z.size(); ++j)
      self += z[j] * b.gain[j];
    take_off(*this, point, z, b.columns);
    double bound = std::numeric_limits<double>::infinity();
    for (const FilmReference &reference : references)
      if (const double alpha = coercivity(point, reference.point); alpha > 0.)
        bound = std::min(bound, square(reference, b.columns) / alpha);
    errors.self.push_back(self);
    const double root = std::sqrt(bound) + inexactness * std::sqrt(self);
    errors.bound.push_back(root * root);
  }
  return errors;
}

} // namespace kelvolt
