#include "layout.h"

#include <cmath>
#include <utility>

namespace kelvolt
{

namespace
{

/// As much of the text as fits into the width, up to a blank, and the rest.
std::pair<std::string, std::string>
halves(const Canvas &canvas, const std::string &text, const TextStyle &style, double width)
{
  std::size_t end = text.find(' ');
  for (std::size_t next = end; next != std::string::npos; next = text.find(' ', next + 1))
    if (canvas.text_width(text.substr(0, next), style) <= width)
      end = next;
    else
      break;
  if (end == std::string::npos)
    return {text, ""};
  return {text.substr(0, end), text.substr(end + 1)};
}

} // namespace

double label_column_left(const Picture &picture)
{
  return 190. * picture.unit();
}

double label_column_right(const Picture &picture)
{
  return picture.width() - 390. * picture.unit();
}

ImageBox drawing_area(const Picture &picture)
{
  const double u = picture.unit();
  return {label_column_left(picture) + 50. * u,
          70. * u,
          label_column_right(picture) - 30. * u,
          picture.height() - 125. * u};
}

void draw_header(Picture &picture, const std::string &title, const std::string &subtitle)
{
  const double u = picture.unit();
  const double width = picture.width() - 80. * u;
  TextStyle style;
  style.size = 30. * u;
  style.bold = true;
  picture.canvas().fitted_text({40. * u, picture.height() - 45. * u}, title, style, width);
  style.size = 20. * u;
  style.bold = false;
  style.colour = dark_grey;
  picture.canvas().fitted_text(
      {40. * u, picture.height() - 85. * u}, subtitle, style, width);
}

void draw_footer(Picture &picture, const std::string &text, const std::string &provenance)
{
  const double u = picture.unit();
  const double width = picture.width() - 80. * u;
  TextStyle style;
  style.size = 17. * u;
  style.colour = dark_grey;
  if (picture.canvas().text_width(text, style) <= width)
    picture.canvas().text({40. * u, 42. * u}, text, style);
  else
  {
    style.size = 16. * u;
    const double beside_key = legend_bar(picture).left - 60. * u;
    const auto [first, second] = halves(picture.canvas(), text, style, beside_key);
    picture.canvas().fitted_text({40. * u, 59. * u}, first, style, beside_key);
    picture.canvas().fitted_text({40. * u, 39. * u}, second, style, width);
  }
  style.size = 15. * u;
  if (!provenance.empty())
    picture.canvas().fitted_text({40. * u, 18. * u}, provenance, style, width);
}

ImageBox legend_bar(const Picture &picture)
{
  const double u = picture.unit();
  const ImageBox area = drawing_area(picture);
  const double left = picture.width() - 165. * u;
  return {left, area.bottom + 40. * u, left + 36. * u, area.top - 50. * u};
}

ImageBox legend_bar_beside(const Picture &picture, const ImageBox &panel)
{
  ImageBox bar = legend_bar(picture);
  bar.bottom = panel.bottom;
  bar.top = panel.top - 50. * picture.unit();
  return bar;
}

void draw_legend(Picture &picture,
                 const ImageBox &bar,
                 const ColourScale &scale,
                 const std::string &caption,
                 const std::vector<std::string> &note)
{
  const double u = picture.unit();
  const double band_height = bar.height() / scale.n_bands();
  Canvas &canvas = picture.canvas();
  TextStyle style;
  style.size = 18. * u;
  const auto each = static_cast<unsigned int>(std::ceil(style.size / band_height));
  for (unsigned int band = 0; band < scale.n_bands(); ++band)
  {
    const double bottom = bar.bottom + band * band_height;
    canvas.filled(ImageBox{bar.left, bottom, bar.right, bottom + band_height},
                  scale.colour(band));
  }
  for (unsigned int level = 0; level <= scale.n_bands(); ++level)
  {
    const double y = bar.bottom + level * band_height;
    canvas.line({{bar.left, y}, {bar.right + 6. * u, y}}, black, 1. * u);
    if (level % each == 0)
      canvas.fitted_text({bar.right + 12. * u, y},
                         scale.level_text(level),
                         style,
                         picture.width() - bar.right - 20. * u);
  }
  canvas.frame(bar, black, 1. * u);
  style.align = Align::right;
  style.bold = true;
  const double right = picture.width() - 25. * u, width = 180. * u;
  double y = bar.top + (22. + 19. * static_cast<double>(note.size())) * u;
  canvas.fitted_text({right, y}, caption, style, width);
  style.bold = false;
  style.size = 15. * u;
  style.colour = dark_grey;
  for (const std::string &line : note)
    canvas.fitted_text({right, y -= 19. * u}, line, style, width);
}

} // namespace kelvolt
