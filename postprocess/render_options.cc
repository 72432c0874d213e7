#include "render_options.h"

#include "bad_option.h"
#include "closest_name.h"
#include "part_geometry.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <vtkCellData.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

std::string trimmed(const std::string &text)
{
  const std::size_t first = text.find_first_not_of(' ');
  const std::size_t last = text.find_last_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

/// A number at the beginning, and what stands behind it.
struct LeadingNumber
{
  std::optional<double> value;
  std::string rest;
};

LeadingNumber leading_number(const std::string &text)
{
  double value = 0.;
  const std::string plain = trimmed(text);
  const char *const end = plain.data() + plain.size();
  const auto result = std::from_chars(plain.data(), end, value);
  if (result.ec != std::errc() || !std::isfinite(value))
    return {std::nullopt, plain};
  return {value, trimmed(std::string(result.ptr, end))};
}

/// `Did you mean 'low_channel'?`, or all that there are.
std::string suggestion(const std::string &name, const std::vector<std::string> &known)
{
  constexpr std::size_t most_names = 30;
  const std::string closest = closest_name(name, known);
  if (!closest.empty())
    return fmt::format("Did you mean '{}'?", closest);
  if (known.size() > most_names)
    return fmt::format("There are {} parts; 'parts.csv' names them.", known.size());
  return fmt::format("There are: {}.", fmt::join(known, ", "));
}

std::vector<int> numbers_of(const char *option,
                            const std::vector<std::string> &names,
                            const std::vector<std::string> &known)
{
  std::vector<int> numbers;
  numbers.reserve(names.size());
  for (const std::string &name : names)
  {
    const auto at = std::find(known.begin(), known.end(), name);
    if (at == known.end())
      throw BadOption(fmt::format(
          "{}: this result has no part '{}'. {}", option, name, suggestion(name, known)));
    numbers.push_back(static_cast<int>(at - known.begin()));
  }
  return numbers;
}

bool contains(const std::vector<int> &numbers, int number)
{
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// Of the nodes of the grid's cells.
Hotspot hottest_node(const Result &result)
{
  Hotspot hotspot;
  hotspot.unit = result.hotspot.unit;
  hotspot.temperature = -std::numeric_limits<double>::max();
  vtkDataArray *const part = result.grid->GetCellData()->GetArray(part_array);
  vtkDataArray *const temperature =
      result.grid->GetPointData()->GetArray(temperature_array);
  vtkNew<vtkIdList> nodes;
  for (vtkIdType c = 0; c < result.grid->GetNumberOfCells(); ++c)
  {
    result.grid->GetCellPoints(c, nodes);
    for (vtkIdType i = 0; i < nodes->GetNumberOfIds(); ++i)
      if (temperature->GetTuple1(nodes->GetId(i)) > hotspot.temperature)
      {
        hotspot.temperature = temperature->GetTuple1(nodes->GetId(i));
        result.grid->GetPoint(nodes->GetId(i), hotspot.position.data());
        hotspot.part = result.part_names[static_cast<int>(part->GetTuple1(c))];
      }
  }
  return hotspot;
}

bool is_within(const Vector3 &place, const Bounds &box)
{
  constexpr double touch = 1e-6;
  for (std::size_t d = 0; d < 3; ++d)
  {
    const double more = touch * (box[2 * d + 1] - box[2 * d]);
    if (place[d] < box[2 * d] - more || place[d] > box[2 * d + 1] + more)
      return false;
  }
  return true;
}

/// Those at parts that are drawn.
Annotations annotations_within(Annotations annotations, const Bounds &box)
{
  auto &marks = annotations.marks;
  marks.erase(std::remove_if(marks.begin(),
                             marks.end(),
                             [&](const SurfaceMark &mark)
                             { return !is_within(mark.middle, box); }),
              marks.end());
  auto &wires = annotations.wires;
  wires.erase(std::remove_if(wires.begin(),
                             wires.end(),
                             [&](const WireState &wire) {
                               return !is_within(wire.course.front(), box) ||
                                      !is_within(wire.course.back(), box);
                             }),
              wires.end());
  return annotations;
}

} // namespace

std::array<int, 2> parsed_size(const std::string &text)
{
  constexpr int smallest = 400;
  constexpr int largest = 8000;
  int width = 0;
  int height = 0;
  const char *const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  const bool has_x = first.ec == std::errc() && first.ptr != end && *first.ptr == 'x';
  const auto second = has_x ? std::from_chars(first.ptr + 1, end, height) : first;
  if (!has_x || second.ec != std::errc() || second.ptr != end || width < smallest ||
      height < smallest || width > largest || height > largest)
    throw BadOption(
        fmt::format("--size: found '{}'; allowed is WIDTHxHEIGHT in pixels, each "
                    "from {} to {}, as 1600x1000.",
                    text,
                    smallest,
                    largest));
  return {{width, height}};
}

std::optional<double> parsed_exaggeration(const std::string &text)
{
  if (text == "auto")
    return {};
  const LeadingNumber number = leading_number(text);
  if (!number.value || !number.rest.empty() || !(*number.value >= 1.) ||
      *number.value > 1e4)
    throw BadOption(
        fmt::format("--exaggerate-z: found '{}'; allowed is 'auto' or a number from "
                    "1 (to scale) to 10000.",
                    text));
  return number.value;
}

std::optional<double> parsed_time(const std::string &text)
{
  if (text == "worst")
    return {};
  static const std::pair<const char *, double> units[] = {{"", 1.},
                                                          {"s", 1.},
                                                          {"ms", 1e-3},
                                                          {"us", 1e-6},
                                                          {"ns", 1e-9},
                                                          {"min", 60.},
                                                          {"h", 3600.}};
  const LeadingNumber number = leading_number(text);
  for (const auto &[name, seconds] : units)
    if (number.value && *number.value >= 0. && number.rest == name)
      return *number.value * seconds;
  throw BadOption(
      fmt::format("--time: found '{}'; allowed is 'worst' (the hottest moment), "
                  "'all' (a picture of each saved time), or a time from 0 on, as "
                  "2.5e-3, '2.5 ms', '10 us', '5 ns', '3 min', '1 h'.",
                  text));
}

std::optional<std::array<double, 2>> parsed_range(const std::string &text,
                                                  const TemperatureScale &unit)
{
  if (text.empty())
    return {};
  constexpr double celsius_zero = 273.15;
  const BadOption fault(
      fmt::format("--range: found '{}'; allowed are two temperatures, the "
                  "lower one first, as '25 to 90 degC' or '300 to 360 K'.",
                  text));
  const LeadingNumber low = leading_number(text);
  if (!low.value || low.rest.rfind("to ", 0) != 0)
    throw fault;
  const LeadingNumber high = leading_number(low.rest.substr(3));
  if (!high.value || !(*high.value > *low.value))
    throw fault;
  double zero = 0.; // of the range's unit [K]
  if (high.rest == "degC" || high.rest == "°C")
    zero = celsius_zero;
  else if (high.rest != "K")
    throw fault;
  if (*low.value + zero < 0. || *high.value + zero > 1e9)
    throw fault;
  return {{{*low.value + zero - unit.zero, *high.value + zero - unit.zero}}};
}

std::optional<SectionPlane> parsed_section(const std::string &text)
{
  if (text.empty())
    return {};
  static const std::pair<const char *, double> units[] = {
      {"mm", 1.}, {"um", 1e-3}, {"cm", 10.}, {"m", 1e3}};
  const std::string plain = trimmed(text);
  const std::size_t equal = plain.find('=');
  const std::string letter =
      equal == std::string::npos ? "" : trimmed(plain.substr(0, equal));
  const std::size_t axis =
      letter.size() == 1 ? std::string("xyz").find(letter) : std::string::npos;
  if (axis != std::string::npos)
  {
    const LeadingNumber at = leading_number(plain.substr(equal + 1));
    for (const auto &[name, mm] : units)
      if (at.value && at.rest == name)
        return SectionPlane{static_cast<int>(axis), *at.value * mm};
  }
  throw BadOption(
      fmt::format("--section: found '{}'; allowed is x, y or z and a place in um, "
                  "mm, cm or m, as 'x = 3.5 mm'.",
                  text));
}

void check_section(const Result &result, const SectionPlane &plane)
{
  const Bounds box = bounds_of(*result.grid);
  const double lower = box[lower_end(plane.axis)];
  const double upper = box[lower_end(plane.axis) + 1];
  bool meets = false;
  for (vtkIdType c = 0; c < result.grid->GetNumberOfCells() && !meets; ++c)
  {
    Bounds cell{};
    result.grid->GetCellBounds(c, cell.data());
    meets = cell[lower_end(plane.axis)] <= plane.position &&
            plane.position <= cell[lower_end(plane.axis) + 1];
  }
  if (!meets)
    throw BadOption(
        fmt::format("--section: there is nothing to cut at {} = {:.6g} mm; what is "
                    "drawn reaches from {:.6g} to {:.6g} mm.",
                    "xyz"[plane.axis],
                    plane.position,
                    lower,
                    upper));
}

std::vector<View> wanted_views(const std::vector<std::string> &names, const Result &result)
{
  std::vector<std::string> known;
  for (const View &view : all_views())
    known.emplace_back(view.name);
  for (const std::string &name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
    {
      const std::string closest = closest_name(name, known);
      throw BadOption(fmt::format("--view: there is no view '{}'.{} Allowed: {}.",
                                  name,
                                  closest.empty() ? "" : " Did you mean '" + closest + "'?",
                                  fmt::join(known, ", ")));
    }
  std::vector<View> views;
  for (const View &view : all_views())
  {
    const bool named = std::find(names.begin(), names.end(), view.name) != names.end();
    const bool possible = !view.needs_current || !result.conductors.empty();
    if (named && !possible)
      throw BadOption(
          fmt::format("--view {}: nothing that is drawn of this result carries a current. "
                      "Leave the view out.",
                      view.name));
    if (possible && (named || names.empty()))
      views.push_back(view);
  }
  return views;
}

std::vector<int> shown_parts(const std::vector<std::string> &known,
                             const std::vector<std::string> &parts,
                             const std::vector<std::string> &hidden)
{
  const std::vector<int> only = numbers_of("--part", parts, known);
  const std::vector<int> without = numbers_of("--hide", hidden, known);
  std::vector<int> shown;
  for (int number = 0; number < static_cast<int>(known.size()); ++number)
    if ((only.empty() || contains(only, number)) && !contains(without, number))
      shown.push_back(number);
  if (shown.empty())
    throw BadOption("--hide: nothing is left to draw. Hide fewer parts.");
  return shown;
}

Result with_parts(const Result &result, const std::vector<int> &parts)
{
  Result shown = result;
  shown.grid = cells_of(*result.grid, parts);
  if (shown.grid->GetNumberOfCells() == 0)
    throw BadOption("--part: the parts have no cells; nothing is left to draw.");
  shown.annotations = annotations_within(shown.annotations, bounds_of(*shown.grid));
  shown.conductors.clear();
  for (const int part : result.conductors)
    if (contains(parts, part))
      shown.conductors.push_back(part);
  const auto keeps = [&](int part)
  {
    return result.part_names[part] == result.hotspot.part;
  };
  if (std::none_of(parts.begin(), parts.end(), keeps))
    shown.hotspot = hottest_node(shown);
  return shown;
}

} // namespace kelvolt
