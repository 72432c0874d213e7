#include "column_package.h"
#include "discretization/column_operator.h"

#include <deal.II/lac/lapack_full_matrix.h>

#include <gtest/gtest.h>

#include <vector>

namespace kelvolt
{
namespace
{

using Matrix = dealii::LAPACKFullMatrix<double>;

/// One triangle of 1 m and its part, its longest side bent towards the opposite corner, in
/// one cell of the height.
ColumnLayout bent_triangle(double bulge, double height)
{
  PlaneMesh plane;
  plane.nodes = {{0., 0.}, {1., 0.}, {0.5, 0.3}};
  PlaneMesh::Triangle triangle;
  triangle.corner = {0, 1, 2};
  triangle.bulge = {bulge, 0., 0.};
  plane.triangles = {triangle};
  ColumnLayout layout;
  layout.plane = plane;
  layout.z = {0., height};
  layout.part = {0};
  return layout;
}

/// Largest over smallest eigenvalue of L^-1 A with the M-matrix L of an operator A.
double condition(const ColumnOperator &A)
{
  const unsigned int n = A.field().partitioner()->size();
  Matrix of_operator(n, n), of_rows(n, n);
  for (unsigned int j = 0; j < n; ++j)
  {
    Vector unit = A.field().make_vector(), column = A.field().make_vector();
    unit.local_element(j) = 1.;
    A.vmult_in_place(column, unit);
    for (unsigned int i = 0; i < n; ++i)
      of_operator(i, j) = column.local_element(i);
  }
  const SparseRows::CompressedRows rows = A.low_order_rows().compressed();
  for (unsigned int i = 0; i < n; ++i)
    for (int e = rows.start[i]; e < rows.start[i + 1]; ++e)
      of_rows(i, rows.column[e]) = rows.value[e];
  std::vector<dealii::Vector<double>> modes(n, dealii::Vector<double>(n));
  of_operator.compute_generalized_eigenvalues_symmetric(of_rows, modes);
  return of_operator.eigenvalue(n - 1).real() / of_operator.eigenvalue(0).real();
}

double condition(double bulge, double height, unsigned int degree)
{
  const ColumnLayout layout = bent_triangle(bulge, height);
  const ColumnField field(layout, MPI_COMM_SELF, {true}, degree);
  ColumnOperator A(field);
  const PointValues one = field.constant_at_points(1.);
  A.set_conductivity({&one, &one, &one});
  A.set_mass(one);
  return condition(A);
}

// At a bulge of 0.277 the triangle folds over at two corners. With the couplings of the
// linear triangles alone the conditions are 53, 183 and 1284.
TEST(PlaneCouplings, AreCloseToBentTriangles)
{
  const double straight = condition(0., 1., 3);
  EXPECT_LT(straight, 10.);
  EXPECT_LT(condition(-0.2, 1., 3), 30.);
  EXPECT_LT(condition(-0.25, 1., 3), 90.);
  EXPECT_LT(condition(-0.275, 1., 3), 250.);
  EXPECT_LT(condition(-0.275, 1., 2), 130.) << "166 with the linear triangles alone";
}

} // namespace
} // namespace kelvolt
