#pragma once

#include "part_geometry.h"
#include "picture.h"
#include "result.h"
#include "results/view_names.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A plane that cuts the package.
struct SectionPlane
{
  int axis = 1;         ///< across the plane, 0 = x, 1 = y, 2 = z
  double position = 0.; ///< [mm]
};

/// What the user may choose for all views.
struct ViewOptions
{
  /// Height in z over real height; absent: chosen so that thin layers are seen.
  std::optional<double> exaggeration{};
  /// Temperatures at the ends of the scale, in the unit of the result; absent: of what is
  /// seen.
  std::optional<std::array<double, 2>> range{};
  /// Absent: upright, through the hottest point.
  std::optional<SectionPlane> section{};
  /// What is looked at as a whole [mm]; absent: what is drawn. For pictures side by side.
  std::optional<Bounds> frame{};
  /// Parts that hide the hottest point are drawn as outlines.
  bool opens_covers = true;
  /// Cooled surfaces and terminals have outlines.
  bool has_marks = true;
};

/// The whole package from outside and above, coloured by temperature.
void draw_outside(const Result &result, const ViewOptions &options, Picture &picture);

/// The same from below.
void draw_below(const Result &result, const ViewOptions &options, Picture &picture);

/// The parts lifted off one another.
void draw_exploded(const Result &result, const ViewOptions &options, Picture &picture);

/// A section, and an enlarged detail around the hottest point.
void draw_cut(const Result &result, const ViewOptions &options, Picture &picture);

/// The surroundings of the hottest part, down from the height of the hottest point, with a
/// scale of its own.
void draw_hotspot_part(const Result &result, const ViewOptions &options, Picture &picture);

/// The temperature along an upright and along a level line through the hottest point, with
/// the ends of the parts.
void draw_profile(const Result &result, const ViewOptions &options, Picture &picture);

/// The conductors alone, coloured by current density.
void draw_current(const Result &result, const ViewOptions &options, Picture &picture);

struct View
{
  const char *name; ///< on the command line, and of the file NAME.png
  void (*draw)(const Result &result, const ViewOptions &options, Picture &picture);
  bool needs_current;
  bool is_vector; ///< all of it is on the canvas, so that there are NAME.svg and NAME.pdf
};

const std::array<View, result_schema::view_names.size()> &all_views();

} // namespace kelvolt
