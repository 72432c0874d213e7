#include "model.h"

#include "checks/check_input.h"
#include "discretization/surface_integral.h"
#include "materials/material_library.h"
#include "mesh/block_mesh.h"
#include "study/mesh_solution.h"
#include "thermal/thermal_problem.h"

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr int blocks = 4; ///< of the checkerboard along each axis

PartLayout checkerboard_layout(const Checkerboard &options, int cells_per_block)
{
  PartLayout layout;
  const int n = blocks * cells_per_block;
  for (int axis = 0; axis < dim; ++axis)
    for (int i = 0; i <= n; ++i)
      layout.planes[axis].push_back((axis == 2 ? 1. / options.aspect_ratio : 1.) * i / n);
  layout.part.resize(std::size_t(n) * n * n);
  for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
  {
    const CellPosition at = layout.position(cell);
    layout.part[cell] =
        (at[0] / cells_per_block + at[1] / cells_per_block + at[2] / cells_per_block) % 2;
  }
  return layout;
}

class CheckerboardModel : public Model
{
public:
  CheckerboardModel(const Checkerboard &options, int cells_per_block)
      : contrast_(options.contrast),
        grid_(MPI_COMM_WORLD, checkerboard_layout(options, cells_per_block)),
        field_(grid_,
               {true, true},
               options.degree,
               {{{0, Side::bottom}, {1, Side::bottom}}, {}}),
        operator_(field_), top_{{field_, {0, Side::top}, true},
                                {field_, {1, Side::top}, true}}
  {
    const auto k = conductivity();
    operator_.set_conductivity({&k[0], &k[1], &k[2]});
    operator_.set_surface_mass({{&top_[0], std::vector<double>(top_[0].n_points(), 1.)},
                                {&top_[1], std::vector<double>(top_[1].n_points(), 1.)}});
  }

  const DiffusionOperator &conduction() const override
  {
    return operator_;
  }

  std::array<PointValues, dim> conductivity() const override
  {
    PointValues k = field_.constant_at_points(1.);
    for (unsigned int cell = 0; cell < k.n_cells(); ++cell)
      for (unsigned int q = 0; q < k.n_points(); ++q)
        k.at(cell, q) = field_.cells().part[cell] == 0 ? 1. : contrast_;
    return {k, k, k};
  }

  std::vector<Film> films() const override
  {
    return {{{0, Side::top}, 1.}, {{1, Side::top}, 1.}};
  }

private:
  double contrast_;
  Grid grid_;
  ScalarField field_;
  DiffusionOperator operator_;
  SurfaceIntegral top_[2];
};

class CaseModel : public Model
{
public:
  CaseModel(const Case &input, const MaterialMap &library, const PartLayout &mesh)
      : grid_(MPI_COMM_WORLD, mesh, contact_pairs(input)), materials_(input, library),
        thermal_(grid_, input, materials_, loads_at(input))
  {
    for (const Cooling &cooling : input.cooling)
      films_.push_back(
          {find_surface(input, cooling.surface), std::get<Convection>(cooling.law).h});
    thermal_.linearize(thermal_.temperature_at_points(), {});
  }

  const DiffusionOperator &conduction() const override
  {
    return thermal_.conduction();
  }

  std::array<PointValues, dim> conductivity() const override
  {
    return thermal_.conductivity(thermal_.temperature_at_points());
  }

  std::vector<Film> films() const override
  {
    return films_;
  }

private:
  Grid grid_;
  MaterialTable materials_;
  ThermalProblem thermal_;
  std::vector<Film> films_;
};

} // namespace

std::unique_ptr<Model> make_model(const Checkerboard &options)
{
  const double cells = (std::cbrt(options.unknowns) - 1.) / options.degree;
  return std::make_unique<CheckerboardModel>(
      options, std::max(1, static_cast<int>(std::lround(cells / blocks))));
}

std::unique_ptr<Model> make_model(const std::string &case_file, double size_factor)
{
  const MaterialMap library = load_material_library();
  const Case input = read_and_judge(case_file, {}, library);
  Case sized = input;
  sized.mesh.size_factor *= size_factor;
  return std::make_unique<CaseModel>(
      input,
      library,
      make_block_mesh(sized, library, make_part_layout(input.parts, input.patches)));
}

} // namespace kelvolt
