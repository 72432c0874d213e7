#include "surface_marks.h"

#include "drawable_text.h"
#include "field_checks.h"
#include "isolated_reading.h"
#include "results/surface_schema.h"

#include <vtkCellArray.h>
#include <vtkCellType.h>
#include <vtkNew.h>
#include <vtkPoints.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace kelvolt
{
namespace
{

namespace schema = result_schema;

constexpr std::size_t n_corners = 4;

std::vector<std::string> names_of(const FieldFile &file)
{
  std::vector<std::string> names;
  for (auto start = file.part_names.begin(); start != file.part_names.end();)
  {
    const auto end = std::find(start, file.part_names.end(), '\0');
    names.emplace_back(start, end);
    if (end == file.part_names.end())
      break;
    start = end + 1;
  }
  return names;
}

/// Every index leads somewhere, and every place can be drawn.
bool is_sound(const FieldFile &file, std::size_t n_names)
{
  const std::size_t n_cells = file.types.size();
  const auto n_points = static_cast<std::int64_t>(file.points.size() / 3);
  if (file.parts.size() != n_cells || file.offsets.size() != n_cells + 1 ||
      file.connectivity.size() != n_corners * n_cells)
    return false;
  for (std::size_t c = 0; c <= n_cells; ++c)
    if (file.offsets[c] != static_cast<std::int64_t>(n_corners * c))
      return false;
  const auto all = [](const auto &values, const auto &condition)
  {
    return std::all_of(values.begin(), values.end(), condition);
  };
  return all(file.types, [](std::uint8_t type) { return type == VTK_QUAD; }) &&
         all(file.parts,
             [&](std::int32_t part)
             { return part >= 0 && static_cast<std::size_t>(part) < n_names; }) &&
         all(file.connectivity,
             [&](std::int64_t point) { return point >= 0 && point < n_points; }) &&
         all(file.points,
             [](double x) { return x >= -farthest_place && x <= farthest_place; });
}

Vector3 place_of(const FieldFile &file, std::int64_t point)
{
  constexpr double mm_per_m = 1e3;
  const double *const x = file.points.data() + 3 * point;
  return {{mm_per_m * x[0], mm_per_m * x[1], mm_per_m * x[2]}};
}

/// The edges that one face of the surface alone has.
vtkSmartPointer<vtkPolyData> outline_of(const FieldFile &file, int surface)
{
  std::map<std::array<std::int64_t, 2>, int> faces;
  for (std::size_t c = 0; c < file.types.size(); ++c)
    for (std::size_t i = 0; i < n_corners && file.parts[c] == surface; ++i)
    {
      const std::int64_t a = file.connectivity[n_corners * c + i],
                         b = file.connectivity[n_corners * c + (i + 1) % n_corners];
      ++faces[{{std::min(a, b), std::max(a, b)}}];
    }
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  vtkNew<vtkCellArray> lines;
  for (const auto &[edge, n] : faces)
  {
    if (n > 1)
      continue;
    lines->InsertNextCell(2);
    for (const std::int64_t end : edge)
      lines->InsertCellPoint(points->InsertNextPoint(place_of(file, end).data()));
  }
  auto outline = vtkSmartPointer<vtkPolyData>::New();
  outline->SetPoints(points);
  outline->SetLines(lines);
  return outline;
}

/// Of the face that is nearest to the mean of all.
Vector3 middle_of(const FieldFile &file, int surface)
{
  std::vector<Vector3> middles;
  Vector3 mean{};
  for (std::size_t c = 0; c < file.types.size(); ++c)
  {
    if (file.parts[c] != surface)
      continue;
    Vector3 middle{};
    for (std::size_t i = 0; i < n_corners; ++i)
      for (std::size_t d = 0; d < 3; ++d)
        middle[d] += place_of(file, file.connectivity[n_corners * c + i])[d] / n_corners;
    middles.push_back(middle);
    for (std::size_t d = 0; d < 3; ++d)
      mean[d] += middle[d];
  }
  const auto distance = [&](const Vector3 &place)
  {
    double square = 0.;
    for (std::size_t d = 0; d < 3; ++d)
    {
      const double off = place[d] - mean[d] / static_cast<double>(middles.size());
      square += off * off;
    }
    return square;
  };
  return *std::min_element(middles.begin(),
                           middles.end(),
                           [&](const Vector3 &a, const Vector3 &b)
                           { return distance(a) < distance(b); });
}

} // namespace

std::vector<SurfaceMark> read_surface_marks(const std::string &directory,
                                            std::optional<double> time)
{
  const auto path = std::filesystem::path(directory) / schema::surfaces_file;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored))
    return {};
  FieldFile file;
  try
  {
    file = read_isolated(path.string(), {time.value_or(0.), false, schema::surface});
  }
  catch (const DamagedFile &)
  {
    return {};
  }
  const std::vector<std::string> names = names_of(file);
  if (!is_sound(file, names.size()))
    return {};
  const std::string prefix = schema::terminal_prefix;
  std::vector<SurfaceMark> marks;
  for (int number = 0; number < static_cast<int>(names.size()); ++number)
  {
    if (std::find(file.parts.begin(), file.parts.end(), number) == file.parts.end())
      continue;
    const std::string &name = names[static_cast<std::size_t>(number)];
    const bool is_terminal = name.rfind(prefix, 0) == 0;
    marks.push_back({drawable_text(is_terminal ? name.substr(prefix.size()) : name),
                     is_terminal,
                     outline_of(file, number),
                     middle_of(file, number)});
  }
  return marks;
}

std::vector<SurfaceMark> without_heating(std::vector<SurfaceMark> marks,
                                         const std::vector<std::string> &heating)
{
  const auto heats = [&](const SurfaceMark &mark)
  {
    return !mark.is_terminal &&
           std::find(heating.begin(), heating.end(), mark.name) != heating.end();
  };
  marks.erase(std::remove_if(marks.begin(), marks.end(), heats), marks.end());
  return marks;
}

} // namespace kelvolt
