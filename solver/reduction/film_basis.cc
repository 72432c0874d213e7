#include "reduction/film_basis.h"

#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of solutions; of the responses to columns, whose energies are known to its square.
constexpr double solution_tolerance = 1e-7, response_tolerance = 3e-6;
/// A vector of which the others leave less than this share is none of its own.
constexpr double dependent = 1e-5;

} // namespace

FilmBasis::FilmBasis(FilmProblem &problem,
                     std::vector<Vector> powers,
                     std::vector<FilmPoint> references)
    : problem_(problem), n_powers_(powers.size()), columns_(std::move(powers)),
      points_(std::move(references)), responses_(points_.size()), energy_(points_.size())
{
  Vector x = problem_.thermal().field().make_vector();
  x = 1.;
  for (const unsigned int i : problem_.thermal().field().constrained())
    x.local_element(i) = 0.;
  Vector Mx = problem_.mass_times(x);
  size_of_uniform_ = std::sqrt(x * Mx);
  Vector Kx = problem_.thermal().field().make_vector();
  append(std::move(x), std::move(Mx), std::move(Kx), {}, size_of_uniform_);
}

/// K x = b - s M x - sum h B x, with x = norm v + sum of shares of the other vectors.
bool FilmBasis::add(const FilmPoint &point, std::size_t load)
{
  const std::size_t n_films = problem_.n_films();
  // B_i of the uniform rise is what an ambient drives.
  Vector b = load < n_powers_ ? columns_[load] : columns_[column(0) + 1 + load - n_powers_];
  if (load >= n_powers_)
    b *= size_of_uniform_;
  Vector x;
  problem_.solve(point, b, solution_tolerance, x);
  n_solves_ += 1;
  Vector Mx = problem_.mass_times(x), Kx = problem_.times(x);
  Kx.add(-point.shift, Mx);
  for (std::size_t f = 0; f < n_films; ++f)
    Kx.add(-point.films[f], problem_.film_times(f, x));
  const double before = std::sqrt(x * Mx);
  std::vector<double> share(V_.size() + 1, 0.);
  V_.take_out_of(
      x,
      Mx,
      Kx,
      [&](std::size_t j) -> const Vector & { return columns_[column(j)]; },
      [&](std::size_t j, double part) { share[j] += part; });
  const double norm = std::sqrt(std::max(0., x * Mx));
  if (!(norm > dependent * before))
    return false;
  share.back() = norm;
  std::vector<double> image(column(share.size()), 0.);
  if (load < n_powers_)
    image[load] = 1.;
  else
    image[column(0) + 1 + load - n_powers_] = size_of_uniform_;
  for (std::size_t j = 0; j < share.size(); ++j)
  {
    image[column(j)] -= point.shift * share[j];
    for (std::size_t f = 0; f < n_films; ++f)
      image[column(j) + 1 + f] -= point.films[f] * share[j];
    if (j + 1 < share.size())
      for (std::size_t p = 0; p < image_[j].size(); ++p)
        image[p] -= share[j] * image_[j][p];
  }
  append(std::move(x), std::move(Mx), std::move(Kx), std::move(image), norm);
  return true;
}

/// All but the size is given: divides by it.
void FilmBasis::append(Vector x,
                       Vector Mx,
                       Vector Kx,
                       std::vector<double> image,
                       double scale)
{
  x *= 1. / scale;
  Mx *= 1. / scale;
  Kx *= 1. / scale;
  for (double &one : image)
    one /= scale;
  append_columns(x, std::move(Mx));
  V_.append(std::move(x), std::move(Kx));
  image_.push_back(std::move(image));
}

void FilmBasis::append_columns(const Vector &x, Vector Mx)
{
  columns_.push_back(std::move(Mx));
  for (std::size_t f = 0; f < problem_.n_films(); ++f)
    columns_.push_back(problem_.film_times(f, x));
}

/// With approximate responses y the energies c^T y' + y^T c' - y^T A y' are off by the
/// product of what both lack.
void FilmBasis::bring_up_to_date(std::size_t reference)
{
  std::vector<Vector> &y = responses_[reference];
  for (std::size_t p = y.size(); p < columns_.size(); ++p)
  {
    Vector next;
    problem_.solve(points_[reference], columns_[p], response_tolerance, next);
    const Vector A = problem_.times(next);
    std::vector<double> row;
    for (std::size_t q = 0; q < p; ++q)
      row.push_back(columns_[p] * y[q] + next * columns_[q] - y[q] * A);
    row.push_back(2. * (columns_[p] * next) - next * A);
    y.push_back(std::move(next));
    energy_[reference].push_back(std::move(row));
  }
}

FilmProjection FilmBasis::projection()
{
  const std::size_t k = V_.size();
  FilmProjection result;
  result.n_powers = n_powers_;
  result.inexactness = solution_tolerance * std::sqrt(double(k));
  result.conduction = DenseMatrix(k, k);
  result.loss.assign(problem_.n_films(), DenseMatrix(k, k));
  result.gain = DenseMatrix(k, n_powers_);
  result.image = DenseMatrix(k, columns_.size());
  result.uniform.assign(k, 0.);
  result.uniform.front() = size_of_uniform_;
  for (std::size_t j = 0; j < k; ++j)
  {
    for (std::size_t l = 0; l <= j; ++l)
    {
      result.conduction(j, l) = result.conduction(l, j) = V_.conduction(j, l);
      for (std::size_t f = 0; f < problem_.n_films(); ++f)
        result.loss[f](j, l) = result.loss[f](l, j) = V_[l] * columns_[column(j) + 1 + f];
    }
    for (std::size_t a = 0; a < n_powers_; ++a)
      result.gain(j, a) = V_[j] * columns_[a];
    for (std::size_t p = 0; p < image_[j].size(); ++p)
      result.image(j, p) = image_[j][p];
  }
  for (std::size_t r = 0; r < points_.size(); ++r)
  {
    bring_up_to_date(r);
    FilmReference reference{
        points_[r], DenseMatrix(columns_.size(), columns_.size()), response_tolerance};
    for (std::size_t p = 0; p < columns_.size(); ++p)
      for (std::size_t q = 0; q <= p; ++q)
        reference.energy(p, q) = reference.energy(q, p) = energy_[r][p][q];
    result.references.push_back(std::move(reference));
  }
  return result;
}

std::vector<double> FilmBasis::gains(const Vector &l) const
{
  std::vector<double> result;
  for (const Vector &v : V_.vectors())
    result.push_back(v * l);
  return result;
}

} // namespace kelvolt
