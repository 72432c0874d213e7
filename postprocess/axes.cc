#include "axes.h"

#include <algorithm>
#include <cmath>

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
  const char *name;
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
                   const Vector3 &direction,
                   double stretch)
{
  // The sides that face the viewer.
  const double x_near = direction[0] > 0. ? box[0] : box[1];
  const double x_far = direction[0] > 0. ? box[1] : box[0];
  const double y_near = direction[1] > 0. ? box[2] : box[3];
  const double y_far = direction[1] > 0. ? box[3] : box[2];
  const Pixel middle = scene.project(
      {{0.5 * (box[0] + box[1]), 0.5 * (box[2] + box[3]), 0.5 * (box[4] + box[5])}});
  const auto axis = [&](int d, const Vector3 &from, const Vector3 &to, double scale)
  {
    const Pixel start = scene.project(from);
    const Pixel end = scene.project(to);
    draw_axis(picture,
              {start,
               end,
               away_from(middle, start, end),
               box[lower_end(d)] / scale,
               box[lower_end(d) + 1] / scale,
               axis_names[d],
               d == 2 ? letter_size * picture.unit() / std::abs(end.y - start.y) : 0.});
  };
  axis(0, {{box[0], y_near, box[4]}}, {{box[1], y_near, box[4]}}, 1.);
  axis(1, {{x_near, box[2], box[4]}}, {{x_near, box[3], box[4]}}, 1.);
  // Upright at the left or right rim, whichever corner is seen farther to the left.
  const bool at_far_y = scene.project({{x_near, y_far, box[4]}}).x <
                        scene.project({{x_far, y_near, box[4]}}).x;
  const double x = at_far_y ? x_near : x_far;
  const double y = at_far_y ? y_far : y_near;
  axis(2, {{x, y, box[4]}}, {{x, y, box[5]}}, stretch);
}

void draw_section_axes(Picture &picture,
                       const ImageBox &area,
                       int across,
                       const Bounds &seen)
{
  draw_axis(picture,
            {{area.left, area.bottom},
             {area.right, area.bottom},
             {0., -1.},
             seen[lower_end(across)],
             seen[lower_end(across) + 1],
             axis_names[across],
             0.});
  draw_axis(picture,
            {{area.left, area.bottom},
             {area.left, area.top},
             {-1., 0.},
             seen[4],
             seen[5],
             axis_names[2],
             0.,
             true});
}

} // namespace kelvolt
