#include "../layout/example_packages.h"
#include "checks/check_layout.h"
#include "problem_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> faults(const Case &input)
{
  return texts_of(check_layout(input, example_materials(), make_part_layout(input.parts)));
}

/// The bar of 4 x 1 x 1 mm lies on the plate at z = 1 mm; this contact is between them.
Case bar_with_contact()
{
  Case input = bar_on_plate();
  input.contacts = {{{"plate", "bar"}, 1e-6, "", {}, {}}};
  return input;
}

// Parts that share a face may have a contact, in whichever order they are named.
TEST(CheckJoints, SoundContacts)
{
  Case input = bar_with_contact();
  EXPECT_THAT(faults(input), IsEmpty());
  input.contacts[0].between = {"bar", "plate"};
  EXPECT_THAT(faults(input), IsEmpty());
}

// A lid on the bar touches the bar, but not the plate below it.
TEST(CheckJoints, PartsThatDoNotTouch)
{
  Case input = bar_with_contact();
  input.parts.push_back(make_part("lid", "plastic", box_mm({0, 4}, {0, 1}, {2, 3})));
  input.contacts[0].between = {"lid", "plate"};
  EXPECT_THAT(
      faults(input),
      ElementsAre(HasSubstr("the parts 'lid' and 'plate' of a contact do not touch")));
  input.contacts[0].between = {"lid", "bar"};
  EXPECT_THAT(faults(input), IsEmpty());
}

// The plate is of plastic: no current reaches the resistance.
TEST(CheckJoints, ElectricalResistanceOnAnInsulator)
{
  Case input = bar_with_contact();
  input.contacts[0].electrical = 1e-10;
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("'plate' conducts no current")));
  input.parts[0].material = "metal";
  EXPECT_THAT(faults(input), IsEmpty());
}

// Names that are unknown, or one part twice, are faults that the reader tells of.
TEST(CheckJoints, UnknownPartsArePassedOver)
{
  Case input = bar_with_contact();
  for (const char *const other : {"nothing", "plate"})
  {
    input.contacts[0].between = {"plate", other};
    EXPECT_THAT(faults(input), IsEmpty()) << other;
  }
}

// A point inside a part, on the outside or on a plain joint has one temperature; beyond the
// package there is none, and on a contact with a resistance there are two.
TEST(CheckJoints, PointsNeedOneTemperature)
{
  Case input = bar_with_contact();
  input.points = {{"inside", {1e-3, 0.5e-3, 0.5e-3}, {}},
                  {"on top", {1e-3, 0.5e-3, 2e-3}, {}},
                  {"beyond", {1e-3, 0.5e-3, 2.5e-3}, {}},
                  {"between", {1e-3, 0.5e-3, 1e-3}, {}}};
  EXPECT_THAT(faults(input),
              ElementsAre(HasSubstr("'beyond' lies outside the package"),
                          HasSubstr("'between' lies on the contact of 'plate' and 'bar'")));
  input.points.erase(input.points.begin() + 2);
  input.contacts[0].thermal.reset();
  input.contacts[0].electrical = 1e-10;
  input.parts[0].material = "metal";
  EXPECT_THAT(faults(input), IsEmpty());
}

} // namespace
} // namespace kelvolt
