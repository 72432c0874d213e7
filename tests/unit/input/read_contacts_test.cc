#include "case_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

/// Two metal blocks, one on the other, and what stands behind `contacts`.
std::string two_blocks(const std::string &contacts)
{
  return "title: blocks\n"
         "package:\n"
         "  lower: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}\n"
         "  upper: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 1 to 2 mm}\n"
         "materials: {m: {conductivity: 1 W/m/K, electrical_resistivity: 1e-6 ohm m}}\n"
         "contacts: " +
         contacts +
         "\ncooling:\n"
         "  lower.bottom: {convection: 100 W/m2/K, ambient: 25 degC}\n"
         "  upper.left: {heat_flux: 1 W/m2}\n";
}

// 10 mm2 K/W are 1e-5 m2 K/W, 5 mohm mm2 are 5e-9 ohm m2; either may be left out.
TEST(ReadContacts, InUnitsOfTheSI)
{
  const Case input = read_case_text(
      two_blocks("[{between: [lower, upper], thermal: 10 mm2 K/W, electrical: 5 mohm mm2}, "
                 "{between: [upper, lower], electrical: 1e-9 ohm m2}]"));
  ASSERT_EQ(input.contacts.size(), 2U);
  EXPECT_EQ(input.contacts[0].text(), "lower|upper");
  EXPECT_NEAR(input.contacts[0].thermal.value(), 1e-5, 1e-17);
  EXPECT_NEAR(input.contacts[0].electrical.value(), 5e-9, 1e-21);
  EXPECT_FALSE(input.contacts[1].thermal);
}

// Each message says what stands there and what may.
TEST(ReadContacts, TellsFaultsOfForm)
{
  const auto messages = [](const std::string &contacts)
  {
    return messages_about(TemporaryFile(two_blocks(contacts)).path());
  };
  EXPECT_THAT(messages("everywhere"), HasSubstr("a list of contacts"));
  EXPECT_THAT(messages("[{between: lower, thermal: 1e-6 m2 K/W}]"),
              HasSubstr("the two touching parts, such as [die, spreader]"));
  EXPECT_THAT(messages("[{between: [lower], thermal: 1e-6 m2 K/W}]"),
              HasSubstr("contacts.0.between is a list"));
  EXPECT_THAT(messages("[{between: [lower, upper]}]"),
              HasSubstr("thermal, electrical, or both"));
  EXPECT_THAT(messages("[{between: [lower, upper], electrical: 1 ohm}]"),
              HasSubstr("contacts.0.electrical"));
}

} // namespace
} // namespace kelvolt
