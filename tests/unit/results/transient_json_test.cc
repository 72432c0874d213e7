// What summary.json holds of time: absent from steady results, written and read to the
// digit in others, and refused where it is damaged.

#include "full_result.h"
#include "results/result_from_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

// A result at one time has no key of time; a history without a bar at one time has null
// there, and none at all without any.
TEST(TransientJson, HistoriesBelongToTransientRuns)
{
  const Json steady = Json::parse(to_json(full_result()));
  for (const char *key : {"times", "worst", "periodic", "time"})
    EXPECT_FALSE(steady.contains(key)) << key;
  EXPECT_FALSE(steady["parts"]["PART"].contains("mean_temperature_history"));
  EXPECT_FALSE(steady["limits"][0].contains("worst_time"));
  EXPECT_FALSE(steady["accuracy"].contains("space"));
  EXPECT_FALSE(result_from_json(steady.dump()).transient);

  Summary summary = full_transient();
  summary.parts[0].mean_temperature_history = {Number(300., 0.), Number(310.)};
  summary.points[0].temperature_history = {Number(300.), Number(310.)};
  const Json json = Json::parse(to_json(summary));
  const Json &part = json["parts"]["PART"], &point = json["points"]["POINT"];
  EXPECT_EQ(part["mean_temperature_history"], Json({300., 310.}));
  EXPECT_EQ(part["errors"]["mean_temperature_history"], Json({0., Json()}));
  EXPECT_FALSE(point["errors"].contains("temperature_history"));
  const Summary back = result_from_json(json.dump());
  EXPECT_EQ(back.parts[0].mean_temperature_history[0].error, 0.);
  EXPECT_FALSE(back.parts[0].mean_temperature_history[1].error);
  EXPECT_EQ(back.transient.value().times, summary.transient->times);
}

TEST(TransientJson, RefusesDamagedHistories)
{
  const auto expect = [](const std::string &sentence, const std::function<void(Json &)> &f)
  {
    Json json = Json::parse(to_json(full_transient()));
    f(json);
    try
    {
      result_from_json(json.dump());
      ADD_FAILURE() << sentence;
    }
    catch (const DamagedResult &damage)
    {
      EXPECT_EQ(damage.what(), sentence);
    }
  };
  expect("'parts.PART.mean_temperature_history' does not have one entry for each of "
         "'times'",
         [](Json &j)
         {
           Json &part = j["parts"]["PART"];
           part["mean_temperature_history"].erase(1);
           part["errors"]["mean_temperature_history"].erase(1);
         });
  expect("'parts.PART.mean_temperature_history.1' is a JSON string; allowed is a number",
         [](Json &j) { j["parts"]["PART"]["mean_temperature_history"][1] = "1"; });
  expect("'parts.PART.errors.mean_temperature_history.1' is -1; allowed is a number from "
         "0 on",
         [](Json &j) { j["parts"]["PART"]["errors"]["mean_temperature_history"][1] = -1; });
  expect("'parts.PART.errors.mean_temperature_history' is a JSON array of 3; allowed is a "
         "list of 2",
         [](Json &j)
         { j["parts"]["PART"]["errors"]["mean_temperature_history"].push_back(1); });
  expect("has no 'worst.part'", [](Json &j) { j["worst"].erase("part"); });
}

} // namespace
} // namespace kelvolt
