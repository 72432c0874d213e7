#include "accuracy/error_estimate.h"

#include "discretization/shape_values.h"
#include "layout/part_layout.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// What the degrees above `lower` add along one direction: u less its interpolation on the
/// nodes of that degree. Both parities about the middle of the cell, if two degrees are.
class Surplus
{
public:
  Surplus(const ReferenceElement &element, unsigned int lower_degree) : element_(element)
  {
    const ReferenceElement lower(lower_degree);
    std::vector<ShapeValues> at_lower;
    for (unsigned int i = 0; i < lower.n; ++i)
      at_lower.push_back(shape_values(element, lower.node[i]));
    for (unsigned int q = 0; q < element.n; ++q)
    {
      const ShapeValues own = shape_slopes(element, element.point[q]),
                        of_lower = shape_slopes(lower, element.point[q]);
      for (unsigned int l = 0; l < element.n; ++l)
      {
        double slope = own[l];
        for (unsigned int i = 0; i < lower.n; ++i)
          slope -= of_lower[i] * at_lower[i][l];
        slope_.push_back(slope);
      }
    }
  }

  /// int |d/dxi_d surplus(u)| |d/dxi_d surplus(z)| over the unit cell, d = axis.
  double product(unsigned int axis,
                 const std::vector<double> &u,
                 const std::vector<double> &z) const
  {
    const unsigned int n = element_.n;
    const unsigned int stride[dim] = {1, n, n * n};
    const unsigned int a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
    double sum = 0.;
    for (unsigned int j = 0; j < n; ++j)
      for (unsigned int i = 0; i < n; ++i)
      {
        const unsigned int first = i * stride[a] + j * stride[b];
        sum += element_.node_weight[i] * element_.node_weight[j] *
               along_line(&u[first], &z[first], stride[axis]);
      }
    return sum;
  }

private:
  double along_line(const double *u, const double *z, unsigned int stride) const
  {
    const unsigned int n = element_.n;
    double sum = 0.;
    for (unsigned int q = 0; q < n; ++q)
    {
      double of_u = 0., of_z = 0.;
      for (unsigned int l = 0; l < n; ++l)
      {
        of_u += slope_[q * n + l] * u[l * stride];
        of_z += slope_[q * n + l] * z[l * stride];
      }
      sum += element_.weight[q] * std::abs(of_u * of_z);
    }
    return sum;
  }

  const ReferenceElement &element_;
  std::vector<double> slope_; ///< [q][node]: of the surplus of a shape function
};

/// Adds one field's part.
void add_field(const DiffusionOperator &conduction,
               const std::array<const QuadratureArray *, dim> &k,
               const Vector &u,
               const Vector &z,
               unsigned int lower_degree,
               const std::array<std::vector<double>, dim> &planes,
               std::array<std::vector<double>, dim> &slabs)
{
  const ScalarField &field = conduction.field();
  const Surplus surplus(field.element(), lower_degree);
  std::array<std::vector<double>, dim> k_mean;
  for (unsigned int axis = 0; axis < dim; ++axis)
    k_mean[axis] = conduction.cell_means(*k[axis]);
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    const std::vector<double> u_nodes = field.cell_values(u, cell),
                              z_nodes = field.cell_values(z, cell);
    const double volume = field.cells().volume(cell);
    for (unsigned int axis = 0; axis < dim; ++axis)
    {
      const double h = field.cells().edge(cell, axis);
      const int slab = nearest_plane(planes[axis], field.cells().corner[cell][axis]);
      slabs[axis][slab] +=
          k_mean[axis][cell] * volume / (h * h) * surplus.product(axis, u_nodes, z_nodes);
    }
  }
}

} // namespace

ErrorContributions weigh_residual(const FieldPair &residual, const FieldPair &adjoint)
{
  ErrorContributions error;
  error.thermal = -(residual.temperature * adjoint.temperature);
  if (adjoint.potential)
    error.electric = -(*residual.potential * *adjoint.potential);
  return error;
}

std::array<std::vector<double>, dim>
slab_indicators(const EnrichedSolution &enriched,
                const AdjointProblem &problem,
                const FieldPair &adjoint,
                const std::array<std::vector<double>, dim> &planes)
{
  const Profile::Phase phase(problem.thermal().profile(), "indicators");
  std::array<std::vector<double>, dim> slabs;
  for (unsigned int axis = 0; axis < dim; ++axis)
    slabs[axis].resize(planes[axis].size() - 1, 0.);
  const auto &k = problem.thermal_conductivity();
  add_field(problem.thermal().conduction(),
            {&k[0], &k[1], &k[2]},
            enriched.solution().temperature,
            adjoint.temperature,
            enriched.lower_degree(),
            planes,
            slabs);
  if (problem.electric())
  {
    const QuadratureArray &sigma = problem.conductivity().sigma;
    add_field(problem.electric()->conduction(),
              {&sigma, &sigma, &sigma},
              *enriched.solution().potential,
              *adjoint.potential,
              enriched.lower_degree(),
              planes,
              slabs);
  }
  for (std::vector<double> &axis : slabs)
    dealii::Utilities::MPI::sum(axis, problem.thermal().field().communicator(), axis);
  return slabs;
}

} // namespace kelvolt
