// What lies beyond a scale has colours of its own; what overshoots it by next to nothing
// has not.

#include "colour_scale.h"

#include <gtest/gtest.h>

namespace
{

using namespace kelvolt;

TEST(ColourScale, HasColoursForWhatIsBeyond)
{
  const ColourScale scale = ColourScale::even(70., 190., ColourMap::plasma);
  const auto table = scale.lookup_table();
  const auto seen = [&](double value)
  {
    Colour colour{};
    table->GetColor(scale.position(value), colour.data());
    return colour;
  };
  const auto expect_near = [&](double value, const Colour &due)
  {
    for (std::size_t c = 0; c < due.size(); ++c)
      EXPECT_NEAR(seen(value)[c], due[c], 0.005) << value;
  };
  const unsigned int last = scale.n_bands() - 1;
  expect_near(69.7, scale.colour(0));
  expect_near(70.1, scale.colour(0));
  expect_near(79.9, scale.colour(0));
  expect_near(79.99, scale.colour(1)); // 80 but for digits that do not count
  expect_near(80.1, scale.colour(1));
  expect_near(189.9, scale.colour(last));
  expect_near(190.3, scale.colour(last));
  for (const double colder : {69., 0., -1e9})
    expect_near(colder, lower_colour);
  for (const double hotter : {191., 1000., 1e9})
    expect_near(hotter, higher_colour);
}

} // namespace
