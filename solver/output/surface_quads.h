#pragma once

#include "linear_algebra/vector.h"

#include <mpi.h>

#include <array>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace kelvolt
{

using Place = std::array<double, 3>; ///< [m]

/// A plain quadrilateral, one of those that a face is written as. What a surface does not
/// have is NaN.
struct SurfaceQuad
{
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();

  std::array<Place, 4> corner{};          ///< anticlockwise, seen from outside
  std::array<double, 4> temperature{};    ///< at the corners [K]
  std::array<double, 4> film_heat_flux{}; ///< at the corners, out of the body [W/m2]
  double heat_flux = none;                ///< mean over the face, out of the body [W/m2]
  double heat_flow = none;                ///< of the quadrilateral's share of the face [W]
  double current_density = none;          ///< mean over the face, into the body [A/m2]
  double current = none;                  ///< of its share [A]
};

/// A cooled surface or a terminal: this rank's pieces of it.
struct NamedSurface
{
  std::string name;
  std::vector<SurfaceQuad> quads;
};

/// (n_u + 1) (n_v + 1) places on a face, u fastest; du x dv points out of the body.
struct FaceLattice
{
  unsigned int n_u = 0, n_v = 0;
  std::vector<Place> place;
  std::vector<double> temperature;
};

/// A face of a surface: one lattice or several that make it up.
struct SurfaceFaceLattices
{
  double area = 0.; ///< [m2]; exact also where the sides of the lattices are chords of arcs
  std::vector<FaceLattice> lattices;
};

/// Unit vector out of the body, the mean one of a bent face.
Place normal_of(const SurfaceFaceLattices &face);

/// Adds one number to the fluxes of all faces of all ranks, such that the flows add up to
/// `total`. Collective.
void make_total(double total,
                const std::vector<SurfaceFaceLattices> &faces,
                MPI_Comm communicator,
                std::vector<double> &flux);

/// Whose flux it is.
enum class Carried
{
  heat,   ///< out of the body
  current ///< into it
};

/// The quadrilaterals of the faces, each with its share of the flow by its area.
/// @param flux of each face @param film what the law takes at a temperature [W/m2]; empty:
/// nothing that follows it
std::vector<SurfaceQuad> quads_of(const std::vector<SurfaceFaceLattices> &faces,
                                  const std::vector<double> &flux,
                                  Carried carried,
                                  const std::function<double(double)> &film);

/// What flows through each of a surface's faces, of flows that are known node by node: each
/// node's is shared out among its faces by what they hold of its lumped mass. Equal fluxes
/// come out equal, and the sum is that of the nodes. Collective.
/// @param surface a SurfaceIntegral or ColumnSurface with so many faces on this rank
/// @param ones at its points @param nodal owned entries only
template <typename Surface>
std::vector<double> shared_out(const Surface &surface,
                               std::size_t n_faces,
                               const std::vector<double> &ones,
                               Vector nodal)
{
  Vector mass(nodal);
  mass = 0.;
  std::size_t n_shares = 0;
  surface.lumped_mass(ones,
                      [&](unsigned int dof, double share)
                      {
                        mass.local_element(dof) += share;
                        ++n_shares;
                      });
  mass.compress(dealii::VectorOperation::add);
  mass.update_ghost_values();
  nodal.update_ghost_values();
  std::vector<double> result(n_faces, 0.);
  const std::size_t per_face = n_faces == 0 ? 1 : n_shares / n_faces;
  std::size_t at = 0;
  surface.lumped_mass(ones,
                      [&](unsigned int dof, double share) {
                        result[at++ / per_face] +=
                            nodal.local_element(dof) * share / mass.local_element(dof);
                      });
  return result;
}

} // namespace kelvolt
