#pragma once

#include "scene.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A body seen obliquely from above: coloured surface and edges of its parts.
class BodyScene
{
public:
  /// `grid` in mm, drawn `stretch` times as high; `toward_viewer`: signs of x and y of the
  /// direction from the body to the viewer.
  BodyScene(Picture &picture,
            vtkUnstructuredGrid &grid,
            double stretch,
            const std::array<int, 2> &toward_viewer,
            const std::string &array,
            const ColourScale &scale);

  /// To a place given in real coordinates.
  Pixel project(const std::array<double, 3> &place) const;
  bool is_visible(const std::array<double, 3> &place);
  /// Names beside the body.
  void label_parts(const std::vector<std::string> &names);
  /// Axes in mm; after the names, whose leader lines they interrupt where they meet.
  void draw_axes();
  const ImageBox &area() const
  {
    return scene_.area();
  }

private:
  Vector3 drawn(const std::array<double, 3> &place) const;

  Picture &picture_;
  Scene scene_;
  double stretch_;
  Vector3 direction_; ///< from the viewer to the body
  Bounds box_;        ///< as drawn
};

/// Exaggeration at which a body of these bounds looks like a body instead of a sheet.
double body_exaggeration(const Bounds &bounds);

/// `30 x 30 x 3.88 mm`
std::string size_text(const Bounds &bounds);

} // namespace kelvolt
