#include "output/surface_mesh.h"

#include "results/surface_schema.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <type_traits>

namespace kelvolt
{

namespace
{

constexpr CellKind quadrilateral{9, 4, "Quadrilateral", result_schema::surface};

/// Of all ranks on the first one, by their places; nothing on the others. Collective.
std::vector<SurfaceQuad> gathered(const std::vector<SurfaceQuad> &own,
                                  MPI_Comm communicator)
{
  static_assert(std::is_trivially_copyable_v<SurfaceQuad>, "they travel as their bytes");
  // deal.II's gather() would compress them, in more time than all else here takes.
  const std::vector<int> counts =
      dealii::Utilities::MPI::gather(communicator, static_cast<int>(own.size()));
  std::vector<int> starts(counts.size());
  std::exclusive_scan(counts.begin(), counts.end(), starts.begin(), 0);
  std::vector<SurfaceQuad> all(std::accumulate(counts.begin(), counts.end(), 0));
  MPI_Datatype quad = MPI_DATATYPE_NULL;
  MPI_Type_contiguous(sizeof(SurfaceQuad), MPI_BYTE, &quad);
  MPI_Type_commit(&quad);
  MPI_Gatherv(own.data(),
              static_cast<int>(own.size()),
              quad,
              all.data(),
              counts.data(),
              starts.data(),
              quad,
              0,
              communicator);
  MPI_Type_free(&quad);
  std::sort(all.begin(),
            all.end(),
            [](const SurfaceQuad &a, const SurfaceQuad &b) { return a.corner < b.corner; });
  return all;
}

/// Points of one surface: corners that lie at one place are one point.
class Points
{
public:
  explicit Points(const std::vector<SurfaceQuad> &quads)
  {
    Place lower, upper;
    lower.fill(std::numeric_limits<double>::max());
    upper.fill(-std::numeric_limits<double>::max());
    for (const SurfaceQuad &quad : quads)
      for (const Place &place : quad.corner)
        for (std::size_t axis = 0; axis < 3; ++axis)
        {
          lower[axis] = std::min(lower[axis], place[axis]);
          upper[axis] = std::max(upper[axis], place[axis]);
        }
    double size = 0.;
    for (std::size_t axis = 0; axis < 3; ++axis)
      size = std::max(size, upper[axis] - lower[axis]);
    per_metre_ = 1e9 / size;
    origin_ = lower;
  }

  /// The number of the place, and whether it is new.
  std::pair<std::int64_t, bool> number(const Place &place)
  {
    std::array<std::int64_t, 3> key{};
    for (std::size_t axis = 0; axis < 3; ++axis)
      key[axis] = std::llround((place[axis] - origin_[axis]) * per_metre_);
    const auto [at, is_new] =
        known_.try_emplace(key, static_cast<std::int64_t>(known_.size()));
    return {at->second, is_new};
  }

private:
  double per_metre_ = 0.;
  Place origin_{};
  std::map<std::array<std::int64_t, 3>, std::int64_t> known_;
};

} // namespace

SurfaceMesh::SurfaceMesh(const std::vector<NamedSurface> &surfaces, MPI_Comm communicator)
    : FieldMesh(communicator, quadrilateral)
{
  for (std::size_t i = 0; i < surfaces.size(); ++i)
    add_surface(static_cast<int>(i), gathered(surfaces[i].quads, communicator));
  const std::uint64_t n_own = rows_.points.size() / 3;
  count_points(0, n_own, dealii::Utilities::MPI::sum(n_own, communicator));
  count_cells(quads_.size(), surfaces.empty() ? 0 : surfaces.size() - 1);
  complete(rows_);
}

void SurfaceMesh::add_surface(int number, std::vector<SurfaceQuad> quads)
{
  Points points(quads);
  const auto first = static_cast<std::int64_t>(temperature_.size());
  for (const SurfaceQuad &quad : quads)
  {
    for (std::size_t c = 0; c < 4; ++c)
    {
      const auto [at, is_new] = points.number(quad.corner[c]);
      rows_.connectivity.push_back(first + at);
      if (!is_new)
        continue;
      rows_.points.insert(rows_.points.end(), quad.corner[c].begin(), quad.corner[c].end());
      temperature_.push_back(quad.temperature[c]);
      film_heat_flux_.push_back(quad.film_heat_flux[c]);
    }
    rows_.parts.push_back(number);
  }
  quads_.insert(quads_.end(), quads.begin(), quads.end());
}

FieldWriter surface_fields(const std::vector<NamedSurface> &surfaces, MPI_Comm communicator)
{
  namespace schema = result_schema;
  const auto mesh = std::make_shared<SurfaceMesh>(surfaces, communicator);
  std::vector<std::string> names;
  names.reserve(surfaces.size());
  for (const NamedSurface &surface : surfaces)
    names.push_back(surface.name);
  FieldWriter writer(mesh, std::move(names));
  writer.add_point_values(
      schema::temperature.name, schema::temperature.unit, mesh->temperature());
  writer.add_point_values(
      schema::film_heat_flux.name, schema::film_heat_flux.unit, mesh->film_heat_flux());
  const auto add_cells = [&](const schema::Field &field, double SurfaceQuad::*value)
  {
    std::vector<double> values;
    values.reserve(mesh->quads().size());
    for (const SurfaceQuad &quad : mesh->quads())
      values.push_back(quad.*value);
    writer.add_cell_field(field.name, field.unit, 1, std::move(values));
  };
  add_cells(schema::face_heat_flux, &SurfaceQuad::heat_flux);
  add_cells(schema::face_heat_flow, &SurfaceQuad::heat_flow);
  add_cells(schema::face_current_density, &SurfaceQuad::current_density);
  add_cells(schema::face_current, &SurfaceQuad::current);
  return writer;
}

} // namespace kelvolt
