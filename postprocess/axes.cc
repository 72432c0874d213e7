#include "axes.h"

#include <fmt/format.h>

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

double length_of(const AxisLine &axis)
{
  return std::hypot(axis.end.x - axis.start.x, axis.end.y - axis.start.y);
}

/// As many ticks as have room: numbers are wider than high.
unsigned int n_intervals(const AxisLine &axis, double unit)
{
  const double steepness =
      std::abs(axis.end.y - axis.start.y) / std::max(1., length_of(axis));
  const double room = steepness > 0.9 ? 45. : 70.;
  return std::clamp(static_cast<unsigned int>(length_of(axis) / (room * unit)), 2U, 6U);
}

ImageBox
text_box(const Canvas &canvas, const Pixel &at, const std::string &text, TextStyle style)
{
  const double width = canvas.text_width(text, style);
  const double left = style.align == Align::left    ? at.x
                      : style.align == Align::right ? at.x - width
                                                    : at.x - 0.5 * width;
  return {left - 2., at.y - 0.55 * style.size, left + width + 2., at.y + 0.55 * style.size};
}

bool overlap(const ImageBox &a, const ImageBox &b)
{
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

/// Numbers and names of the axes of a picture, each clear of those before.
class AxisTexts
{
public:
  AxisTexts(Picture &picture, const AxisLine &axis, std::vector<ImageBox> &taken)
      : picture_(picture), axis_(axis), taken_(taken)
  {
    style_.size = letter_size * picture.unit();
    style_.colour = dark_grey;
    style_.align = align_towards(axis.outward.x);
  }

  /// At every tick, every second, third ..., as there is room.
  /// @return width of the widest one
  double numbers(const std::vector<double> &values, double step)
  {
    for (std::size_t each = 1; each <= values.size(); ++each)
    {
      std::vector<ImageBox> boxes;
      for (std::size_t i = 0; i < values.size(); i += each)
        if (share(values[i]) >= axis_.first_number)
          boxes.push_back(box(values[i], step));
      bool clear = true;
      for (std::size_t i = 1; i < boxes.size(); ++i)
        clear = clear && !overlap(boxes[i - 1], boxes[i]);
      if (clear)
        return written(values, step, each);
    }
    return 0.;
  }

  /// Leader lines that cross it are interrupted.
  /// @param way in which it steps aside where there is another text
  void write(Pixel at, const std::string &text, bool bold, const Pixel &way)
  {
    constexpr int most_steps = 8;
    const double step = 5. * picture_.unit();
    style_.bold = bold;
    for (int i = 0; i < most_steps && is_taken(text_box(canvas(), at, text, style_)); ++i)
      at = {at.x + step * way.x, at.y + step * way.y};
    const ImageBox place = text_box(canvas(), at, text, style_);
    canvas().filled(place, white);
    canvas().text(at, text, style_);
    const double apart = 4. * picture_.unit();
    taken_.push_back({place.left - apart, place.bottom, place.right + apart, place.top});
  }

  Pixel place(double value) const
  {
    const double s = share(value);
    return {axis_.start.x + s * (axis_.end.x - axis_.start.x),
            axis_.start.y + s * (axis_.end.y - axis_.start.y)};
  }

private:
  Canvas &canvas() const
  {
    return picture_.canvas();
  }
  double share(double value) const
  {
    return (value - axis_.lower) / (axis_.upper - axis_.lower);
  }
  Pixel beside(double value) const
  {
    const double distance = (tick_length + 10.) * picture_.unit();
    const Pixel at = place(value);
    return {at.x + distance * axis_.outward.x, at.y + distance * axis_.outward.y};
  }
  ImageBox box(double value, double step) const
  {
    return text_box(canvas(), beside(value), with_decimals_of(step, value), style_);
  }
  bool is_taken(const ImageBox &own) const
  {
    return std::any_of(taken_.begin(),
                       taken_.end(),
                       [&](const ImageBox &other) { return overlap(own, other); });
  }

  double written(const std::vector<double> &values, double step, std::size_t each)
  {
    double widest = 0.;
    for (std::size_t i = 0; i < values.size(); i += each)
    {
      if (share(values[i]) < axis_.first_number)
        continue;
      const std::string text = with_decimals_of(step, values[i]);
      write(beside(values[i]), text, false, axis_.outward);
      widest = std::max(widest, canvas().text_width(text, style_));
    }
    return widest;
  }

  Picture &picture_;
  const AxisLine &axis_;
  std::vector<ImageBox> &taken_;
  TextStyle style_;
};

/// @param taken by texts of other axes; grows
void draw_axis(Picture &picture, const AxisLine &axis, std::vector<ImageBox> &taken)
{
  constexpr double shortest = 34.;
  const double u = picture.unit();
  Canvas &canvas = picture.canvas();
  AxisTexts texts(picture, axis, taken);
  const Pixel middle{0.5 * (axis.start.x + axis.end.x), 0.5 * (axis.start.y + axis.end.y)};
  const auto beside = [&](const Pixel &at, double distance) -> Pixel
  {
    return {at.x + distance * u * axis.outward.x, at.y + distance * u * axis.outward.y};
  };
  canvas.line({axis.start, axis.end}, dark_grey, 1. * u);
  if (length_of(axis) < shortest * u)
  {
    texts.write(beside(middle, 20.),
                fmt::format("{} {:.4g} to {:.4g}", axis.name, axis.lower, axis.upper),
                true,
                axis.outward);
    return;
  }
  const unsigned int n = n_intervals(axis, u);
  const std::vector<double> values = ticks(axis.lower, axis.upper, n);
  for (const double value : values)
    canvas.line(
        {texts.place(value), beside(texts.place(value), tick_length)}, dark_grey, 1. * u);
  const double widest = texts.numbers(values, step_of(axis.lower, axis.upper, n)) / u;
  const double beyond = tick_length + 14. + std::abs(axis.outward.x) * widest +
                        std::abs(axis.outward.y) * letter_size;
  const Pixel above{axis.end.x - 12. * u, axis.end.y + (letter_size + 2.) * u};
  texts.write(
      axis.name_above ? above : beside(middle, beyond), axis.name, true, axis.outward);
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

std::vector<std::vector<Pixel>> draw_box_axes(Picture &picture,
                                              const Scene &scene,
                                              const Bounds &box,
                                              std::optional<double> stretch)
{
  std::vector<ImageBox> taken;
  std::vector<std::vector<Pixel>> lines;
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
    const Pixel outward = away_from(middle, ends[0], ends[1]);
    const double aside = 25. * picture.unit();
    lines.emplace_back();
    for (const Pixel &end : ends)
      lines.back().push_back({end.x + aside * outward.x, end.y + aside * outward.y});
    draw_axis(picture,
              {ends[0],
               ends[1],
               outward,
               box[lower_end(d)] / scale,
               box[lower_end(d) + 1] / scale,
               axis_names[d],
               d == 2 ? letter_size * picture.unit() / length : 0.},
              taken);
  }
  return lines;
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
  std::vector<ImageBox> taken;
  draw_axis(picture,
            {{area.left, area.bottom},
             {area.right, area.bottom},
             {0., -1.},
             across.lower,
             across.upper,
             across.name,
             0.},
            taken);
  draw_axis(picture, upright_axis(area, up), taken);
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
