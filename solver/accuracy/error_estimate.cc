#include "accuracy/error_estimate.h"

#include "geometry/part_layout.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// What the highest degree of an element adds along one direction. A polynomial u of degree
/// p is its interpolation on the nodes of degree p - 1 plus c b, where b = prod (x - xi_j)
/// over these nodes and c is the p-th divided difference of u.
struct Surplus
{
  explicit Surplus(const ReferenceElement &element)
  {
    const ReferenceElement lower(element.degree - 1);
    for (unsigned int i = 0; i < element.n; ++i)
    {
      weight[i] = 1.;
      for (unsigned int j = 0; j < element.n; ++j)
        if (j != i)
          weight[i] /= element.node[i] - element.node[j];
    }
    // The Gauss rule is exact for b'^2, of degree 2 p - 2.
    for (unsigned int q = 0; q < element.n; ++q)
    {
      double slope = 0.;
      for (unsigned int m = 0; m < lower.n; ++m)
      {
        double product = 1.;
        for (unsigned int j = 0; j < lower.n; ++j)
          if (j != m)
            product *= element.point[q] - lower.node[j];
        slope += product;
      }
      energy += element.weight[q] * slope * slope;
    }
  }

  std::array<double, ReferenceElement::max_n> weight{}; ///< of the divided difference
  double energy = 0.;                                   ///< int b'^2 over the unit interval
};

/// int |d/dxi_d surplus(u)| |d/dxi_d surplus(z)| over the unit cell, d = axis.
double surplus_product(const ReferenceElement &element,
                       const Surplus &surplus,
                       unsigned int axis,
                       const std::vector<double> &u,
                       const std::vector<double> &z)
{
  const unsigned int n = element.n;
  const unsigned int stride[dim] = {1, n, n * n};
  const unsigned int a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  double sum = 0.;
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
    {
      double of_u = 0., of_z = 0.;
      for (unsigned int l = 0; l < n; ++l)
      {
        const unsigned int node = i * stride[a] + j * stride[b] + l * stride[axis];
        of_u += surplus.weight[l] * u[node];
        of_z += surplus.weight[l] * z[node];
      }
      sum += element.node_weight[i] * element.node_weight[j] * std::abs(of_u * of_z);
    }
  return sum * surplus.energy;
}

/// Adds one field's part.
void add_field(const DiffusionOperator &conduction,
               const std::array<const QuadratureArray *, dim> &k,
               const Vector &u,
               const Vector &z,
               const std::array<std::vector<double>, dim> &planes,
               std::array<std::vector<double>, dim> &slabs)
{
  const ScalarField &field = conduction.field();
  const Surplus surplus(field.element());
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
          k_mean[axis][cell] * volume / (h * h) *
          surplus_product(field.element(), surplus, axis, u_nodes, z_nodes);
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
            planes,
            slabs);
  if (problem.electric())
  {
    const QuadratureArray &sigma = problem.conductivity().sigma;
    add_field(problem.electric()->conduction(),
              {&sigma, &sigma, &sigma},
              *enriched.solution().potential,
              *adjoint.potential,
              planes,
              slabs);
  }
  for (std::vector<double> &axis : slabs)
    dealii::Utilities::MPI::sum(axis, problem.thermal().field().communicator(), axis);
  return slabs;
}

} // namespace kelvolt
