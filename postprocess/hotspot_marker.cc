#include "hotspot_marker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

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
  return fmt::format("maximum {} in {} at x {:.3f}, y {:.3f}, z {:.3f} mm",
                     value,
                     hotspot.part,
                     at[0],
                     at[1],
                     at[2]);
}

void draw_hotspot(Picture &picture,
                  const ImageBox &area,
                  const Pixel &at,
                  const std::string &text)
{
  const double u = picture.unit();
  Canvas &canvas = picture.canvas();
  canvas.circle(at, 10. * u, white, 4.5 * u);
  canvas.circle(at, 10. * u, black, 1.8 * u);
  canvas.disc(at, 2. * u, black);
  TextStyle style;
  style.size = 17. * u;
  style.bold = true;
  const double width = canvas.text_width(text, style);
  const bool to_left = at.x + 40. * u + width > area.right;
  const double up = at.y + 60. * u > area.top ? -1. : 1.;
  const Pixel start{at.x + (to_left ? -7. : 7.) * u, at.y + 7. * up * u};
  const Pixel bend{at.x + (to_left ? -26. : 26.) * u, at.y + 32. * up * u};
  canvas.line({start, bend}, white, 4. * u);
  canvas.line({start, bend}, black, 1.5 * u);
  const double left = to_left ? bend.x - width - 6. * u : bend.x - 6. * u;
  const ImageBox box{left, bend.y - 13. * u, left + width + 12. * u, bend.y + 13. * u};
  canvas.filled(box, white);
  canvas.frame(box, dark_grey, 1. * u);
  canvas.text({left + 6. * u, bend.y}, text, style);
}

} // namespace kelvolt
