#pragma once

#include "picture.h"
#include "result.h"
#include "results/result_schema.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What the user may choose for all views.
struct ViewOptions
{
  /// Height in z over real height; absent: chosen so that thin layers are seen.
  std::optional<double> exaggeration;
};

/// The whole package from outside, coloured by temperature.
void draw_outside(const Result &result, const ViewOptions &options, Picture &picture);

/// An upright section through the hottest point, and an enlarged detail around it.
void draw_cut(const Result &result, const ViewOptions &options, Picture &picture);

/// The part that holds the hottest point, alone, with a scale of its own.
void draw_hotspot_part(const Result &result, const ViewOptions &options, Picture &picture);

/// The conductors alone, coloured by current density.
void draw_current(const Result &result, const ViewOptions &options, Picture &picture);

struct View
{
  const char *name; ///< on the command line, and of the file NAME.png
  void (*draw)(const Result &result, const ViewOptions &options, Picture &picture);
  bool needs_current;
};

const std::array<View, result_schema::view_names.size()> &all_views();

} // namespace kelvolt
