#include "picture.h"

#include "vector_page.h"

#include <fmt/format.h>
#include <unistd.h>
#include <vtkImageData.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr int sheet_layer = 0;
constexpr int scene_layer = 1;
constexpr int overlay_layer = 2;

/// Mean of every oversampling^2 pixels.
vtkSmartPointer<vtkImageData>
averaged(vtkUnsignedCharArray &pixels, int width, int height, int oversampling)
{
  auto image = vtkSmartPointer<vtkImageData>::New();
  image->SetDimensions(width, height, 1);
  image->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
  auto *out = static_cast<unsigned char *>(image->GetScalarPointer());
  const unsigned char *const in = pixels.GetPointer(0);
  const int count = oversampling * oversampling;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c)
      {
        int sum = 0;
        for (int dy = 0; dy < oversampling; ++dy)
          for (int dx = 0; dx < oversampling; ++dx)
          {
            const std::ptrdiff_t row = std::ptrdiff_t(y) * oversampling + dy,
                                 column = std::ptrdiff_t(x) * oversampling + dx;
            sum += in[3 * (row * width * oversampling + column) + c];
          }
        *out++ = static_cast<unsigned char>((sum + count / 2) / count);
      }
  return image;
}

/// The system's reason, empty if all is well.
std::string failure_to_write(const std::string &path, const char *bytes, std::size_t size)
{
  std::FILE *const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr)
    return std::strerror(errno);
  std::string reason;
  if (std::fwrite(bytes, 1, size, file) != size || std::fflush(file) != 0)
    reason = std::strerror(errno);
  if (std::fclose(file) != 0 && reason.empty())
    reason = std::strerror(errno);
  return reason;
}

void write_file(const std::string &path, const char *bytes, std::size_t size)
{
  const std::string unfinished = fmt::format("{}.{}.new", path, getpid());
  std::string reason = failure_to_write(unfinished, bytes, size);
  if (reason.empty() && std::rename(unfinished.c_str(), path.c_str()) != 0)
    reason = std::strerror(errno);
  if (reason.empty())
    return;
  std::remove(unfinished.c_str());
  throw std::runtime_error(
      fmt::format("The picture '{}' cannot be written: {}. Check that its directory is "
                  "writable and the disk has room, or give another one with -o.",
                  path,
                  reason));
}

} // namespace

Picture::Picture(int width, int height)
    : width_(width), height_(height), canvas_(*overlay_, oversampling)
{
  window_->SetOffScreenRendering(1);
  window_->SetMultiSamples(0);
  window_->SetSize(width * oversampling, height * oversampling);
  window_->SetNumberOfLayers(overlay_layer + 1);
  sheet_->SetBackground(1., 1., 1.);
  sheet_->SetLayer(sheet_layer);
  overlay_->SetLayer(overlay_layer);
  overlay_->InteractiveOff();
  window_->AddRenderer(sheet_);
  window_->AddRenderer(overlay_);
}

void Picture::add(vtkRenderer &renderer, const ImageBox &area)
{
  renderer.SetLayer(scene_layer);
  renderer.SetViewport(
      area.left / width_, area.bottom / height_, area.right / width_, area.top / height_);
  window_->AddRenderer(&renderer);
}

double Picture::unit() const
{
  return std::min(width_ / 1600., height_ / 1000.);
}

void Picture::show_canvas(bool shown)
{
  overlay_->SetDraw(shown ? 1 : 0);
}

vtkSmartPointer<vtkImageData> Picture::image()
{
  window_->Render();
  vtkNew<vtkUnsignedCharArray> pixels;
  window_->GetPixelData(
      0, 0, width_ * oversampling - 1, height_ * oversampling - 1, 0, pixels);
  return averaged(*pixels, width_, height_, oversampling);
}

void Picture::save(const std::string &path)
{
  save_png(*image(), path);
}

void Picture::save_svg(const std::string &path) const
{
  const std::string text = svg_page(canvas_.drawn(), width_, height_);
  write_file(path, text.data(), text.size());
}

void Picture::save_pdf(const std::string &path) const
{
  const std::string bytes = pdf_page(canvas_.drawn(), width_, height_);
  write_file(path, bytes.data(), bytes.size());
}

void save_png(vtkImageData &image, const std::string &path)
{
  vtkNew<vtkPNGWriter> writer;
  writer->WriteToMemoryOn();
  writer->SetInputData(&image);
  writer->Write();
  vtkUnsignedCharArray &bytes = *writer->GetResult();
  write_file(path,
             reinterpret_cast<const char *>(bytes.GetPointer(0)),
             static_cast<std::size_t>(bytes.GetNumberOfValues()));
}

} // namespace kelvolt
