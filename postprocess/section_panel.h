#pragma once

#include "axes.h"
#include "facets.h"
#include "part_labels.h"
#include "result.h"
#include "scene.h"
#include "views.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A section and how to look at it.
struct Section
{
  SectionAxes axes;
  double position = 0.; ///< of the plane along the normal [mm]
  Facets faces;
  vtkSmartPointer<vtkPolyData> borders; ///< between the parts
  Hotspot hottest;                      ///< of the result or, elsewhere, of the section
};

/// The one that the user gave, or the upright one through the hottest point along the
/// longer side of the package. It has to meet
/// something, see check_section().
Section section_of_result(const Result &result,
                          const LagrangeField &field,
                          const std::optional<SectionPlane> &plane);

/// Smallest rectangle around the data with a rim of that share of its extent, in real
/// coordinates.
Bounds enlarged(Bounds window, int axis, double factor);

/// How a panel shows a section.
struct PanelView
{
  ImageBox area;
  Bounds window;  ///< real coordinates of what has to be seen
  double stretch; ///< how many times as high as real z is drawn
};

/// One view of a section.
class SectionPanel
{
public:
  SectionPanel(Picture &picture,
               const Section &section,
               const vtkSmartPointer<vtkPolyData> &faces,
               const ColourScale &scale,
               const PanelView &view);

  std::vector<PartAnchor> anchors()
  {
    return part_anchors(scene_.part_image());
  }
  const ImageBox &area() const
  {
    return scene_.area();
  }
  /// Real coordinates of what is seen.
  const Bounds &seen() const
  {
    return seen_;
  }
  Pixel project(Vector3 place) const;
  /// Everything but the colours. @param kept_clear lines that the tag should not hide
  void annotate(const std::vector<PartAnchor> &anchors,
                const std::vector<std::string> &names,
                const Hotspot &hottest,
                const std::string &tag,
                const Leaders &kept_clear);

private:
  Picture &picture_;
  Scene scene_;
  SectionAxes axes_;
  double stretch_;
  Bounds seen_;
};

} // namespace kelvolt
