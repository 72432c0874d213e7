#pragma once

#include "lagrange_field.h"
#include "part_geometry.h"

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <vector>

/// @file
/// Flat pieces of what is seen that know where they lie in the elements of the solution, so
/// that their colours are those of the solution and not of lines between its nodes.

namespace kelvolt
{

struct FacetCorner
{
  Vector3 place{};     ///< [mm]
  Vector3 reference{}; ///< in the element, 0 to 1
};

/// A convex polygon within an element.
struct Facet
{
  std::vector<FacetCorner> corners;
  vtkIdType element = 0;
  int part = 0;
};

using Facets = std::vector<Facet>;

/// The outer faces. @param grid from linear_cells(), or some of its cells
Facets surface_facets(vtkUnstructuredGrid &grid, const LagrangeField &field);

/// The section with the plane on which the coordinate `axis` is `position`.
/// @param grid as above
Facets section_facets(vtkUnstructuredGrid &grid,
                      const LagrangeField &field,
                      int axis,
                      double position);

/// Where the facets meet another plane: straight lines, of two corners each.
Facets lines_across(const Facets &facets, int axis, double position);

/// What lies in the box.
Facets clipped(const Facets &facets, const Bounds &box);

/// Divided until the polynomial of each element is drawn as it is: the field at the points,
/// under that name, and the part numbers of the cells.
vtkSmartPointer<vtkPolyData>
drawn_facets(const Facets &facets, const LagrangeField &field, const std::string &name);

} // namespace kelvolt
