#include "linear_algebra/sliced_rows.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kelvolt
{
namespace
{

using Rows = std::vector<std::vector<std::pair<unsigned int, double>>>;

/// Rows of 0 to 9 entries, in columns below n_columns.
Rows random_rows(unsigned int n_rows, unsigned int n_columns)
{
  std::mt19937 generator(7);
  Rows rows(n_rows);
  for (auto &row : rows)
    for (unsigned int length = generator() % 10; length > 0; --length)
      row.emplace_back(generator() % n_columns,
                       static_cast<double>(generator()) / 4294967296. - 0.5);
  return rows;
}

SlicedRows sliced(const Rows &rows, unsigned int n_columns)
{
  std::size_t n_entries = 0;
  for (const auto &row : rows)
    n_entries += row.size();
  return {static_cast<unsigned int>(rows.size()),
          n_columns,
          n_entries,
          [&](unsigned int i, const auto &emit)
          {
            for (const auto &[column, value] : rows[i])
              emit(column, value);
          }};
}

std::vector<float> ramp(unsigned int n)
{
  std::vector<float> x(n);
  for (unsigned int i = 0; i < n; ++i)
    x[i] = 0.1F + 0.01F * static_cast<float>(i % 97);
  return x;
}

double times(const Rows &rows, unsigned int i, const std::vector<float> &x)
{
  double sum = 0.;
  for (const auto &[column, value] : rows[i])
    sum += value * x[column];
  return sum;
}

// Every kernel against the sums written out, for numbers of rows that do and do not fill
// the last slice, and for columns near each other and farther apart than 16 bits reach;
// nothing is written beyond the rows.
TEST(SlicedRows, DoWhatTheSumsSay)
{
  for (const unsigned int n : {1U, 16U, 37U})
    for (const unsigned int n_columns : {n + 3, 300000U})
    {
      SCOPED_TRACE(std::to_string(n) + " rows, " + std::to_string(n_columns) + " columns");
      const Rows M = random_rows(n, n_columns);
      const SlicedRows M_sliced = sliced(M, n_columns);
      const std::vector<float> x = ramp(n_columns);
      std::vector<float> y(n + 1, 2.F), z(n + 1, 5.F), w(n + 1, 6.F), d(n + 1, 3.F),
          next(n + 1, 4.F), r(n + 1, 7.F), p(n + 1, 8.F), b(n_columns);
      for (unsigned int i = 0; i < n_columns; ++i)
        b[i] = 0.7F - 0.3F * x[i];
      M_sliced.add_product(x.data(), y.data());
      M_sliced.interpolate(x.data(), 0.5F, b.data(), z.data());
      M_sliced.relax(0.25F, b.data(), x.data(), w.data());
      M_sliced.chebyshev_step({0.5F, 0.25F}, b.data(), x.data(), d.data(), next.data());
      M_sliced.residual(b.data(), 0.5F, x.data(), r.data());
      M_sliced.multiply(x.data(), p.data());
      for (unsigned int i = 0; i < n; ++i)
      {
        const double product = times(M, i, x), residual = b[i] - x[i] - product,
                     scaled_residual = b[i] - 0.5 * (x[i] + product);
        EXPECT_NEAR(y[i], 2. + product, 1e-5);
        EXPECT_NEAR(z[i], 0.5 * b[i] + product, 1e-5);
        EXPECT_NEAR(w[i], x[i] + 0.25 * residual, 1e-5);
        EXPECT_NEAR(d[i], 1.5 + 0.25 * residual, 1e-5);
        EXPECT_NEAR(next[i], x[i] + 1.5 + 0.25 * residual, 1e-5);
        EXPECT_NEAR(r[i], scaled_residual, 1e-5);
        EXPECT_NEAR(p[i], product, 1e-5);
      }
      EXPECT_EQ(y[n], 2.F);
      EXPECT_EQ(z[n], 5.F);
      EXPECT_EQ(w[n], 6.F);
      EXPECT_EQ(d[n], 3.F);
      EXPECT_EQ(next[n], 4.F);
      EXPECT_EQ(r[n], 7.F);
      EXPECT_EQ(p[n], 8.F);
    }
}

// A band with gaps: entries at the same distance from the diagonal make diagonal steps,
// which must not read columns that are not there, even where only the first or last rows
// lack the entry. All but those of the slices at both ends lie on diagonals.
TEST(SlicedRows, PutBandsIntoDiagonalSteps)
{
  const unsigned int n = 160;
  Rows M(n);
  for (unsigned int i = 0; i < n; ++i)
    for (const int distance : {-20, -1, 3})
      if (const int column = static_cast<int>(i) + distance;
          column >= 0 && column < static_cast<int>(n) && i % 7 != 3)
        M[i].emplace_back(column, 0.1 * distance + 0.01 * i);
  const SlicedRows band = sliced(M, n);
  EXPECT_GE(band.n_diagonal(), 3 * (n - 4 * SlicedRows::height));
  EXPECT_LE(band.n_stored(), 4 * n);
  const std::vector<float> x = ramp(n);
  std::vector<float> y(n);
  band.multiply(x.data(), y.data());
  for (unsigned int i = 0; i < n; ++i)
    EXPECT_NEAR(y[i], times(M, i, x), 1e-5);
}

TEST(SlicedRows, MayBeEmpty)
{
  const SlicedRows rows = sliced({}, 0);
  rows.add_product(nullptr, nullptr);
  EXPECT_EQ(rows.n_stored(), 0U);
}

} // namespace
} // namespace kelvolt
