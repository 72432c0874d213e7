#include "discretization/diffusion_operator.h"
#include "linear_algebra/linear_solver.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double length[dim] = {1.5, 0.7, 1.}, k[dim] = {2., 0.5, 1.};

/// Zero at the bottom, no flux through the other sides.
double exact(const dealii::Point<dim> &x)
{
  return std::cos(M_PI * x[0] / length[0]) * std::cos(M_PI * x[1] / length[1]) *
         std::sin(M_PI_2 * x[2] / length[2]);
}

/// -div(k grad T) / T
double eigenvalue()
{
  const auto square = [](double g)
  {
    return g * g;
  };
  return k[0] * square(M_PI / length[0]) + k[1] * square(M_PI / length[1]) +
         k[2] * square(M_PI_2 / length[2]);
}

/// f at the Gauss points.
template <typename Function>
PointValues at_points(const ScalarField &field, const Function &f)
{
  PointValues result = constant_at_points(field, 0.);
  const ReferenceElement &e = field.element();
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    for (unsigned int q = 0; q < e.n_cubed(); ++q)
    {
      const dealii::Point<dim> x = field.cells().geometry.place(
          cell, {e.point[q % e.n], e.point[q / e.n % e.n], e.point[q / (e.n * e.n)]});
      result.at(cell, q) = f(x);
    }
  return result;
}

/// L2 error on n^3 cells.
double error(unsigned int degree, int n)
{
  const Grid grid(MPI_COMM_WORLD,
                  one_part({even_planes(length[0], n),
                            even_planes(length[1], n),
                            even_planes(length[2], n)}));
  ScalarField field(grid, {true}, degree, {{{0, Side::bottom}}, {}});
  DiffusionOperator A(field);
  const PointValues kx = constant_at_points(field, k[0]),
                    ky = constant_at_points(field, k[1]),
                    kz = constant_at_points(field, k[2]);
  A.set_conductivity({&kx, &ky, &kz});
  Vector load = field.make_vector(), T = field.make_vector();
  A.add_source(at_points(field, exact), eigenvalue(), load);
  load.compress(dealii::VectorOperation::add);
  field.condense(load);
  LinearSolver solver(
      "temperature",
      T,
      [&](Vector &dst, const Vector &src) { A.vmult(dst, src); },
      [&] {
        return NearbyMatrix{A.low_order_rows(), A.line_places()};
      });
  solver.solve(T, load, 1e-12);
  field.distribute(T);
  const PointValues square =
      map_points([](double a, double b) { return (a - b) * (a - b); },
                 field.values_at_points(T),
                 at_points(field, exact));
  return std::sqrt(dealii::Utilities::MPI::sum(A.integral(square), MPI_COMM_WORLD));
}

// A smooth solution on a box with three lengths and three conductivities: halving the cells
// divides the L2 error by 2^(p+1), for degrees 1 to 4.
TEST(Convergence, HasTheOptimalOrderOfEveryDegree)
{
  const int coarse[] = {8, 4, 3, 2};
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const int n = coarse[p - 1];
    const double order = std::log2(error(p, n) / error(p, 2 * n));
    EXPECT_NEAR(order, p + 1., 0.15) << "degree " << p;
    RecordProperty("order_of_degree_" + std::to_string(p), std::to_string(order));
    if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
      std::printf("degree %u: observed order %.3f\n", p, order);
  }
}

} // namespace
} // namespace kelvolt
