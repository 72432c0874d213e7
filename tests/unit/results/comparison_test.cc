#include "full_result.h"
#include "results/comparison.h"
#include "results/number_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two parts, known by hand.
Summary small_result()
{
  Summary summary;
  summary.max_temperature = Number(360., 0.1);
  PartSummary part;
  part.name = "die.1";
  part.max_temperature = Number(360., 0.1);
  part.volume = Number::exact(1e-9);
  summary.parts.push_back(part);
  return summary;
}

// Within both bars together they are the same; beyond them not. What is exact may differ by
// the digits of a sum only.
TEST(Comparison, JudgesByBothBars)
{
  const Summary a = small_result();
  EXPECT_TRUE(compare(a, a).is_same());
  Summary b = a;
  b.parts[0].max_temperature.value += 0.19;
  b.parts[0].volume.value *= 1. + 1e-13;
  EXPECT_TRUE(compare(a, b).is_same());
  b.parts[0].max_temperature.value += 0.02;
  b.parts[0].volume.value *= 1. + 1e-9;
  const Comparison beyond = compare(a, b);
  EXPECT_FALSE(beyond.is_same());
  std::vector<std::string> names;
  for (const NumberDifference &one : beyond.numbers)
    if (!one.is_within())
      names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("parts.die.1.max_temperature", "parts.die.1.volume"));
}

// What one of them does not have is told, and so are a status and verdicts that differ.
TEST(Comparison, TellsWhatElseDiffers)
{
  Summary a = small_result(), b = a;
  b.parts[0].current = Number(1., 0.1);
  b.status = result_schema::limit_violated;
  a.limits = {{"max_temperature <= 90 degC", Number(360., 0.1), true, true, 0., {}, {}}};
  b.limits = a.limits;
  b.limits[0].met = false;
  const Comparison comparison = compare(a, b);
  EXPECT_THAT(comparison.only_first, IsEmpty());
  EXPECT_THAT(comparison.only_second, ElementsAre("parts.die.1.current"));
  EXPECT_THAT(comparison.remarks,
              ElementsAre(HasSubstr("'limit_violated'"), HasSubstr("<= 90 degC")));
  EXPECT_EQ(comparison.n_beyond(), 0U);
  EXPECT_FALSE(comparison.is_same());
}

/// The bars under `errors`, anywhere in a summary.
std::size_t n_bars(const nlohmann::json &json)
{
  std::size_t n = 0;
  if (json.is_object() && json.contains("errors"))
    for (const auto &bar : json.at("errors"))
      n += bar.is_array() ? bar.size() : 1;
  for (const auto &[key, below] : json.items())
    if (key != "errors" && below.is_structured())
      n += n_bars(below);
  return n;
}

// Every number of summary.json that has a bar under `errors` is listed, and the largest
// temperature, which has it as `error`.
TEST(NumberList, HoldsAllNumbersWithBars)
{
  const Summary summary = full_result();
  std::size_t with_bar = 0;
  for (const ListedNumber &one : number_list(summary))
    with_bar += one.number.error ? 1 : 0;
  const std::size_t stated_otherwise = summary.transient ? 2 : 1;
  EXPECT_EQ(with_bar - stated_otherwise, n_bars(nlohmann::json::parse(to_json(summary))));
  EXPECT_GT(with_bar, 20U);
}

} // namespace
} // namespace kelvolt
