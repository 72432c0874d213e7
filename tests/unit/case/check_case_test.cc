#include "../input/case_text.h"
#include "results/quantity_kind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

MaterialMap library_with(const std::string &name)
{
  Material material;
  material.name = name;
  material.conductivity.push_back({ConstantLaw{1.}, {}, "", true, {}});
  return {{name, material}};
}

Case good_case()
{
  return read_case_text(full_case);
}

std::string messages(const Case &input, const MaterialMap &library = {})
{
  std::string all;
  for (const CaseProblem &problem : check_case(input, library))
    all += problem.text() + "\n";
  return all;
}

// The case's own material comes before one of the library with the same name.
TEST(CheckCase, PrefersTheCasesOwnMaterial)
{
  const Case input = good_case();
  const MaterialMap library = library_with("FR4x");
  EXPECT_EQ(find_material("FR4x", input, library), &input.materials.at("FR4x"));
  EXPECT_EQ(find_material("nothing", input, library), nullptr);
}

// A part may be made of a library material; a misspelt one is offered the library's names
// too.
TEST(CheckCase, KnowsTheLibrary)
{
  Case input = good_case();
  input.parts[0].material = "laminate";
  EXPECT_EQ(messages(input, library_with("laminate")), "");
  EXPECT_THAT(messages(input, library_with("laminat")),
              HasSubstr("Did you mean 'laminat'?"));
}

// A case's material that no part uses and that resembles a library material in use is most
// likely a misspelt override, which would leave the library's values in force unnoticed.
TEST(CheckCase, SuspectsAMisspeltOverride)
{
  Case input = good_case();
  input.parts[0].material = "laminate";
  input.materials["laminat"] = library_with("laminat").at("laminat");
  EXPECT_THAT(messages(input, library_with("laminate")),
              HasSubstr("materials.laminat is used by no part"));
  input.materials.erase("laminat");
  input.materials["spare_ceramic"] = library_with("spare_ceramic").at("spare_ceramic");
  EXPECT_EQ(messages(input, library_with("laminate")), "");
}

// A faulty library material is a fault only of the cases that use it.
TEST(CheckCase, JudgesMaterialsInUse)
{
  Case input = good_case();
  MaterialMap library = library_with("laminate");
  library["laminate"].conductivity[0].law = ConstantLaw{0.};
  EXPECT_EQ(messages(input, library), "");
  input.parts[0].material = "laminate";
  EXPECT_THAT(messages(input, library), HasSubstr("The conductivity of laminate is 0"));
}

// A film coefficient and an emissivity of 0 hold no temperature.
TEST(CheckCase, WantsATemperatureReference)
{
  Case input = good_case();
  input.cooling = {{{"lid", Side::top}, Convection{0., 0., 300.}, {}}};
  input.accuracy = {Accuracy()};
  EXPECT_THAT(messages(input), HasSubstr("has no reference"));
  input.cooling[0].law = Convection{0., 0.5, 300.};
  EXPECT_EQ(messages(input), "");
}

// Every kind of quantity needs subjects of its own kind; what is near is proposed.
TEST(CheckCase, WantsKnownSubjectsOfGoals)
{
  const auto messages_about = [](const char *text)
  {
    Case input = good_case();
    input.accuracy = {{parse_quantity_name(text).value(), {}, {}}};
    return messages(input);
  };
  EXPECT_EQ(messages_about("plus|minus.resistance"), "");
  EXPECT_EQ(messages_about("pad.left.mean_temperature"), ""); // of a terminal
  EXPECT_THAT(messages_about("plus|minsu.resistance"),
              HasSubstr("the unknown terminal 'minsu'"));
  EXPECT_THAT(messages_about("plus|minsu.resistance"), HasSubstr("'minus'"));
  EXPECT_THAT(messages_about("plus|plus.resistance"),
              HasSubstr("between 'plus' and itself"));
  EXPECT_THAT(messages_about("lid|plus.thermal_resistance"),
              HasSubstr("the unknown part 'plus'"));
  EXPECT_THAT(messages_about("pad.left.heat_flow"),
              HasSubstr("the unknown surface of a cooling 'pad.left'"));
  EXPECT_THAT(messages_about("senor.temperature"), HasSubstr("the unknown point 'senor'"));
}

// Cases that a program makes, not the reader, are judged as well.
TEST(CheckCase, JudgesCasesWithoutAFile)
{
  Case input = good_case();
  input.parts.push_back(input.parts.front());
  input.cooling.push_back(input.cooling.front());
  input.heat.push_back(input.heat.front());
  const std::string all = messages(input);
  EXPECT_THAT(all, HasSubstr("The part 'board' is defined twice"));
  EXPECT_THAT(all, HasSubstr("lid.top is cooled twice"));
  EXPECT_THAT(all, HasSubstr("The part 'lid' is heated twice"));
  EXPECT_THAT(messages(Case()), HasSubstr("The package has no parts"));
}

// Names of directories that a result can be renamed to, and others.
TEST(CheckCase, JudgesTheDirectory)
{
  Case input = good_case();
  for (const char *good : {"results", "runs/hot", "../results", "/tmp/results", "a/"})
  {
    input.output.directory = good;
    EXPECT_EQ(messages(input), "") << good;
  }
  for (const char *bad : {"", " ", ".", "..", "/", "a/..", "../..", "~/results", "a\nb"})
  {
    input.output.directory = bad;
    EXPECT_THAT(messages(input), HasSubstr("output.directory is")) << bad;
  }
}

// Every fault of a message has its place: file and line of the key that is wrong.
TEST(CheckCase, NamesThePlace)
{
  std::string text = full_case;
  text.replace(text.find("material: FR4x"), 14, "material: FR5x");
  EXPECT_THAT(messages_about_text(text), HasSubstr(".yaml:3: package.board is made of"));
}

} // namespace
} // namespace kelvolt
