#include "scene.h"

#include "result.h"

#include <vtkCamera.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkFloatArray.h>
#include <vtkMatrix4x4.h>
#include <vtkPointData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

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

/// In one colour, without light.
vtkSmartPointer<vtkActor>
plain_actor(vtkPolyData &shape, const Colour &colour, double opacity)
{
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(&shape);
  mapper->ScalarVisibilityOff();
  auto actor = vtkSmartPointer<vtkActor>::New();
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  actor->GetProperty()->SetColor(colour[0], colour[1], colour[2]);
  actor->GetProperty()->SetOpacity(opacity);
  return actor;
}

} // namespace

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
  scale_ = scale;
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

void Scene::add_mark_lines(vtkPolyData &lines, const Colour &colour, double width)
{
  add_plain_lines(lines, 1.7 * width, white, 1.);
  add_plain_lines(lines, width, colour, 1.);
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
  const auto actor = plain_actor(lines, colour, opacity);
  actor->GetProperty()->SetLineWidth(static_cast<float>(width * Picture::oversampling));
  actor->ForceOpaqueOn(); // in the order of adding, instead of after all opaque ones
  renderer_->AddActor(actor);
  shown_.emplace_back(actor);
}

void Scene::add_see_through(vtkPolyData &surface, const Colour &colour, double opacity)
{
  const auto actor = plain_actor(surface, colour, opacity);
  renderer_->AddActor(actor);
  shown_.emplace_back(actor);
  const auto edges = plain_actor(surface, colour, 1.);
  edges->GetProperty()->SetRepresentationToWireframe();
  edges->GetProperty()->SetLineWidth(static_cast<float>(Picture::oversampling));
  renderer_->AddActor(edges);
  shown_.emplace_back(edges);
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

} // namespace kelvolt
