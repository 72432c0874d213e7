#pragma once

#include "part_geometry.h"
#include "picture.h"

#include <vtkActor.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kelvolt
{

/// What part each pixel of a scene shows; row by row from the bottom, -1 = none.
struct PartImage
{
  int width = 0;
  int height = 0;
  ImageBox area; ///< the pixels of the picture that it covers
  std::vector<int> part;

  int at(int x, int y) const
  {
    return part[static_cast<std::size_t>(y) * width + x];
  }
  /// -1 outside of the area, too
  int at_pixel(const Pixel &pixel) const;
};

/// Coloured surfaces in a rectangle of a picture, in parallel projection and without
/// lights, so that the colours are exactly those of the legend.
class Scene
{
public:
  Scene(Picture &picture, const ImageBox &area);

  /// Colours the surface by one of its arrays. It has to carry the part numbers as well.
  void
  add_surface(vtkPolyData &surface, const std::string &array, const ColourScale &scale);
  /// The surfaces in another scale.
  void recolour(const ColourScale &scale);
  /// Dark lines with a light seam, to be seen on dark and on bright colours.
  void add_lines(vtkPolyData &lines, double width);
  /// Coloured by an array at their points, with a dark rim.
  void add_coloured_lines(vtkPolyData &lines,
                          const std::string &array,
                          const ColourScale &scale,
                          double width);
  /// In one colour with a light seam.
  void add_mark_lines(vtkPolyData &lines, const Colour &colour, double width);
  /// Grey ones, of what is not shown.
  void add_ghost_lines(vtkPolyData &lines, double width);

  /// A surface in one colour with its edges, behind which all others are seen.
  void add_see_through(vtkPolyData &surface, const Colour &colour, double opacity);

  /// Looks along `direction` so that the box fills the area but for `margin` (fraction of
  /// the area's extent) on each side.
  void look(const Vector3 &direction, const Vector3 &up, const Bounds &box, double margin);

  const ImageBox &area() const
  {
    return area_;
  }
  Pixel project(const Vector3 &place) const;
  /// false if a surface lies in front of the place.
  bool is_visible(const Vector3 &place);
  PartImage part_image();
  /// The same of another array of whole numbers of the cells.
  PartImage number_image(const std::string &cell_array);
  /// Lowest and highest value on what is seen of the surfaces; the second less than the
  /// first if nothing is.
  /// @param facing only of what faces the viewer along this unit vector, about
  std::array<double, 2> seen_range(const std::optional<Vector3> &facing = {});
  /// Where the colour of that pixel lies on the scale: 0 = lowest, 1 = highest, -1 = there
  /// is no surface.
  double share_of_scale(const Pixel &pixel);

private:
  /// A surface, and the array that it is coloured by.
  struct Coloured
  {
    vtkSmartPointer<vtkPolyData> surface;
    std::string array;
    vtkSmartPointer<vtkActor> actor;
  };
  using NumberOfCell = std::function<int(const Coloured &surface, vtkIdType cell)>;

  PartImage image_of(const NumberOfCell &number);
  /// Numbers of the cells of the first surface, then those of the next. Drawn once.
  const PartImage &cell_image();
  /// @param number that of cell_image()
  std::pair<const Coloured *, vtkIdType> cell_of(int number) const;
  /// Of the array at its corners or in itself.
  std::array<double, 2> range_of_cell(int number) const;
  /// Whether the cell lies across this unit vector, about.
  bool faces(int number, const Vector3 &direction) const;
  void
  add_plain_lines(vtkPolyData &lines, double width, const Colour &colour, double opacity);
  /// Place in the scene's rectangle, -1 to 1 across and upward, depth from 0 (near) to 1.
  Vector3 normalized(const Vector3 &place) const;

  Picture &picture_;
  ImageBox area_;
  vtkNew<vtkRenderer> renderer_;
  std::vector<vtkSmartPointer<vtkActor>> shown_;
  std::vector<Coloured> surfaces_;
  std::optional<ColourScale> scale_;
  std::optional<PartImage> cell_image_;
};

} // namespace kelvolt
