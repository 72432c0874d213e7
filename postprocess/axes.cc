#include "axes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr const char *axis_names[] = {"x [mm]", "y [mm]", "z [mm]"};
constexpr double tick_length = 7.;
constexpr double letter_size = 15.;

double step_of(double lower, double upper, unsigned int n)
{
  return round_step((upper - lower) / n);
}

Align align_towards(double direction)
{
  return direction < -0.4 ? Align::right : direction > 0.4 ? Align::left : Align::centre;
}

/// One axis from `start` to `end`, ticks pointing along `outward` (unit length).
struct AxisLine
{
  Pixel start;
  Pixel end;
  Pixel outward;
  double lower;
  double upper;
  std::string name;
  /// Numbers nearer to the start (0 to 1) than this are left to the axis that also begins
  /// there.
  double first_number;
  /// The name stands above the end, clear of names of parts beside the axis.
  bool name_above = false;
};

/// As many ticks as have room, 2 to 6.
unsigned int n_intervals(const AxisLine &axis, double unit)
{
  const double length = std::hypot(axis.end.x - axis.start.x, axis.end.y - axis.start.y);
  return std::clamp(static_cast<unsigned int>(length / (70. * unit)), 2U, 6U);
}

/// Leader lines that cross it are interrupted.
void text_on_white(Canvas &canvas,
                   const Pixel &at,
                   const std::string &text,
                   const TextStyle &style)
{
  const double width = canvas.text_width(text, style);
  const double left = style.align == Align::left    ? at.x
                      : style.align == Align::right ? at.x - width
                                                    : at.x - 0.5 * width;
  canvas.filled(
      ImageBox{
          left - 2., at.y - 0.55 * style.size, left + width + 2., at.y + 0.55 * style.size},
      white);
  canvas.text(at, text, style);
}

void draw_axis(Picture &picture, const AxisLine &axis)
{
  const double u = picture.unit();
  Canvas &canvas = picture.canvas();
  TextStyle style;
  style.size = letter_size * u;
  style.colour = dark_grey;
  style.align = align_towards(axis.outward.x);
  const auto beside = [&](const Pixel &at, double distance) -> Pixel
  {
    return {at.x + distance * u * axis.outward.x, at.y + distance * u * axis.outward.y};
  };
  const unsigned int n = n_intervals(axis, u);
  const double step = step_of(axis.lower, axis.upper, n);
  double widest = 0.;
  for (const double value : ticks(axis.lower, axis.upper, n))
  {
    const double s = (value - axis.lower) / (axis.upper - axis.lower);
    const Pixel at{axis.start.x + s * (axis.end.x - axis.start.x),
                   axis.start.y + s * (axis.end.y - axis.start.y)};
    canvas.line({at, beside(at, tick_length)}, dark_grey, 1. * u);
    const std::string number = with_decimals_of(step, value);
    if (s < axis.first_number)
      continue;
    widest = std::max(widest, canvas.text_width(number, style) / u);
    text_on_white(canvas, beside(at, tick_length + 10.), number, style);
  }
  canvas.line({axis.start, axis.end}, dark_grey, 1. * u);
  const Pixel middle{0.5 * (axis.start.x + axis.end.x), 0.5 * (axis.start.y + axis.end.y)};
  const double beyond = tick_length + 14. + std::abs(axis.outward.x) * widest +
                        std::abs(axis.outward.y) * letter_size;
  style.bold = true;
  const Pixel above{axis.end.x - 12. * u, axis.end.y + (letter_size + 2.) * u};
  text_on_white(canvas, axis.name_above ? above : beside(middle, beyond), axis.name, style);
}

/// Unit vector across the axis that points away from `inside`.
Pixel away_from(const Pixel &inside, const Pixel &start, const Pixel &end)
{
  const double length = std::max(1e-9, std::hypot(end.x - start.x, end.y - start.y));
  Pixel across{(end.y - start.y) / length, (start.x - end.x) / length};
  if (across.x * (0.5 * (start.x + end.x) - inside.x) +
          across.y * (0.5 * (start.y + end.y) - inside.y) <
      0.)
    across = {-across.x, -across.y};
  return across;
}

AxisLine upright_axis(const ImageBox &area, const PlotAxis &up)
{
  return {{area.left, area.bottom},
          {area.left, area.top},
          {-1., 0.},
          up.lower,
          up.upper,
          up.name,
          0.,
          true};
}

PlotAxis plot_axis(int axis, const Bounds &seen)
{
  return {seen[lower_end(axis)], seen[lower_end(axis) + 1], axis_names[axis]};
}

} // namespace

std::vector<double> ticks(double lower, double upper, unsigned int n)
{
  const double step = step_of(lower, upper, n);
  std::vector<double> values;
  for (double i = std::ceil(lower / step - 1e-6); i * step <= upper + 1e-6 * step; ++i)
    values.push_back(i * step);
  return values;
}

void draw_box_axes(Picture &picture,
                   const Scene &scene,
                   const Bounds &box,
                   std::optional<double> stretch)
{
  const Pixel middle = scene.project(
      {{0.5 * (box[0] + box[1]), 0.5 * (box[2] + box[3]), 0.5 * (box[4] + box[5])}});
  for (int d = 0; d < (stretch ? 3 : 2); ++d)
  {
    // Of the four edges along it the lowest or, of the upright ones, the one to the left.
    std::array<Pixel, 2> ends{};
    double least = std::numeric_limits<double>::max();
    for (int edge = 0; edge < 4; ++edge)
    {
      const std::size_t one = lower_end((d + 1) % 3) + (edge & 1);
      const std::size_t other = lower_end((d + 2) % 3) + (edge >> 1);
      Vector3 from, to;
      from[(d + 1) % 3] = to[(d + 1) % 3] = box[one];
      from[(d + 2) % 3] = to[(d + 2) % 3] = box[other];
      from[d] = box[lower_end(d)];
      to[d] = box[lower_end(d) + 1];
      const Pixel start = scene.project(from), end = scene.project(to);
      const double rank = d == 2 ? start.x + end.x : start.y + end.y;
      if (rank < least)
      {
        least = rank;
        ends = {{start, end}};
      }
    }
    const double scale = d == 2 ? *stretch : 1.;
    const double length = std::max(1., std::abs(ends[1].y - ends[0].y));
    draw_axis(picture,
              {ends[0],
               ends[1],
               away_from(middle, ends[0], ends[1]),
               box[lower_end(d)] / scale,
               box[lower_end(d) + 1] / scale,
               axis_names[d],
               d == 2 ? letter_size * picture.unit() / length : 0.});
  }
}

void draw_section_axes(Picture &picture,
                       const ImageBox &area,
                       const SectionAxes &axes,
                       const Bounds &seen)
{
  draw_plot_axes(picture, area, plot_axis(axes.across, seen), plot_axis(axes.up, seen));
}

void draw_plot_axes(Picture &picture,
                    const ImageBox &area,
                    const PlotAxis &across,
                    const PlotAxis &up)
{
  draw_axis(picture,
            {{area.left, area.bottom},
             {area.right, area.bottom},
             {0., -1.},
             across.lower,
             across.upper,
             across.name,
             0.});
  draw_axis(picture, upright_axis(area, up));
}

std::vector<std::array<double, 2>>
upright_numbers(const Picture &picture, const ImageBox &area, const PlotAxis &up)
{
  const AxisLine axis = upright_axis(area, up);
  const double clear = 0.65 * letter_size * picture.unit();
  std::vector<std::array<double, 2>> heights;
  for (const double value :
       ticks(axis.lower, axis.upper, n_intervals(axis, picture.unit())))
  {
    const double y =
        area.bottom + (value - axis.lower) / (axis.upper - axis.lower) * area.height();
    heights.push_back({{y - clear, y + clear}});
  }
  return heights;
}

std::vector<std::array<double, 2>> upright_numbers(const Picture &picture,
                                                   const ImageBox &area,
                                                   const SectionAxes &axes,
                                                   const Bounds &seen)
{
  return upright_numbers(picture, area, plot_axis(axes.up, seen));
}

} // namespace kelvolt
