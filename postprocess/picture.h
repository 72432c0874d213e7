#pragma once

#include "canvas.h"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <string>

namespace kelvolt
{

/// A white sheet: scenes below, texts and lines on top. Drawn at twice the size and
/// averaged, so that thin lines and letters come out smooth. A display has to exist before
/// it (PrivateDisplay).
class Picture
{
public:
  Picture(int width, int height);

  Canvas &canvas()
  {
    return canvas_;
  }
  /// Adds a renderer that draws into that part of the sheet.
  void add(vtkRenderer &renderer, const ImageBox &area);

  double width() const
  {
    return width_;
  }
  double height() const
  {
    return height_;
  }
  /// Factor for letters and margins, which are made for 1600 x 1000.
  double unit() const;
  vtkRenderWindow &window()
  {
    return *window_;
  }
  static constexpr int oversampling = 2;

  void show_canvas(bool shown);

  /// Draws everything and writes a PNG file, which appears complete or not at all. Throws
  /// std::runtime_error with a full sentence if it cannot be written.
  void save(const std::string &path);
  /// Draws everything. @return the pixels
  vtkSmartPointer<vtkImageData> image();
  /// The canvas alone, as SVG.
  void save_svg(const std::string &path) const;
  /// The same as PDF.
  void save_pdf(const std::string &path) const;

private:
  int width_;
  int height_;
  vtkNew<vtkRenderWindow> window_;
  vtkNew<vtkRenderer> sheet_;
  vtkNew<vtkRenderer> overlay_;
  Canvas canvas_;
};

/// Writes the image as a PNG file, as Picture::save() does.
void save_png(vtkImageData &image, const std::string &path);

} // namespace kelvolt
