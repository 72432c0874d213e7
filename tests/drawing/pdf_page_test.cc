// The PDF form of what is drawn on a canvas, read as a viewer reads it.

#include "canvas.h"
#include "vector_page.h"

#include <gtest/gtest.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <zlib.h>

#include <regex>

namespace kelvolt
{
namespace
{

constexpr double width = 200., height = 100.;

/// A thick red line, a blue square and the text.
std::string page_with(const std::string &text)
{
  const vtkNew<vtkRenderWindow> window; // never shown: it says how large a point is
  const vtkNew<vtkRenderer> renderer;
  window->AddRenderer(renderer);
  Canvas canvas(*renderer, 1.);
  canvas.line({{10., 20.}, {190., 20.}, {190., 80.}}, {{1., 0., 0.}}, 3.);
  canvas.filled(ImageBox{20., 30., 40., 50.}, {{0., 0., 1.}});
  TextStyle style;
  style.upright = true;
  canvas.text({100., 50.}, text, style);
  return pdf_page(canvas.drawn(), width, height);
}

/// What the page's stream of operators says.
std::string content_of(const std::string &file)
{
  std::smatch length;
  if (!std::regex_search(file, length, std::regex("/Length (\\d+)")))
    return "";
  const std::string start = "stream\n";
  const std::size_t at = file.find(start) + start.size();
  std::string content(1000000, '\0');
  uLongf size = content.size();
  const int status = uncompress(reinterpret_cast<Bytef *>(content.data()),
                                &size,
                                reinterpret_cast<const Bytef *>(file.data() + at),
                                std::stoul(length[1]));
  content.resize(status == Z_OK ? size : 0);
  return content;
}

// A viewer begins at the end: there stands where the table is, and in it where each object.
TEST(PdfPage, HasATableThatLeadsToEveryObject)
{
  const std::string file = page_with("die");
  EXPECT_EQ(file.rfind("%PDF-", 0), 0U);
  EXPECT_EQ(file.substr(file.size() - 6), "%%EOF\n");
  const std::string mark = "startxref\n";
  const std::size_t table = std::stoul(file.substr(file.rfind(mark) + mark.size()));
  ASSERT_EQ(file.substr(table, 5), "xref\n");
  const std::string entries = file.substr(table);
  const std::regex entry("(\\d{10}) 00000 n \n");
  int number = 0;
  for (std::sregex_iterator at(entries.begin(), entries.end(), entry), end; at != end; ++at)
  {
    const std::string head = std::to_string(++number) + " 0 obj\n";
    EXPECT_EQ(file.substr(std::stoul((*at)[1]), head.size()), head);
  }
  EXPECT_NE(file.find("/Size " + std::to_string(number + 1) + " "), std::string::npos);
  EXPECT_EQ(number, 5);
}

// 200 x 100 pixels at 96 to the inch are 150 x 75 points; shapes stand at their places, as
// thick and coloured as they were drawn.
TEST(PdfPage, ShowsLinesAndAreasWhereTheyWereDrawn)
{
  const std::string file = page_with("die");
  EXPECT_NE(file.find("/MediaBox [0 0 150 75]"), std::string::npos);
  const std::string content = content_of(file);
  EXPECT_EQ(content.rfind("0.75 0 0 0.75 0 0 cm", 0), 0U);
  EXPECT_NE(content.find("1.000 0.000 0.000 RG 3.00 w\n10.00 20.00 m\n190.00 20.00 l\n"
                         "190.00 80.00 l\nS\n"),
            std::string::npos);
  EXPECT_NE(content.find("0.000 0.000 1.000 rg\n20.00 30.00 m\n40.00 30.00 l\n"
                         "40.00 50.00 l\n20.00 50.00 l\nf\n"),
            std::string::npos);
}

int count_of_curves(const std::string &content)
{
  const std::regex curve("(-?\\d+ ){6}c\n");
  return static_cast<int>(std::distance(
      std::sregex_iterator(content.begin(), content.end(), curve), std::sregex_iterator()));
}

// The letters are outlines, turned about the place that was asked for, and what a reader
// searches and copies is the text, with signs that one byte cannot hold.
TEST(PdfPage, HoldsTheTextBehindItsLetters)
{
  const std::string content = content_of(page_with("T ≤ 9°"));
  EXPECT_NE(content.find("/ActualText <FEFF0054002022640020003900B0>"), std::string::npos);
  EXPECT_NE(content.find("<54203F2039B0> Tj"), std::string::npos);
  EXPECT_NE(content.find("0 1 -1 0 100.000 50.000 cm"), std::string::npos);
}

// A ring is two closed curves, a T has none: letters beyond ASCII have outlines, too.
TEST(PdfPage, DrawsLettersBeyondAscii)
{
  const int none = count_of_curves(content_of(page_with("T")));
  EXPECT_EQ(none, 0);
  EXPECT_GE(count_of_curves(content_of(page_with("T°"))), 4);
}

} // namespace
} // namespace kelvolt
