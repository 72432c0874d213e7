#pragma once

#include "colour_scale.h"

#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <string>
#include <variant>
#include <vector>

namespace kelvolt
{

/// Place in a picture in pixels from its lower left corner, before supersampling.
struct Pixel
{
  double x = 0.;
  double y = 0.;
};

struct ImageBox
{
  double left = 0.;
  double bottom = 0.;
  double right = 0.;
  double top = 0.;

  double width() const
  {
    return right - left;
  }
  double height() const
  {
    return top - bottom;
  }
  bool contains(const Pixel &p) const
  {
    return p.x >= left && p.x <= right && p.y >= bottom && p.y <= top;
  }
};

inline constexpr Colour black{{0., 0., 0.}};
inline constexpr Colour dark_grey{{0.25, 0.25, 0.25}};
inline constexpr Colour white{{1., 1., 1.}};

/// Which end of a text lies at the given place.
enum class Align
{
  left,
  centre,
  right
};

struct TextStyle
{
  double size = 18.; ///< height in pixels
  Align align = Align::left;
  bool bold = false;
  Colour colour = black;
  bool upright = false; ///< turned to read from below upwards
};

/// A text as it was drawn.
struct DrawnText
{
  Pixel at;
  std::string text;
  TextStyle style;
  double width = 0.; ///< along its line
};

/// A line, or what it encloses.
struct DrawnPath
{
  std::vector<Pixel> points;
  Colour colour{};
  double line_width = 0.; ///< 0: filled
};

using Drawn = std::variant<DrawnText, DrawnPath>;

/// Texts and plain shapes on top of a picture, in the order in which they are drawn.
class Canvas
{
public:
  /// `oversampling`: pixels of the window per pixel of the picture.
  Canvas(vtkRenderer &renderer, double oversampling);

  /// The text is centred across its line at `at`. UTF-8.
  void text(const Pixel &at, const std::string &text, const TextStyle &style);
  /// As text(), made smaller if need be to be no wider than `width`.
  void fitted_text(const Pixel &at, const std::string &text, TextStyle style, double width);
  /// Along its line, upright or not.
  double text_width(const std::string &text, TextStyle style) const;
  void line(const std::vector<Pixel> &points, const Colour &colour, double width);
  void filled(const std::vector<Pixel> &outline, const Colour &colour);
  void filled(const ImageBox &rectangle, const Colour &colour);
  void frame(const ImageBox &rectangle, const Colour &colour, double width);
  void disc(const Pixel &centre, double radius, const Colour &colour);
  void circle(const Pixel &centre, double radius, const Colour &colour, double width);

  /// All of it, in the order in which it was drawn. Scenes below it are not there.
  const std::vector<Drawn> &drawn() const
  {
    return drawn_;
  }

private:
  vtkRenderer &renderer_;
  double oversampling_;
  std::vector<Drawn> drawn_;
};

} // namespace kelvolt
