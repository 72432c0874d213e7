#pragma once

#include "output/field_writer.h"
#include "results/result_schema.h"

#include <deal.II/base/function.h>
#include <deal.II/distributed/tria.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/grid/grid_generator.h>
#include <deal.II/numerics/vector_tools.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

/// @file A small distributed result whose fields are known exactly.

namespace kelvolt::polynomial_result
{

using namespace dealii;
namespace schema = result_schema;
using Vector = FieldWriter::Vector;

inline constexpr double lower[3] = {0., -1e-3, 2e-5};
inline constexpr double upper[3] = {3e-2, 1e-3, 3e-5};

/// 300 plus a full tensor polynomial of the given degree on the box, so that an element of
/// that degree holds it exactly and any wrong order of nodes shows.
class Polynomial : public Function<3>
{
public:
  explicit Polynomial(unsigned int degree) : degree_(degree) {}

  double value(const Point<3> &p, unsigned int = 0) const override
  {
    double product = 1.;
    for (unsigned int d = 0; d < 3; ++d)
    {
      const double s = (p[d] - lower[d]) / (upper[d] - lower[d]);
      product *= 1. + (d + 1) * s - 0.7 * std::pow(s, degree_);
    }
    return 300. + product;
  }

private:
  unsigned int degree_;
};

/// A distributed box with hanging nodes and the part number 1 beyond its middle in x.
class Result
{
public:
  explicit Result(unsigned int degree)
      : triangulation_(MPI_COMM_WORLD), fe_(degree), dofs_(triangulation_)
  {
    GridGenerator::subdivided_hyper_rectangle(triangulation_,
                                              std::vector<unsigned int>{4, 2, 1},
                                              Point<3>(lower[0], lower[1], lower[2]),
                                              Point<3>(upper[0], upper[1], upper[2]));
    for (const auto &cell : triangulation_.active_cell_iterators())
      cell->set_material_id(cell->center()[0] > 1.5e-2 ? 1 : 0);
    for (const auto &cell : triangulation_.active_cell_iterators())
      if (cell->is_locally_owned() && cell->center()[0] < 1e-2 && cell->center()[1] < 0.)
        cell->set_refine_flag();
    triangulation_.execute_coarsening_and_refinement();
    dofs_.distribute_dofs(fe_);
    IndexSet active;
    DoFTools::extract_locally_active_dofs(dofs_, active);
    temperature_.reinit(dofs_.locally_owned_dofs(), active, MPI_COMM_WORLD);
    VectorTools::interpolate(dofs_, Polynomial(degree), temperature_);
    potential_ = temperature_;
    if (potential_.locally_owned_size() > 0)
      potential_.local_element(0) = std::numeric_limits<double>::quiet_NaN();
  }

  FieldWriter writer() const
  {
    FieldWriter out(dofs_, {"left part", "right & \"last\" part"});
    out.add_point_field(schema::temperature.name, schema::temperature.unit, temperature_);
    out.add_point_field(schema::potential.name, schema::potential.unit, potential_);
    std::vector<double> centers;
    std::vector<double> volumes;
    for (const auto &cell : dofs_.active_cell_iterators())
      if (cell->is_locally_owned())
      {
        for (unsigned int d = 0; d < 3; ++d)
          centers.push_back(cell->center()[d]);
        volumes.push_back(cell->measure());
      }
    out.add_cell_field(
        schema::current_density.name, schema::current_density.unit, 3, centers);
    out.add_cell_field(schema::joule_heat.name, schema::joule_heat.unit, 1, volumes);
    return out;
  }

  const DoFHandler<3> &dofs() const
  {
    return dofs_;
  }
  const Vector &temperature() const
  {
    return temperature_;
  }
  std::uint64_t n_cells() const
  {
    return triangulation_.n_global_active_cells();
  }

private:
  parallel::distributed::Triangulation<3> triangulation_;
  FE_Q<3> fe_;
  DoFHandler<3> dofs_;
  Vector temperature_;
  Vector potential_;
};

inline bool is_first_rank()
{
  return Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
}

/// The same empty directory on every rank; separate for every number of ranks, since ctest
/// runs them side by side.
inline std::string empty_directory(const std::string &name)
{
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("kelvolt_field_writer_" + name + "_" +
       std::to_string(Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD)) + "_" +
       std::to_string(Utilities::MPI::broadcast(MPI_COMM_WORLD, getpid(), 0)));
  if (is_first_rank())
  {
    std::filesystem::remove_all(path);
    std::filesystem::create_directory(path);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return path.string();
}

} // namespace kelvolt::polynomial_result
