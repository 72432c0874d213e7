#pragma once

#include "output/field_writer.h"
#include "output/surface_quads.h"

#include <vector>

namespace kelvolt
{

/// Surfaces as plain quadrilaterals, one surface after the other and each with points of
/// its own, in an order that does not depend on how the mesh is shared out. The first rank
/// has all of them: they are few beside the cells.
class SurfaceMesh : public FieldMesh
{
public:
  /// Collective. @param surfaces this rank's pieces, the same surfaces on all ranks
  SurfaceMesh(const std::vector<NamedSurface> &surfaces, MPI_Comm communicator);

  FieldMeshRows rows() const override
  {
    return rows_;
  }
  /// There are no unknowns here: values come with add_point_values().
  std::vector<double> at_nodes(const Vector & /*values*/) const override
  {
    return {};
  }
  bool fits(const Vector & /*values*/) const override
  {
    return false;
  }

  /// On the first rank: those of the cells, in their order; and of the points.
  const std::vector<SurfaceQuad> &quads() const
  {
    return quads_;
  }
  const std::vector<double> &temperature() const
  {
    return temperature_;
  }
  const std::vector<double> &film_heat_flux() const
  {
    return film_heat_flux_;
  }

private:
  void add_surface(int number, std::vector<SurfaceQuad> quads);

  FieldMeshRows rows_;
  std::vector<SurfaceQuad> quads_;
  std::vector<double> temperature_, film_heat_flux_;
};

/// The fields of cooled surfaces and terminals, see results/surface_schema.h. Collective.
FieldWriter surface_fields(const std::vector<NamedSurface> &surfaces,
                           MPI_Comm communicator);

} // namespace kelvolt
