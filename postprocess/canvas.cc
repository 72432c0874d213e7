#include "canvas.h"

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
  drawn_.emplace_back(DrawnText{at, text, style, text_width(text, style)});
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
  drawn_.emplace_back(DrawnPath{points, colour, width});
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
  drawn_.emplace_back(DrawnPath{outline, colour, 0.});
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
