#include "reduction/krylov_basis.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

/// A vector of which the others leave less than this share is none of its own.
constexpr double dependent = 1e-10;
/// The same of a residual, where what is left is still known to many digits; and where one
/// is near enough to the others to make all anew.
constexpr double dependent_residual = 1e-9, near_dependent = 0.05;
/// Less than this share of a load is round-off of what uniform rises take of it.
constexpr double round_off = 1e-12;

/// The product with a small matrix: rows [a][b] of A times [b][c] of B.
DenseMatrix product(const DenseMatrix &A, const DenseMatrix &B)
{
  DenseMatrix result(A.rows(), B.columns());
  for (std::size_t i = 0; i < A.rows(); ++i)
    for (std::size_t k = 0; k < A.columns(); ++k)
      for (std::size_t j = 0; j < B.columns(); ++j)
        result(i, j) += A(i, k) * B(k, j);
  return result;
}

std::vector<double> product(const DenseMatrix &A, const std::vector<double> &x)
{
  std::vector<double> result(A.rows(), 0.);
  for (std::size_t i = 0; i < A.rows(); ++i)
    for (std::size_t k = 0; k < A.columns(); ++k)
      result[i] += A(i, k) * x[k];
  return result;
}

DenseMatrix first_rows(const DenseMatrix &A, std::size_t n)
{
  DenseMatrix result(n, A.columns());
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < A.columns(); ++j)
      result(i, j) = A(i, j);
  return result;
}

DenseMatrix identity(std::size_t n)
{
  DenseMatrix result(n, n);
  for (std::size_t i = 0; i < n; ++i)
    result(i, i) = 1.;
  return result;
}

DenseMatrix transposed(const DenseMatrix &A)
{
  DenseMatrix result(A.columns(), A.rows());
  for (std::size_t i = 0; i < A.rows(); ++i)
    for (std::size_t j = 0; j < A.columns(); ++j)
      result(j, i) = A(i, j);
  return result;
}

} // namespace

KrylovBasis::KrylovBasis(ShiftedProblem &problem, std::vector<Vector> loads)
    : problem_(problem), loads_(std::move(loads)), g_(loads_), sampled_(loads_),
      unmatched_(identity(loads_.size()))
{
}

void KrylovBasis::add_uniform(const std::vector<Vector> &bodies)
{
  uniform_ = bodies;
  for (Vector x : bodies)
  {
    for (const unsigned int i : problem_.thermal().field().constrained())
      x.local_element(i) = 0.;
    Vector Mx = problem_.mass_times(x), Kx = problem_.thermal().field().make_vector();
    take({std::move(x),
          std::move(Mx),
          std::move(Kx),
          std::vector<double>(g_.size(), 0.),
          0.});
  }
  for (std::size_t a = 0; a < g_.size(); ++a)
    if (problem_.residual_product(g_[a], g_[a]) <
        round_off * round_off * problem_.residual_product(loads_[a], loads_[a]))
      g_[a] = 0.;
  renew_residuals();
}

ResidualSample KrylovBasis::sample(double s, double tolerance)
{
  const std::size_t n = sampled_.size();
  ResidualSample sample{s, DenseMatrix(n, n), DenseMatrix(n, n), tolerance};
  std::vector<Vector> y(n);
  for (std::size_t a = 0; a < n; ++a)
    problem_.solve(s, sampled_[a], tolerance, y[a]);
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      sample.energy(a, b) = sampled_[a] * y[b];
  std::vector<Vector> My;
  My.reserve(n);
  for (std::size_t a = 0; a < n; ++a)
    My.push_back(problem_.mass_times(y[a]));
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      sample.fall(a, b) = My[a] * y[b];
  for (std::size_t a = 0; a < n; ++a)
  {
    Vector Ky = problem_.shifted_times(y[a]);
    Ky.add(-s, My[a]);
    std::vector<double> of_residual(n, 0.);
    of_residual[a] = 1.;
    waiting_.push_back({std::move(y[a]),
                        std::move(My[a]),
                        std::move(Ky),
                        std::move(of_residual),
                        tolerance});
  }
  shifts_.push_back(s);
  return sample;
}

void KrylovBasis::take_samples()
{
  for (Candidate &next : std::exchange(waiting_, {}))
    take(std::move(next));
}

void KrylovBasis::renew_residuals()
{
  separate_residuals();
  sampled_ = g_;
}

/// By Gram's and Schmidt's process for g_a of the same size, the farthest from the others
/// first, in an inner product near that of M^-1. With g = q T, K x = sum h g is q (T h).
void KrylovBasis::separate_residuals()
{
  std::vector<Vector> rest = g_, q;
  const std::size_t n = rest.size();
  std::vector<double> size(n), left(n, 1.);
  for (std::size_t a = 0; a < n; ++a)
  {
    size[a] = std::sqrt(problem_.residual_product(rest[a], rest[a]));
    left[a] = size[a] > 0. ? 1. : 0.;
  }
  DenseMatrix T(n, n);
  bool near = false;
  for (std::size_t k = 0; k < n; ++k)
  {
    const std::size_t next = std::max_element(left.begin(), left.end()) - left.begin();
    near = near || left[next] < near_dependent;
    if (left[next] < dependent_residual)
      break;
    q.push_back(rest[next]);
    q.back() *= 1. / (left[next] * size[next]);
    for (std::size_t a = 0; a < n; ++a)
    {
      if (left[a] == 0.)
        continue;
      T(k, a) = problem_.residual_product(q.back(), rest[a]);
      rest[a].add(-T(k, a), q.back());
      left[a] =
          a == next ? 0. : std::sqrt(problem_.residual_product(rest[a], rest[a])) / size[a];
    }
  }
  if (!near)
    return;
  g_ = std::move(q);
  unmatched_ = product(first_rows(T, g_.size()), unmatched_);
  for (std::vector<double> &of_vector : h_)
    of_vector = product(first_rows(T, g_.size()), of_vector);
}

void KrylovBasis::rebuild(double tolerance)
{
  V_.clear();
  MV_.clear();
  h_.clear();
  waiting_.clear();
  g_ = loads_;
  sampled_ = loads_;
  unmatched_ = identity(loads_.size());
  add_uniform(std::exchange(uniform_, {}));
  for (const double s : std::exchange(shifts_, {}))
    add(s, tolerance);
}

/// Orthonormalises in M, twice, and projects. What K x holds beside M times the basis,
/// sum_a h_a g_a, follows from what was solved for, free of what the solves left open.
void KrylovBasis::take(Candidate &&next)
{
  auto &[x, Mx, Kx, h, noise] = next;
  const double before = std::sqrt(x * Mx);
  V_.take_out_of(
      x,
      Mx,
      Kx,
      [&](std::size_t j) -> const Vector & { return MV_[j]; },
      [&, &h = h](std::size_t j, double share)
      {
        for (std::size_t a = 0; a < h.size(); ++a)
          h[a] -= share * h_[j][a];
      });
  const double norm = std::sqrt(std::max(0., x * Mx));
  if (!(norm > std::max(dependent, noise) * before))
    return;
  x *= 1. / norm;
  Mx *= 1. / norm;
  Kx *= 1. / norm;
  for (double &one : h)
    one /= norm;
  for (Vector &g : g_)
    g.add(-(g * x), Mx);
  V_.append(std::move(x), std::move(Kx));
  MV_.push_back(std::move(Mx));
  h_.push_back(std::move(h));
}

DenseMatrix KrylovBasis::projected_conduction() const
{
  DenseMatrix K(size(), size());
  for (std::size_t i = 0; i < size(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
      K(i, j) = K(j, i) = V_.conduction(i, j);
  return K;
}

/// Every uniform rise is a mode of its own with the rate zero.
SymmetricModes KrylovBasis::modes() const
{
  const DenseMatrix K = projected_conduction();
  const std::size_t u = uniform_.size();
  DenseMatrix rest(size() - u, size() - u);
  for (std::size_t i = u; i < size(); ++i)
    for (std::size_t j = u; j < size(); ++j)
      rest(i - u, j - u) = K(i, j);
  const SymmetricModes others = symmetric_modes(rest);
  SymmetricModes all;
  all.vector = DenseMatrix(size(), size());
  all.value.assign(u, 0.);
  for (std::size_t m = 0; m < u; ++m)
    all.vector(m, m) = 1.;
  for (std::size_t m = u; m < size(); ++m)
  {
    all.value.push_back(others.value[m - u]);
    for (std::size_t j = u; j < size(); ++j)
      all.vector(j, m) = others.vector(j - u, m - u);
  }
  return all;
}

ReducedModel KrylovBasis::model() const
{
  const SymmetricModes found = modes();
  const std::size_t k = size(), n = loads_.size();
  DenseMatrix gain(k, n), residual(k, g_.size());
  for (std::size_t j = 0; j < k; ++j)
  {
    for (std::size_t i = 0; i < n; ++i)
      gain(j, i) = V_[j] * loads_[i];
    for (std::size_t a = 0; a < g_.size(); ++a)
      residual(j, a) = h_[j][a];
  }
  ReducedModel model;
  model.rate = found.value;
  model.mode = found.vector;
  const DenseMatrix to_modes = transposed(found.vector);
  model.gain = product(to_modes, gain);
  model.residual = product(to_modes, residual);
  model.unmatched = unmatched_;
  return model;
}

std::vector<double> KrylovBasis::at_once() const
{
  std::vector<double> result;
  result.reserve(g_.size());
  for (const Vector &g : g_)
    result.push_back(problem_.inverse_mass_energy(g));
  return result;
}

/// (K + s M) y_a is g_a but for what its solve left.
double KrylovBasis::residual_defect(const ReducedModel &model,
                                    const ResidualSample &sample) const
{
  const std::size_t k = model.n_modes(), n = model.n_residuals();
  double largest = 0.;
  for (std::size_t i = 0; i < loads_.size(); ++i)
  {
    std::vector<double> z(k, 0.); // in V
    for (std::size_t m = 0; m < k; ++m)
      for (std::size_t j = 0; j < k; ++j)
        z[j] += model.mode(j, m) * model.gain(m, i) / (sample.shift + model.rate[m]);
    for (std::size_t a = 0; a < n; ++a)
    {
      const Candidate &y = waiting_[waiting_.size() - n + a];
      double truly = y.x * loads_[i], by_model = 0.;
      for (std::size_t j = 0; j < k; ++j)
        truly -= z[j] * (y.Kx * V_[j] + sample.shift * (y.Mx * V_[j]));
      for (std::size_t b = 0; b < n; ++b)
        by_model += sample.energy(a, b) * model.rho(b, i, sample.shift);
      const double size =
          std::sqrt(sample.energy(a, a) * model.transfer(i, i, sample.shift));
      largest = std::max(largest, std::abs(truly - by_model) / size);
    }
  }
  return largest;
}

Vector KrylovBasis::state(const ReducedModel &model, const std::vector<double> &modal) const
{
  Vector result = problem_.thermal().field().make_vector();
  for (std::size_t j = 0; j < model.n_modes(); ++j)
  {
    double share = 0.;
    for (std::size_t m = 0; m < model.n_modes(); ++m)
      share += model.mode(j, m) * modal[m];
    result.add(share, V_[j]);
  }
  problem_.thermal().field().distribute_homogeneous(result);
  return result;
}

Vector KrylovBasis::of_residual(std::size_t a, double s, double tolerance)
{
  Vector y;
  problem_.solve(s, g_[a], tolerance, y);
  problem_.thermal().field().distribute_homogeneous(y);
  return y;
}

std::vector<double> KrylovBasis::gains(const ReducedModel &model, const Vector &l) const
{
  std::vector<double> of_basis, result(model.n_modes(), 0.);
  for (std::size_t j = 0; j < model.n_modes(); ++j)
    of_basis.push_back(V_[j] * l);
  for (std::size_t m = 0; m < model.n_modes(); ++m)
    for (std::size_t j = 0; j < model.n_modes(); ++j)
      result[m] += model.mode(j, m) * of_basis[j];
  return result;
}

} // namespace kelvolt
