#pragma once

#include "part_geometry.h"

#include <vtkDataArray.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// By what the slope of a field across a face of an element differs from the mean of both
/// elements there.
struct SlopeStep
{
  std::size_t axis = 0;  ///< across the face
  bool is_upper = false; ///< the face where the element's coordinate is 1
  double reach = 1.;     ///< of the element, how far from the face the field changes
  /// At the nodes of the face, the lower one of its axes fastest: mean minus own slope,
  /// times the reach as a length.
  std::vector<double> step;

  /// What to add to the field of the element so that its slope across the face is the mean:
  ///     +- step t (1 - t)^2,   t the distance from the face over the reach
  double at(int degree, const Vector3 &reference) const;
};

/// The faces between elements of one part that are boxes of the axes. A solution of finite
/// elements has kinks there, as large as its error; a picture that shows them as kinks of
/// contours draws the eye to the mesh. Nothing changes at faces between parts, where slopes
/// do step, nor at rims of faces where one of the elements around is of another part, so
/// that what is continuous stays so.
class SlopeSteps
{
public:
  /// @param elements with the parts; has to live as long
  SlopeSteps(vtkUnstructuredGrid &elements, const std::string &point_array);

  std::vector<SlopeStep> steps(vtkIdType element) const;

private:
  static constexpr vtkIdType none = -1;

  /// Nodes, the first direction fastest; empty unless the element is a box.
  std::vector<vtkIdType> box_nodes(vtkIdType element) const;
  std::uint64_t
  key(const std::vector<vtkIdType> &nodes, std::size_t axis, bool upper) const;
  void find_neighbours();
  void find_rims();
  /// Own slope [1/mm] at the nodes of a face.
  std::vector<double>
  slopes(const std::vector<vtkIdType> &nodes, std::size_t axis, bool upper) const;
  double width(const std::vector<vtkIdType> &nodes, std::size_t axis) const;

  vtkUnstructuredGrid &elements_;
  vtkDataArray *values_;
  std::vector<std::array<vtkIdType, 6>> neighbour_; ///< [2 axis + upper]
  std::array<std::vector<char>, 3> stays_;          ///< of points, along each axis
};

} // namespace kelvolt
