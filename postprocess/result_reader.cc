#include "result_reader.h"

#include "linear_cells.h"
#include "output/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStringArray.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

namespace kelvolt
{
namespace
{

namespace schema = result_schema;

constexpr double kelvin_of_zero_celsius = 273.15;
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
  if (!std::filesystem::is_directory(directory))
    refuse(directory, "it is not a directory");
  const std::filesystem::path path = std::filesystem::path(directory) / name;
  if (!std::filesystem::is_regular_file(path))
    refuse(directory, "the file '" + name + "' is missing");
  return path.string();
}

/// Title and hotspot.
void read_summary(const std::string &directory, Result &result)
{
  std::ifstream file(existing_file(directory, schema::summary_file));
  try
  {
    const nlohmann::json summary = nlohmann::json::parse(file);
    if (summary.value("status", std::string()) == schema::no_steady_state)
      throw IncompleteResult(fmt::format(
          "'{}' holds no temperatures to draw: the drive of the case has no steady state. "
          "'{}' there says up to which drive there is one.",
          directory,
          schema::summary_file));
    const nlohmann::json &hottest = summary.at("max_temperature");
    result.title = summary.value("case", std::string("Untitled"));
    result.hotspot.temperature = hottest.at("value").get<double>() - kelvin_of_zero_celsius;
    const auto error = hottest.find("error");
    if (error != hottest.end() && error->is_number())
      result.hotspot.error = error->get<double>();
    result.hotspot.part = hottest.at("part").get<std::string>();
    for (int d = 0; d < 3; ++d)
      result.hotspot.position[d] = hottest.at("position").at(d).get<double>() * mm_per_m;
  }
  catch (const nlohmann::json::exception &error)
  {
    refuse(directory,
           fmt::format("the file '{}' cannot be understood ({})",
                       schema::summary_file,
                       error.what()));
  }
}

vtkSmartPointer<vtkUnstructuredGrid> read_fields(const std::string &directory)
{
  const std::string path = existing_file(directory, schema::fields_file);
  vtkNew<vtkHDFReader> reader;
  vtkSmartPointer<vtkUnstructuredGrid> grid;
  if (reader->CanReadFile(path.c_str()) != 0)
  {
    reader->SetFileName(path.c_str());
    reader->Update();
    grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
  }
  if (grid == nullptr || grid->GetNumberOfCells() == 0)
    refuse(directory,
           fmt::format("the file '{}' is not a readable field file", schema::fields_file));
  return grid;
}

vtkDataArray &
required(vtkDataArray *array, const std::string &name, const std::string &directory)
{
  if (array == nullptr)
    refuse(directory, fmt::format("the file '{}' has no '{}'", schema::fields_file, name));
  return *array;
}

vtkSmartPointer<vtkPoints> points_in_mm(vtkUnstructuredGrid &grid)
{
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(grid.GetNumberOfPoints());
  for (vtkIdType i = 0; i < grid.GetNumberOfPoints(); ++i)
  {
    double x[3];
    grid.GetPoint(i, x);
    points->SetPoint(i, x[0] * mm_per_m, x[1] * mm_per_m, x[2] * mm_per_m);
  }
  return points;
}

vtkSmartPointer<vtkDoubleArray> temperature_in_celsius(vtkDataArray &kelvin)
{
  auto celsius = vtkSmartPointer<vtkDoubleArray>::New();
  celsius->SetName(temperature_array);
  celsius->SetNumberOfTuples(kelvin.GetNumberOfTuples());
  for (vtkIdType i = 0; i < kelvin.GetNumberOfTuples(); ++i)
    celsius->SetValue(i, kelvin.GetTuple1(i) - kelvin_of_zero_celsius);
  return celsius;
}

/// Magnitude; zero where the field does not exist.
vtkSmartPointer<vtkDoubleArray> current_magnitude(vtkDataArray &density)
{
  auto magnitude = vtkSmartPointer<vtkDoubleArray>::New();
  magnitude->SetName(current_array);
  magnitude->SetNumberOfTuples(density.GetNumberOfTuples());
  for (vtkIdType c = 0; c < density.GetNumberOfTuples(); ++c)
  {
    double square = 0.;
    for (int d = 0; d < density.GetNumberOfComponents(); ++d)
      square += density.GetComponent(c, d) * density.GetComponent(c, d);
    magnitude->SetValue(c, std::isfinite(square) ? std::sqrt(square) / mm2_per_m2 : 0.);
  }
  return magnitude;
}

std::vector<int> parts_with_current(vtkDataArray &part, vtkDataArray &current)
{
  std::set<int> parts;
  for (vtkIdType c = 0; c < current.GetNumberOfTuples(); ++c)
    if (current.GetTuple1(c) > 0.)
      parts.insert(static_cast<int>(part.GetTuple1(c)));
  return {parts.begin(), parts.end()};
}

std::vector<std::string> part_names(vtkUnstructuredGrid &grid, vtkDataArray &part)
{
  std::vector<std::string> names;
  auto *stored = vtkStringArray::SafeDownCast(
      grid.GetFieldData()->GetAbstractArray(schema::part_names));
  for (vtkIdType i = 0; stored != nullptr && i < stored->GetNumberOfValues(); ++i)
    names.push_back(stored->GetValue(i));
  const auto n_parts = static_cast<std::size_t>(part.GetRange()[1]) + 1;
  while (names.size() < n_parts)
    names.push_back(fmt::format("part {}", names.size()));
  return names;
}

} // namespace

Result read_result(const std::string &directory)
{
  Result result;
  read_summary(directory, result);
  const vtkSmartPointer<vtkUnstructuredGrid> fields = read_fields(directory);

  vtkNew<vtkUnstructuredGrid> bare;
  bare->SetPoints(points_in_mm(*fields));
  bare->SetCells(fields->GetCellTypesArray(), fields->GetCells());
  const std::string temperature = schema::column_name(schema::temperature);
  bare->GetPointData()->AddArray(temperature_in_celsius(required(
      fields->GetPointData()->GetArray(temperature.c_str()), temperature, directory)));
  vtkDataArray &part =
      required(fields->GetCellData()->GetArray(schema::part), schema::part, directory);
  part.SetName(part_array);
  bare->GetCellData()->AddArray(&part);
  result.part_names = part_names(*fields, part);
  vtkDataArray *const current =
      fields->GetCellData()->GetArray(schema::column_name(schema::current_density).c_str());
  if (current != nullptr)
  {
    const auto magnitude = current_magnitude(*current);
    bare->GetCellData()->AddArray(magnitude);
    result.conductors = parts_with_current(part, *magnitude);
  }
  result.grid = linear_cells(*bare);
  return result;
}

} // namespace kelvolt
