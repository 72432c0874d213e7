#include "discretization/column_lines.h"

#include "linear_algebra/all_cpus.h"
#include "linear_algebra/scaled_rows.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

using Lane __attribute__((vector_size(lanes * sizeof(float)), may_alias)) = float;

/// What all strands have in common.
struct Strands
{
  const std::size_t *start;
  std::size_t n_rows;
  const float *band;
};

/// What the rows below take from the next ones, [row upwards][strand].
struct Below
{
  Lane row[PlaneElement::max_degree];
};

KELVOLT_INLINE Lane load(const float *r, const std::size_t *start, std::size_t row)
{
  return Lane{r[start[0] + row],
              r[start[1] + row],
              r[start[2] + row],
              r[start[3] + row],
              r[start[4] + row],
              r[start[5] + row],
              r[start[6] + row],
              r[start[7] + row]};
}

KELVOLT_INLINE void
store(const Lane &x, const std::size_t *start, std::size_t row, float *r)
{
  for (unsigned int lane = 0; lane < lanes; ++lane)
    r[start[lane] + row] = x[lane];
}

/// r = L^-1 r
template <int p>
KELVOLT_INLINE void lower(const Strands &strands, float *r)
{
  const Lane *band = reinterpret_cast<const Lane *>(strands.band);
  Lane before[p] = {};
  for (std::size_t row = 0; row < strands.n_rows; ++row, band += p + 1)
  {
    Lane x = load(r, strands.start, row);
    for (int s = p; s >= 1; --s)
      x -= band[s] * before[s - 1];
    for (int s = p - 1; s >= 1; --s)
      before[s] = before[s - 1];
    before[0] = x;
    store(x, strands.start, row, r);
  }
}

/// r = L^-T r, or of D^-1 r
template <int p, bool with_diagonal>
KELVOLT_INLINE void upper(const Strands &strands, Below start, float *r)
{
  Lane *const below = start.row;
  const Lane *band =
      reinterpret_cast<const Lane *>(strands.band) + strands.n_rows * (p + 1);
  for (std::size_t row = strands.n_rows; row-- > 0;)
  {
    band -= p + 1;
    Lane x = load(r, strands.start, row);
    if constexpr (with_diagonal)
      x *= band[0];
    x -= below[0];
    for (int s = 1; s < p; ++s)
      below[s - 1] = below[s] + band[s] * x;
    below[p - 1] = band[p] * x;
    store(x, strands.start, row, r);
  }
}

// Functions of their own for each degree: only such are compiled for several processors.
// clang-format off
#define KELVOLT_FOR_DEGREE(p)                                                        \
  KELVOLT_ALL_CPUS void lower_##p(const Strands &strands, float *r)                  \
  { lower<p>(strands, r); }                                                          \
  KELVOLT_ALL_CPUS void upper_##p(                                                   \
      const Strands &strands, bool with_diagonal, const Below &below, float *r)      \
  {                                                                                  \
    with_diagonal ? upper<p, true>(strands, below, r)                                \
                  : upper<p, false>(strands, below, r);                              \
  }
// clang-format on
KELVOLT_FOR_DEGREE(1)
KELVOLT_FOR_DEGREE(2)
KELVOLT_FOR_DEGREE(3)
KELVOLT_FOR_DEGREE(4)
KELVOLT_FOR_DEGREE(5)

/// By degree.
struct Kernel
{
  void (*lower)(const Strands &, float *);
  void (*upper)(const Strands &, bool, const Below &, float *);
};
constexpr std::array<Kernel, PlaneElement::max_degree + 1> kernels = {{{nullptr, nullptr},
                                                                       {lower_1, upper_1},
                                                                       {lower_2, upper_2},
                                                                       {lower_3, upper_3},
                                                                       {lower_4, upper_4},
                                                                       {lower_5, upper_5}}};

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
  find_strands(T);
  pack(T);
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

/// @param T of owned unknowns and more; then D, and L. @return whether all D are positive
bool ColumnLines::factorize(const ColumnField &field, std::vector<double> &T) const
{
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
  }
  return is_positive;
}

void ColumnLines::find_strands(const std::vector<double> &factor)
{
  // Whether no row from here on reaches back over it.
  const auto is_between_lines = [&](std::size_t i)
  {
    for (std::size_t row = i; row < std::min(i + degree_, n_); ++row)
      for (std::size_t s = row - i + 1; s <= degree_; ++s)
        if (factor[row * width_ + s] != 0.)
          return false;
    return true;
  };
  common_ = n_;
  for (std::size_t strand = 1; strand <= lanes; ++strand)
  {
    std::size_t &start = start_[strand] = std::max(start_[strand - 1], strand * n_ / lanes);
    while (start < n_ && !is_between_lines(start))
      ++start;
    common_ = std::min(common_, start - start_[strand - 1]);
  }
}

void ColumnLines::pack(const std::vector<double> &factor)
{
  const auto entry = [&](std::size_t row, std::size_t s)
  {
    const double value = factor[row * width_ + s];
    return static_cast<float>(s == 0 ? 1. / value : value);
  };
  band_.resize_fast(common_ * width_ * lanes);
  for (std::size_t row = 0, at = 0; row < common_; ++row)
    for (std::size_t s = 0; s < width_; ++s)
      for (std::size_t strand = 0; strand < lanes; ++strand, ++at)
        band_[at] = entry(start_[strand] + row, s);
  for (std::size_t strand = 0; strand < lanes; ++strand)
    for (std::size_t row = start_[strand] + common_; row < start_[strand + 1]; ++row)
      for (std::size_t s = 0; s < width_; ++s)
        rest_.push_back(entry(row, s));
}

void ColumnLines::solve_lower(float *r) const
{
  kernels[degree_].lower({start_.data(), common_, band_.data()}, r);
  const float *row = rest_.data();
  for (std::size_t strand = 0; strand < lanes; ++strand)
    for (std::size_t i = start_[strand] + common_; i < start_[strand + 1]; ++i)
    {
      for (std::size_t s = std::min<std::size_t>(degree_, i); s >= 1; --s)
        r[i] -= row[s] * r[i - s];
      row += width_;
    }
}

void ColumnLines::solve_upper(float *r, bool with_diagonal) const
{
  Below below{};
  const float *row = rest_.data() + rest_.size();
  for (std::size_t strand = lanes; strand-- > 0;)
    for (std::size_t i = start_[strand + 1]; i-- > start_[strand] + common_;)
    {
      row -= width_;
      r[i] = (with_diagonal ? r[i] * row[0] : r[i]) - below.row[0][strand];
      for (std::size_t s = 1; s < degree_; ++s)
        below.row[s - 1][strand] = below.row[s][strand] + row[s] * r[i];
      below.row[degree_ - 1][strand] = row[degree_] * r[i];
    }
  kernels[degree_].upper({start_.data(), common_, band_.data()}, with_diagonal, below, r);
}

void ColumnLines::multiply_by_root(float *r) const
{
  const float *row = rest_.data();
  for (std::size_t strand = 0; strand < lanes; ++strand)
  {
    float *const first = r + start_[strand];
    for (std::size_t i = 0; i < common_; ++i)
      first[i] *= std::sqrt(band_[i * width_ * lanes + strand]);
    for (std::size_t i = common_; i < start_[strand + 1] - start_[strand]; ++i)
    {
      first[i] *= std::sqrt(row[0]);
      row += width_;
    }
  }
}

void ColumnLines::solve(float *r) const
{
  solve_lower(r);
  solve_upper(r, true);
}

void ColumnLines::half_solve(float *r) const
{
  solve_lower(r);
  multiply_by_root(r);
}

void ColumnLines::half_solve_transposed(float *r) const
{
  multiply_by_root(r);
  solve_upper(r, false);
}

} // namespace kelvolt
