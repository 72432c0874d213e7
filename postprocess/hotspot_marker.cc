#include "hotspot_marker.h"

#include "coordinate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

/// Whether a straight line passes through the box, by its places a pixel apart.
bool passes(const Pixel &from, const Pixel &to, const ImageBox &box)
{
  const int n = 1 + static_cast<int>(std::hypot(to.x - from.x, to.y - from.y));
  for (int i = 0; i <= n; ++i)
  {
    const double s = static_cast<double>(i) / n;
    if (box.contains({from.x + s * (to.x - from.x), from.y + s * (to.y - from.y)}))
      return true;
  }
  return false;
}

/// Mean over the box of the square of what is hidden, as shares of the scale.
double hidden_heat(const ImageBox &box, const ShareOfScale &share)
{
  constexpr int n_across = 16, n_up = 4;
  constexpr double of_any_colour = 0.15;
  double sum = 0.;
  for (int i = 0; i < n_across; ++i)
    for (int j = 0; j < n_up; ++j)
    {
      const double heat = share({box.left + (i + 0.5) / n_across * box.width(),
                                 box.bottom + (j + 0.5) / n_up * box.height()});
      sum += heat < 0. ? 0. : std::max(of_any_colour, heat * heat);
    }
  return sum / (n_across * n_up);
}

/// How much a tag there would hide; nothing of what is outside may be hidden at all.
double cost(const ImageBox &box,
            const ImageBox &area,
            const Leaders &leaders,
            const ShareOfScale &share)
{
  constexpr double of_the_hottest = 2.;
  double hidden = share ? of_the_hottest * hidden_heat(box, share) : 0.;
  if (!area.contains({box.left, box.bottom}) || !area.contains({box.right, box.top}))
    hidden += 1000.;
  for (const std::vector<Pixel> &leader : leaders)
    for (std::size_t i = 1; i < leader.size(); ++i)
      if (passes(leader[i - 1], leader[i], box))
        hidden += 1.;
  return hidden;
}

/// The nearest of several places that hide least. @param u unit of the picture
ImageBox best_tag(const ImageBox &area,
                  const Pixel &at,
                  double width,
                  double u,
                  const Leaders &leaders,
                  const ShareOfScale &share)
{
  constexpr double half_height = 13.;
  constexpr double far = 700.; // as bad as one more leader
  ImageBox best;
  double least = std::numeric_limits<double>::max();
  for (const double up :
       {26., 32., -32., 62., -62., 100., -100., 150., -150., 210., -210., 0.})
    for (const double aside : {20., -20., 70., -70., 130., -130., 200., -200.})
    {
      const double left = aside > 0. ? at.x + aside * u : at.x + aside * u - width;
      const double y = at.y + up * u;
      const ImageBox box{left, y - half_height * u, left + width, y + half_height * u};
      const double found = cost(box, area, leaders, share) + std::hypot(aside, up) / far;
      if (found < least)
      {
        least = found;
        best = box;
      }
    }
  return best;
}

} // namespace

std::string temperature_text(double temperature, const TemperatureScale &unit)
{
  return fmt::format("{:.1f} {}", temperature, unit.sign);
}

std::string temperature_title(const TemperatureScale &unit)
{
  return fmt::format("Temperature [{}]", unit.sign);
}

std::string hotspot_text(const Hotspot &hotspot)
{
  const auto &at = hotspot.position;
  std::string value = temperature_text(hotspot.temperature, hotspot.unit);
  if (hotspot.error > 0.)
  {
    // Two digits of the error, rounded up: a bar is never narrower than stated in the
    // result.
    const int decimals =
        std::clamp(1 - static_cast<int>(std::floor(std::log10(hotspot.error))), 1, 6);
    const double digit = std::pow(10., -decimals);
    const double error = digit * std::ceil(hotspot.error / digit * (1. - 1e-12));
    value = fmt::format("{:.{}f} ± {:.{}f} {}",
                        hotspot.temperature,
                        decimals,
                        error,
                        decimals,
                        hotspot.unit.sign);
  }
  return fmt::format("maximum {} in {} at x {}, y {}, z {} mm",
                     value,
                     hotspot.part,
                     coordinate_text(at[0], 3),
                     coordinate_text(at[1], 3),
                     coordinate_text(at[2], 3));
}

std::string tag_text(const Hotspot &hotspot, const ColourScale &scale)
{
  const double band = scale.level(1) - scale.level(0);
  const auto digits = [](double size)
  {
    return 1 - static_cast<int>(std::floor(std::log10(size)));
  };
  // No finer than the error bar.
  const int most = hotspot.error > 0. ? std::clamp(digits(hotspot.error), 1, 7) : 7;
  const int decimals = std::clamp(digits(band), 1, most);
  return fmt::format("{:.{}f} {}", hotspot.temperature, decimals, hotspot.unit.sign);
}

void draw_hotspot(Picture &picture,
                  const ImageBox &area,
                  const Pixel &at,
                  const std::string &text,
                  const Leaders &leaders,
                  const ShareOfScale &share)
{
  const double u = picture.unit();
  Canvas &canvas = picture.canvas();
  canvas.circle(at, 10. * u, white, 4.5 * u);
  canvas.circle(at, 10. * u, black, 1.8 * u);
  canvas.disc(at, 2. * u, black);
  TextStyle style;
  style.size = 17. * u;
  style.bold = true;
  const ImageBox box =
      best_tag(area, at, canvas.text_width(text, style) + 12. * u, u, leaders, share);
  const Pixel middle{0.5 * (box.left + box.right), 0.5 * (box.bottom + box.top)};
  const Pixel end{std::clamp(at.x, box.left + 6. * u, box.right - 6. * u), middle.y};
  const double length = std::hypot(end.x - at.x, end.y - at.y);
  const Pixel start{at.x + 10. * u * (end.x - at.x) / length,
                    at.y + 10. * u * (end.y - at.y) / length};
  canvas.line({start, end}, white, 4. * u);
  canvas.line({start, end}, black, 1.5 * u);
  canvas.filled(box, white);
  canvas.frame(box, dark_grey, 1. * u);
  canvas.text({box.left + 6. * u, middle.y}, text, style);
}

} // namespace kelvolt
