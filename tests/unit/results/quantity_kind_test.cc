// The table of what can be asked for: every kind is found by its form, and its number is
// one of summary.json, or made of those.

#include "full_result.h"
#include "results/quantity_value.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// What is written in place of the placeholders of full_result().
Quantity in_full_result(Quantity::Kind kind)
{
  using Subject = QuantityKind::Subject;
  switch (described(kind).subject)
  {
  case Subject::part_or_package:
  case Subject::part:
    return {kind, "PART"};
  case Subject::surface:
  case Subject::cooled_surface:
    return {kind, "SURFACE.top"};
  case Subject::point:
    return {kind, "POINT"};
  case Subject::wire:
    return {kind, "wires.WIRE"};
  case Subject::terminal:
    return {kind, "TERMINAL"};
  case Subject::terminal_pair:
    return {kind, "TERMINAL", "TERMINAL"};
  case Subject::part_pair:
    return {kind, "PART", "PART"};
  }
  return {};
}

// Its own text leads back to each kind.
TEST(QuantityKind, IsParsedAsWritten)
{
  EXPECT_GE(all_quantity_kinds().size(), 10U);
  for (const Quantity::Kind kind : all_quantity_kinds())
  {
    const Quantity quantity = in_full_result(kind);
    const auto parsed = parse_quantity_name(quantity.text());
    ASSERT_TRUE(parsed) << quantity.text();
    EXPECT_EQ(parsed->kind, kind) << quantity.text();
    EXPECT_EQ(parsed->text(), quantity.text());
    EXPECT_NE(quantity_forms().find(quantity_form(kind)), std::string::npos);
  }
  EXPECT_EQ(parse_quantity_name("max_temperature").value().subject, "");
  for (const char *text : {"",
                           ".",
                           ".current",
                           "mean_temperature",
                           "a.b",
                           "a.resistance",
                           "a|.resistance",
                           "|a.resistance",
                           "a.top.current",
                           "a|b.max_temperature",
                           "a|b.top.heat_flow"})
    EXPECT_FALSE(parse_quantity_name(text)) << text;
}

// A number that stands in the result has its place in summary.json, and the error stated
// for it goes there; so does a better value, beside which that on the mesh stays, however
// often it is stated.
TEST(QuantityKind, ItsNumberIsWritten)
{
  constexpr double error = 654321.25;
  for (const Quantity::Kind kind : all_quantity_kinds())
  {
    const Quantity quantity = in_full_result(kind);
    if (described(kind).find == nullptr)
      continue;
    Summary summary = full_result();
    const std::string before = to_json(summary);
    EXPECT_EQ(before.find("654321.25"), std::string::npos);
    const Number number = number_of(quantity, summary);
    state(quantity, 0., error, summary);
    EXPECT_EQ(number_of(quantity, summary).error, error) << quantity.text();
    EXPECT_NE(to_json(summary).find("654321.25"), std::string::npos) << quantity.text();
    const double on_mesh = number.value_on_mesh();
    EXPECT_EQ(number_of(quantity, summary).value, on_mesh);
    for (const double correction : {0.5, -0.25})
    {
      state(quantity, correction, error, summary);
      EXPECT_EQ(number_of(quantity, summary).value, on_mesh + correction);
      EXPECT_EQ(number_of(quantity, summary).on_mesh, on_mesh);
    }
  }
}

Quantity quantity(const char *name)
{
  return parse_quantity_name(name).value();
}

// The package is as hot as its hottest part, and no part is hotter than the package.
TEST(QuantityKind, MaximaAgree)
{
  Summary summary;
  summary.hottest_part = "a";
  summary.max_temperature = {400., 0.1};
  summary.parts = {{"a", 300., 350., {400., 0.2}, 1., 0., 1.},
                   {"b", 300., 350., {399., 0.2}, 1., 0., 1.}};
  state(quantity("max_temperature"), 0.5, 0.3, summary);
  EXPECT_EQ(summary.parts[0].max_temperature.value, 400.5);
  EXPECT_EQ(summary.parts[0].max_temperature.error, 0.3);
  EXPECT_EQ(summary.parts[0].max_temperature.on_mesh, 400.);
  EXPECT_EQ(summary.parts[1].max_temperature.value, 399.);
  state(quantity("b.max_temperature"), 1., 0.4, summary);
  EXPECT_EQ(summary.max_temperature.value, 400.5);
  state(quantity("b.max_temperature"), 2., 0.4, summary);
  EXPECT_EQ(summary.max_temperature.value, 401.);
  EXPECT_EQ(summary.max_temperature.error, 0.4);
  EXPECT_EQ(summary.max_temperature.on_mesh, 400.);
}

// Of the hottest part and of the package it is one number with one bar, that of the goal;
// another part that may be hotter widens it.
TEST(QuantityKind, MaximaHaveOneBar)
{
  Summary summary;
  summary.hottest_part = "a";
  summary.max_temperature = {400., 3.};
  summary.parts = {{"a", 300., 350., {400., 3.}, 1., 0., 1.},
                   {"b", 300., 350., {390., 2.}, 1., 0., 1.}};
  Summary other = summary;
  state(quantity("max_temperature"), 0.5, 0.3, summary);
  EXPECT_EQ(summary.parts[0].max_temperature.error, 0.3);
  state(quantity("a.max_temperature"), 0.5, 0.2, other);
  EXPECT_EQ(other.max_temperature.error, 0.2);
  other.parts[1].max_temperature.error = 12.;
  state(quantity("a.max_temperature"), 0.5, 0.2, other);
  EXPECT_EQ(other.max_temperature.error, 390. + 12. - 400.5);
}

// What follows from several numbers has the bars of all of them, and no place of its own.
TEST(QuantityKind, RatiosFollowFromNumbers)
{
  Summary summary;
  summary.terminals = {{"a", {3., 0.1}, {2., 0.2}, 3.}, {"b", {1., 0.3}, {-2., 0.2}, 1.}};
  const Quantity resistance = parse_quantity_name("a|b.resistance").value();
  const Number number = number_of(resistance, summary);
  EXPECT_DOUBLE_EQ(number.value, 1.);
  EXPECT_DOUBLE_EQ(number.error.value(), (0.1 + 0.3 + 1. * 0.2) / 2.);
  const std::string before = to_json(summary);
  state(resistance, 0.5, 5., summary);
  EXPECT_EQ(to_json(summary), before);
}

} // namespace
} // namespace kelvolt
