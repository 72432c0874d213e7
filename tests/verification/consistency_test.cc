#include "generated_package.h"
#include "solved_text.h"
#include "verification_case.h"

#include <algorithm>

/// @file What a user may expect of any case without knowing its answer, on packages made by
/// chance. Exact values need none of it; a mistake of units, axes or signs does.

namespace kelvolt
{
namespace
{

constexpr double ambient = 298.15;

/// Writes and solves the case; each rank reads a file of its own. Collective.
Summary solve_package(const GeneratedPackage &package, const Notation &notation = {})
{
  return solve_text(MPI_COMM_WORLD, case_text(package, notation));
}

/// The same temperatures within `tolerance` of the rise, and the same voltages relatively.
void expect_same(const Summary &a, const Summary &b, double tolerance)
{
  const double allowed = tolerance * (a.max_temperature.value - ambient);
  EXPECT_GT(allowed, 0.);
  EXPECT_EQ(a.cost.cells, b.cost.cells);
  for (const PartSummary &part : a.parts)
  {
    const PartSummary &other = entry(b.parts, part.name);
    EXPECT_NEAR(part.min_temperature.value, other.min_temperature.value, allowed)
        << part.name;
    EXPECT_NEAR(part.mean_temperature.value, other.mean_temperature.value, allowed)
        << part.name;
    EXPECT_NEAR(part.max_temperature.value, other.max_temperature.value, allowed)
        << part.name;
  }
  for (const TerminalSummary &terminal : a.terminals)
    EXPECT_NEAR(terminal.voltage.value,
                entry(b.terminals, terminal.name).voltage.value,
                tolerance * a.terminals[0].voltage.value);
}

/// Every part of `b` is hotter than in `a`, everywhere that is reported.
void expect_hotter(const Summary &a, const Summary &b)
{
  for (const PartSummary &part : a.parts)
  {
    const PartSummary &other = entry(b.parts, part.name);
    EXPECT_LT(part.min_temperature.value, other.min_temperature.value) << part.name;
    EXPECT_LT(part.mean_temperature.value, other.mean_temperature.value) << part.name;
    EXPECT_LT(part.max_temperature.value, other.max_temperature.value) << part.name;
  }
}

/// Linear: constant conductivities, no current.
GeneratedPackage linear_package(unsigned int seed)
{
  GeneratedPackage package = generate_package(seed);
  package.exponent = 0;
  package.current = 0;
  return package;
}

class Consistency : public testing::TestWithParam<unsigned int>
{
};

INSTANTIATE_TEST_SUITE_P(Generated, Consistency, testing::Values(1U, 2U, 3U));

// More loss in one die, or more current, makes every part hotter (the maximum principle;
// resistance grows with temperature). A better film makes every part cooler.
TEST_P(Consistency, ResponseIsMonotone)
{
  const GeneratedPackage package = generate_package(GetParam());
  const Summary before = solve_package(package);
  GeneratedPackage changed = package;
  changed.power["two"] += 10;
  expect_hotter(before, solve_package(changed));
  changed = package;
  changed.current += 10;
  expect_hotter(before, solve_package(changed));
  changed = package;
  changed.film += 10;
  expect_hotter(solve_package(changed), before);
}

// A watt in one die heats the other as much as a watt in the other heats the one: the
// conduction operator is symmetric, and so is its discrete form.
TEST_P(Consistency, ResponseIsReciprocal)
{
  const GeneratedPackage package = linear_package(GetParam());
  const Summary before = solve_package(package);
  const auto response = [&](const std::string &heated, const std::string &observed)
  {
    GeneratedPackage changed = package;
    changed.power[heated] += 20000;
    return entry(solve_package(changed).parts, observed).mean_temperature.value -
           entry(before.parts, observed).mean_temperature.value;
  };
  const double there = response("one", "two"), back = response("two", "one");
  EXPECT_GT(there, 0.);
  EXPECT_NEAR(there, back, 1e-9 * there);
}

// Constant conductivities: all rises follow the losses in proportion.
TEST_P(Consistency, ResponseIsProportional)
{
  GeneratedPackage package = linear_package(GetParam());
  const Summary once = solve_package(package);
  for (auto &[part, power] : package.power)
    power *= 3;
  const Summary thrice = solve_package(package);
  for (const PartSummary &part : once.parts)
    EXPECT_NEAR(entry(thrice.parts, part.name).max_temperature.value - ambient,
                3. * (part.max_temperature.value - ambient),
                1e-9 * (thrice.max_temperature.value - ambient));
}

// Neither the axes' names, nor their directions, nor the origin mean anything.
TEST_P(Consistency, PlaceAndDirectionChangeNothing)
{
  const GeneratedPackage package = generate_package(GetParam());
  const Summary before = solve_package(package);
  Notation turned;
  turned.axis = {1, 2, 0};
  expect_same(before, solve_package(package, turned), 1e-9);
  turned.axis = {2, 0, 1};
  expect_same(before, solve_package(package, turned), 1e-9);
  Notation mirrored;
  mirrored.reversed = {true, false, true};
  expect_same(before, solve_package(package, mirrored), 1e-9);
  Notation moved;
  moved.shift = {123457, -54321, 77777};
  expect_same(before, solve_package(package, moved), 1e-9);
}

// Each value means the same in whatever unit it is written.
TEST_P(Consistency, UnitsChangeNothing)
{
  const GeneratedPackage package = generate_package(GetParam());
  const Summary before = solve_package(package);
  Notation units;
  units.length = "mm";
  units.temperature = "degC";
  expect_same(before, solve_package(package, units), 1e-12);
  units.length = "m";
  units.conductivity = "W/cm/K";
  units.small_units = true;
  expect_same(before, solve_package(package, units), 1e-12);
}

// Later parts override earlier ones where they overlap, and nowhere else.
TEST_P(Consistency, OrderOfSeparatePartsChangesNothing)
{
  const GeneratedPackage package = generate_package(GetParam());
  Notation shuffled;
  shuffled.order = {3, 1, 0, 2};
  expect_same(solve_package(package), solve_package(package, shuffled), 1e-9);
}

// All lengths twice, films half, losses and current twice: the same temperatures and
// voltages, for any law of the temperature.
TEST_P(Consistency, LengthsScale)
{
  GeneratedPackage small = generate_package(GetParam());
  small.film *= 2;
  small.skin_film *= 2;
  GeneratedPackage large = small;
  for (GeneratedPackage::Part &part : large.parts)
    for (auto &ends : part.extent)
      for (int &end : ends)
        end *= 2;
  large.film /= 2;
  large.skin_film /= 2;
  large.current *= 2;
  for (auto &[part, power] : large.power)
    power *= 2;
  expect_same(solve_package(small), solve_package(large), 1e-9);
}

// A linear case: with a millionth of the heat flux every rise is a millionth, the hottest
// point and its thermal resistance stay, to the round-off of 300 K that the bar holds. No
// temperature lies above the highest one.
TEST(Consistency, TinyLoad)
{
  const Summary large = solve_case("tiny_load"),
                tiny = solve_case("tiny_load", {"cooling.source.top.heat_flux=1 mW/m2"});
  EXPECT_EQ(tiny.hottest_part, "source");
  for (unsigned int axis = 0; axis < 3; ++axis)
    EXPECT_NEAR(tiny.hottest_position[axis], large.hottest_position[axis], 1e-4);
  double highest = 0.;
  for (const PartSummary &part : tiny.parts)
    highest = std::max(highest, part.max_temperature.value);
  EXPECT_EQ(tiny.max_temperature.value, highest);
  EXPECT_GE(highest, tiny.points.front().temperature.value);
  ASSERT_TRUE(tiny.thermal_resistance && large.thermal_resistance);
  const Number &exact = large.thermal_resistance->to_ambient,
               &R = tiny.thermal_resistance->to_ambient;
  const double round_off = round_off_of_value(300.) / tiny.thermal_resistance->heat.value;
  compare("R_th at a tiny load", R.value, exact.value, round_off);
  EXPECT_GE(R.error_or_zero(), round_off);
}

} // namespace
} // namespace kelvolt
