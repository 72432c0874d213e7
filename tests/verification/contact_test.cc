#include "verification_case.h"

namespace kelvolt
{
namespace
{

// Currents over the two ways around the corner add up to the terminal's; heat over the two
// joints of the base is what leaves below. A joint that lets a field pass has no jump of
// it, and what flows through it is not stated.
TEST(Contact, ThreePartsAtOneEdge)
{
  const Summary s = solve_case("contact_corner");
  EXPECT_EQ(entry(s.contacts, "b|c").temperature_jump.value, 0.);
  EXPECT_FALSE(entry(s.contacts, "b|c").heat_flow);
  EXPECT_FALSE(entry(s.contacts, "a|b").current);
  EXPECT_NEAR(entry(s.contacts, "b|c").current.value().value -
                  entry(s.contacts, "c|a").current.value().value,
              30.,
              1e-7);
  expect_closed_balances(s);
}

// Two blocks at 1 V, 1 A/V of 0.01 m2: what the joint makes goes to both halves, so that
// the parts add up to the audit. Resistances in series: 1 m / (1.41867e6 S/m 0.01 m2),
// 1.3240823e-5 ohm m2 / 0.01 m2 and 1 m / (73069.2 S/m 0.01 m2).
TEST(Contact, PartsAddUpToTheJouleHeat)
{
  const Summary s = solve_case("contact_blocks");
  const double left = 1. / 14186.7, joint = 1.3240823e-3, right = 1. / 730.692;
  const double I = 1. / (left + joint + right);
  compare("left, Joule heat [W]",
          entry(s.parts, "left").joule_heat.value,
          I * I * (left + 0.5 * joint),
          1e-5);
  compare("right, Joule heat [W]",
          entry(s.parts, "right").joule_heat.value,
          I * I * (right + 0.5 * joint),
          1e-5);
  double sum = 0.;
  for (const PartSummary &part : s.parts)
    sum += part.joule_heat.value;
  EXPECT_NEAR(sum, s.audit.joule_heat.value, 1e-10 * sum);
}

} // namespace
} // namespace kelvolt
