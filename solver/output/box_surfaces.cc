#include "output/box_surfaces.h"

#include "case/given.h"
#include "discretization/face_element.h"
#include "layout/surface.h"
#include "output/result_fields.h"
#include "results/surface_schema.h"
#include "thermal/surface_loss.h"

#include <deal.II/base/mpi.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

/// At `x`: the polynomials that are 1 at one of the Gauss-Lobatto nodes.
std::vector<double> node_polynomials(const ReferenceElement &element, double x)
{
  std::vector<double> result(element.n, 1.);
  for (unsigned int i = 0; i < element.n; ++i)
    for (unsigned int j = 0; j < element.n; ++j)
      if (j != i)
        result[i] *= (x - element.node[j]) / (element.node[i] - element.node[j]);
  return result;
}

/// Faces as lattices of equidistant places with the temperature there.
class BoxFaces
{
public:
  explicit BoxFaces(const ThermalProblem &thermal)
      : field_(thermal.field()), temperature_(thermal.temperature()), n_(field_.element().n)
  {
    temperature_.update_ghost_values();
    for (unsigned int k = 0; k < n_; ++k)
      weight_.push_back(node_polynomials(field_.element(), double(k) / (n_ - 1)));
  }

  double area(const SurfaceFace &face) const
  {
    return field_.cells().volume(face.cell) / field_.cells().edge(face.cell, face.axis());
  }

  SurfaceFaceLattices lattices(const SurfaceFace &face) const
  {
    const std::vector<unsigned int> dofs = field_.face_dofs(face);
    FaceLattice lattice{n_ - 1, n_ - 1, {}, {}};
    const bool is_upper = face.face % 2 == 1;
    // e_u x e_v points along the axis for y and z, z and x, x and y.
    const unsigned int axis = face.axis(), first = axis == 0 ? 1 : 0,
                       second = axis == 2 ? 1 : 2;
    const bool turned = is_upper == (axis == 1);
    for (unsigned int v = 0; v < n_; ++v)
      for (unsigned int u = 0; u < n_; ++u)
      {
        const unsigned int a = turned ? v : u, b = turned ? u : v;
        std::array<double, dim> unit{};
        unit[axis] = is_upper ? 1. : 0.;
        unit[first] = double(a) / (n_ - 1);
        unit[second] = double(b) / (n_ - 1);
        const dealii::Point<dim> place = field_.cells().geometry.place(face.cell, unit);
        lattice.place.push_back({place[0], place[1], place[2]});
        double T = 0.;
        for (unsigned int j = 0; j < n_; ++j)
          for (unsigned int i = 0; i < n_; ++i)
            T += weight_[a][i] * weight_[b][j] *
                 temperature_.local_element(dofs[j * n_ + i]);
        lattice.temperature.push_back(T);
      }
    return {area(face), {std::move(lattice)}};
  }

private:
  const ScalarField &field_;
  Vector temperature_;
  unsigned int n_;
  std::vector<std::vector<double>> weight_;
};

/// Mean over each face of a surface of a density at its points.
std::vector<double> face_means(const ScalarField &field,
                               std::size_t n_faces,
                               const std::vector<double> &density)
{
  const FaceElement element(field.element());
  std::vector<double> result(n_faces, 0.);
  for (std::size_t at = 0; at < density.size(); ++at)
    result[at / element.n_points] +=
        density[at] * element.point_weight[at % element.n_points];
  return result;
}

/// Mean heat flux out of each face where the temperature is given.
std::vector<double> held_flux(const ThermalProblem &thermal,
                              std::size_t cooling,
                              const std::vector<SurfaceFaceLattices> &faces)
{
  const SurfaceIntegral &integral = thermal.cooled_surface(cooling);
  Vector nodal = thermal.field().make_vector();
  for (const unsigned int dof : thermal.fixed_unknowns(cooling))
    nodal.local_element(dof) = -thermal.heat_residual().local_element(dof);
  std::vector<double> flux = shared_out(
      integral, faces.size(), std::vector<double>(integral.n_points(), 1.), nodal);
  for (std::size_t face = 0; face < flux.size(); ++face)
    flux[face] /= faces[face].area;
  return flux;
}

NamedSurface cooled_surface(const Case &input,
                            const ThermalProblem &thermal,
                            const BoxFaces &faces,
                            std::size_t cooling,
                            double heat_flow)
{
  const CoolingLaw &law = thermal.loads().cooling[cooling];
  std::vector<SurfaceFaceLattices> lattices;
  for (const SurfaceFace &face :
       thermal.field().faces(find_surface(input, input.cooling[cooling].surface)))
    if (face.exposed || !needs_exposed_face(law))
      lattices.push_back(faces.lattices(face));
  const Film film = given_convection(law) ? thermal.film(cooling) : Film();
  const auto loss = [&](double T)
  {
    return surface_loss(law, film, film.h, T).flux;
  };
  const bool is_held = given_temperature(law).has_value();
  std::vector<double> flux;
  if (is_held)
    flux = held_flux(thermal, cooling, lattices);
  else
  {
    std::vector<double> at_points =
        thermal.cooled_surface(cooling).values_at_points(thermal.temperature());
    std::transform(at_points.begin(), at_points.end(), at_points.begin(), loss);
    flux = face_means(thermal.field(), lattices.size(), at_points);
  }
  make_total(heat_flow, lattices, thermal.field().communicator(), flux);
  return {
      input.cooling[cooling].surface.text(),
      quads_of(
          lattices, flux, Carried::heat, is_held ? std::function<double(double)>() : loss)};
}

NamedSurface terminal_surface(const Case &input,
                              const ElectricProblem &electric,
                              const std::vector<double> &current_density,
                              const BoxFaces &faces,
                              std::size_t terminal,
                              double current)
{
  std::vector<SurfaceFaceLattices> lattices;
  std::vector<double> flux;
  for (SurfaceFace face :
       electric.field().faces(find_surface(input, input.terminals[terminal].surface)))
  {
    face.cell = electric.field().cells().position[face.cell];
    lattices.push_back(faces.lattices(face));
    const double along_axis = current_density[std::size_t(face.cell) * dim + face.axis()];
    flux.push_back(face.face % 2 == 1 ? -along_axis : along_axis);
  }
  make_total(current, lattices, electric.field().communicator(), flux);
  return {result_schema::terminal_prefix + input.terminals[terminal].name,
          quads_of(lattices, flux, Carried::current, {})};
}

} // namespace

std::vector<NamedSurface> box_surfaces(const Case &input,
                                       const ElectricProblem *electric,
                                       const ThermalProblem &thermal,
                                       const CoupledSolution &solution)
{
  const BoxFaces faces(thermal);
  std::vector<NamedSurface> result;
  const HeatBalance balance = thermal.balance(input);
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    result.push_back(
        cooled_surface(input, thermal, faces, i, balance.cooling[i].heat_flow));
  if (!electric)
    return result;
  const std::vector<double> current_density =
      current_density_means(*electric, thermal, solution);
  const std::vector<TerminalState> terminals = electric->terminals();
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    result.push_back(terminal_surface(
        input, *electric, current_density, faces, i, terminals[i].current));
  return result;
}

} // namespace kelvolt
