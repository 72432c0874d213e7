#include "axes.h"
#include "facets.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "part_labels.h"
#include "views.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr const char *letters[] = {"x", "y", "z"};
constexpr Colour grid_grey{{0.88, 0.88, 0.88}};
constexpr Colour border_grey{{0.6, 0.6, 0.6}};
constexpr Colour curve_colour{{0.55, 0.06, 0.55}};

struct Span
{
  int part;
  double from;
  double to;
};

/// The temperature along a line through the package.
struct Profile
{
  int axis = 2;
  std::vector<std::vector<std::array<double, 2>>>
      curves;              ///< place [mm] and temperature, broken where there is air
  std::vector<Span> spans; ///< of the parts, in order
  std::array<double, 2> range{{1e300, -1e300}};
};

/// The straight lines along the axis within cells, through the hottest point but for
/// `nudge` times the size of the hottest part towards its middle.
Facets
pieces_along(const Result &result, const LagrangeField &field, int axis, double nudge)
{
  const auto name =
      std::find(result.part_names.begin(), result.part_names.end(), result.hotspot.part);
  const Bounds part = bounds_of(
      *cells_of(*result.grid, {static_cast<int>(name - result.part_names.begin())}));
  Vector3 place = result.hotspot.position;
  for (int d = 0; d < 3; ++d)
  {
    const double lower = part[lower_end(d)], upper = part[lower_end(d) + 1];
    const double sign = 2. * place[d] > lower + upper ? -1. : 1.;
    place[d] += sign * nudge * (upper - lower);
  }
  const int one = (axis + 1) % 3, other = (axis + 2) % 3;
  return lines_across(
      section_facets(*result.grid, field, one, place[one]), other, place[other]);
}

Profile profile_along(const Result &result, int axis)
{
  constexpr int n_steps = 12;
  const LagrangeField field(*result.elements, temperature_array, Between::even_slopes);
  // Off the faces between cells, but not out of a part of any shape.
  Facets pieces;
  for (const double nudge : {1.7e-4, 1.7e-6, -1.7e-4})
    if (pieces.empty())
      pieces = pieces_along(result, field, axis, nudge);
  const auto along = [&](const FacetCorner &corner)
  {
    return corner.place[axis];
  };
  for (Facet &piece : pieces)
    if (along(piece.corners[0]) > along(piece.corners[1]))
      std::swap(piece.corners[0], piece.corners[1]);
  std::sort(pieces.begin(),
            pieces.end(),
            [&](const Facet &a, const Facet &b)
            { return along(a.corners[0]) < along(b.corners[0]); });

  Profile profile;
  profile.axis = axis;
  const Bounds box = bounds_of(*result.grid);
  const double touch = 1e-9 * (box[lower_end(axis) + 1] - box[lower_end(axis)]);
  double reached = -1e300;
  for (const Facet &piece : pieces)
  {
    const FacetCorner &from = piece.corners[0], &to = piece.corners[1];
    if (along(from) > reached + touch)
      profile.curves.emplace_back();
    const bool same_part = !profile.spans.empty() && along(from) <= reached + touch &&
                           profile.spans.back().part == piece.part;
    if (same_part)
      profile.spans.back().to = along(to);
    else
      profile.spans.push_back({piece.part, along(from), along(to)});
    for (int i = 0; i <= n_steps; ++i)
    {
      const double s = static_cast<double>(i) / n_steps;
      Vector3 reference{};
      for (std::size_t d = 0; d < 3; ++d)
        reference[d] = from.reference[d] + s * (to.reference[d] - from.reference[d]);
      const double value = field.value(piece.element, reference);
      profile.range = {
          {std::min(profile.range[0], value), std::max(profile.range[1], value)}};
      profile.curves.back().push_back(
          {{along(from) + s * (along(to) - along(from)), value}});
    }
    reached = along(to);
  }
  return profile;
}

/// A plot with the place upwards or across, the temperature on the other axis.
class ProfilePlot
{
public:
  ProfilePlot(Picture &picture,
              const Profile &profile,
              const std::array<double, 2> &places,
              const ColourScale &scale,
              const ImageBox &area)
      : picture_(picture), profile_(profile), places_(places), scale_(scale), area_(area)
  {
  }

  void draw(const Result &result)
  {
    const double u = picture_.unit();
    Canvas &canvas = picture_.canvas();
    for (unsigned int level = 0; level <= scale_.n_bands(); ++level)
      line(places_[0], scale_.level(level), places_[1], scale_.level(level), grid_grey);
    for (const Span &span : profile_.spans)
      for (const double end : {span.from, span.to})
        line(end, lowest(), end, highest(), border_grey);
    const PlotAxis place{
        places_[0], places_[1], fmt::format("{} [mm]", letters[profile_.axis])};
    const PlotAxis value{lowest(), highest(), temperature_title(result.hotspot.unit)};
    Leaders kept_clear =
        upright() ? draw_names_beside(result, place) : draw_names_within(result);
    for (const auto &curve : profile_.curves)
    {
      std::vector<Pixel> points;
      points.reserve(curve.size());
      for (const auto &[at, temperature] : curve)
        points.push_back(pixel(at, temperature));
      canvas.line(points, curve_colour, 2.5 * u);
      kept_clear.push_back(std::move(points));
    }
    canvas.frame(area_, dark_grey, 1. * u);
    draw_plot_axes(picture_, area_, upright() ? value : place, upright() ? place : value);
    draw_hotspot(picture_,
                 area_,
                 pixel(result.hotspot.position[profile_.axis],
                       value_near(result.hotspot.position[profile_.axis])),
                 tag_text(result.hotspot, scale_),
                 kept_clear);
  }

private:
  bool upright() const
  {
    return profile_.axis == 2;
  }
  double lowest() const
  {
    return scale_.level(0);
  }
  double highest() const
  {
    return scale_.level(scale_.n_bands());
  }

  Pixel pixel(double place, double temperature) const
  {
    const double s = (place - places_[0]) / (places_[1] - places_[0]);
    const double t = (temperature - lowest()) / (highest() - lowest());
    return upright()
               ? Pixel{area_.left + t * area_.width(), area_.bottom + s * area_.height()}
               : Pixel{area_.left + s * area_.width(), area_.bottom + t * area_.height()};
  }

  void
  line(double place, double value, double to_place, double to_value, const Colour &colour)
  {
    picture_.canvas().line(
        {pixel(place, value), pixel(to_place, to_value)}, colour, 1. * picture_.unit());
  }

  /// Names left and right, with lines to the ends of the layers.
  Leaders draw_names_beside(const Result &result, const PlotAxis &place)
  {
    std::vector<PartAnchor> anchors;
    for (const Span &span : profile_.spans)
    {
      const double y = pixel(0.5 * (span.from + span.to), lowest()).y;
      const double inset = 12. * picture_.unit();
      anchors.push_back(
          {span.part,
           {area_.left + inset, y},
           {area_.right - inset, y},
           static_cast<int>(1. + 1e4 * (span.to - span.from) / (places_[1] - places_[0]))});
    }
    return draw_part_labels(
        picture_,
        {{{area_.left, area_.bottom, area_.top, upright_numbers(picture_, area_, place)},
          {area_.right, area_.bottom, area_.top, {}}}},
        anchors,
        result.part_names);
  }

  /// Names at the end that the curve is farther from, upright where that is narrow; none
  /// where the curve leaves no room. A part that occurs several times has its name where it
  /// is widest.
  Leaders draw_names_within(const Result &result)
  {
    const double u = picture_.unit(), gap = 6. * u;
    TextStyle style;
    style.size = 15. * u;
    style.align = Align::centre;
    style.colour = dark_grey;
    for (const Span &span : profile_.spans)
    {
      const std::string &name = result.part_names[span.part];
      const double middle = 0.5 * (span.from + span.to);
      const Pixel curve = pixel(middle, value_near(middle));
      const double width = pixel(span.to, highest()).x - pixel(span.from, highest()).x,
                   length = picture_.canvas().text_width(name, style),
                   above = area_.top - curve.y, below = curve.y - area_.bottom;
      style.upright = length + gap > width;
      const bool is_wider_elsewhere = std::any_of(
          profile_.spans.begin(),
          profile_.spans.end(),
          [&](const Span &other) {
            return other.part == span.part && other.to - other.from > span.to - span.from;
          });
      if (is_wider_elsewhere)
        continue;
      if (style.upright &&
          (style.size > width || length + 3. * gap > std::max(above, below)))
        continue;
      const double half = style.upright ? 0.5 * length + gap : 14. * u;
      picture_.canvas().text(
          {curve.x, below > above ? area_.bottom + half : area_.top - half}, name, style);
    }
    return {};
  }

  double value_near(double place) const
  {
    double nearest = std::numeric_limits<double>::max(), value = 0.;
    for (const auto &curve : profile_.curves)
      for (const auto &[at, temperature] : curve)
        if (std::abs(at - place) < nearest)
        {
          nearest = std::abs(at - place);
          value = temperature;
        }
    return value;
  }

  Picture &picture_;
  const Profile &profile_;
  std::array<double, 2> places_;
  const ColourScale &scale_;
  ImageBox area_;
};

/// Where there is something along the line, with a rim.
std::array<double, 2> reach_of(const Profile &profile, const ViewOptions &options)
{
  const auto at = lower_end(profile.axis);
  if (options.frame)
    return {{(*options.frame)[at], (*options.frame)[at + 1]}};
  const double from = profile.spans.front().from, to = profile.spans.back().to;
  const double rim = 0.02 * (to - from);
  return {{from - rim, to + rim}};
}

} // namespace

void draw_profile(const Result &result, const ViewOptions &options, Picture &picture)
{
  const double u = picture.unit();
  const Bounds box = options.frame.value_or(bounds_of(*result.grid));
  const int level = 1.01 * (box[1] - box[0]) >= box[3] - box[2] ? 0 : 1;
  const Profile upright = profile_along(result, 2), across = profile_along(result, level);
  ImageBox area = drawing_area(picture);
  area.left += 60. * u;
  area.bottom += 45. * u;
  area.top -= 20. * u;
  ImageBox upper = area, lower = area;
  upper.bottom = area.bottom + 0.42 * area.height() + 50. * u;
  lower.top = area.bottom + 0.42 * area.height() - 50. * u;
  lower.right = picture.width() - 60. * u;
  for (const auto &[profile, place] :
       {std::pair(&upright, upper), std::pair(&across, lower)})
  {
    if (profile->spans.empty())
      continue;
    const std::array<double, 2> range = options.range.value_or(profile->range);
    const ColourScale scale = ColourScale::even(range[0], range[1], ColourMap::plasma);
    ProfilePlot(picture, *profile, reach_of(*profile, options), scale, place).draw(result);
  }
  draw_header(picture,
              result.title,
              "Temperature along lines through the hottest point; " +
                  hotspot_text(result.hotspot));
  draw_footer(
      picture,
      fmt::format("Above: along z, through all layers. Below: along {}. Grey lines: "
                  "ends of parts. The tags state the maximum of the result.",
                  letters[level]),
      result.provenance);
}

} // namespace kelvolt
