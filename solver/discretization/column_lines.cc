#include "discretization/column_lines.h"

#include "linear_algebra/scaled_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kelvolt
{

namespace
{

template <int p>
void lower(const float *band, std::size_t n, float *r)
{
  constexpr int width = p + 1;
  for (std::size_t i = p; i < n; ++i)
  {
    const float *const row = band + i * width;
    float sum = r[i];
    for (int s = p; s >= 1; --s)
      sum -= row[s] * r[i - s];
    r[i] = sum;
  }
}

template <int p>
void upper(const float *band, std::size_t n, float *r)
{
  constexpr int width = p + 1;
  for (std::size_t i = n; i-- > std::size_t(p);)
  {
    const float *const row = band + i * width;
    for (int s = 1; s <= p; ++s)
      r[i - s] -= row[s] * r[i];
  }
}

} // namespace

ColumnLines::ColumnLines(const SingleOperator &A)
    : degree_(A.field().element().line.degree), width_(degree_ + 1),
      n_(A.field().partitioner()->locally_owned_size())
{
  const ColumnField &field = A.field();
  std::vector<double> T((n_ + field.partitioner()->n_ghost_indices()) * width_, 0.);
  add_cells(A, T);
  add_joints(A, T);
  add_of_ghosts(field, T);
  demand_positive_definite(factorize(field, T), field.communicator());
}

void ColumnLines::add_cells(const SingleOperator &A, std::vector<double> &T) const
{
  const ColumnField &field = A.field();
  const dealii::Utilities::MPI::Partitioner &unknowns = *field.partitioner();
  const unsigned int n = field.element().line.n;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int a = 0; a < field.element().plane.n_nodes; ++a)
    {
      const unsigned int at = packed_size(a + 1) - 1, column = field.cells()[cell].column;
      const double K = double(A.in_plane(cell)) * A.stiffness(column)[at],
                   M = double(A.along_z(cell)) * A.mass(column)[at];
      for (unsigned int c = 0; c < n; ++c)
        for (unsigned int d = 0; d <= c; ++d)
        {
          const std::size_t i = field.node_dof(cell, a, c), j = field.node_dof(cell, a, d);
          const double value =
              K * A.line().mass[c * n + d] + M * A.line().stiffness[c * n + d];
          // A floating surface may make one unknown of several.
          if (i == j)
            T[i * width_] += c == d ? value : 2. * value;
          else if (unknowns.local_to_global(i) == unknowns.local_to_global(j) + (c - d))
            T[i * width_ + (c - d)] += value;
          else
          {
            T[i * width_] += std::abs(value);
            T[j * width_] += std::abs(value);
          }
        }
    }
}

void ColumnLines::add_joints(const SingleOperator &A, std::vector<double> &T) const
{
  for (std::size_t i = 0; i < n_; ++i)
    T[i * width_] += A.diagonal().local_element(i);
  for (const SingleOperator::Contact &contact : A.contacts())
  {
    T[contact.one * width_] += contact.conductance;
    T[contact.other * width_] += contact.conductance;
  }
}

/// What other ranks know of a line belongs to its owner. Collective.
void ColumnLines::add_of_ghosts(const ColumnField &field, std::vector<double> &T) const
{
  if (dealii::Utilities::MPI::n_mpi_processes(field.communicator()) == 1)
    return;
  for (std::size_t s = 0; s < width_; ++s)
  {
    Vector sum = field.make_vector();
    for (std::size_t i = 0; i * width_ < T.size(); ++i)
      sum.local_element(i) = T[i * width_ + s];
    sum.compress(dealii::VectorOperation::add);
    for (std::size_t i = 0; i < n_; ++i)
      T[i * width_ + s] = sum.local_element(i);
  }
}

/// @param T of owned unknowns and more, overwritten
bool ColumnLines::factorize(const ColumnField &field, std::vector<double> &T)
{
  band_.assign(n_ * width_, 0.F);
  bool is_positive = true;
  for (std::size_t i = 0; i < n_; ++i)
  {
    double *const row = T.data() + i * width_;
    const std::size_t reach = std::min<std::size_t>(degree_, i);
    const bool is_fixed = field.is_constrained(i);
    if (is_fixed)
      row[0] = 1.;
    for (std::size_t s = degree_; s >= 1; --s)
    {
      if (s > reach || is_fixed || field.is_constrained(i - s))
      {
        row[s] = 0.;
        continue;
      }
      for (std::size_t t = s + 1; t <= reach; ++t)
        row[s] -= row[t] * T[(i - s) * width_ + (t - s)];
    }
    // So far L D; the rows before hold L.
    for (std::size_t s = 1; s <= reach; ++s)
    {
      const double L = row[s] / T[(i - s) * width_];
      row[0] -= L * row[s];
      row[s] = L;
    }
    is_positive = is_positive && row[0] > 0. && std::isfinite(row[0]);
    band_[i * width_] = static_cast<float>(1. / row[0]);
    for (std::size_t s = 1; s <= degree_; ++s)
      band_[i * width_ + s] = static_cast<float>(row[s]);
  }
  return is_positive;
}

void ColumnLines::solve_lower(float *r) const
{
  for (std::size_t i = 1; i < std::min<std::size_t>(degree_, n_); ++i)
    for (std::size_t s = 1; s <= i; ++s)
      r[i] -= band_[i * width_ + s] * r[i - s];
  switch (degree_)
  {
  case 1:
    return lower<1>(band_.data(), n_, r);
  case 2:
    return lower<2>(band_.data(), n_, r);
  case 3:
    return lower<3>(band_.data(), n_, r);
  case 4:
    return lower<4>(band_.data(), n_, r);
  case 5:
    return lower<5>(band_.data(), n_, r);
  default:
    std::abort();
  }
}

void ColumnLines::solve_upper(float *r) const
{
  switch (degree_)
  {
  case 1:
    upper<1>(band_.data(), n_, r);
    break;
  case 2:
    upper<2>(band_.data(), n_, r);
    break;
  case 3:
    upper<3>(band_.data(), n_, r);
    break;
  case 4:
    upper<4>(band_.data(), n_, r);
    break;
  case 5:
    upper<5>(band_.data(), n_, r);
    break;
  default:
    std::abort();
  }
  for (std::size_t i = std::min<std::size_t>(degree_, n_); i-- > 1;)
    for (std::size_t s = 1; s <= i; ++s)
      r[i - s] -= band_[i * width_ + s] * r[i];
}

void ColumnLines::solve(float *r) const
{
  solve_lower(r);
  for (std::size_t i = 0; i < n_; ++i)
    r[i] *= band_[i * width_];
  solve_upper(r);
}

void ColumnLines::half_solve(float *r) const
{
  solve_lower(r);
  for (std::size_t i = 0; i < n_; ++i)
    r[i] *= std::sqrt(band_[i * width_]);
}

void ColumnLines::half_solve_transposed(float *r) const
{
  for (std::size_t i = 0; i < n_; ++i)
    r[i] *= std::sqrt(band_[i * width_]);
  solve_upper(r);
}

} // namespace kelvolt
