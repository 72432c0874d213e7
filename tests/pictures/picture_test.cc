// Pictures of a small result, judged by what they show instead of by stored copies: another
// version of VTK or of a font may change pixels, but not what an engineer reads off.

#include "body_scene.h"
#include "drawable_text.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "polynomial_result.h"
#include "private_display.h"
#include "result.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkHexahedron.h>
#include <vtkImageData.h>
#include <vtkIntArray.h>
#include <vtkPNGReader.h>
#include <vtkPointData.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <set>

namespace
{

using namespace kelvolt;
using polynomial_result::empty_directory;
using polynomial_result::is_first_rank;
using Rgb = std::array<int, 3>;

class PngFile
{
public:
  explicit PngFile(const std::string &path)
  {
    reader_->SetFileName(path.c_str());
    reader_->Update();
  }

  int width() const
  {
    return reader_->GetOutput()->GetDimensions()[0];
  }
  int height() const
  {
    return reader_->GetOutput()->GetDimensions()[1];
  }
  Rgb at(int x, int y) const
  {
    const auto *p =
        static_cast<const unsigned char *>(reader_->GetOutput()->GetScalarPointer(x, y, 0));
    return {{p[0], p[1], p[2]}};
  }

private:
  vtkNew<vtkPNGReader> reader_;
};

Rgb rounded(const Colour &colour)
{
  Rgb rgb{};
  for (int c = 0; c < 3; ++c)
    rgb[c] = static_cast<int>(std::lround(255. * colour[c]));
  return rgb;
}

bool is_near(const Rgb &a, const Rgb &b)
{
  constexpr int tolerance = 3;
  for (int c = 0; c < 3; ++c)
    if (std::abs(a[c] - b[c]) > tolerance)
      return false;
  return true;
}

/// Colour of each band of the legend, from its lowest to its highest.
void expect_legend(const PngFile &png, const Picture &picture, const ColourScale &scale)
{
  const ImageBox bar = legend_bar(picture);
  for (unsigned int band = 0; band < scale.n_bands(); ++band)
  {
    const double y = bar.bottom + (band + 0.5) * bar.height() / scale.n_bands();
    const Rgb found =
        png.at(static_cast<int>(0.5 * (bar.left + bar.right)), static_cast<int>(y));
    EXPECT_TRUE(is_near(found, rounded(scale.colour(band)))) << "band " << band;
  }
}

/// 24 x 24 x 1 plain cells over 12 x 8 x 1 mm; 30 degC, and a hill of 70 K on the top at
/// `summit`.
vtkSmartPointer<vtkUnstructuredGrid> plate(const std::array<double, 3> &summit)
{
  constexpr int n = 24;
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  vtkNew<vtkPoints> points;
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  vtkNew<vtkIntArray> part;
  part->SetName(part_array);
  for (int k = 0; k < 2; ++k)
    for (int j = 0; j <= n; ++j)
      for (int i = 0; i <= n; ++i)
      {
        const double x = 12. * i / n;
        const double y = 8. * j / n;
        points->InsertNextPoint(x, y, k);
        const double square = std::pow(x - summit[0], 2) + std::pow(y - summit[1], 2) +
                              std::pow(k - summit[2], 2);
        temperature->InsertNextValue(30. + 70. * std::exp(-0.15 * square));
      }
  grid->SetPoints(points);
  const auto node = [](int i, int j, int k)
  {
    return i + (n + 1) * (j + (n + 1) * k);
  };
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
    {
      const vtkIdType corners[8] = {node(i, j, 0),
                                    node(i + 1, j, 0),
                                    node(i + 1, j + 1, 0),
                                    node(i, j + 1, 0),
                                    node(i, j, 1),
                                    node(i + 1, j, 1),
                                    node(i + 1, j + 1, 1),
                                    node(i, j + 1, 1)};
      grid->InsertNextCell(VTK_HEXAHEDRON, 8, corners);
      part->InsertNextValue(0);
    }
  grid->GetPointData()->AddArray(temperature);
  grid->GetCellData()->AddArray(part);
  return grid;
}

// A bar in a picture is never narrower than that of the result: 0.012 rounds up, and one
// that is far below the temperature's usual digits is not zero.
TEST(HotspotText, RoundsBarsUp)
{
  Hotspot hotspot;
  hotspot.part = "die";
  hotspot.temperature = 14.1;
  for (const auto &[error, text] : {std::pair(0.012, "14.100 ± 0.012 °C"),
                                    std::pair(0.0121, "14.100 ± 0.013 °C"),
                                    std::pair(3.2, "14.1 ± 3.2 °C"),
                                    std::pair(1e-5, "14.100000 ± 0.000010 °C"),
                                    std::pair(1e-9, "14.100000 ± 0.000001 °C")})
  {
    hotspot.error = error;
    EXPECT_NE(hotspot_text(hotspot).find(text), std::string::npos) << hotspot_text(hotspot);
  }
}

// In the unit of the case file.
TEST(HotspotText, InKelvin)
{
  Hotspot hotspot;
  hotspot.unit = {0., "K"};
  hotspot.temperature = 77.25;
  hotspot.error = 0.012;
  EXPECT_NE(hotspot_text(hotspot).find("77.250 ± 0.012 K"), std::string::npos);
  EXPECT_EQ(temperature_title(hotspot.unit), "Temperature [K]");
}

// The font has Latin letters only; nothing is drawn as an empty box.
TEST(DrawableText, KeepsToTheFont)
{
  EXPECT_EQ(drawable_text("Größe ±3 µm, 20 °C"), "Größe ±3 µm, 20 °C");
  EXPECT_EQ(drawable_text("R = 5 mΩ, 10⁻¹² m², α → β"),
            "R = 5 mohm, 10^-12 m², alpha -> beta");
  EXPECT_EQ(drawable_text("模块 A"), "?? A");
}

/// The hottest colour is seen where the hotspot projects to and nowhere else, the legend
/// shows the bands of the scale in their order, and the scale spans the data (30 to 100
/// degC).
TEST(Picture, hottest_colour_is_at_the_projected_hotspot)
{
  if (!is_first_rank())
    return;
  const std::string path =
      ::testing::TempDir() + "kelvolt_hotspot_" + std::to_string(getpid()) + ".png";
  const std::array<double, 3> summit{{3.5, 6., 1.}};
  const ColourScale scale = ColourScale::even(30., 100., ColourMap::plasma);
  EXPECT_EQ(scale.level(0), 30.);
  EXPECT_EQ(scale.level(scale.n_bands()), 100.);

  const PrivateDisplay display;
  Picture picture(1000, 700);
  BodyScene scene(picture,
                  plain_body(*plate(summit)),
                  2.,
                  oblique({{1, -1, 1}}),
                  temperature_array,
                  scale);
  draw_legend(picture, legend_bar(picture), scale, "Temperature", {"of a plate"});
  const Pixel expected = scene.project(summit);
  EXPECT_TRUE(scene.is_visible(summit));
  EXPECT_FALSE(scene.is_visible({{3.5, 6., 0.}}));
  picture.save(path);

  const PngFile png(path);
  ASSERT_EQ(png.width(), 1000);
  ASSERT_EQ(png.height(), 700);
  expect_legend(png, picture, scale);
  const Rgb hottest = rounded(scale.colour(scale.n_bands() - 1));
  EXPECT_TRUE(
      is_near(png.at(static_cast<int>(expected.x), static_cast<int>(expected.y)), hottest));
  double x = 0.;
  double y = 0.;
  int n = 0;
  const ImageBox &area = scene.area();
  for (int j = static_cast<int>(area.bottom); j < area.top; ++j)
    for (int i = static_cast<int>(area.left); i < area.right; ++i)
      if (is_near(png.at(i, j), hottest))
      {
        x += i;
        y += j;
        ++n;
      }
  ASSERT_GT(n, 20);
  constexpr double tolerance = 4.; // pixels: the hill is seen obliquely
  EXPECT_NEAR(x / n, expected.x, tolerance);
  EXPECT_NEAR(y / n, expected.y, tolerance);
  std::filesystem::remove(path);
}

/// Bands begin and end at round numbers around the data, whatever their size and sign.
TEST(ColourScale, spans_the_data_with_round_numbers)
{
  const ColourScale wide = ColourScale::even(26.3, 89.6, ColourMap::plasma);
  EXPECT_DOUBLE_EQ(wide.level(0), 25.);
  EXPECT_DOUBLE_EQ(wide.level(wide.n_bands()), 90.);
  EXPECT_EQ(wide.level_text(1), "30");
  const ColourScale narrow = ColourScale::even(-1.02, -0.98, ColourMap::plasma);
  EXPECT_LE(narrow.level(0), -1.02);
  EXPECT_GE(narrow.level(narrow.n_bands()), -0.98);
  const ColourScale constant = ColourScale::even(25., 25., ColourMap::plasma);
  EXPECT_LT(constant.level(0), 25.);
  EXPECT_GT(constant.level(constant.n_bands()), 25.);
  EXPECT_LE(constant.n_bands(), 16u);
  // A rise of millikelvins is seen, an overshoot of nothing makes no band.
  const ColourScale tiny = ColourScale::even(25., 25.002, ColourMap::plasma);
  EXPECT_GE(tiny.n_bands(), 7u);
  EXPECT_LT(tiny.level(tiny.n_bands()), 25.0025);
  const ColourScale overshot = ColourScale::even(69.9, 190.1, ColourMap::plasma);
  EXPECT_EQ(overshot.level(0), 70.);
  EXPECT_EQ(overshot.level(overshot.n_bands()), 190.);
  const ColourScale decades = ColourScale::decades(965., ColourMap::viridis);
  EXPECT_EQ(decades.level(0), 0.);
  EXPECT_DOUBLE_EQ(decades.level(1), 1.);
  EXPECT_DOUBLE_EQ(decades.level(decades.n_bands()), 1000.);
  EXPECT_DOUBLE_EQ(decades.position(75.), 6.5); // halfway between 50 and 100
  EXPECT_DOUBLE_EQ(decades.position(1000.), decades.n_bands());
}

int status_of(const std::string &command)
{
  const int status = std::system((command + " > /dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A result directory as the solver leaves it, with the polynomial field on 1 and 2 ranks.
std::string result_directory(const std::string &name)
{
  std::string directory = empty_directory(name);
  polynomial_result::Result(2).writer().write(directory + "/fields.vtkhdf");
  if (is_first_rank())
    std::ofstream(directory + "/summary.json")
        << R"({"case": "Two halves", "max_temperature": {"value": 310.2, "error": 0.01,)"
        << R"( "part": "left part", "position": [0.0, 0.0, 2e-5]}})";
  MPI_Barrier(MPI_COMM_WORLD);
  return directory;
}

/// The program draws every view in the size asked for, with more than a few colours on
/// white.
TEST(Render, draws_all_views)
{
  const std::string directory = result_directory("render");
  if (!is_first_rank())
    return;
  ASSERT_EQ(status_of(KELVOLT_RENDER " " + directory + " --size 640x480"), 0);
  for (const std::string view :
       {"outside", "below", "exploded", "cut", "hotspot", "profile", "current"})
  {
    const PngFile png(directory + "/pictures/" + view + ".png");
    ASSERT_EQ(png.width(), 640) << view;
    ASSERT_EQ(png.height(), 480) << view;
    EXPECT_EQ(png.at(1, 1), (Rgb{{255, 255, 255}})) << view;
    std::set<Rgb> colours;
    for (int y = 0; y < png.height(); ++y)
      for (int x = 0; x < png.width(); ++x)
        colours.insert(png.at(x, y));
    EXPECT_GT(colours.size(), 50u) << view;
  }
  std::ifstream vector(directory + "/pictures/profile.svg");
  const std::string text{std::istreambuf_iterator<char>(vector), {}};
  EXPECT_EQ(text.rfind("<svg ", 0), 0U);
  EXPECT_NE(text.find(">left part</text>"), std::string::npos);
  EXPECT_EQ(text.substr(text.size() - 7), "</svg>\n");
  std::ifstream page(directory + "/pictures/profile.pdf");
  const std::string bytes{std::istreambuf_iterator<char>(page), {}};
  EXPECT_EQ(bytes.rfind("%PDF-", 0), 0U);
  EXPECT_NE(bytes.find("/MediaBox [0 0 480 360]"), std::string::npos);
  std::filesystem::remove_all(directory);
}

/// Bad input ends in status 2 and draws nothing; what cannot be written or drawn in
/// status 1.
TEST(Render, failures_end_in_the_right_status)
{
  const std::string directory = result_directory("failures");
  if (!is_first_rank())
    return;
  const std::string render = KELVOLT_RENDER " ";
  EXPECT_EQ(status_of(render + directory + "/nothing_here"), 2);
  EXPECT_EQ(status_of(render + directory + " --size 10x10"), 2);
  EXPECT_EQ(status_of(render + directory + " --exaggerate-z 0.5"), 2);
  EXPECT_EQ(status_of(render + directory + " --view sideways"), 2);
  for (const char *bad : {"--part middle",
                          "--part 'left part' --hide 'left part'",
                          "--range '90 to 25 degC'",
                          "--section 'x = 5'",
                          "--section 'x = 5 m'",
                          "--time all -o elsewhere",
                          "--compare nothing_here -o elsewhere",
                          "--compare ."})
    EXPECT_EQ(status_of(render + directory + " " + bad), 2) << bad;
  EXPECT_FALSE(std::filesystem::exists(directory + "/pictures"));
  EXPECT_EQ(status_of(render + directory + " -o /proc/self"), 1);
  EXPECT_EQ(status_of("env -u DISPLAY PATH=/nonexistent " + render + directory), 1);
  std::ofstream(directory + "/fields.vtkhdf") << "not HDF5";
  EXPECT_EQ(status_of(render + directory), 2);
  std::filesystem::remove(directory + "/summary.json");
  EXPECT_EQ(status_of(render + directory), 2);
  std::filesystem::remove_all(directory);
}

/// Options are taken: one part, a section of another direction, two results above each
/// other.
TEST(Render, takes_options)
{
  const std::string directory = result_directory("options");
  if (!is_first_rank())
    return;
  const std::string pictures = directory + "/elsewhere";
  const std::string render =
      KELVOLT_RENDER " " + directory + " --size 640x480 -o " + pictures;
  EXPECT_EQ(status_of(render + " --view cut,outside --part 'left part' --covers"
                               " --section 'z = 25 um' --range '20 to 50 degC'"),
            0);
  EXPECT_EQ(PngFile(pictures + "/cut.png").height(), 480);
  EXPECT_FALSE(std::filesystem::exists(pictures + "/below.png"));
  EXPECT_EQ(status_of(render + " --view below --compare " + directory), 0);
  EXPECT_EQ(PngFile(pictures + "/below.png").height(), 2 * 480);
  std::filesystem::remove_all(directory);
}

/// A drive without a steady state leaves a summary and no fields: that is what is said.
TEST(Render, says_that_there_is_no_steady_state)
{
  const std::string directory = empty_directory("no_steady_state");
  if (!is_first_rank())
    return;
  std::ofstream(directory + "/summary.json")
      << R"({"case": "Runaway", "status": "no_steady_state", "max_temperature": null})";
  const std::string said = directory + "/said.txt";
  const int status = std::system((KELVOLT_RENDER " " + directory + " 2> " + said).c_str());
  EXPECT_EQ(WEXITSTATUS(status), 2);
  std::ifstream file(said);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(text.find("no steady state"), std::string::npos) << text;
  std::filesystem::remove_all(directory);
}

} // namespace
