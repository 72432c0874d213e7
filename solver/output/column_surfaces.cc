#include "output/column_surfaces.h"

#include "discretization/column_point.h"
#include "output/arc_shifts.h"
#include "output/column_fields.h"
#include "output/split_triangle.h"
#include "results/surface_schema.h"
#include "thermal/surface_loss.h"

#include <deal.II/base/mpi.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

/// Faces as lattices with the temperature there: tops and bottoms as three each, see
/// SplitTriangle, sides as one. Nodes on arcs lie where the chords keep the area.
class ColumnFaces
{
public:
  explicit ColumnFaces(const ColumnHeat &heat)
      : field_(heat.field()), temperature_(heat.temperature()), n_(field_.element().line.n),
        split_(n_ - 1)
  {
    temperature_.update_ghost_values();
    for (const auto &[l1, l2] : split_.node)
      for (unsigned int z = 0; z < n_; ++z)
        weights_.push_back(wedge_values_at(field_.element(), l1, l2, double(z) / (n_ - 1)));
  }

  /// @param cell the face's, one of this rank
  SurfaceFaceLattices lattices(const ColumnFace &face, unsigned int cell) const
  {
    const PlaneMesh &plane = field_.layout().plane;
    const std::vector<PlanePoint> shift =
        shifts_on_arcs(plane, plane.triangles[face.column], split_, ArcPiece::chords);
    const auto add_to = [&](FaceLattice &lattice, unsigned int node, unsigned int z)
    {
      add(face, cell, node, z, lattice);
      for (unsigned int axis = 0; axis < 2; ++axis)
        lattice.place.back()[axis] += shift[node][axis];
    };
    SurfaceFaceLattices result;
    if (face.face < 3)
    {
      const std::vector<unsigned int> &nodes = split_.side_nodes[face.face];
      FaceLattice side{static_cast<unsigned int>(nodes.size()) - 1, n_ - 1, {}, {}};
      for (unsigned int z = 0; z < n_; ++z)
        for (const unsigned int node : nodes)
          add_to(side, node, z);
      result.lattices.push_back(std::move(side));
      return result;
    }
    const bool is_top = face.face == ColumnFace::top;
    for (const std::vector<unsigned int> &piece : split_.piece)
    {
      FaceLattice flat{n_ - 1, n_ - 1, {}, {}};
      for (unsigned int v = 0; v < n_; ++v)
        for (unsigned int u = 0; u < n_; ++u)
          add_to(flat, is_top ? piece[v * n_ + u] : piece[u * n_ + v], is_top ? n_ - 1 : 0);
      result.lattices.push_back(std::move(flat));
    }
    return result;
  }

private:
  void add(const ColumnFace &face,
           unsigned int cell,
           unsigned int node,
           unsigned int z,
           FaceLattice &lattice) const
  {
    const auto &[l1, l2] = split_.node[node];
    lattice.place.push_back(
        position(field_.layout(), {face.column, face.slab, l1, l2, double(z) / (n_ - 1)}));
    const std::vector<double> &weight = weights_[node * n_ + z];
    double T = 0.;
    for (unsigned int i = 0; i < weight.size(); ++i)
      T += weight[i] * temperature_.local_element(field_.node_dof(cell, i / n_, i % n_));
    lattice.temperature.push_back(T);
  }

  const ColumnField &field_;
  Vector temperature_;
  unsigned int n_;
  SplitTriangle split_;
  std::vector<std::vector<double>> weights_; ///< [node][z]
};

/// This rank's faces of a surface.
struct OwnFaces
{
  OwnFaces(const ColumnField &field,
           const ColumnFaces &faces,
           const std::vector<ColumnFace> &all)
      : surface(field, all)
  {
    std::size_t n_faces = 0;
    for (const ColumnFace &face : all)
      if (const unsigned int one = field.cell_at(face.column, face.slab);
          one != ColumnField::no_cell)
      {
        cell.push_back(one);
        lattices.push_back(faces.lattices(face, one));
        ++n_faces;
      }
    points_per_face = n_faces == 0 ? 1 : surface.n_points() / n_faces;
    for (std::size_t q = 0; q < surface.n_points(); ++q)
      lattices[q / points_per_face].area += surface.point_area(q);
  }

  /// int f dA over each, f at the points.
  std::vector<double> integrals(const std::vector<double> &f) const
  {
    std::vector<double> result(cell.size(), 0.);
    for (std::size_t q = 0; q < f.size(); ++q)
      result[q / points_per_face] += f[q] * surface.point_area(q);
    return result;
  }

  ColumnSurface surface;
  std::vector<unsigned int> cell;
  std::vector<SurfaceFaceLattices> lattices;
  std::size_t points_per_face = 1;
};

/// Heat out of each face where the temperature is given [W]. In bent triangles the nodes of
/// an even flux do not hold what the lumped mass says: only what differs from the mean flux
/// is shared out so.
std::vector<double> held_flows(const ColumnHeat &heat,
                               const ColumnCooling &cooled,
                               const OwnFaces &faces,
                               double mean_flux)
{
  const std::vector<double> ones = faces.surface.constant_at_points(1.);
  Vector even = heat.field().make_vector(), nodal = heat.field().make_vector();
  faces.surface.add_load(ones, mean_flux, even);
  even.compress(dealii::VectorOperation::add);
  for (const unsigned int dof : heat.field().constrained())
    if (heat.field().fixed_surface(dof) == cooled.fixed)
      nodal.local_element(dof) =
          -heat.heat_residual().local_element(dof) - even.local_element(dof);
  std::vector<double> flows = shared_out(faces.surface, faces.cell.size(), ones, nodal);
  for (std::size_t face = 0; face < flows.size(); ++face)
    flows[face] += mean_flux * faces.lattices[face].area;
  return flows;
}

NamedSurface cooled_surface(const std::string &name,
                            const ColumnHeat &heat,
                            const ColumnFaces &lattices,
                            const ColumnCooling &cooled,
                            double heat_flow)
{
  const OwnFaces faces(heat.field(), lattices, cooled.faces());
  std::vector<double> flux =
      cooled.fixed >= 0 ? held_flows(heat, cooled, faces, heat_flow / cooled.area())
                        : faces.integrals(cooled.losses(heat.temperature()).flux);
  for (std::size_t face = 0; face < flux.size(); ++face)
    flux[face] /= faces.lattices[face].area;
  make_total(heat_flow, faces.lattices, heat.field().communicator(), flux);
  std::function<double(double)> film;
  if (cooled.fixed < 0)
    film = [&](double T)
    {
      return surface_loss(cooled.law(), cooled.film(), cooled.film().h, T).flux;
    };
  return {name, quads_of(faces.lattices, flux, Carried::heat, film)};
}

/// @param current_density of the package's cells
NamedSurface terminal_surface(const std::string &name,
                              const ColumnField &field,
                              const ColumnFaces &lattices,
                              const std::vector<ColumnFace> &on,
                              const std::vector<double> &current_density,
                              double current)
{
  const OwnFaces faces(field, lattices, on);
  std::vector<double> flux;
  for (std::size_t face = 0; face < faces.cell.size(); ++face)
  {
    const Place normal = normal_of(faces.lattices[face]);
    double inwards = 0.;
    for (std::size_t axis = 0; axis < 3; ++axis)
      inwards -= normal[axis] * current_density[std::size_t(faces.cell[face]) * 3 + axis];
    flux.push_back(inwards);
  }
  make_total(current, faces.lattices, field.communicator(), flux);
  return {result_schema::terminal_prefix + name,
          quads_of(faces.lattices, flux, Carried::current, {})};
}

} // namespace

std::vector<NamedSurface> column_surfaces(const Case &input, const ColumnState &state)
{
  const ColumnFaces lattices(state.heat);
  std::vector<NamedSurface> result;
  const HeatBalance balance = state.heat.balance();
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    result.push_back(cooled_surface(input.cooling[i].surface.text(),
                                    state.heat,
                                    lattices,
                                    state.heat.cooled()[i],
                                    balance.cooling[i].heat_flow));
  if (!state.electric)
    return result;
  const std::vector<double> current_density = current_density_means(state);
  const std::vector<TerminalState> terminals = state.electric->terminals();
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    result.push_back(terminal_surface(input.terminals[i].name,
                                      state.heat.field(),
                                      lattices,
                                      state.electric->conductors().terminals[i],
                                      current_density,
                                      terminals[i].current));
  return result;
}

} // namespace kelvolt
