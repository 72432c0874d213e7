// What a scene shows, read from its pixels.

#include "result.h"
#include "scene.h"

#include <vtkCellData.h>
#include <vtkIdList.h>
#include <vtkPointData.h>
#include <vtkPolyDataMapper.h>
#include <vtkPolygon.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace kelvolt
{
namespace
{

constexpr std::array<double, 2> nothing{{1e300, -1e300}}; ///< an empty range

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
  return std::abs(std::inner_product(normal.begin(), normal.end(), direction.begin(), 0.)) >
         about;
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

double Scene::share_of_scale(const Pixel &pixel)
{
  const int cell = cell_image().at_pixel(pixel);
  if (cell < 0 || !scale_)
    return -1.;
  const std::array<double, 2> range = range_of_cell(cell);
  const double share = scale_->position(0.5 * (range[0] + range[1])) / scale_->n_bands();
  return std::clamp(share, 0., 1.);
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
