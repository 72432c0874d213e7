#include "output/surface_quads.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{

namespace
{

Place difference(const Place &a, const Place &b)
{
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

Place cross_product(const Place &a, const Place &b)
{
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double length(const Place &a)
{
  return std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
}

/// Twice the area, along the normal.
Place diagonals(const std::array<Place, 4> &corner)
{
  return cross_product(difference(corner[2], corner[0]), difference(corner[3], corner[1]));
}

std::array<unsigned int, 4>
corners_of(const FaceLattice &lattice, unsigned int u, unsigned int v)
{
  const unsigned int row = lattice.n_u + 1, first = u + row * v;
  return {first, first + 1, first + 1 + row, first + row};
}

std::array<Place, 4> places(const FaceLattice &lattice, unsigned int u, unsigned int v)
{
  std::array<Place, 4> result{};
  const auto corners = corners_of(lattice, u, v);
  for (std::size_t c = 0; c < 4; ++c)
    result[c] = lattice.place[corners[c]];
  return result;
}

template <typename Visit>
void for_each_quad(const SurfaceFaceLattices &face, const Visit &visit)
{
  for (const FaceLattice &lattice : face.lattices)
    for (unsigned int v = 0; v < lattice.n_v; ++v)
      for (unsigned int u = 0; u < lattice.n_u; ++u)
        visit(lattice, u, v);
}

} // namespace

Place normal_of(const SurfaceFaceLattices &face)
{
  Place sum{};
  for_each_quad(face,
                [&](const FaceLattice &lattice, unsigned int u, unsigned int v)
                {
                  const Place one = diagonals(places(lattice, u, v));
                  for (std::size_t axis = 0; axis < 3; ++axis)
                    sum[axis] += one[axis];
                });
  const double size = length(sum);
  return {sum[0] / size, sum[1] / size, sum[2] / size};
}

void make_total(double total,
                const std::vector<SurfaceFaceLattices> &faces,
                MPI_Comm communicator,
                std::vector<double> &flux)
{
  double own[2] = {0., 0.}, all[2];
  for (std::size_t i = 0; i < faces.size(); ++i)
  {
    own[0] += faces[i].area * flux[i];
    own[1] += faces[i].area;
  }
  dealii::Utilities::MPI::sum(dealii::ArrayView<const double>(own, 2),
                              communicator,
                              dealii::ArrayView<double>(all, 2));
  for (double &one : flux)
    one += (total - all[0]) / all[1];
}

std::vector<SurfaceQuad> quads_of(const std::vector<SurfaceFaceLattices> &faces,
                                  const std::vector<double> &flux,
                                  Carried carried,
                                  const std::function<double(double)> &film)
{
  std::vector<SurfaceQuad> result;
  for (std::size_t i = 0; i < faces.size(); ++i)
  {
    double flat = 0.;
    for_each_quad(faces[i],
                  [&](const FaceLattice &lattice, unsigned int u, unsigned int v)
                  { flat += length(diagonals(places(lattice, u, v))); });
    const auto add = [&](const FaceLattice &lattice, unsigned int u, unsigned int v)
    {
      SurfaceQuad quad;
      quad.corner = places(lattice, u, v);
      const auto corners = corners_of(lattice, u, v);
      for (std::size_t c = 0; c < 4; ++c)
      {
        quad.temperature[c] = lattice.temperature[corners[c]];
        quad.film_heat_flux[c] = film ? film(quad.temperature[c]) : SurfaceQuad::none;
      }
      const double flow = flux[i] * faces[i].area * length(diagonals(quad.corner)) / flat;
      const bool is_heat = carried == Carried::heat;
      (is_heat ? quad.heat_flux : quad.current_density) = flux[i];
      (is_heat ? quad.heat_flow : quad.current) = flow;
      result.push_back(quad);
    };
    for_each_quad(faces[i], add);
  }
  return result;
}

} // namespace kelvolt
