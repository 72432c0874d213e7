#include "canvas.h"

#include <fmt/format.h>
#include <vtkActor2D.h>
#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper2D.h>
#include <vtkProperty2D.h>
#include <vtkTextActor.h>
#include <vtkTextProperty.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

std::vector<Pixel> ring(const Pixel &centre, double radius)
{
  constexpr int n = 48;
  std::vector<Pixel> points;
  for (int i = 0; i <= n; ++i)
    points.push_back({centre.x + radius * std::cos(2. * pi * i / n),
                      centre.y + radius * std::sin(2. * pi * i / n)});
  return points;
}

std::vector<Pixel> corners(const ImageBox &r)
{
  return {{r.left, r.bottom}, {r.right, r.bottom}, {r.right, r.top}, {r.left, r.top}};
}

vtkSmartPointer<vtkTextActor>
text_actor(const std::string &text, const TextStyle &style, double oversampling)
{
  auto actor = vtkSmartPointer<vtkTextActor>::New();
  actor->SetInput(text.c_str());
  vtkTextProperty *const property = actor->GetTextProperty();
  property->SetFontFamilyToArial();
  property->SetFontSize(static_cast<int>(std::lround(style.size * oversampling)));
  property->SetBold(style.bold ? 1 : 0);
  property->SetColor(style.colour[0], style.colour[1], style.colour[2]);
  property->SetVerticalJustificationToCentered();
  if (style.align == Align::left)
    property->SetJustificationToLeft();
  else if (style.align == Align::right)
    property->SetJustificationToRight();
  else
    property->SetJustificationToCentered();
  if (style.upright)
    property->SetOrientation(90.);
  return actor;
}

std::string hex(const Colour &colour)
{
  std::string text = "#";
  for (const double channel : colour)
    text += fmt::format("{:02x}", static_cast<int>(std::lround(255. * channel)));
  return text;
}

std::string escaped(const std::string &text)
{
  std::string result;
  for (const char c : text)
    if (c == '<')
      result += "&lt;";
    else if (c == '&')
      result += "&amp;";
    else
      result += c;
  return result;
}

const char *anchor(Align align)
{
  switch (align)
  {
  case Align::left:
    return "start";
  case Align::centre:
    return "middle";
  case Align::right:
    return "end";
  }
  return "";
}

} // namespace

Canvas::Canvas(vtkRenderer &renderer, double oversampling)
    : renderer_(renderer), oversampling_(oversampling)
{
}

void Canvas::text(const Pixel &at, const std::string &text, const TextStyle &style)
{
  const auto actor = text_actor(text, style, oversampling_);
  actor->SetPosition(at.x * oversampling_, at.y * oversampling_);
  renderer_.AddActor2D(actor);
  // The length is that of the font of the picture, whatever font the reader has.
  elements_ += fmt::format(
      "<text transform=\"translate({:.2f} {:.2f}){}\" y=\"{:.2f}\" font-size=\"{:.2f}\" "
      "text-anchor=\"{}\" textLength=\"{:.2f}\" lengthAdjust=\"spacingAndGlyphs\" "
      "fill=\"{}\"{}>{}</text>\n",
      at.x,
      -at.y,
      style.upright ? " rotate(-90)" : "",
      0.35 * style.size,
      style.size,
      anchor(style.align),
      text_width(text, style),
      hex(style.colour),
      style.bold ? " font-weight=\"bold\"" : "",
      escaped(text));
}

void Canvas::record_path(const std::vector<Pixel> &points, const std::string &style)
{
  std::string path;
  for (const Pixel &p : points)
    path += fmt::format("{}{:.2f} {:.2f}", path.empty() ? "M" : "L", p.x, -p.y);
  elements_ += fmt::format("<path d=\"{}\" {}/>\n", path, style);
}

std::string Canvas::svg(double width, double height) const
{
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 {2} {0} {1}\" font-family=\"Helvetica, Arial, sans-serif\">\n"
      "<rect y=\"{2}\" width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n{3}</svg>\n",
      width,
      height,
      -height,
      elements_);
}

double Canvas::text_width(const std::string &text, TextStyle style) const
{
  style.upright = false;
  double size[2];
  text_actor(text, style, oversampling_)->GetSize(&renderer_, size);
  return size[0] / oversampling_;
}

void Canvas::fitted_text(const Pixel &at,
                         const std::string &text,
                         TextStyle style,
                         double width)
{
  const double natural = text_width(text, style);
  if (natural > width)
    style.size *= width / natural;
  this->text(at, text, style);
}

void Canvas::line(const std::vector<Pixel> &points, const Colour &colour, double width)
{
  vtkNew<vtkPoints> places;
  vtkNew<vtkCellArray> lines;
  lines->InsertNextCell(static_cast<int>(points.size()));
  for (const Pixel &p : points)
    lines->InsertCellPoint(
        places->InsertNextPoint(p.x * oversampling_, p.y * oversampling_, 0.));
  vtkNew<vtkPolyData> data;
  data->SetPoints(places);
  data->SetLines(lines);
  vtkNew<vtkPolyDataMapper2D> mapper;
  mapper->SetInputData(data);
  vtkNew<vtkActor2D> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->SetColor(colour[0], colour[1], colour[2]);
  actor->GetProperty()->SetLineWidth(static_cast<float>(width * oversampling_));
  renderer_.AddActor2D(actor);
  record_path(points,
              fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2f}\"",
                          hex(colour),
                          width));
}

void Canvas::filled(const std::vector<Pixel> &outline, const Colour &colour)
{
  vtkNew<vtkPoints> places;
  vtkNew<vtkCellArray> polygons;
  polygons->InsertNextCell(static_cast<int>(outline.size()));
  for (const Pixel &p : outline)
    polygons->InsertCellPoint(
        places->InsertNextPoint(p.x * oversampling_, p.y * oversampling_, 0.));
  vtkNew<vtkPolyData> data;
  data->SetPoints(places);
  data->SetPolys(polygons);
  vtkNew<vtkPolyDataMapper2D> mapper;
  mapper->SetInputData(data);
  vtkNew<vtkActor2D> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->SetColor(colour[0], colour[1], colour[2]);
  renderer_.AddActor2D(actor);
  record_path(outline, fmt::format("fill=\"{}\"", hex(colour)));
}

void Canvas::filled(const ImageBox &rectangle, const Colour &colour)
{
  filled(corners(rectangle), colour);
}

void Canvas::frame(const ImageBox &rectangle, const Colour &colour, double width)
{
  std::vector<Pixel> outline = corners(rectangle);
  outline.push_back(outline.front());
  line(outline, colour, width);
}

void Canvas::disc(const Pixel &centre, double radius, const Colour &colour)
{
  filled(ring(centre, radius), colour);
}

void Canvas::circle(const Pixel &centre, double radius, const Colour &colour, double width)
{
  line(ring(centre, radius), colour, width);
}

} // namespace kelvolt
