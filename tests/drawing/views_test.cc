// What a view shows of a result that is made up: a hot plate below a cooler lid. The lid
// hides the plate unless it is opened; the field is linear, so that all temperatures are
// known.

#include "layout.h"
#include "linear_cells.h"
#include "part_geometry.h"
#include "private_display.h"
#include "views.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDoubleArray.h>
#include <vtkImageData.h>
#include <vtkIntArray.h>
#include <vtkPNGReader.h>
#include <vtkPointData.h>

#include <cmath>
#include <filesystem>

namespace
{

using namespace kelvolt;

constexpr double hottest = 100., coldest = 20.;

/// 8 x 8 x 2 cells over 8 x 8 x 2 mm: the plate up to z = 1 mm, the lid above. The plate's
/// top is hottest in its middle; every other node has the least temperature.
Result lidded_plate()
{
  constexpr int n = 8;
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  vtkNew<vtkPoints> points;
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  for (int k = 0; k <= 2; ++k)
    for (int j = 0; j <= n; ++j)
      for (int i = 0; i <= n; ++i)
      {
        points->InsertNextPoint(i, j, k);
        const double distance = std::max(std::abs(i - 4), std::abs(j - 4)) / 4.;
        temperature->InsertNextValue(k == 1 ? hottest - (hottest - coldest) * distance
                                            : coldest);
      }
  grid->SetPoints(points);
  const auto node = [](int i, int j, int k) -> vtkIdType
  {
    return i + (n + 1) * (j + (n + 1) * k);
  };
  vtkNew<vtkIntArray> part;
  part->SetName(part_array);
  for (int k = 0; k < 2; ++k)
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
      {
        const vtkIdType corners[8] = {node(i, j, k),
                                      node(i + 1, j, k),
                                      node(i + 1, j + 1, k),
                                      node(i, j + 1, k),
                                      node(i, j, k + 1),
                                      node(i + 1, j, k + 1),
                                      node(i + 1, j + 1, k + 1),
                                      node(i, j + 1, k + 1)};
        grid->InsertNextCell(VTK_HEXAHEDRON, 8, corners);
        part->InsertNextValue(k);
      }
  grid->GetPointData()->AddArray(temperature);
  grid->GetCellData()->AddArray(part);
  Result result;
  result.title = "A lidded plate";
  result.part_names = {"plate", "lid"};
  result.hotspot.part = "plate";
  result.hotspot.temperature = hottest;
  result.hotspot.position = {{4., 4., 1.}};
  result.elements = grid;
  result.grid = linear_cells(*grid);
  return result;
}

/// How many pixels left of the legend have about that colour.
int count(const std::string &path, const Colour &colour)
{
  vtkNew<vtkPNGReader> reader;
  reader->SetFileName(path.c_str());
  reader->Update();
  vtkImageData *const image = reader->GetOutput();
  const int *const size = image->GetDimensions();
  int n = 0;
  for (int y = 0; y < size[1]; ++y)
    for (int x = 0; x < size[0] * 3 / 4; ++x)
    {
      const auto *p = static_cast<const unsigned char *>(image->GetScalarPointer(x, y, 0));
      bool near = true;
      for (int c = 0; c < 3; ++c)
        near = near && std::abs(p[c] - 255. * colour[c]) < 4.;
      n += near ? 1 : 0;
    }
  return n;
}

/// The plate with a current density of 1 A/mm2 in some cells and 100 in all others.
/// @param is_low whether that is so in a cell of the part with the middle x [mm]
template <typename IsLow>
Result conducting_plate(const IsLow &is_low)
{
  Result result = lidded_plate();
  vtkNew<vtkDoubleArray> magnitude, density;
  magnitude->SetName(current_array);
  density->SetName(current_vector_array);
  density->SetNumberOfComponents(3);
  for (vtkIdType cell = 0; cell < result.grid->GetNumberOfCells(); ++cell)
  {
    double box[6];
    result.grid->GetCellBounds(cell, box);
    const int part =
        static_cast<int>(result.grid->GetCellData()->GetArray(part_array)->GetTuple1(cell));
    const double one = is_low(part, 0.5 * (box[0] + box[1])) ? 1. : 100.;
    magnitude->InsertNextValue(one);
    density->InsertNextTuple3(one, 0., 0.);
  }
  result.grid->GetCellData()->AddArray(magnitude);
  result.grid->GetCellData()->AddArray(density);
  result.conductors = {0, 1};
  return result;
}

class Views : public testing::Test
{
protected:
  /// The pixels of the hottest and of the coldest band.
  std::array<int, 2>
  hot_and_cold(void (*draw)(const Result &, const ViewOptions &, Picture &),
               const Result &result,
               const ViewOptions &options)
  {
    Picture picture(480, 300);
    draw(result, options, picture);
    picture.save(path_);
    const ColourScale scale = ColourScale::even(coldest, hottest, ColourMap::plasma);
    return {
        {count(path_, scale.colour(scale.n_bands() - 1)), count(path_, scale.colour(0))}};
  }
  ~Views() override
  {
    std::filesystem::remove(path_);
  }

  const PrivateDisplay display_;
  std::string path_ =
      testing::TempDir() + "kelvolt_view_" + std::to_string(getpid()) + ".png";
};

TEST_F(Views, OutsideOpensWhatHidesTheHottestPoint)
{
  ViewOptions options;
  options.range = {{coldest, hottest}};
  EXPECT_GT(hot_and_cold(draw_outside, lidded_plate(), options)[0], 5);
  options.opens_covers = false;
  const auto [hot, cold] = hot_and_cold(draw_outside, lidded_plate(), options);
  EXPECT_EQ(hot, 0);
  EXPECT_GT(cold, 400);
}

/// The outline of the lid's top, and three fins on it.
void add_fins(Result &result)
{
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> lines;
  lines->InsertNextCell(5);
  for (const auto &[x, y] :
       {std::pair(0., 0.), std::pair(8., 0.), std::pair(8., 8.), std::pair(0., 8.)})
    lines->InsertCellPoint(points->InsertNextPoint(x, y, 2.));
  lines->InsertCellPoint(0);
  auto outline = vtkSmartPointer<vtkPolyData>::New();
  outline->SetPoints(points);
  outline->SetLines(lines);
  result.annotations.marks = {{"lid.top", false, outline, {{4., 4., 2.}}}};
  result.annotations.fins = {{"lid.top", 2, 1, 3, 8., 3., 4., 0.5}};
}

// Blades, see-through, stand where there was white paper behind the lid.
TEST_F(Views, OutsideHintsAtFins)
{
  ViewOptions options;
  options.range = {{coldest, hottest}};
  options.opens_covers = false;
  options.exaggeration = 1.;
  // White behind both sides of a blade.
  const double hidden = 1. - 0.88 * 0.88;
  const Colour blade{{1. - hidden * 0.65, 1. - hidden * 0.55, 1. - hidden * 0.4}};
  constexpr int some = 20;
  Result result = lidded_plate();
  hot_and_cold(draw_outside, result, options);
  EXPECT_LT(count(path_, blade), some);
  add_fins(result);
  hot_and_cold(draw_outside, result, options);
  EXPECT_GT(count(path_, blade), 20 * some);
  options.has_marks = false;
  hot_and_cold(draw_outside, result, options);
  EXPECT_LT(count(path_, blade), some);
}

// A tenth of the plate's side is within a tenth of its temperatures.
TEST_F(Views, HotspotIsSeenInItsSurroundings)
{
  const auto [hot, cold] = hot_and_cold(draw_hotspot_part, lidded_plate(), {});
  EXPECT_GT(hot, 40);
  EXPECT_GT(cold, 400);
}

TEST_F(Views, CutGoesThroughTheHottestPoint)
{
  const auto [hot, cold] = hot_and_cold(draw_cut, lidded_plate(), {});
  EXPECT_GT(hot, 8);
  EXPECT_GT(cold, 400);
}

// Closed, the package has the least temperature everywhere outside; with the lid lifted
// off, warmer bands of the plate are seen.
TEST_F(Views, ExplodedLiftsTheLidOff)
{
  const ColourScale scale = ColourScale::even(coldest, hottest, ColourMap::plasma);
  ViewOptions options;
  options.range = {{coldest, hottest}};
  const auto warm = [&]
  {
    return count(path_, scale.colour(2)) + count(path_, scale.colour(3));
  };
  hot_and_cold(draw_below, lidded_plate(), options);
  EXPECT_EQ(warm(), 0);
  hot_and_cold(draw_exploded, lidded_plate(), options);
  EXPECT_GT(warm(), 50);
}

// A plane on the face of a part with air on the side of the package's middle meets the
// part.
TEST_F(Views, CutLiesOnTheFaceOfAPart)
{
  Result result = lidded_plate();
  const auto cells = result.grid;
  vtkDataArray *const part = cells->GetCellData()->GetArray(part_array);
  // The cells at the right end alone, and one at the left end: air between.
  for (vtkIdType c = 0; c < cells->GetNumberOfCells(); ++c)
    part->SetTuple1(c, c % 8 == 7 ? 0 : c % 8 == 0 ? 1 : 2);
  result.part_names = {"right", "left", "air"};
  result.grid = cells_of(*cells, {0, 1});
  result.hotspot = {20., {}, 0., "right", {{7.5, 4., 1.}}};
  ViewOptions options;
  options.section = SectionPlane{0, 7.};
  EXPECT_NO_THROW(hot_and_cold(draw_cut, result, options));
  options.section = SectionPlane{0, 1.};
  EXPECT_NO_THROW(hot_and_cold(draw_cut, result, options));
  options.section = SectionPlane{0, 4.};
  EXPECT_ANY_THROW(hot_and_cold(draw_cut, result, options));
}

// Between cells of one part the current density goes over, so that bands are seen that no
// cell has; between parts it jumps.
TEST_F(Views, CurrentsGoOverWithinAPart)
{
  const ColourScale scale = ColourScale::decades(100., ColourMap::viridis);
  unsigned int between = 0;
  while (scale.level(between) < 10.)
    ++between;
  const auto pixels_between = [&](const Result &result)
  {
    Picture picture(480, 300);
    draw_current(result, {}, picture);
    picture.save(path_);
    return count(path_, scale.colour(between));
  };
  EXPECT_GT(pixels_between(conducting_plate([](int, double x) { return x < 4.; })), 20);
  EXPECT_EQ(pixels_between(conducting_plate([](int part, double) { return part == 0; })),
            0);
}

// No rise, a single part, names of any length: nothing but a flat picture.
TEST_F(Views, DrawDegenerateResults)
{
  Result result = lidded_plate();
  for (vtkIdType i = 0; i < result.elements->GetNumberOfPoints(); ++i)
    result.elements->GetPointData()->GetArray(temperature_array)->SetTuple1(i, 25.);
  result.hotspot.temperature = 25.;
  result.part_names = {std::string(200, 'W'), "a"};
  result.hotspot.part = result.part_names[0];
  const auto draw_all = [&]
  {
    for (const View &view : all_views())
      if (!view.needs_current)
        hot_and_cold(view.draw, result, {});
  };
  draw_all();
  result.grid = cells_of(*result.grid, {0});
  draw_all();
}

} // namespace
