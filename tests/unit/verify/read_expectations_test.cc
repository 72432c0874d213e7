#include "../input/case_text.h"
#include "verify/read_expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<VerificationProblem> read_text_of(const std::string &text)
{
  return read_expectations(TemporaryFile(text).path());
}

std::string messages(const std::string &text)
{
  try
  {
    read_text_of(text);
  }
  catch (const InputError &error)
  {
    return error.what();
  }
  return "";
}

/// One problem whose case is a file that exists.
std::string problem_with(const std::string &rest)
{
  return "slab:\n  case: " KELVOLT_SOURCE_DIR "/tests/verification/layers.yaml\n" + rest;
}

// An entry of a history has the dimension of the number that it follows.
TEST(ReadExpectations, ReadsEntriesOfHistories)
{
  const auto problems = read_text_of(problem_with(R"(  source: a book
  exact:
    parts.base.mean_temperature_history.3: {is: 26.85 degC, within: 1 mK}
    contacts.base|top.mean_jump_history.12: {is: 4 K, within: 1 %}
)"));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_DOUBLE_EQ(problems[0].values[0].value, 300.);
  EXPECT_EQ(problems[0].values[1].unit, "K");
  EXPECT_DOUBLE_EQ(problems[0].values[1].allowed, 0.04);
  EXPECT_TRUE(is_history("parts.base.mean_temperature_history.3"));
  EXPECT_FALSE(is_history("parts.base.mean_temperature_history"));
  EXPECT_FALSE(is_history("parts.base.mean_temperature_history."));
  EXPECT_FALSE(is_history("matrices.conductance.values.0.1"));
}

// Values and tolerances in SI units; a tolerance in per cent is one of the value.
TEST(ReadExpectations, ReadsValuesWithUnits)
{
  const auto problems = read_text_of(problem_with(R"(  set: [mesh.degree=3]
  source: a book
  exact:
    parts.base.max_temperature: {is: 26.85 degC, within: 0.5 K}
  published:
    terminals.plus.current: {is: -2000 mA, within: 0.1 %}
)"));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].name, "slab");
  EXPECT_EQ(problems[0].source, "a book");
  EXPECT_THAT(problems[0].overrides, ElementsAre("mesh.degree=3"));
  ASSERT_EQ(problems[0].values.size(), 2U);
  EXPECT_DOUBLE_EQ(problems[0].values[0].value, 300.);
  EXPECT_DOUBLE_EQ(problems[0].values[0].allowed, 0.5);
  EXPECT_EQ(problems[0].values[0].unit, "K");
  EXPECT_TRUE(problems[0].values[0].exact);
  EXPECT_DOUBLE_EQ(problems[0].values[1].value, -2.);
  EXPECT_DOUBLE_EQ(problems[0].values[1].allowed, 2e-3);
  EXPECT_FALSE(problems[0].values[1].exact);
}

// Of matrices each entry can be named.
TEST(ReadExpectations, ReadsEntriesOfMatrices)
{
  const auto problems = read_text_of(problem_with(R"(  source: a book
  exact:
    matrices.conductance.values.0.1: {is: -4 S, within: 1 %}
    matrices.thermal_resistance.values.2.0: {is: 5 K/W, within: 1 mK/W}
)"));
  ASSERT_EQ(problems.size(), 1U);
  ASSERT_EQ(problems[0].values.size(), 2U);
  EXPECT_EQ(problems[0].values[0].unit, "S");
  EXPECT_DOUBLE_EQ(problems[0].values[0].allowed, 0.04);
  EXPECT_EQ(problems[0].values[1].unit, "K/W");
  EXPECT_DOUBLE_EQ(problems[0].values[1].allowed, 1e-3);
}

// Every shipped problem can be read, and its case file is there.
TEST(ReadExpectations, ShippedFileIsSound)
{
  const auto problems = read_expectations(shipped_expectations());
  EXPECT_GT(problems.size(), 25U);
  for (const VerificationProblem &problem : problems)
    EXPECT_NO_THROW(read_case(problem.case_file, problem.overrides)) << problem.name;
}

// All faults at once, each with what may stand there.
TEST(ReadExpectations, NamesEveryFault)
{
  const std::string text = messages(problem_with(R"(  sorce: a book
  exact:
    parts.base.max_temperatur: {is: 300 K, within: 1 K}
    parts.base.min_temperature: {is: 300 K, within: 1 %}
    parts.base.mean_temperature: {is: 300, within: 0 K}
    terminals.plus.current: {is: 1 A}
)"));
  EXPECT_THAT(text, HasSubstr("Did you mean 'source'?"));
  EXPECT_THAT(text, HasSubstr("slab has no key 'source'"));
  EXPECT_THAT(text, HasSubstr("Did you mean 'max_temperature'?"));
  EXPECT_THAT(text, HasSubstr("slab.exact.parts.base.min_temperature.within"));
  EXPECT_THAT(text, HasSubstr("slab.exact.parts.base.mean_temperature.is"));
  EXPECT_THAT(text, HasSubstr("a value above zero"));
  EXPECT_THAT(text, HasSubstr("slab.exact.terminals.plus.current has no key 'within'"));
}

// A problem that expects nothing would always pass.
TEST(ReadExpectations, RefusesProblemsWithoutValuesOrCase)
{
  EXPECT_THAT(messages(problem_with("  source: a book\n")), HasSubstr("expects nothing"));
  EXPECT_THAT(messages("slab: {case: absent.yaml, source: a book}\n"),
              HasSubstr("there is no case file 'absent.yaml'"));
}

} // namespace
} // namespace kelvolt
