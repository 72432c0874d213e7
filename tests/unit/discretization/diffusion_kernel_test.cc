#include "discretization/diffusion_kernel.h"

#include <deal.II/base/aligned_vector.h>

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace kelvolt
{
namespace
{

using Array = dealii::AlignedVector<double>;

Array random_array(std::size_t size, unsigned int seed)
{
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(-1., 1.);
  Array result(size);
  for (double &x : result)
    x = uniform(generator);
  return result;
}

double lagrange(const ReferenceElement &e, unsigned int i, double x)
{
  double value = 1.;
  for (unsigned int j = 0; j < e.n; ++j)
    if (j != i)
      value *= (x - e.node[j]) / (e.node[i] - e.node[j]);
  return value;
}

double lagrange_slope(const ReferenceElement &e, unsigned int i, double x)
{
  double sum = 0.;
  for (unsigned int m = 0; m < e.n; ++m)
  {
    if (m == i)
      continue;
    double product = 1. / (e.node[i] - e.node[m]);
    for (unsigned int j = 0; j < e.n; ++j)
      if (j != i && j != m)
        product *= (x - e.node[j]) / (e.node[i] - e.node[j]);
    sum += product;
  }
  return sum;
}

/// Shape functions and their derivatives at the Gauss points without any tensor structure:
/// table[0..2][q][i] derivatives, table[3][q][i] values.
struct DenseTables
{
  explicit DenseTables(const ReferenceElement &e)
  {
    const unsigned int n = e.n, n3 = e.n_cubed();
    for (auto &table : tables)
      table.assign(std::size_t(n3) * n3, 0.);
    for (unsigned int q = 0; q < n3; ++q)
      for (unsigned int i = 0; i < n3; ++i)
      {
        const unsigned int qd[3] = {q % n, q / n % n, q / (n * n)};
        const unsigned int id[3] = {i % n, i / n % n, i / (n * n)};
        for (unsigned int t = 0; t < 4; ++t)
        {
          double product = 1.;
          for (unsigned int d = 0; d < 3; ++d)
            product *= t == d ? lagrange_slope(e, id[d], e.point[qd[d]])
                              : lagrange(e, id[d], e.point[qd[d]]);
          tables[t][q * n3 + i] = product;
        }
      }
  }

  std::vector<double> tables[4];
};

/// result[q] = sum_i table[q][i] in[i], lane by lane.
std::vector<double>
apply(const std::vector<double> &table, const double *in, unsigned int n3)
{
  std::vector<double> result(n3 * lanes, 0.);
  for (unsigned int q = 0; q < n3; ++q)
    for (unsigned int i = 0; i < n3; ++i)
      for (unsigned int l = 0; l < lanes; ++l)
        result[q * lanes + l] += table[q * n3 + i] * in[i * lanes + l];
  return result;
}

/// result[i] += sum_q table[q][i] in[q].
void add_transposed(const std::vector<double> &table,
                    const std::vector<double> &in,
                    unsigned int n3,
                    std::vector<double> &result)
{
  for (unsigned int q = 0; q < n3; ++q)
    for (unsigned int i = 0; i < n3; ++i)
      for (unsigned int l = 0; l < lanes; ++l)
        result[i * lanes + l] += table[q * n3 + i] * in[q * lanes + l];
}

void expect_equal(const double *found, const std::vector<double> &expected)
{
  for (std::size_t i = 0; i < expected.size(); ++i)
    ASSERT_NEAR(found[i], expected[i], 1e-11) << "entry " << i;
}

class DiffusionKernel : public testing::TestWithParam<unsigned int>
{
protected:
  const ReferenceElement element_{GetParam()};
  const unsigned int n3_ = element_.n_cubed();
  const std::size_t size_ = std::size_t(n3_) * lanes;
  const DenseTables dense_{element_};
  const Array u_ = random_array(size_, 1);
};

// Values and derivatives at the Gauss points against the shape functions themselves.
TEST_P(DiffusionKernel, Evaluates)
{
  Array value(size_), gradient(3 * size_);
  evaluate_values(element_, u_.data(), value.data());
  expect_equal(value.data(), apply(dense_.tables[3], u_.data(), n3_));
  evaluate_gradients(element_, u_.data(), gradient.data());
  for (unsigned int d = 0; d < 3; ++d)
    expect_equal(gradient.data() + d * size_, apply(dense_.tables[d], u_.data(), n3_));
}

TEST_P(DiffusionKernel, IntegratesValues)
{
  Array y(size_);
  integrate_values(element_, u_.data(), y.data());
  std::vector<double> expected(size_, 0.);
  add_transposed(
      dense_.tables[3], std::vector<double>(u_.begin(), u_.end()), n3_, expected);
  expect_equal(y.data(), expected);
}

// The stiffness, and with a mass term, for coefficients that are random at every point; the
// metric is a half, which is exact.
TEST_P(DiffusionKernel, AppliesDiffusion)
{
  const Array metric(3 * lanes, 0.5);
  const Array coefficient = random_array(3 * size_, 2), mass = random_array(size_, 3);
  std::vector<double> expected(size_, 0.);
  for (unsigned int t = 0; t < 4; ++t)
  {
    if (t == 3)
    {
      Array y(size_);
      apply_diffusion(element_,
                      {coefficient.data(), size_, metric.data()},
                      nullptr,
                      u_.data(),
                      y.data());
      expect_equal(y.data(), expected);
    }
    std::vector<double> at_points = apply(dense_.tables[t], u_.data(), n3_);
    for (std::size_t i = 0; i < size_; ++i)
      at_points[i] *= t == 3 ? mass[i] : 0.5 * coefficient[t * size_ + i];
    add_transposed(dense_.tables[t], at_points, n3_, expected);
  }
  Array y(size_);
  apply_diffusion(element_,
                  {coefficient.data(), size_, metric.data()},
                  mass.data(),
                  u_.data(),
                  y.data());
  expect_equal(y.data(), expected);
}

// One coefficient for all axes gives what three equal ones give.
TEST_P(DiffusionKernel, SharesOneConductivityAmongAxes)
{
  const Array k = random_array(size_, 4), metric = random_array(3 * lanes, 5);
  Array three;
  for (unsigned int d = 0; d < 3; ++d)
    three.insert_back(k.begin(), k.end());
  Array expected(size_), y(size_);
  apply_diffusion(
      element_, {three.data(), size_, metric.data()}, nullptr, u_.data(), expected.data());
  apply_diffusion(element_, {k.data(), 0, metric.data()}, nullptr, u_.data(), y.data());
  expect_equal(y.data(), std::vector<double>(expected.begin(), expected.end()));
}

INSTANTIATE_TEST_SUITE_P(AllDegrees, DiffusionKernel, testing::Range(1u, 5u));

} // namespace
} // namespace kelvolt
