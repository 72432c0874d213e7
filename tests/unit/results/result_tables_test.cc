#include "results/result_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::EndsWith;
using testing::StartsWith;

// By hand: degC is K - 273.15; what there is none of is empty; a name with a comma is
// quoted.
TEST(ResultTables, HoldBothUnits)
{
  Numbers numbers;
  PartSummary part;
  part.name = "die, \"left\"";
  part.min_temperature = Number(300.15, 0.25);
  part.mean_temperature = Number(310.15);
  numbers.parts.push_back(part);
  numbers.terminals.push_back({"plus", Number(0.5, 0.), Number(20., 0.001)});
  SurfaceSummary surface;
  surface.name = "die.top";
  surface.heat_flow = Number(2., 0.5);
  numbers.surfaces.push_back(surface);
  const std::string parts = parts_csv(numbers);
  EXPECT_THAT(parts.substr(parts.find('\n') + 1),
              StartsWith("\"die, \"\"left\"\"\",300.15,27,0.25,310.15,37,,"));
  EXPECT_EQ(terminals_csv(numbers),
            "terminal,voltage [V],error of voltage [V],current [A],error of current [A]\n"
            "plus,0.5,0,20,0.001\n");
  const std::string surfaces = surfaces_csv(numbers);
  EXPECT_THAT(surfaces.substr(surfaces.find('\n') + 1), StartsWith("die.top,2,0.5,"));
  EXPECT_THAT(surfaces, EndsWith(",,,,,,,,\n"));
  const std::string head = surfaces.substr(0, surfaces.find('\n')),
                    row = surfaces.substr(surfaces.find('\n') + 1);
  EXPECT_EQ(std::count(head.begin(), head.end(), ','),
            std::count(row.begin(), row.end(), ','));
}

} // namespace
} // namespace kelvolt
