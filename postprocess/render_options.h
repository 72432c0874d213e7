#pragma once

#include "views.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What the user may write on the command line of `kelvolt render`. All that judge it throw
/// BadOption.

namespace kelvolt
{

struct RenderOptions
{
  std::string directory;
  std::vector<std::string> views;
  std::vector<std::string> parts;
  std::vector<std::string> hidden;
  std::string range;
  std::string section;
  std::string size = "1600x1000";
  std::string exaggeration = "auto";
  std::string output;
  std::string time = "worst";
  std::string compared;
  bool keeps_covers = false;
  bool has_no_marks = false;
};

/// `1600x1000`: width and height in pixels.
std::array<int, 2> parsed_size(const std::string &text);

/// `auto` (nothing) or a factor of the height.
std::optional<double> parsed_exaggeration(const std::string &text);

/// `worst` (nothing: the hottest moment), or a time with a unit [s].
std::optional<double> parsed_time(const std::string &text);

/// `25 to 90 degC`: in the unit of the result; empty: nothing. @param unit of the result
std::optional<std::array<double, 2>> parsed_range(const std::string &text,
                                                  const TemperatureScale &unit);

/// `x = 3.5 mm`; empty: nothing.
std::optional<SectionPlane> parsed_section(const std::string &text);

/// The plane meets something that is drawn.
void check_section(const Result &result, const SectionPlane &plane);

/// The views of those names, or all that this result has if there are none.
std::vector<View> wanted_views(const std::vector<std::string> &names, const Result &result);

/// The numbers of the parts that are drawn. @param parts only these; empty: all
std::vector<int> shown_parts(const std::vector<std::string> &known,
                             const std::vector<std::string> &parts,
                             const std::vector<std::string> &hidden);

/// The result with these parts alone; if the hottest one is not among them, with the
/// hottest point that is.
Result with_parts(const Result &result, const std::vector<int> &parts);

} // namespace kelvolt
