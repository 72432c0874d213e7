#include "result_reader.h"

#include "drawable_text.h"
#include "field_checks.h"
#include "isolated_reading.h"
#include "linear_cells.h"
#include "results/result_schema.h"
#include "summary_reader.h"

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkIdTypeArray.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

namespace kelvolt
{
namespace
{

namespace schema = result_schema;

constexpr double mm_per_m = 1e3;
constexpr double mm2_per_m2 = 1e6;

[[noreturn]] void refuse(const std::string &directory, const std::string &what)
{
  throw IncompleteResult(fmt::format(
      "'{}' holds no complete result: {}. Give the directory that 'kelvolt solve' "
      "wrote, or solve the case again.",
      directory,
      what));
}

std::string existing_file(const std::string &directory, const std::string &name)
{
  std::error_code ignored;
  if (!std::filesystem::is_directory(directory, ignored))
    refuse(directory, "it is not a directory");
  const std::filesystem::path path = std::filesystem::path(directory) / name;
  if (!std::filesystem::is_regular_file(path, ignored))
    refuse(directory, "the file '" + name + "' is missing");
  return path.string();
}

/// The names that the fields have for the parts.
std::vector<std::string> stored_names(const FieldFile &file)
{
  std::vector<std::string> names;
  for (auto start = file.part_names.begin(); start != file.part_names.end();)
  {
    const auto end = std::find(start, file.part_names.end(), '\0');
    names.emplace_back(start, end);
    if (!is_utf8(names.back()))
      throw DamagedFile(fmt::format("the name of part {} is not UTF-8", names.size() - 1));
    if (end == file.part_names.end())
      break;
    start = end + 1;
  }
  return names;
}

/// The summary belongs to these fields: its hottest part exists and holds the place, and
/// the temperature there is near the highest of the nodes (between which it may be higher).
void check_hotspot(const Hotspot &hotspot,
                   const FieldFile &file,
                   const std::vector<std::string> &names)
{
  const auto name = std::find(names.begin(), names.end(), hotspot.part);
  if (name == names.end())
    throw DamagedFile(
        fmt::format("it calls the hottest part '{}', a name that '{}' does not have",
                    drawable_text(hotspot.part),
                    schema::fields_file));
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::array<double, 3> lower{{infinity, infinity, infinity}};
  std::array<double, 3> upper{{-infinity, -infinity, -infinity}};
  for (std::size_t c = 0; c < file.types.size(); ++c)
    if (file.parts[c] == name - names.begin())
      for (std::int64_t i = file.offsets[c]; i < file.offsets[c + 1]; ++i)
        for (std::size_t d = 0; d < 3; ++d)
        {
          const double x = file.points[3 * file.connectivity[i] + d] * mm_per_m;
          lower[d] = std::min(lower[d], x);
          upper[d] = std::max(upper[d], x);
        }
  double size = 0.;
  for (std::size_t d = 0; d < 3; ++d)
    size = std::max(size, upper[d] - lower[d]);
  for (std::size_t d = 0; d < 3; ++d)
    if (!(hotspot.position[d] >= lower[d] - 1e-6 * size &&
          hotspot.position[d] <= upper[d] + 1e-6 * size))
      throw DamagedFile(fmt::format("the hottest place is at {} = {} mm; its part '{}' in "
                                    "'{}' reaches from {} to {} mm",
                                    "xyz"[d],
                                    hotspot.position[d],
                                    drawable_text(hotspot.part),
                                    schema::fields_file,
                                    lower[d],
                                    upper[d]));
  const auto [coldest, hottest] =
      std::minmax_element(file.temperature.begin(), file.temperature.end());
  const double kelvin = hotspot.temperature + hotspot.unit.zero;
  if (std::abs(kelvin - *hottest) > 1. + 0.5 * (*hottest - *coldest))
    throw DamagedFile(fmt::format("the largest temperature is {} K; that of '{}' is {} K",
                                  kelvin,
                                  schema::fields_file,
                                  *hottest));
}

/// The hottest node, where the summary says nothing of that moment.
Hotspot hottest_node(const TemperatureScale &unit,
                     const FieldFile &file,
                     const std::vector<std::string> &names)
{
  const auto node = std::max_element(file.temperature.begin(), file.temperature.end()) -
                    file.temperature.begin();
  Hotspot hotspot;
  hotspot.unit = unit;
  hotspot.temperature = file.temperature[node] - unit.zero;
  for (std::size_t d = 0; d < 3; ++d)
    hotspot.position[d] = file.points[3 * node + d] * mm_per_m;
  const auto place = std::find(file.connectivity.begin(), file.connectivity.end(), node) -
                     file.connectivity.begin();
  const auto cell = std::upper_bound(file.offsets.begin(), file.offsets.end(), place) -
                    file.offsets.begin() - 1;
  if (cell < 0 || static_cast<std::size_t>(cell) >= file.parts.size())
    throw DamagedFile("the hottest point belongs to no cell");
  hotspot.part = names[file.parts[cell]];
  return hotspot;
}

/// The hottest point of these fields: what the summary says of that moment if it is the
/// last one, or the hottest one, and lies on these fields.
Hotspot hotspot_of(const ResultSummary &summary,
                   const FieldFile &file,
                   const std::vector<std::string> &names)
{
  if (file.time.empty() || file.time[0] == summary.end)
    return summary.hotspot;
  return file.time[0] == summary.worst_time
             ? summary.worst
             : hottest_node(summary.hotspot.unit, file, names);
}

/// `, after 2.5 ms`
std::string moment_text(double seconds)
{
  static const std::pair<double, const char *> units[] = {
      {1., "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}};
  for (const auto &[size, name] : units)
    if (seconds >= size)
      return fmt::format(", after {:.4g} {}", seconds / size, name);
  return seconds == 0. ? ", at the start" : fmt::format(", after {:.4g} s", seconds);
}

vtkSmartPointer<vtkPoints> points_in_mm(const FieldFile &file)
{
  const auto n = static_cast<vtkIdType>(file.points.size() / 3);
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(n);
  for (vtkIdType i = 0; i < n; ++i)
    points->SetPoint(i,
                     file.points[3 * i] * mm_per_m,
                     file.points[3 * i + 1] * mm_per_m,
                     file.points[3 * i + 2] * mm_per_m);
  return points;
}

template <typename Array, typename Number>
vtkSmartPointer<Array> vtk_copy(const std::vector<Number> &values)
{
  auto array = vtkSmartPointer<Array>::New();
  array->SetNumberOfValues(static_cast<vtkIdType>(values.size()));
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  return array;
}

vtkSmartPointer<vtkDoubleArray> temperature_in(const TemperatureScale &unit,
                                               const FieldFile &file)
{
  auto temperature = vtk_copy<vtkDoubleArray>(file.temperature);
  temperature->SetName(temperature_array);
  for (vtkIdType i = 0; i < temperature->GetNumberOfValues(); ++i)
    temperature->SetValue(i, temperature->GetValue(i) - unit.zero);
  return temperature;
}

/// Magnitude; zero where the field does not exist.
vtkSmartPointer<vtkDoubleArray> current_magnitude(const FieldFile &file)
{
  auto magnitude = vtkSmartPointer<vtkDoubleArray>::New();
  magnitude->SetName(current_array);
  magnitude->SetNumberOfTuples(static_cast<vtkIdType>(file.types.size()));
  for (std::size_t c = 0; c < file.types.size(); ++c)
  {
    const double *const j = file.current_density.data() + 3 * c;
    const double length = std::hypot(j[0], j[1], j[2]);
    magnitude->SetValue(static_cast<vtkIdType>(c),
                        std::isfinite(length) ? length / mm2_per_m2 : 0.);
  }
  return magnitude;
}

/// Zero where the field does not exist.
vtkSmartPointer<vtkDoubleArray> current_vectors(const FieldFile &file)
{
  auto vectors = vtkSmartPointer<vtkDoubleArray>::New();
  vectors->SetName(current_vector_array);
  vectors->SetNumberOfComponents(3);
  vectors->SetNumberOfTuples(static_cast<vtkIdType>(file.types.size()));
  std::transform(file.current_density.begin(),
                 file.current_density.end(),
                 vectors->GetPointer(0),
                 [](double j) { return std::isfinite(j) ? j / mm2_per_m2 : 0.; });
  return vectors;
}

vtkSmartPointer<vtkDoubleArray> heat_flux_vectors(const FieldFile &file)
{
  auto flux = vtkSmartPointer<vtkDoubleArray>::New();
  flux->SetName(heat_flux_array);
  flux->SetNumberOfComponents(3);
  flux->SetNumberOfTuples(static_cast<vtkIdType>(file.types.size()));
  std::copy(file.heat_flux.begin(), file.heat_flux.end(), flux->GetPointer(0));
  return flux;
}

std::vector<int> parts_with_current(const FieldFile &file, vtkDoubleArray &current)
{
  std::set<int> parts;
  for (vtkIdType c = 0; c < current.GetNumberOfValues(); ++c)
    if (current.GetValue(c) > 0.)
      parts.insert(file.parts[c]);
  return {parts.begin(), parts.end()};
}

vtkSmartPointer<vtkUnstructuredGrid> stored_grid(const TemperatureScale &unit,
                                                 const FieldFile &file)
{
  vtkNew<vtkCellArray> cells;
  cells->SetData(vtk_copy<vtkIdTypeArray>(file.offsets),
                 vtk_copy<vtkIdTypeArray>(file.connectivity));
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  grid->SetPoints(points_in_mm(file));
  grid->SetCells(vtk_copy<vtkUnsignedCharArray>(file.types), cells);
  grid->GetPointData()->AddArray(temperature_in(unit, file));
  const auto part = vtk_copy<vtkIntArray>(file.parts);
  part->SetName(part_array);
  grid->GetCellData()->AddArray(part);
  return grid;
}

/// Throws DamagedFile with a text that begins with the name of the file.
template <typename Action>
auto naming(const char *file, const Action &action)
{
  try
  {
    return action();
  }
  catch (const DamagedFile &damage)
  {
    throw DamagedFile(fmt::format("the file '{}' is damaged: {}", file, damage.what()));
  }
}

} // namespace

std::vector<double> saved_times(const std::string &directory)
{
  const std::string path = existing_file(directory, schema::summary_file);
  try
  {
    return naming(schema::summary_file, [&] { return read_summary(path).times; });
  }
  catch (const DamagedFile &damage)
  {
    refuse(directory, damage.what());
  }
}

StoredResult
read_stored_result(const std::string &directory, std::optional<double> time, bool heat_flux)
{
  const std::string summary_path = existing_file(directory, schema::summary_file);
  try
  {
    const ResultSummary summary =
        naming(schema::summary_file, [&] { return read_summary(summary_path); });
    if (!summary.has_steady_state)
      throw IncompleteResult(fmt::format(
          "'{}' holds no temperatures to draw: the drive of the case has no steady state. "
          "'{}' there says up to which drive there is one.",
          directory,
          schema::summary_file));
    const std::string fields_path = existing_file(directory, schema::fields_file);
    StoredResult result;
    naming(schema::fields_file,
           [&]
           {
             result.fields =
                 read_isolated(fields_path, {time.value_or(summary.worst_time), heat_flux});
             check_fields(result.fields);
             result.part_names = stored_names(result.fields);
           });
    result.title = summary.title;
    result.provenance = read_provenance(summary_path);
    result.annotations = read_annotations(summary_path);
    result.hotspot = hotspot_of(summary, result.fields, result.part_names);
    naming(schema::summary_file,
           [&] { check_hotspot(result.hotspot, result.fields, result.part_names); });
    return result;
  }
  catch (const DamagedFile &damage)
  {
    refuse(directory, damage.what());
  }
}

Result drawable_result(const StoredResult &stored)
{
  const FieldFile &file = stored.fields;
  Result result;
  result.hotspot = stored.hotspot;
  result.title = stored.title;
  result.provenance = stored.provenance;
  result.annotations = stored.annotations;
  if (!file.time.empty())
  {
    result.time = file.time[0];
    result.title += moment_text(file.time[0]);
  }
  result.hotspot.part = drawable_text(result.hotspot.part);
  for (const std::string &name : stored.part_names)
    result.part_names.push_back(drawable_text(name));
  const auto grid = stored_grid(result.hotspot.unit, file);
  if (!file.current_density.empty())
  {
    const auto magnitude = current_magnitude(file);
    grid->GetCellData()->AddArray(magnitude);
    grid->GetCellData()->AddArray(current_vectors(file));
    result.conductors = parts_with_current(file, *magnitude);
  }
  if (!file.heat_flux.empty())
    grid->GetCellData()->AddArray(heat_flux_vectors(file));
  result.elements = grid;
  result.grid = linear_cells(*grid);
  return result;
}

Result read_result(const std::string &directory, std::optional<double> time)
{
  Result result = drawable_result(read_stored_result(directory, time, false));
  result.annotations.marks = without_heating(read_surface_marks(directory, result.time),
                                             result.annotations.heating);
  result.annotations.fins = read_fins(directory);
  return result;
}

} // namespace kelvolt
