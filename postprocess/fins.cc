#include "fins.h"

#include "drawable_text.h"
#include "results/result_schema.h"

#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>

namespace kelvolt
{
namespace
{

constexpr double mm_per_m = 1e3;
constexpr int most_fins = 1000;

std::string scalar(const YAML::Node &node)
{
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : "";
}

/// `0.1 m` in mm; 0 for anything else.
double length_of(const YAML::Node &node)
{
  double metres = 0.;
  int end = 0;
  const std::string text = scalar(node);
  const bool is_length = std::sscanf(text.c_str(), "%lf m%n", &metres, &end) == 1 &&
                         end == static_cast<int>(text.size());
  constexpr double longest = 1e3;
  return is_length && metres > 0. && metres < longest ? mm_per_m * metres : 0.;
}

/// Axis and direction of `PART.top`; none of a surface of any other form.
std::optional<std::pair<int, int>> outward_of(const std::string &surface)
{
  static const std::map<std::string, std::pair<int, int>> sides{{"left", {0, -1}},
                                                                {"right", {0, 1}},
                                                                {"front", {1, -1}},
                                                                {"back", {1, 1}},
                                                                {"bottom", {2, -1}},
                                                                {"top", {2, 1}}};
  const std::size_t dot = surface.rfind('.');
  const auto side =
      sides.find(dot == std::string::npos ? surface : surface.substr(dot + 1));
  if (side == sides.end())
    return {};
  return side->second;
}

std::vector<FinArray> fins_of(const YAML::Node &root)
{
  std::vector<FinArray> result;
  const YAML::Node cooling = root["cooling"], patches = root["surfaces"];
  if (!cooling.IsDefined() || !cooling.IsMap())
    return result;
  for (const auto &entry : cooling)
  {
    const YAML::Node law = entry.second;
    const std::string name = scalar(entry.first);
    if (!law.IsMap() || scalar(law["correlation"]) != "plate_fin_heatsink")
      continue;
    const bool is_patch =
        patches.IsDefined() && patches.IsMap() && patches[name] && patches[name].IsMap();
    const auto outward = outward_of(is_patch ? scalar(patches[name]["on"]) : name);
    FinArray fins;
    fins.surface = drawable_text(name);
    fins.length = length_of(law["length"]);
    fins.spacing = length_of(law["fin_spacing"]);
    fins.height = length_of(law["fin_height"]);
    fins.thickness = length_of(law["fin_thickness"]);
    const double count = law["fin_count"] ? law["fin_count"].as<double>() : 0.;
    if (!outward || !(count >= 1. && count <= most_fins) || fins.length == 0. ||
        fins.spacing == 0. || fins.height == 0. || fins.thickness == 0.)
      continue;
    std::tie(fins.axis, fins.outward) = *outward;
    fins.count = static_cast<int>(count);
    result.push_back(fins);
  }
  return result;
}

void add_box(const Bounds &box, vtkPoints &points, vtkCellArray &faces)
{
  static constexpr std::array<std::array<vtkIdType, 4>, 6> corners{{{{0, 2, 6, 4}},
                                                                    {{1, 3, 7, 5}},
                                                                    {{0, 1, 5, 4}},
                                                                    {{2, 3, 7, 6}},
                                                                    {{0, 1, 3, 2}},
                                                                    {{4, 5, 7, 6}}}};
  const vtkIdType first = points.GetNumberOfPoints();
  for (int corner = 0; corner < 8; ++corner)
    points.InsertNextPoint(
        box[corner & 1], box[2 + ((corner >> 1) & 1)], box[4 + ((corner >> 2) & 1)]);
  for (const auto &face : corners)
  {
    faces.InsertNextCell(static_cast<int>(face.size()));
    for (const vtkIdType corner : face)
      faces.InsertCellPoint(first + corner);
  }
}

} // namespace

std::vector<FinArray> read_fins(const std::string &directory)
{
  constexpr std::uintmax_t largest = 64U << 20;
  const auto path = std::filesystem::path(directory) / result_schema::resolved_case_file;
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(path, failure);
  std::ifstream file(path);
  if (failure || size > largest || !file)
    return {};
  try
  {
    const YAML::Node root = YAML::Load(file);
    return root.IsMap() ? fins_of(root) : std::vector<FinArray>();
  }
  catch (const YAML::Exception &)
  {
    return {};
  }
}

vtkSmartPointer<vtkPolyData>
fin_blades(const FinArray &fins, vtkPolyData &outline, double drawn_height)
{
  auto blades = vtkSmartPointer<vtkPolyData>::New();
  const Bounds box = bounds_of(outline);
  const auto extent = [&](int axis)
  {
    return box[lower_end(axis) + 1] - box[lower_end(axis)];
  };
  int along = (fins.axis + 2) % 3, across = (fins.axis + 1) % 3;
  constexpr double flat = 1e-6;
  if (extent(fins.axis) > flat * std::max(extent(along), extent(across)))
    return blades;
  const double pitch = fins.thickness + fins.spacing,
               width = fins.count * pitch - fins.spacing;
  const auto misfit = [&](int one, int other)
  {
    return std::abs(extent(one) - fins.length) + std::abs(extent(other) - width);
  };
  if (misfit(across, along) < misfit(along, across))
    std::swap(along, across);
  const auto middle = [&](int axis)
  {
    return 0.5 * (box[lower_end(axis)] + box[lower_end(axis) + 1]);
  };
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  vtkNew<vtkCellArray> faces;
  const double foot = middle(fins.axis), tip = foot + fins.outward * drawn_height;
  for (int i = 0; i < fins.count; ++i)
  {
    Bounds blade{};
    blade[lower_end(fins.axis)] = std::min(foot, tip);
    blade[lower_end(fins.axis) + 1] = std::max(foot, tip);
    blade[lower_end(along)] = middle(along) - 0.5 * fins.length;
    blade[lower_end(along) + 1] = middle(along) + 0.5 * fins.length;
    blade[lower_end(across)] = middle(across) - 0.5 * width + i * pitch;
    blade[lower_end(across) + 1] = blade[lower_end(across)] + fins.thickness;
    add_box(blade, *points, *faces);
  }
  blades->SetPoints(points);
  blades->SetPolys(faces);
  return blades;
}

} // namespace kelvolt
