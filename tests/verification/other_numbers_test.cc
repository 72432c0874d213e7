#include "solved_text.h"
#include "verification_case.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

/// The number of a part, by the part's name.
const PartSummary &part(const Summary &summary, const std::string &name)
{
  for (const PartSummary &one : summary.parts)
    if (one.name == name)
      return one;
  throw std::invalid_argument("no part " + name);
}

void expect_within_bar(const Number &number, double exact, double uncertain)
{
  EXPECT_LE(std::abs(number.value - exact), number.error_or_zero() + uncertain)
      << "stated " << number.value << " +- " << number.error_or_zero();
}

constexpr const char *die_on_thin_attach =
    "title: thin attach\n"
    "package:\n"
    "  base: {material: metal, x: 0 to 9.06 mm, y: 0 to 5.1 mm, z: 0 to 0.34 mm}\n"
    "  attach: {material: paste, x: 2.365 to 6.783 mm, y: 1.002 to 3.568 mm, z: 0.34 to "
    "0.36 mm}\n"
    "  die: {material: si, x: 2.365 to 6.783 mm, y: 1.002 to 3.568 mm, z: 0.36 to 0.648 "
    "mm}\n"
    "materials:\n"
    "  metal: {conductivity: 43.5 W/m/K}\n"
    "  paste: {conductivity: 6.94 W/m/K}\n"
    "  si: {conductivity: 82.8 W/m/K}\n"
    "cooling:\n"
    "  base.bottom: {convection: 404 W/m2/K, ambient: 25 degC}\n"
    "heat:\n"
    "  die: {power: 8.24 W}\n";

constexpr const char *film_on_two_pads =
    "title: resistive film across two pads\n"
    "package:\n"
    "  base: {material: ceramic, x: 0 to 9.16 mm, y: 0 to 7.67 mm, z: 0 to 0.727 mm}\n"
    "  left: {material: metal, x: 0 to 2.46 mm, y: 0 to 4.91 mm, z: 0.727 to 0.85 mm}\n"
    "  right: {material: metal, x: 6.61 to 9.16 mm, y: 2.52 to 7.67 mm, z: 0.727 to 0.85 "
    "mm}\n"
    "  film: {material: film, x: 2.15 to 6.91 mm, y: 2.3 to 5.37 mm, z: 0.85 to 0.868 mm}\n"
    "materials:\n"
    "  metal: {conductivity: 390 W/m/K, electrical_resistivity: 1.72e-8 ohm m}\n"
    "  film: {conductivity: 184 W/m/K, electrical_resistivity: 4.32e-6 ohm m}\n"
    "  ceramic: {conductivity: 17.6 W/m/K}\n"
    "cooling:\n"
    "  base.bottom: {convection: 9440 W/m2/K, ambient: 45 degC}\n"
    "terminals:\n"
    "  in: {on: left.left, current: 1 A}\n"
    "  out: {on: right.right, voltage: 0 V}\n";

// Numbers that are no goals. The corner of a thin layer, where the coldest place of the
// attach is, converges slower than anything that is a mean: its bar was 0.6 of the error.
// Reference from the same program on 21,600 cells of degree 4, from 1,344 of which it
// differs by 0.02 K.
TEST(OtherNumbers, ColdestCornerOfAThinLayer)
{
  const Summary s = solve_text(MPI_COMM_WORLD, die_on_thin_attach);
  expect_within_bar(part(s, "attach").min_temperature, 744.769, 0.02);
  expect_within_bar(part(s, "die").min_temperature, 756.733, 0.01);
}

// A film 18 um thick turns its current down into a pad within that length, in cells of 300
// um: each degree takes away as much of the error as the one before, and the bar of the
// voltage was 0.7 of the error. Reference likewise, on 20,544 cells (bar 4e-5 V).
TEST(OtherNumbers, VoltageOfAFilmAcrossTwoPads)
{
  const Summary s = solve_text(MPI_COMM_WORLD, film_on_two_pads);
  expect_within_bar(s.terminals[0].voltage, 0.32832, 1e-4);
}

} // namespace
} // namespace kelvolt
