#include "scene.h"

#include "result.h"

#include <vtkCamera.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkFloatArray.h>
#include <vtkIdList.h>
#include <vtkMatrix4x4.h>
#include <vtkPointData.h>
#include <vtkPolyDataMapper.h>
#include <vtkPolygon.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace kelvolt
{
namespace
{

constexpr std::array<double, 2> nothing{{1e300, -1e300}}; ///< an empty range

Vector3 cross(const Vector3 &a, const Vector3 &b)
{
  return {
      {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}};
}

double dot(const Vector3 &a, const Vector3 &b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vector3 unit(const Vector3 &a)
{
  const double length = std::sqrt(dot(a, a));
  return {{a[0] / length, a[1] / length, a[2] / length}};
}

/// Extent of the box along a direction: lower, upper.
std::array<double, 2> extent_along(const Bounds &box, const Vector3 &axis)
{
  std::array<double, 2> extent{{1e300, -1e300}};
  for (int corner = 0; corner < 8; ++corner)
  {
    const double along =
        dot({{box[corner & 1], box[2 + ((corner >> 1) & 1)], box[4 + ((corner >> 2) & 1)]}},
            axis);
    extent = {{std::min(extent[0], along), std::max(extent[1], along)}};
  }
  return extent;
}

/// The number plus one, as a colour.
vtkSmartPointer<vtkPolyData> coloured_by_number(vtkPolyData &surface,
                                                const std::function<int(vtkIdType)> &number)
{
  vtkNew<vtkUnsignedCharArray> colours;
  colours->SetNumberOfComponents(3);
  colours->SetNumberOfTuples(surface.GetNumberOfCells());
  for (vtkIdType c = 0; c < surface.GetNumberOfCells(); ++c)
  {
    const int code = number(c) + 1;
    const double colour[3] = {static_cast<double>(code & 0xff),
                              static_cast<double>((code >> 8) & 0xff),
                              static_cast<double>((code >> 16) & 0xff)};
    colours->SetTuple(c, colour);
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->CopyStructure(&surface);
  result->GetCellData()->SetScalars(colours);
  return result;
}

void show(const std::vector<vtkSmartPointer<vtkActor>> &actors, bool shown)
{
  for (const auto &actor : actors)
    actor->SetVisibility(shown ? 1 : 0);
}

/// The array as positions on the scale, at points or of cells as it is itself.
vtkSmartPointer<vtkPolyData>
with_positions(vtkPolyData &surface, const std::string &array, const ColourScale &scale)
{
  const bool at_points = surface.GetPointData()->HasArray(array.c_str()) != 0;
  vtkDataArray *const values = at_points ? surface.GetPointData()->GetArray(array.c_str())
                                         : surface.GetCellData()->GetArray(array.c_str());
  vtkNew<vtkDoubleArray> positions;
  positions->SetNumberOfTuples(values->GetNumberOfTuples());
  for (vtkIdType i = 0; i < values->GetNumberOfTuples(); ++i)
    positions->SetValue(i, scale.position(values->GetTuple1(i)));
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->CopyStructure(&surface);
  if (at_points)
    result->GetPointData()->SetScalars(positions);
  else
    result->GetCellData()->SetScalars(positions);
  return result;
}

/// For an array of positions on the scale.
vtkSmartPointer<vtkPolyDataMapper> scale_mapper(const vtkSmartPointer<vtkPolyData> &data,
                                                const ColourScale &scale)
{
  auto mapper = vtkSmartPointer<vtkPolyDataMapper>::New();
  mapper->SetInputData(data);
  mapper->SetLookupTable(scale.lookup_table());
  mapper->UseLookupTableScalarRangeOn();
  mapper->InterpolateScalarsBeforeMappingOn();
  return mapper;
}

std::array<double, 2> widened(const std::array<double, 2> &range, double value)
{
  return {{std::min(range[0], value), std::max(range[1], value)}};
}

} // namespace

int PartImage::at_pixel(const Pixel &pixel) const
{
  const int x = static_cast<int>((pixel.x - area.left) * Picture::oversampling);
  const int y = static_cast<int>((pixel.y - area.bottom) * Picture::oversampling);
  return x >= 0 && y >= 0 && x < width && y < height ? at(x, y) : -1;
}

Scene::Scene(Picture &picture, const ImageBox &area) : picture_(picture), area_(area)
{
  vtkMapper::SetResolveCoincidentTopologyToPolygonOffset();
  picture.add(*renderer_, area);
}

void Scene::add_surface(vtkPolyData &surface,
                        const std::string &array,
                        const ColourScale &scale)
{
  vtkNew<vtkActor> actor;
  actor->GetProperty()->LightingOff();
  renderer_->AddActor(actor);
  shown_.emplace_back(actor);
  surfaces_.push_back({&surface, array, actor});
  recolour(scale);
}

void Scene::recolour(const ColourScale &scale)
{
  for (const Coloured &one : surfaces_)
    one.actor->SetMapper(
        scale_mapper(with_positions(*one.surface, one.array, scale), scale));
}

void Scene::add_lines(vtkPolyData &lines, double width)
{
  add_plain_lines(lines, 3.2 * width, white, 0.5);
  add_plain_lines(lines, width, {{0.05, 0.05, 0.05}}, 1.);
}

void Scene::add_coloured_lines(vtkPolyData &lines,
                               const std::string &array,
                               const ColourScale &scale,
                               double width)
{
  add_plain_lines(lines, 1.6 * width, {{0.05, 0.05, 0.05}}, 1.);
  vtkNew<vtkActor> actor;
  actor->SetMapper(scale_mapper(with_positions(lines, array, scale), scale));
  actor->GetProperty()->LightingOff();
  actor->GetProperty()->SetLineWidth(static_cast<float>(width * Picture::oversampling));
  renderer_->AddActor(actor);
  shown_.emplace_back(actor);
}

void Scene::add_ghost_lines(vtkPolyData &lines, double width)
{
  add_plain_lines(lines, width, {{0.6, 0.6, 0.6}}, 1.);
}

void Scene::add_plain_lines(vtkPolyData &lines,
                            double width,
                            const Colour &colour,
                            double opacity)
{
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(&lines);
  mapper->ScalarVisibilityOff();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  actor->GetProperty()->SetColor(colour[0], colour[1], colour[2]);
  actor->GetProperty()->SetOpacity(opacity);
  actor->GetProperty()->SetLineWidth(static_cast<float>(width * Picture::oversampling));
  actor->ForceOpaqueOn(); // in the order of adding, instead of after all opaque ones
  renderer_->AddActor(actor);
  shown_.emplace_back(actor);
}

void Scene::look(const Vector3 &direction,
                 const Vector3 &up,
                 const Bounds &box,
                 double margin)
{
  const Vector3 into = unit(direction);
  const Vector3 right = unit(cross(into, up));
  const Vector3 upward = cross(right, into);
  const auto across = extent_along(box, right);
  const auto height = extent_along(box, upward);
  const auto depth = extent_along(box, into);
  const double room = 1. - 2. * margin;
  const double aspect = area_.width() / area_.height();
  const double half_height =
      0.5 * std::max((across[1] - across[0]) / aspect, height[1] - height[0]) / room;
  const double reach = depth[1] - depth[0] + half_height;

  Vector3 centre{};
  for (int d = 0; d < 3; ++d)
    centre[d] = 0.5 * (across[0] + across[1]) * right[d] +
                0.5 * (height[0] + height[1]) * upward[d] +
                0.5 * (depth[0] + depth[1]) * into[d];
  vtkCamera *const camera = renderer_->GetActiveCamera();
  camera->ParallelProjectionOn();
  camera->SetFocalPoint(centre.data());
  camera->SetPosition(centre[0] - reach * into[0],
                      centre[1] - reach * into[1],
                      centre[2] - reach * into[2]);
  camera->SetViewUp(upward.data());
  camera->SetParallelScale(half_height);
  camera->SetClippingRange(0.01 * reach, 2. * reach);
}

Vector3 Scene::normalized(const Vector3 &place) const
{
  const double aspect = area_.width() / area_.height();
  vtkMatrix4x4 *const matrix =
      renderer_->GetActiveCamera()->GetCompositeProjectionTransformMatrix(aspect, 0., 1.);
  const double in[4] = {place[0], place[1], place[2], 1.};
  double out[4];
  matrix->MultiplyPoint(in, out);
  return {{out[0] / out[3], out[1] / out[3], out[2] / out[3]}};
}

Pixel Scene::project(const Vector3 &place) const
{
  const Vector3 seen = normalized(place);
  return {area_.left + 0.5 * (seen[0] + 1.) * area_.width(),
          area_.bottom + 0.5 * (seen[1] + 1.) * area_.height()};
}

bool Scene::is_visible(const Vector3 &place)
{
  const Pixel at = project(place);
  if (!area_.contains(at))
    return false;
  picture_.show_canvas(false); // the overlay would clear the depths
  picture_.window().Render();
  const int x = static_cast<int>(at.x * Picture::oversampling);
  const int y = static_cast<int>(at.y * Picture::oversampling);
  vtkNew<vtkFloatArray> depth;
  picture_.window().GetZbufferData(x - 1, y - 1, x + 1, y + 1, depth);
  picture_.show_canvas(true);
  // The lines lie a little in front of the surfaces; the pixel's place differs by up to
  // one.
  constexpr double tolerance = 4e-3;
  return normalized(place)[2] <= depth->GetRange()[1] + tolerance;
}

PartImage Scene::part_image()
{
  return number_image(part_array);
}

PartImage Scene::number_image(const std::string &cell_array)
{
  return image_of(
      [&](const Coloured &one, vtkIdType cell)
      {
        vtkDataArray *const number =
            one.surface->GetCellData()->GetArray(cell_array.c_str());
        return static_cast<int>(number->GetTuple1(cell));
      });
}

const PartImage &Scene::cell_image()
{
  if (!cell_image_)
    cell_image_ = image_of(
        [&](const Coloured &one, vtkIdType cell)
        {
          vtkIdType number = cell;
          for (const Coloured &before : surfaces_)
          {
            if (&before == &one)
              break;
            number += before.surface->GetNumberOfCells();
          }
          return static_cast<int>(number);
        });
  return *cell_image_;
}

std::pair<const Scene::Coloured *, vtkIdType> Scene::cell_of(int number) const
{
  vtkIdType cell = number;
  auto at = surfaces_.begin();
  for (; cell >= at->surface->GetNumberOfCells(); ++at)
    cell -= at->surface->GetNumberOfCells();
  return {&*at, cell};
}

std::array<double, 2> Scene::range_of_cell(int number) const
{
  const auto [one, cell] = cell_of(number);
  vtkDataArray *const at_points =
      one->surface->GetPointData()->GetArray(one->array.c_str());
  if (at_points == nullptr)
    return widened(
        nothing,
        one->surface->GetCellData()->GetArray(one->array.c_str())->GetTuple1(cell));
  std::array<double, 2> range = nothing;
  vtkNew<vtkIdList> corners;
  one->surface->GetCellPoints(cell, corners);
  for (vtkIdType i = 0; i < corners->GetNumberOfIds(); ++i)
    range = widened(range, at_points->GetTuple1(corners->GetId(i)));
  return range;
}

bool Scene::faces(int number, const Vector3 &direction) const
{
  constexpr double about = 0.7;
  const auto [one, cell] = cell_of(number);
  vtkNew<vtkIdList> corners;
  one->surface->GetCellPoints(cell, corners);
  Vector3 normal{};
  vtkPolygon::ComputeNormal(one->surface->GetPoints(),
                            static_cast<int>(corners->GetNumberOfIds()),
                            corners->GetPointer(0),
                            normal.data());
  return std::abs(dot(normal, direction)) > about;
}

std::array<double, 2> Scene::seen_range(const std::optional<Vector3> &facing)
{
  const PartImage &image = cell_image();
  std::map<int, bool> counts; // of the cells
  for (const int cell : std::set<int>(image.part.begin(), image.part.end()))
    counts[cell] = cell >= 0 && (!facing || faces(cell, *facing));
  std::vector<char> is_wanted(image.part.size());
  std::transform(image.part.begin(),
                 image.part.end(),
                 is_wanted.begin(),
                 [&](int cell) { return counts[cell] ? 1 : 0; });
  // At its rims a body lets single pixels of its far side through.
  std::set<int> seen;
  const auto width = static_cast<std::size_t>(image.width);
  for (std::size_t at = width; at + width < is_wanted.size(); ++at)
    if (is_wanted[at] + is_wanted[at - 1] + is_wanted[at + 1] + is_wanted[at - width] +
            is_wanted[at + width] ==
        5)
      seen.insert(image.part[at]);
  std::array<double, 2> range = nothing;
  for (const int cell : seen)
    for (const double value : range_of_cell(cell))
      range = widened(range, value);
  return range;
}

PartImage Scene::image_of(const NumberOfCell &number)
{
  picture_.show_canvas(false);
  show(shown_, false);
  std::vector<vtkSmartPointer<vtkActor>> numbered;
  for (const Coloured &one : surfaces_)
  {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(coloured_by_number(
        *one.surface, [&](vtkIdType cell) { return number(one, cell); }));
    mapper->SetScalarModeToUseCellData();
    mapper->SetColorModeToDirectScalars();
    vtkNew<vtkActor> actor;
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
    renderer_->AddActor(actor);
    numbered.emplace_back(actor);
  }
  picture_.window().Render();

  constexpr int factor = Picture::oversampling;
  const int left = static_cast<int>(std::ceil(area_.left * factor));
  const int bottom = static_cast<int>(std::ceil(area_.bottom * factor));
  PartImage image;
  image.area = area_;
  image.width = static_cast<int>(area_.width() * factor) - 1;
  image.height = static_cast<int>(area_.height() * factor) - 1;
  vtkNew<vtkUnsignedCharArray> pixels;
  picture_.window().GetPixelData(
      left, bottom, left + image.width - 1, bottom + image.height - 1, 0, pixels);
  const vtkIdType n = static_cast<vtkIdType>(image.width) * image.height;
  image.part.reserve(n);
  const unsigned char *const rgb = pixels->GetPointer(0);
  for (vtkIdType i = 0; i < n; ++i)
  {
    const int code = rgb[3 * i] + (rgb[3 * i + 1] << 8) + (rgb[3 * i + 2] << 16);
    image.part.push_back(code == 0xffffff ? -1 : code - 1); // white is the sheet
  }

  for (const auto &actor : numbered)
    renderer_->RemoveActor(actor);
  show(shown_, true);
  picture_.show_canvas(true);
  return image;
}

} // namespace kelvolt
