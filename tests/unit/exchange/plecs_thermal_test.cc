#include "example_model.h"
#include "exchange/plecs_thermal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace kelvolt
{
namespace
{

pugi::xml_node branch_of(pugi::xml_document &document, const std::string &text)
{
  EXPECT_TRUE(document.load_string(text.c_str()));
  return document.child("SemiconductorLibrary")
      .child("Package")
      .child("ThermalModel")
      .child("Branch");
}

// Both branches, parsed back, give the model's own curve.
TEST(PlecsThermal, HoldsTheCurve)
{
  const ModalModel model = test::example_model(true);
  FosterNetwork foster;
  pugi::xml_document first, second;
  const pugi::xml_node cells =
      branch_of(first, plecs_thermal(model, 1, PlecsBranch::foster));
  EXPECT_STREQ(cells.attribute("type").value(), "Foster");
  for (const pugi::xml_node element : cells.children("RTauElement"))
  {
    foster.resistance.push_back(element.attribute("R").as_double());
    foster.time_constant.push_back(element.attribute("Tau").as_double());
  }
  CauerNetwork cauer;
  const pugi::xml_node ladder =
      branch_of(second, plecs_thermal(model, 1, PlecsBranch::cauer));
  EXPECT_STREQ(ladder.attribute("type").value(), "Cauer");
  for (const pugi::xml_node element : ladder.children("RCElement"))
  {
    cauer.resistance.push_back(element.attribute("R").as_double());
    cauer.capacity.push_back(element.attribute("C").as_double());
  }
  const FosterNetwork of_ladder = foster_network(cauer);
  for (const double t : logarithmic_times(1e-8, 1e3, 3))
  {
    const double exact = step_response(model, 1, 1, t);
    EXPECT_NEAR(step_response(foster, t), exact, 1e-11 * exact);
    EXPECT_NEAR(step_response(of_ladder, t), exact, 1e-11 * exact);
  }
}

// A title with signs of XML stays one; a pair that is no source's own has no network.
TEST(PlecsThermal, KeepsTheTitleAndRefusesTheRest)
{
  pugi::xml_document document;
  const ModalModel model = test::example_model(true);
  ASSERT_TRUE(document.load_string(plecs_thermal(model, 0, PlecsBranch::cauer).c_str()));
  const pugi::xml_node package = document.child("SemiconductorLibrary").child("Package");
  EXPECT_EQ(package.child("Comment").child("Line").text().get(), model.title);
  EXPECT_THROW(plecs_thermal(model, 2, PlecsBranch::cauer), std::domain_error);
  ModalModel adiabatic = model;
  adiabatic.rate[0] = 0.;
  EXPECT_THROW(plecs_thermal(adiabatic, 0, PlecsBranch::cauer), std::domain_error);
  EXPECT_THROW(plecs_thermal(adiabatic, 0, PlecsBranch::foster), std::domain_error);
}

} // namespace
} // namespace kelvolt
