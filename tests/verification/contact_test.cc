#include "verification_case.h"

namespace kelvolt
{
namespace
{

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
