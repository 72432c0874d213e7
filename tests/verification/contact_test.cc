#include "verification_case.h"

namespace kelvolt
{
namespace
{

// MOOSE's electrical contact test: phi 0.974490 / 0.495294 V at the joint, J = 36190.75
// A/m2. The three resistances in series have a closed form.
TEST(Contact, TwoBlocks)
{
  const Summary s = solve_case("contact_blocks");
  const double sigma_left = 1.41867e6, sigma_right = 73069.2, r = 1. / 75524., area = 0.01;
  const double J = 1. / (1. / sigma_left + r + 1. / sigma_right);
  const ContactSummary &joint = entry(s.contacts, "left|right");
  compare("MOOSE contact, J [A/m2]", joint.current / area, J, 1e-6 * J);
  compare("MOOSE contact, J published [A/m2]", joint.current / area, 36190.75, 0.01);
  compare(
      "MOOSE contact, jump of phi [V]", joint.potential_jump, 0.974490 - 0.495294, 1e-6);
  compare("heat made in the contact [W]", joint.joule_heat, J * J * r * area, 1e-6);
  expect_closed_balances(s);
}

// The temperatures beside the joint follow from two parabolas and the jump: left of it
// T = 300 + a x - g1 x^2 / (2 k1), mirrored right of it, half of the contact's heat to each
// side.
TEST(Contact, HeatOfBothSides)
{
  const Summary s = solve_case("contact_blocks");
  const double k1 = 100., k2 = 50., R = 1e-3, r = 1. / 75524.;
  const double J = 1. / (1. / 1.41867e6 + r + 1. / 73069.2);
  const double g1 = J * J / 1.41867e6, g2 = J * J / 73069.2, half = 0.5 * J * J * r;
  // Heat to the left end: q1 = k1 (T1 - 300) + g1 / 2, to the right end likewise, and
  // across the contact (T1 - T2) / R = half - k1 (T1 - 300) + g1 / 2.
  const double a11 = 1. / R + k1, a12 = -1. / R, b1 = half + 0.5 * g1 + k1 * 300.;
  const double a21 = -1. / R, a22 = 1. / R + k2, b2 = half + 0.5 * g2 + k2 * 300.;
  const double determinant = a11 * a22 - a12 * a21;
  const double T1 = (b1 * a22 - a12 * b2) / determinant;
  const double T2 = (a11 * b2 - a21 * b1) / determinant;
  compare("contact, jump of T [K]",
          entry(s.contacts, "left|right").temperature_jump,
          T1 - T2,
          1e-6);
  compare("contact, T right of it [K]", entry(s.parts, "right").max_temperature, T2, 1e-2);
  expect_closed_balances(s);
}

// A4b: 10 x 200 um source on GaN on SiC on solder, thermal boundary resistance below the
// GaN, a Fourier series for each value. The allowed error is 0.5 % of the rise.
TEST(Contact, BoundaryResistanceOfGan)
{
  struct Row
  {
    const char *resistance;
    double mean, maximum; // [degC]
  };
  for (const Row &row : {Row{"1e-8", 108.704434, 111.610712},
                         Row{"2e-8", 111.326035, 114.615530},
                         Row{"5e-8", 118.046065, 122.170147}})
  {
    const Summary s =
        solve_case("gan_finger_boundary",
                   {std::string("contacts.0.thermal=") + row.resistance + " m2 K/W"});
    const double allowed = 0.005 * (row.mean - 85.);
    compare(std::string("A4b TBR ") + row.resistance + ", mean [degC]",
            entry(s.surfaces, "finger.top").mean_temperature - celsius_zero,
            row.mean,
            allowed);
    compare(std::string("A4b TBR ") + row.resistance + ", max [degC]",
            s.max_temperature.value - celsius_zero,
            row.maximum,
            allowed);
    EXPECT_NEAR(entry(s.contacts, "nitride|carbide").heat_flow, 0.25, 1e-8); // all of it
    expect_closed_balances(s);
  }
}

// Currents over the two ways around the corner add up to the terminal's; heat over the two
// joints of the base is what leaves below. A joint that lets a field pass has no jump of
// it.
TEST(Contact, ThreePartsAtOneEdge)
{
  const Summary s = solve_case("contact_corner");
  EXPECT_EQ(entry(s.contacts, "b|c").temperature_jump, 0.);
  EXPECT_EQ(entry(s.contacts, "a|b").current, 0.);
  EXPECT_NEAR(
      entry(s.contacts, "b|c").current - entry(s.contacts, "c|a").current, 30., 1e-7);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt
