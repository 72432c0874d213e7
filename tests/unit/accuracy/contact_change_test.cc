#include "accuracy/contact_change.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// From degree 2 to 3 along r^0.05: 12/5 (1 / (1 - (2/3)^0.2) - 1) = 28.4 (by hand); where
// there is no edge, twice the change.
TEST(ContactChange, FlowsAtCracksAreHardlyKnown)
{
  EXPECT_NEAR(left_of_flow(2, 1, 0.05), 28.4, 0.2);
  EXPECT_EQ(left_of_flow(2, 1, 1.), 2.);
}

// A joint of 4 m2 with 2 m2 K/W whose pieces change by 0.1 K in the mean: 0.2 W. One that
// conducts heat perfectly has no jump.
TEST(ContactChange, WidensTheHeatAcrossAContact)
{
  Case input;
  input.contacts.resize(2);
  input.contacts[0].thermal = 2.;
  input.contacts[1].electrical = 1.;
  Numbers numbers;
  numbers.contacts.resize(2);
  numbers.contacts[0].area = 4.;
  numbers.contacts[0].heat_flow = 5.;
  widen_contacts(input, {0.1, 0.}, numbers);
  EXPECT_DOUBLE_EQ(*numbers.contacts[0].temperature_jump.error, 0.1);
  EXPECT_DOUBLE_EQ(*numbers.contacts[0].heat_flow->error, 0.2);
  EXPECT_FALSE(numbers.contacts[1].heat_flow);
  EXPECT_FALSE(numbers.contacts[1].temperature_jump.error);
}

} // namespace
} // namespace kelvolt
