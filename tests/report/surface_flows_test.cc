// surfaces.vtkhdf through VTK's reader: every cooled surface and terminal is there under
// its name, and what flows through it adds up to what the summary says of the mesh. Where
// heat or current spread evenly, by the symmetry of the package, every face has the mean.

#include "scratch_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkFieldData.h>
#include <vtkHDFReader.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStringArray.h>
#include <vtkUnstructuredGrid.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;

const fs::path root = KELVOLT_SOURCE_DIR;

/// The cells of one surface.
struct Surface
{
  std::vector<double> area, heat_flux, heat_flow, current_density, current;
  std::vector<std::array<double, 2>> corners; ///< temperature and film_heat_flux there
};

double sum(const std::vector<double> &values)
{
  double total = 0.;
  for (const double value : values)
    total += value;
  return total;
}

class SurfaceFlows : public ScratchTest
{
protected:
  fs::path written(const std::string &yaml) const
  {
    fs::path file = scratch_.path() / "case.yaml";
    std::ofstream(file) << yaml;
    return file;
  }

  void solve(const fs::path &file, const std::string &directory, int ranks = 1) const
  {
    const ProgramRun solved =
        run({"solve", file.string(), "-o", directory, "--quiet"}, ranks);
    ASSERT_TRUE(solved.status == 0 || solved.status == 3) << solved.output << solved.errors;
  }

  json summary(const std::string &directory) const
  {
    return json::parse(read_file(scratch_.path() / directory / "summary.json"));
  }

  std::map<std::string, Surface> surfaces(const std::string &directory) const
  {
    vtkNew<vtkHDFReader> reader;
    reader->SetFileName((scratch_.path() / directory / "surfaces.vtkhdf").c_str());
    reader->Update();
    auto *const grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
    auto *const names = vtkStringArray::SafeDownCast(
        grid->GetFieldData()->GetAbstractArray("surface_names"));
    const auto column = [&](const char *name)
    {
      return grid->GetCellData()->GetArray(name);
    };
    std::map<std::string, Surface> result;
    for (vtkIdType cell = 0; cell < grid->GetNumberOfCells(); ++cell)
    {
      const auto number = static_cast<vtkIdType>(column("surface")->GetTuple1(cell));
      Surface &surface = result[names->GetValue(number)];
      surface.area.push_back(area(*grid, cell));
      surface.heat_flux.push_back(column("heat_flux_out [W m-2]")->GetTuple1(cell));
      surface.heat_flow.push_back(column("heat_flow_out [W]")->GetTuple1(cell));
      surface.current_density.push_back(
          column("current_density_in [A m-2]")->GetTuple1(cell));
      surface.current.push_back(column("current_in [A]")->GetTuple1(cell));
      vtkNew<vtkIdList> points;
      grid->GetCellPoints(cell, points);
      for (vtkIdType i = 0; i < points->GetNumberOfIds(); ++i)
        surface.corners.push_back(
            {grid->GetPointData()->GetArray("temperature [K]")->GetTuple1(points->GetId(i)),
             grid->GetPointData()
                 ->GetArray("film_heat_flux [W m-2]")
                 ->GetTuple1(points->GetId(i))});
    }
    return result;
  }

  /// All that the summary says of the mesh, to 1e-9 of the largest.
  void expect_flows(const std::string &directory) const
  {
    const json numbers = summary(directory);
    const auto on_mesh = [](const json &of, const char *key)
    {
      return of.contains("on_mesh") ? of["on_mesh"].at(key) : of.at(key);
    };
    for (const auto &[name, surface] : surfaces(directory))
    {
      const bool is_terminal = name.rfind("terminal ", 0) == 0;
      const json &of = is_terminal ? numbers["terminals"].at(name.substr(9))
                                   : numbers["surfaces"].at(name);
      const double due = on_mesh(of, is_terminal ? "current" : "heat_flow");
      EXPECT_NEAR(
          sum(is_terminal ? surface.current : surface.heat_flow), due, 1e-9 * std::abs(due))
          << name;
    }
  }

private:
  static double area(vtkUnstructuredGrid &grid, vtkIdType cell)
  {
    vtkNew<vtkIdList> points;
    grid.GetCellPoints(cell, points);
    std::array<std::array<double, 3>, 4> at{};
    for (vtkIdType i = 0; i < 4; ++i)
      grid.GetPoint(points->GetId(i), at[i].data());
    std::array<double, 3> a{}, b{};
    for (std::size_t axis = 0; axis < 3; ++axis)
    {
      a[axis] = at[2][axis] - at[0][axis];
      b[axis] = at[3][axis] - at[1][axis];
    }
    return 0.5 * std::hypot(a[1] * b[2] - a[2] * b[1],
                            a[2] * b[0] - a[0] * b[2],
                            a[0] * b[1] - a[1] * b[0]);
  }
};

/// 20 W in a corner of a plate, out through its held bottom and a film on its right side.
constexpr char plate[] = R"(
package:
  plate: {material: copper_x, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 3 mm}
  die: {material: copper_x, x: 2 to 5 mm, y: 2 to 6 mm, z: 3 to 3.5 mm}
materials:
  copper_x: {conductivity: 390 W/m/K}
heat:
  die: {power: 20 W}
cooling:
  plate.bottom: {temperature: 40 degC}
  plate.right: {convection: 5000 W/m2/K, ambient: 25 degC}
)";

// Flows of both ways to cool add up to the summary's on one rank and on two, the files are
// alike, and at every point the film takes h (T - T_a). Where heat spreads, flux goes with
// it.
TEST_F(SurfaceFlows, AddUpOnOneRankAndOnTwo)
{
  const fs::path file = written(plate);
  solve(file, "one");
  solve(file, "two", 2);
  expect_flows("one");
  expect_flows("two");
  const auto one = surfaces("one"), two = surfaces("two");
  for (const auto &[name, surface] : one)
  {
    EXPECT_EQ(surface.area, two.at(name).area) << name;
    for (std::size_t i = 0; i < surface.heat_flux.size(); ++i)
    {
      EXPECT_NEAR(surface.heat_flux[i], two.at(name).heat_flux[i], 1.) << name;
      EXPECT_NEAR(surface.heat_flow[i],
                  surface.heat_flux[i] * surface.area[i],
                  1e-9 * std::abs(surface.heat_flow[i]));
    }
  }
  for (const auto &[temperature, film] : one.at("plate.right").corners)
    EXPECT_NEAR(film, 5000. * (temperature - 298.15), 1e-6 * film);
  const std::vector<double> &bottom = one.at("plate.bottom").heat_flux;
  EXPECT_GT(*std::max_element(bottom.begin(), bottom.end()),
            2e5); // below the die: 1.7e6 at most
  EXPECT_LT(*std::min_element(bottom.begin(), bottom.end()), 5e4); // far away
  for (const auto &[temperature, film] : one.at("plate.bottom").corners)
    EXPECT_TRUE(std::isnan(film));
}

// 2e5 W/m2 into the top of a slab leave its held bottom with 2e5 W/m2 everywhere.
TEST_F(SurfaceFlows, AreEvenUnderAnEvenSlab)
{
  solve(written(R"(
package:
  slab: {material: copper_x, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 3 mm}
materials:
  copper_x: {conductivity: 390 W/m/K}
cooling:
  slab.bottom: {temperature: 40 degC}
  slab.top: {heat_flux: 2e5 W/m2}
)"),
        "slab");
  expect_flows("slab");
  const auto slab = surfaces("slab");
  for (const double flux : slab.at("slab.bottom").heat_flux)
    EXPECT_NEAR(flux, 2e5, 0.02);
  for (const double flux : slab.at("slab.top").heat_flux)
    EXPECT_NEAR(flux, -2e5, 0.02);
}

// The same in a round slab, on the wedges of columns; its outline is made of chords there,
// which keep the area.
TEST_F(SurfaceFlows, AreEvenUnderARoundSlab)
{
  const fs::path file = written(R"(
package:
  slab: {material: copper_x, z: 0 to 3 mm, outline: {circle: 5 mm}}
materials:
  copper_x: {conductivity: 390 W/m/K}
cooling:
  slab.bottom: {temperature: 40 degC}
  slab.top: {heat_flux: 2e5 W/m2}
)");
  if (lacks_mesher(file))
    GTEST_SKIP() << "there is no mesher (package libgmsh-dev)";
  for (const int ranks : {1, 2})
  {
    solve(file, "round", ranks);
    expect_flows("round");
    const Surface bottom = surfaces("round").at("slab.bottom");
    for (const double flux : bottom.heat_flux)
      EXPECT_NEAR(flux, 2e5, 0.02);
    EXPECT_NEAR(sum(bottom.heat_flow), 2e5 * 25e-6 * M_PI, 1e-6);
    EXPECT_NEAR(sum(bottom.area), 25e-6 * M_PI, 1e-9 * 25e-6 * M_PI);
  }
}

// 20 A through 10 mm by 5 mm of a straight bar: 4e5 A/m2 at both ends, in and out.
TEST_F(SurfaceFlows, TerminalsHaveTheirCurrents)
{
  solve(root / "tests/cases/heated_bar.yaml", "bar");
  expect_flows("bar");
  const auto bar = surfaces("bar");
  std::vector<std::string> names;
  for (const auto &[name, surface] : bar)
    names.push_back(name);
  EXPECT_THAT(names, ElementsAre("bar.top", "terminal minus", "terminal plus"));
  for (const double density : bar.at("terminal plus").current_density)
    EXPECT_NEAR(density, 4e5, 1.);
  for (const double density : bar.at("terminal minus").current_density)
    EXPECT_NEAR(density, -4e5, 1.);
  EXPECT_TRUE(std::isnan(bar.at("terminal plus").heat_flux.front()));
  EXPECT_TRUE(std::isnan(bar.at("bar.top").current.front()));
}

// A course in time: VTK 9.1 reads its first instant. What the index names is for ParaView,
// see paraview_blocks.sh.
TEST_F(SurfaceFlows, FollowTheTime)
{
  solve(root / "cases/pulsed_bar/case.yaml", "pulse");
  const json of = summary("pulse")["surfaces"]["bar.bottom"];
  const double first = of["heat_flow_history"].at(0);
  EXPECT_NEAR(sum(surfaces("pulse").at("bar.bottom").heat_flow), first, 1e-9 * first);
  EXPECT_NE(first, of["heat_flow"].get<double>());
}

} // namespace
} // namespace kelvolt
