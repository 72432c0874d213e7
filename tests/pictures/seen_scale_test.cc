// Of what scales are: the range of what a view shows, and not of what it hides.

#include "body_scene.h"
#include "polynomial_result.h"
#include "private_display.h"
#include "result.h"
#include "temperature_scale.h"

#include <gtest/gtest.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkHexahedron.h>
#include <vtkIntArray.h>
#include <vtkPointData.h>

#include <cmath>

namespace
{

using namespace kelvolt;

/// 12 x 8 x 1 plain cells of 1 mm. The temperature of its top is 100 and falls to
/// `underside(x)` at z = 0.
template <typename Underside>
vtkSmartPointer<vtkUnstructuredGrid> plate(const Underside &underside)
{
  constexpr int nx = 12, ny = 8;
  vtkNew<vtkPoints> points;
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  vtkNew<vtkIntArray> part;
  part->SetName(part_array);
  for (int k = 0; k < 2; ++k)
    for (int j = 0; j <= ny; ++j)
      for (int i = 0; i <= nx; ++i)
      {
        points->InsertNextPoint(i, j, k);
        temperature->InsertNextValue(k == 1 ? 100. : underside(i));
      }
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  grid->SetPoints(points);
  const auto node = [](int i, int j, int k)
  {
    return i + (nx + 1) * (j + (ny + 1) * k);
  };
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i)
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

/// From below, in a scale that begins as that of all.
class FromBelow
{
public:
  explicit FromBelow(vtkUnstructuredGrid &grid)
      : scene_(picture_,
               plain_body(grid),
               2.,
               oblique({{1, -1, -1}}),
               temperature_array,
               ColourScale::even(0., 100., ColourMap::plasma))
  {
  }
  BodyScene &scene()
  {
    return scene_;
  }

private:
  PrivateDisplay display_;
  Picture picture_{640, 480};
  BodyScene scene_;
};

// The sides reach from 20 to 100 degrees, so that the whole scale has bands of 10 K; the
// underside, 20 to 30, would be of one colour in it.
TEST(SeenScale, underside_has_its_own_where_that_of_all_shows_nothing)
{
  if (!polynomial_result::is_first_rank())
    return;
  FromBelow view(*plate([](double x) { return 20. + 10. * x / 12.; }));
  EXPECT_EQ(view.scene().seen_range(), (std::array<double, 2>{{20., 100.}}));
  EXPECT_EQ(view.scene().seen_range(Vector3{{0., 0., 1.}}),
            (std::array<double, 2>{{20., 30.}}));
  const SeenScale seen = scale_from_below(view.scene(), {}, {}, temperatures_of({}));
  EXPECT_EQ(seen.scale.level(0), 20.);
  EXPECT_EQ(seen.scale.level(seen.scale.n_bands()), 30.);
  EXPECT_EQ(seen.is_for, "underside, hotter red");
  ViewOptions given;
  given.range = {{0., 200.}};
  EXPECT_EQ(scale_from_below(view.scene(), given, {}, temperatures_of({})).scale.level(0),
            0.);
}

// Half of the scale is enough; and what is of one temperature has no scale, but a sentence.
TEST(SeenScale, underside_shares_that_of_all_otherwise)
{
  if (!polynomial_result::is_first_rank())
    return;
  FromBelow wide(*plate([](double x) { return 20. + 40. * x / 12.; }));
  const SeenScale shared = scale_from_below(wide.scene(), {}, {}, temperatures_of({}));
  EXPECT_EQ(shared.scale.level(shared.scale.n_bands()), 100.);
  EXPECT_EQ(shared.remark, "");
  FromBelow cold(*plate([](double) { return 20.; }));
  const SeenScale one = scale_from_below(cold.scene(), {}, {}, temperatures_of({}));
  EXPECT_EQ(one.scale.level(one.scale.n_bands()), 100.);
  EXPECT_EQ(one.remark, " The underside is of one temperature, 20.0 °C.");
}

// From above the underside is not seen, whatever it is; of the top all is.
TEST(SeenScale, what_is_hidden_does_not_count)
{
  if (!polynomial_result::is_first_rank())
    return;
  const PrivateDisplay display;
  Picture picture(640, 480);
  BodyScene scene(picture,
                  plain_body(*plate([](double x) { return 20. + 5. * std::abs(x - 6.); })),
                  2.,
                  oblique({{1, -1, 1}}),
                  temperature_array,
                  ColourScale::even(0., 100., ColourMap::plasma));
  EXPECT_EQ(scene.seen_range(Vector3{{0., 0., 1.}}), (std::array<double, 2>{{100., 100.}}));
}

// A parabola through the temperatures of the feet and of the hottest place.
TEST(WireState, follows_the_parabola)
{
  const WireState wire{{}, {{40., 20.}}, 80.};
  EXPECT_EQ(wire.temperature(0.), 40.);
  EXPECT_EQ(wire.temperature(1.), 20.);
  EXPECT_EQ(wire.temperature(0.5), 50.);
  const auto [lowest, highest] = temperatures_of({wire});
  EXPECT_EQ(lowest, 20.);
  EXPECT_NEAR(highest, 51.25, 1e-9); // at 3/8 of the length
}

} // namespace
