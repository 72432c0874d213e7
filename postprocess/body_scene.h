#pragma once

#include "part_labels.h"
#include "result.h"
#include "scene.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What is drawn of a body, in real coordinates [mm].
struct Body
{
  vtkSmartPointer<vtkPolyData> surface; ///< with part numbers and the array to colour by
  vtkSmartPointer<vtkPolyData> edges;   ///< of its parts
  Bounds bounds{};
  std::optional<Bounds>
      beyond{}; ///< of what is drawn besides it, to be in the picture, too
};

/// The surface of the cells with their own arrays.
Body plain_body(vtkUnstructuredGrid &grid);

/// The surface of the cells with the temperature as it is within the elements.
Body smooth_body(const Result &result, vtkUnstructuredGrid &grid);

/// From the viewer to a body that is seen obliquely. @param toward_viewer signs of x, y and
/// z of the way back
Vector3 oblique(const std::array<int, 3> &toward_viewer);

/// A body seen obliquely: coloured surface and edges of its parts.
class BodyScene
{
public:
  /// @param stretch how many times as high as real it is drawn
  BodyScene(Picture &picture,
            const Body &body,
            double stretch,
            const Vector3 &direction,
            const std::string &array,
            const ColourScale &scale);

  /// Bond wires, coloured by temperature.
  void add_wires(const std::vector<WireState> &wires, const ColourScale &scale);
  /// The same in one colour.
  void add_plain_wires(const std::vector<WireState> &wires);
  /// Outlines of cooled surfaces and terminals.
  void add_marks(const std::vector<SurfaceMark> &marks);
  /// Blades that are not meshed, see-through.
  void add_fins(vtkPolyData &blades);
  /// Names of the terminals whose middle is seen, and what the outlines are. @return
  /// diagonals of the names, which a tag should not hide
  Leaders label_marks(const std::vector<SurfaceMark> &marks);
  /// Edges of what is not there, in grey.
  void add_ghost(vtkPolyData &edges);
  /// To a place given in real coordinates.
  Pixel project(const std::array<double, 3> &place) const;
  bool is_visible(const std::array<double, 3> &place);
  /// The surface in another scale.
  void recolour(const ColourScale &scale)
  {
    scene_.recolour(scale);
  }
  /// See Scene::seen_range().
  std::array<double, 2> seen_range(const std::optional<Vector3> &facing = {})
  {
    return scene_.seen_range(facing);
  }
  /// See Scene::share_of_scale().
  double share_of_scale(const Pixel &pixel)
  {
    return scene_.share_of_scale(pixel);
  }
  /// What number of the array each pixel of the body shows.
  PartImage number_image(const std::string &cell_array);
  /// Names beside the body, clear of its axes. @return the lines to them
  Leaders label_parts(const std::vector<std::string> &names);
  /// Axes in mm. @return lines through their numbers, which a tag should not hide
  Leaders draw_axes();
  /// Without an upright one.
  Leaders draw_level_axes();
  const ImageBox &area() const
  {
    return scene_.area();
  }

private:
  /// Along the wires, with their temperature, as drawn.
  vtkSmartPointer<vtkPolyData> lines_along(const std::vector<WireState> &wires) const;
  Vector3 drawn(const std::array<double, 3> &place) const;

  Picture &picture_;
  Scene scene_;
  double stretch_;
  Bounds box_; ///< as drawn
  Colour terminal_colour_;
  bool has_fins_ = false;
};

Bounds united(const Bounds &a, const Bounds &b);

/// The box that holds these wires, too.
Bounds around(Bounds box, const std::vector<WireState> &wires);

/// Lowest and highest temperature along these wires; the second less than the first if
/// there are none.
std::array<double, 2> temperatures_of(const std::vector<WireState> &wires);

/// Exaggeration at which a body of these bounds looks like a body instead of a sheet.
double body_exaggeration(const Bounds &bounds);

/// `30 x 30 x 3.88 mm`
std::string size_text(const Bounds &bounds);

} // namespace kelvolt
