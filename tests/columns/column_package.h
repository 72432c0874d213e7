#pragma once

#include "mesh/column_layout.h"
#include "mesh/plane_refinement.h"
#include "meshing/plane_mesher.h"
#include "thermal/column_conduction.h"

#include <algorithm>
#include <array>
#include <string>

namespace kelvolt
{

/// Prisms as parts, in millimetres.
inline Part prism(const Outline &outline, double bottom, double top)
{
  constexpr double mm = 1e-3;
  Part part;
  part.prism = Prism{outline, {bottom * mm, top * mm}};
  for (std::vector<Ring> *const list :
       {&part.prism->outline.rings, &part.prism->outline.holes})
    for (Ring &ring : *list)
      for (RingCorner &corner : ring)
        corner.at = mm * corner.at;
  return part;
}

inline Outline disc(double x, double y, double radius)
{
  return moved({{circle_ring(radius)}, {}}, 0., {x, y});
}

inline std::array<double, 3> isotropic(double k)
{
  return {k, k, k};
}

/// The mesh of some parts: sides of triangles up to `largest` mm, halved so often; `n`
/// cells between each two planes along z.
inline ColumnLayout layout_of(const std::vector<Part> &parts,
                              double largest,
                              int n,
                              int halvings = 0,
                              const std::vector<Patch> &patches = {})
{
  constexpr double mm = 1e-3, snap = 1e-7;
  PlaneSizing sizing;
  sizing.largest = largest * mm;
  PlaneMesh mesh =
      mesh_plane(divided(arrange(plane_curves(parts, patches), snap), sizing), sizing);
  straighten(mesh);
  for (int i = 0; i < halvings; ++i)
    mesh = halved(mesh);
  const std::vector<double> planes = height_planes(parts);
  std::vector<double> z{planes[0]};
  for (std::size_t k = 0; k + 1 < planes.size(); ++k)
    for (int i = 1; i <= n; ++i)
      z.push_back(i == n ? planes[k + 1] : planes[k] + (planes[k + 1] - planes[k]) * i / n);
  return make_column_layout(parts, std::move(mesh), std::move(z), patches);
}

/// A round wire of 0.2 mm, the second part, in a jacket of 0.5 mm, 2 mm long.
inline ColumnLayout insulated_wire(int halvings)
{
  return layout_of({prism(disc(0., 0., 0.5), 0., 2.), prism(disc(0., 0., 0.2), 0., 2.)},
                   0.2,
                   1,
                   halvings);
}

/// The jacket from outside.
inline std::vector<ColumnFace> outside_of_wire(const ColumnLayout &layout)
{
  return surface_faces(layout,
                       0,
                       ColumnSide::side,
                       [](const PlaneCurve &side) { return side.radius() > 0.4e-3; });
}

/// Largest difference from a function at the nodes of all ranks.
template <typename Function>
double node_error(const ColumnConduction &problem, const Function &exact)
{
  const ColumnField &field = problem.field();
  double worst = 0.;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int a = 0; a < field.element().plane.n_nodes; ++a)
      for (unsigned int c = 0; c < field.element().line.n; ++c)
        worst = std::max(
            worst,
            std::abs(problem.temperature().local_element(field.node_dof(cell, a, c)) -
                     exact(field.node_position(cell, a, c))));
  return dealii::Utilities::MPI::max(worst, field.communicator());
}

} // namespace kelvolt
