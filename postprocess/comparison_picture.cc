#include "comparison_picture.h"

#include "body_scene.h"

#include <fmt/format.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cstring>

namespace kelvolt
{
namespace
{

vtkSmartPointer<vtkImageData> drawn(const View &view,
                                    const Result &result,
                                    const ViewOptions &options,
                                    const std::array<int, 2> &size)
{
  Picture picture(size[0], size[1]);
  view.draw(result, options, picture);
  return picture.image();
}

} // namespace

std::array<double, 2> temperatures_of(const Result &result)
{
  std::array<double, 2> range{};
  result.grid->GetPointData()->GetArray(temperature_array)->GetFiniteRange(range.data());
  return range;
}

std::array<double, 2> united(const std::array<double, 2> &a, const std::array<double, 2> &b)
{
  return {{std::min(a[0], b[0]), std::max(a[1], b[1])}};
}

ViewOptions common_options(const Result &a, const Result &b, const ViewOptions &options)
{
  ViewOptions common = options;
  if (!common.range)
    common.range = united(temperatures_of(a), temperatures_of(b));
  common.frame = united(bounds_of(*a.grid), bounds_of(*b.grid));
  if (!common.exaggeration)
    common.exaggeration = body_exaggeration(*common.frame);
  return common;
}

vtkSmartPointer<vtkImageData> comparison_picture(const View &view,
                                                 const Result &a,
                                                 const Result &b,
                                                 const ViewOptions &options,
                                                 const std::array<int, 2> &size)
{
  Result first = a, second = b;
  first.title = "A: " + a.title;
  second.title = "B: " + b.title;
  second.provenance = fmt::format("maximum of B less that of A: {:+.4g} K;  {}",
                                  b.hotspot.temperature - a.hotspot.temperature,
                                  b.provenance);
  const auto above = drawn(view, first, options, size);
  const auto below = drawn(view, second, options, size);
  auto both = vtkSmartPointer<vtkImageData>::New();
  both->SetDimensions(size[0], 2 * size[1], 1);
  both->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
  const std::size_t n_bytes = static_cast<std::size_t>(3) * size[0] * size[1];
  auto *const out = static_cast<unsigned char *>(both->GetScalarPointer());
  std::memcpy(out, below->GetScalarPointer(), n_bytes); // rows go upwards
  std::memcpy(out + n_bytes, above->GetScalarPointer(), n_bytes);
  return both;
}

} // namespace kelvolt
