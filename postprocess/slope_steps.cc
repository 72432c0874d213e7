#include "slope_steps.h"

#include "lagrange_shapes.h"
#include "linear_cells.h"
#include "result.h"

#include <vtkCellData.h>
#include <vtkHigherOrderHexahedron.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Of the nodes of an element those of a face, the lower one of its axes fastest.
std::vector<std::size_t>
face_nodes(std::size_t n_nodes, std::size_t axis, std::size_t layer)
{
  const auto n = static_cast<std::size_t>(std::lround(std::cbrt(n_nodes)));
  const std::array<std::size_t, 3> stride{1, n, n * n};
  const std::size_t a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  std::vector<std::size_t> result;
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i)
      result.push_back(layer * stride[axis] + i * stride[a] + j * stride[b]);
  return result;
}

int degree_of(const std::vector<vtkIdType> &nodes)
{
  return degree_of_nodes(static_cast<vtkIdType>(nodes.size()));
}

std::size_t layer_of(const std::vector<vtkIdType> &nodes, bool upper)
{
  return upper ? static_cast<std::size_t>(degree_of(nodes)) : 0;
}

} // namespace

double SlopeStep::at(int degree, const Vector3 &reference) const
{
  const double t = (is_upper ? 1. - reference[axis] : reference[axis]) / reach;
  if (t >= 1.)
    return 0.;
  const auto n = static_cast<std::size_t>(degree) + 1;
  const ShapeValues along = shape_values(degree, reference[axis == 0 ? 1 : 0]),
                    across = shape_values(degree, reference[axis == 2 ? 1 : 2]);
  double sum = 0.;
  for (std::size_t node = 0; node < step.size(); ++node)
    sum += step[node] * along[node % n] * across[node / n];
  return (is_upper ? -1. : 1.) * sum * t * (1. - t) * (1. - t);
}

SlopeSteps::SlopeSteps(vtkUnstructuredGrid &elements, const std::string &point_array)
    : elements_(elements), values_(elements.GetPointData()->GetArray(point_array.c_str()))
{
  find_neighbours();
  find_rims();
}

std::vector<vtkIdType> SlopeSteps::box_nodes(vtkIdType element) const
{
  constexpr double straight = 1e-9;
  vtkNew<vtkIdList> ids;
  elements_.GetCellPoints(element, ids);
  const int degree = degree_of_nodes(ids->GetNumberOfIds());
  const int orders[3] = {degree, degree, degree};
  std::vector<vtkIdType> nodes;
  for (int k = 0; k <= degree; ++k)
    for (int j = 0; j <= degree; ++j)
      for (int i = 0; i <= degree; ++i)
        nodes.push_back(
            ids->GetId(vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders)));
  double lower[3], upper[3];
  elements_.GetPoint(nodes.front(), lower);
  elements_.GetPoint(nodes.back(), upper);
  for (std::size_t corner = 0; corner < 8; ++corner)
  {
    std::size_t at = 0, stride = 1;
    double place[3];
    for (std::size_t axis = 0; axis < 3;
         ++axis, stride *= static_cast<std::size_t>(degree) + 1)
      at += (corner >> axis & 1U) * static_cast<std::size_t>(degree) * stride;
    elements_.GetPoint(nodes[at], place);
    for (std::size_t axis = 0; axis < 3; ++axis)
    {
      const double due = (corner >> axis & 1U) == 0 ? lower[axis] : upper[axis];
      if (!(std::abs(place[axis] - due) <= straight * (upper[axis] - lower[axis])))
        return {};
    }
  }
  return nodes;
}

std::uint64_t
SlopeSteps::key(const std::vector<vtkIdType> &nodes, std::size_t axis, bool upper) const
{
  const std::vector<std::size_t> face =
      face_nodes(nodes.size(), axis, layer_of(nodes, upper));
  const auto n_points = static_cast<std::uint64_t>(elements_.GetNumberOfPoints());
  return (static_cast<std::uint64_t>(nodes[face.front()]) * n_points +
          static_cast<std::uint64_t>(nodes[face.back()])) *
             3 +
         axis;
}

void SlopeSteps::find_neighbours()
{
  const vtkIdType n_elements = elements_.GetNumberOfCells();
  vtkDataArray *const part = elements_.GetCellData()->GetArray(part_array);
  neighbour_.assign(static_cast<std::size_t>(n_elements),
                    {none, none, none, none, none, none});
  std::unordered_map<std::uint64_t, vtkIdType> below; // the face's element
  for (vtkIdType e = 0; e < n_elements; ++e)
    if (const std::vector<vtkIdType> nodes = box_nodes(e); !nodes.empty())
      for (std::size_t axis = 0; axis < 3; ++axis)
        below[key(nodes, axis, true)] = e;
  for (vtkIdType e = 0; e < n_elements; ++e)
    if (const std::vector<vtkIdType> nodes = box_nodes(e); !nodes.empty())
      for (std::size_t axis = 0; axis < 3; ++axis)
        if (const auto found = below.find(key(nodes, axis, false));
            found != below.end() && part->GetTuple1(found->second) == part->GetTuple1(e) &&
            box_nodes(found->second).size() == nodes.size())
        {
          neighbour_[static_cast<std::size_t>(e)][2 * axis] = found->second;
          neighbour_[static_cast<std::size_t>(found->second)][2 * axis + 1] = e;
        }
}

void SlopeSteps::find_rims()
{
  for (std::vector<char> &points : stays_)
    points.assign(static_cast<std::size_t>(elements_.GetNumberOfPoints()), 0);
  vtkNew<vtkIdList> ids;
  for (vtkIdType e = 0; e < elements_.GetNumberOfCells(); ++e)
  {
    const std::vector<vtkIdType> nodes = box_nodes(e);
    if (nodes.empty())
    {
      elements_.GetCellPoints(e, ids);
      for (vtkIdType i = 0; i < ids->GetNumberOfIds(); ++i)
        for (std::vector<char> &points : stays_)
          points[static_cast<std::size_t>(ids->GetId(i))] = 1;
      continue;
    }
    for (std::size_t face = 0; face < 6; ++face)
      if (neighbour_[static_cast<std::size_t>(e)][face] == none)
        for (const std::size_t node :
             face_nodes(nodes.size(), face / 2, layer_of(nodes, face % 2 == 1)))
          stays_[face / 2][static_cast<std::size_t>(nodes[node])] = 1;
  }
}

double SlopeSteps::width(const std::vector<vtkIdType> &nodes, std::size_t axis) const
{
  double lower[3], upper[3];
  elements_.GetPoint(nodes.front(), lower);
  elements_.GetPoint(nodes.back(), upper);
  return upper[axis] - lower[axis];
}

std::vector<double>
SlopeSteps::slopes(const std::vector<vtkIdType> &nodes, std::size_t axis, bool upper) const
{
  const int degree = degree_of(nodes);
  const ShapeValues slope = shape_slopes(degree, upper ? 1. : 0.);
  const double length = width(nodes, axis);
  std::vector<double> result(face_nodes(nodes.size(), axis, 0).size(), 0.);
  for (std::size_t layer = 0; layer <= static_cast<std::size_t>(degree); ++layer)
  {
    const std::vector<std::size_t> face = face_nodes(nodes.size(), axis, layer);
    for (std::size_t i = 0; i < face.size(); ++i)
      result[i] += slope[layer] * values_->GetTuple1(nodes[face[i]]) / length;
  }
  return result;
}

std::vector<SlopeStep> SlopeSteps::steps(vtkIdType element) const
{
  std::vector<SlopeStep> result;
  const std::vector<vtkIdType> nodes = box_nodes(element);
  for (std::size_t face = 0; face < 6; ++face)
  {
    const vtkIdType other = neighbour_[static_cast<std::size_t>(element)][face];
    if (other == none)
      continue;
    const std::size_t axis = face / 2;
    const bool upper = face % 2 == 1;
    const std::vector<vtkIdType> beyond = box_nodes(other);
    const double own_width = width(nodes, axis),
                 length = std::min(own_width, width(beyond, axis));
    SlopeStep one{axis, upper, length / own_width, slopes(nodes, axis, upper)};
    const std::vector<double> there = slopes(beyond, axis, !upper);
    const std::vector<std::size_t> at =
        face_nodes(nodes.size(), axis, layer_of(nodes, upper));
    for (std::size_t i = 0; i < at.size(); ++i)
      one.step[i] = stays_[axis][static_cast<std::size_t>(nodes[at[i]])] != 0
                        ? 0.
                        : 0.5 * length * (there[i] - one.step[i]);
    result.push_back(std::move(one));
  }
  return result;
}

} // namespace kelvolt
