// Of VTK 9.1 only the function of strings that it gives up knows letters beyond ASCII.
#define VTK_DEPRECATION_LEVEL 0

#include "font_characters.h"
#include "vector_page.h"

#include <fmt/format.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPath.h>
#include <vtkTextProperty.h>
#include <vtkTextRenderer.h>
#include <vtkUnicodeString.h>
#include <zlib.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr double em = 1000.; ///< outlines of letters are asked for at this size
constexpr double points_per_pixel = 72. / 96.;

std::string number_triple(const Colour &colour)
{
  return fmt::format("{:.3f} {:.3f} {:.3f}", colour[0], colour[1], colour[2]);
}

std::string operators(const DrawnPath &path)
{
  std::string text =
      path.line_width > 0.
          ? fmt::format("{} RG {:.2f} w\n", number_triple(path.colour), path.line_width)
          : fmt::format("{} rg\n", number_triple(path.colour));
  bool is_first = true;
  for (const Pixel &p : path.points)
  {
    text += fmt::format("{:.2f} {:.2f} {}\n", p.x, p.y, is_first ? 'm' : 'l');
    is_first = false;
  }
  return text + (path.line_width > 0. ? "S\n" : "f\n");
}

/// The outlines of the letters from the left end of the text, its middle line at 0, at the
/// size `em`.
std::string letters(const DrawnText &text)
{
  const vtkNew<vtkTextProperty> font;
  font->SetFontFamilyToArial();
  font->SetFontSize(static_cast<int>(em));
  font->SetBold(text.style.bold ? 1 : 0);
  font->SetJustificationToLeft();
  font->SetVerticalJustificationToCentered();
  const vtkNew<vtkPath> path;
  constexpr int dots_per_inch = 72;
  if (!vtkTextRenderer::GetInstance()->StringToPath(
          font, vtkUnicodeString::from_utf8(text.text), path, dots_per_inch))
    throw std::runtime_error("The outlines of the letters of a picture cannot be had from "
                             "the font. The installation of VTK is damaged.");
  std::string operators;
  const vtkIdType n = path->GetNumberOfPoints();
  const auto place = [&](vtkIdType i)
  {
    const double *const x = path->GetPoint(i);
    return Pixel{x[0], x[1]};
  };
  for (vtkIdType i = 0; i < n;)
    switch (path->GetCodes()->GetValue(i))
    {
    case vtkPath::CONIC_CURVE: // of degree 2, written as one of degree 3
    {
      const Pixel from = place(i - 1), control = place(i), to = place(i + 1);
      operators += fmt::format("{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f} c\n",
                               (from.x + 2. * control.x) / 3.,
                               (from.y + 2. * control.y) / 3.,
                               (to.x + 2. * control.x) / 3.,
                               (to.y + 2. * control.y) / 3.,
                               to.x,
                               to.y);
      i += 2;
      break;
    }
    case vtkPath::CUBIC_CURVE:
      for (const vtkIdType end = i + 3; i < end; ++i)
        operators += fmt::format("{:.0f} {:.0f} ", place(i).x, place(i).y);
      operators += "c\n";
      break;
    default:
      operators +=
          fmt::format("{:.0f} {:.0f} {}\n",
                      place(i).x,
                      place(i).y,
                      path->GetCodes()->GetValue(i) == vtkPath::MOVE_TO ? 'm' : 'l');
      ++i;
    }
  return operators + "f\n";
}

double left_end(const DrawnText &text)
{
  switch (text.style.align)
  {
  case Align::left:
    return 0.;
  case Align::centre:
    return -0.5 * text.width;
  case Align::right:
    return -text.width;
  }
  return 0.;
}

std::string operators(const DrawnText &text)
{
  const std::vector<std::uint32_t> characters = characters_of(text.text);
  if (characters.empty())
    return "";
  std::string unicode, simple;
  for (const std::uint32_t character : characters)
  {
    constexpr std::uint32_t last = 0xffff, last_of_one_byte = 0xff, question_mark = 0x3f;
    unicode += fmt::format("{:04X}", character <= last ? character : question_mark);
    simple +=
        fmt::format("{:02X}", character <= last_of_one_byte ? character : question_mark);
  }
  // Every letter of Courier is 0.6 em wide: so the text behind the letters ends with them.
  constexpr double letter = 0.6;
  const double scale = text.style.size / em, offset = left_end(text);
  const double natural = letter * text.style.size * static_cast<double>(characters.size());
  return fmt::format("q {} rg {} {:.3f} {:.3f} cm\n{:.6f} 0 0 {:.6f} {:.3f} 0 cm\n{}"
                     "BT 3 Tr /F {:.0f} Tf {:.3f} Tz 0 {:.0f} Td "
                     "/Span <</ActualText <FEFF{}>>> BDC <{}> Tj EMC ET\nQ\n",
                     number_triple(text.style.colour),
                     text.style.upright ? "0 1 -1 0" : "1 0 0 1",
                     text.at.x,
                     text.at.y,
                     scale,
                     scale,
                     offset,
                     letters(text),
                     em,
                     100. * text.width / natural,
                     -0.35 * em,
                     unicode,
                     simple);
}

std::string deflated(const std::string &text)
{
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  if (compress2(reinterpret_cast<Bytef *>(bytes.data()),
                &size,
                reinterpret_cast<const Bytef *>(text.data()),
                text.size(),
                Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("A picture cannot be compressed: there is no memory left.");
  bytes.resize(size);
  return bytes;
}

/// The file of these objects, the first of which is the catalog.
std::string pdf_file(const std::vector<std::string> &objects)
{
  std::string file = "%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i)
  {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format("{0}xref\n0 {1}\n0000000000 65535 f \n{2}trailer\n"
                     "<</Size {1} /Root 1 0 R>>\nstartxref\n{3}\n%%EOF\n",
                     file,
                     objects.size() + 1,
                     table,
                     file.size());
}

} // namespace

std::string pdf_page(const std::vector<Drawn> &drawn, double width, double height)
{
  std::string content = fmt::format("{0} 0 0 {0} 0 0 cm 1 J 1 j\n", points_per_pixel);
  for (const Drawn &one : drawn)
    content += std::visit([](const auto &shape) { return operators(shape); }, one);
  const std::string stream = deflated(content);
  return pdf_file(
      {"<</Type /Catalog /Pages 2 0 R>>",
       "<</Type /Pages /Kids [3 0 R] /Count 1>>",
       fmt::format("<</Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R "
                   "/Resources <</Font <</F 5 0 R>>>>>>",
                   points_per_pixel * width,
                   points_per_pixel * height),
       fmt::format("<</Length {} /Filter /FlateDecode>>\nstream\n{}\nendstream",
                   stream.size(),
                   stream),
       "<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>"});
}

} // namespace kelvolt
