// summary.json in both directions. What is written is read back to the digit; what was
// damaged is refused with place, found and allowed; and the keys are those of the format
// number, so that a key cannot vanish without a new one.

#include "full_result.h"
#include "results/record_keys.h"
#include "results/result_from_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::IsEmpty;

/// Goes through a result, see summary_keys.h, and names what has its default.
class UnsetMembers
{
public:
  static constexpr bool reads = false;
  template <typename Type>
  using Access = const Type;

  explicit UnsetMembers(std::set<std::string> &names) : names_(names) {}

  void format() {}
  void without_answers() {}
  void errors() {}
  void same(const std::string &, const std::string &) {}
  void key_among(std::initializer_list<const char *>, const std::string &, bool = true) {}
  template <typename Type>
  void derived(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void value(const std::string &key, const Type &x)
  {
    if (x == Type())
      names_.insert(key);
  }
  /// Has no value that says that it is set.
  void value(const std::string &, bool) {}
  template <typename Type>
  void added(const std::string &key, const Type &x)
  {
    value(key, x);
  }
  void number(const std::string &key, const Number &x, Bar)
  {
    value(key, x.value);
    value("errors." + key, x.error);
  }
  void number(const std::string &key, const std::optional<Number> &x, Bar bar)
  {
    number(key, x.value_or(Number()), bar);
  }
  void history(const std::string &key, const History &history, const Number &)
  {
    if (history.empty())
      names_.insert(key);
    for (const Number &one : history)
      number(key, one, Bar::derived);
  }
  void pair(const std::string &key, double first, double second)
  {
    value(key, first);
    value(key, second);
  }
  template <typename Type>
  void object(const std::string &, const Type &x)
  {
    describe(*this, x);
  }
  template <typename Type>
  void object(const std::string &key, const std::optional<Type> &x)
  {
    if (x)
      describe(*this, *x);
    else
      names_.insert(key);
  }
  template <typename Function>
  void nested(const std::string &key, bool wanted, const Function &f)
  {
    if (wanted)
      f(*this);
    else
      names_.insert(key);
  }
  template <typename Type>
  void list(const std::string &key, const std::vector<Type> &list)
  {
    if (list.empty())
      names_.insert(key);
    for (const Type &one : list)
      describe(*this, one);
  }
  template <typename Type>
  void list_if_any(const std::string &key, const std::vector<Type> &entries)
  {
    list(key, entries);
  }
  template <typename Type>
  void named(const std::string &key, const std::vector<Type> &entries)
  {
    list(key, entries);
  }
  template <typename Type>
  void named_if_any(const std::string &key, const std::vector<Type> &entries)
  {
    list(key, entries);
  }
  template <typename Function>
  void entries(const std::string &, std::size_t n, const Function &f)
  {
    for (std::size_t i = 0; i < n; ++i)
      f(*this, i);
  }

private:
  std::set<std::string> &names_;
};

std::set<std::string> unset_members(const Summary &summary)
{
  std::set<std::string> names;
  UnsetMembers form(names);
  describe(form, summary);
  return names;
}

std::string refusal(const Json &json)
{
  try
  {
    result_from_json(json.dump());
    return "";
  }
  catch (const DamagedResult &damage)
  {
    return damage.what();
  }
}

/// Of the full result after a change.
std::string refusal_of(const std::function<void(Json &)> &change)
{
  Json json = Json::parse(to_json(full_result()));
  change(json);
  return refusal(json);
}

/// `parts.PART.errors.volume`; entries of lists have no index.
void collect_keys(const Json &json, const std::string &path, std::set<std::string> &keys)
{
  if (!path.empty())
    keys.insert(path);
  if (json.is_object())
    for (const auto &[key, value] : json.items())
      collect_keys(value, path.empty() ? key : path + "." + key, keys);
  if (json.is_array())
    for (const Json &value : json)
      if (value.is_structured())
        collect_keys(value, path + "[]", keys);
}

// The tests below would prove little with members at their defaults. That of a runaway is
// absent from a result with a steady state, those of time from a steady result.
TEST(ResultJson, TheFullResultHasEveryMember)
{
  EXPECT_THAT(unset_members(full_transient()), testing::ElementsAre("runaway"));
  EXPECT_THAT(unset_members(full_result()),
              testing::UnorderedElementsAre("runaway",
                                            "first_violation",
                                            "errors.first_violation",
                                            "worst_time",
                                            "space",
                                            "time",
                                            "mean_temperature_history",
                                            "max_temperature_history",
                                            "heat_flow_history",
                                            "mean_jump_history",
                                            "conduction_loss_history",
                                            "voltage_history",
                                            "current_history",
                                            "temperature_history"));
  EXPECT_THAT(unset_members(full_runaway()), testing::ElementsAre("limits", "profile"));
}

// To the digit, and nothing lost on the way.
TEST(ResultJson, IsReadAsItWasWritten)
{
  for (const Summary &summary :
       {full_result(), full_transient(), full_runaway(), bare_result()})
  {
    const std::string text = to_json(summary);
    const Summary back = result_from_json(text);
    EXPECT_EQ(to_json(back), text);
    EXPECT_EQ(unset_members(back), unset_members(summary));
  }
}

// What has a meaning of its own besides its key.
TEST(ResultJson, ReadsWhatKeysStandFor)
{
  const Summary back = result_from_json(to_json(full_result()));
  EXPECT_EQ(back.surfaces[0].name, "SURFACE.top");
  EXPECT_EQ(back.surfaces[1].film.value().number_name, "reynolds");
  EXPECT_EQ(back.goals[1].sensitivities[1].kind, Sensitivity::Kind::temperature);
  EXPECT_EQ(back.profile.value().phases[2].parent, 1U);
  EXPECT_EQ(back.profile.value().phases[3].parent, 0U);
  EXPECT_EQ(back.profile.value().ranks, 2U);
  const Summary lost = result_from_json(to_json(full_runaway()));
  EXPECT_TRUE(lost.runaway.value().drives[0].is_current);
  EXPECT_FALSE(lost.runaway.value().drives[1].is_current);
}

// What is not known is absent, and null where scripts look for it all the same.
TEST(ResultJson, OptionalNumbersMayBeAbsentOrNull)
{
  Summary summary = bare_result();
  summary.parts = {{"PART", 1., 2., 3., 4., 5., 6.}};
  Json json = Json::parse(to_json(summary));
  EXPECT_FALSE(json["parts"]["PART"].contains("errors"));
  EXPECT_FALSE(json["parts"]["PART"].contains("current"));
  Summary back = result_from_json(json.dump());
  EXPECT_FALSE(back.parts[0].volume.error);
  EXPECT_FALSE(back.parts[0].current);
  json["max_temperature"]["error"] = nullptr; // not known
  json["audit"].erase("round_off");           // as in the first results of format 1
  json["origin"] = nullptr;
  json["thermal_resistance"] = nullptr;
  back = result_from_json(json.dump());
  EXPECT_FALSE(back.max_temperature.error);
  EXPECT_FALSE(back.origin);
  EXPECT_FALSE(back.thermal_resistance);
}

// JSON has no word for it, and null would be taken for a number that is not known.
TEST(ResultJson, RefusesToWriteWhatIsNotFinite)
{
  for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL})
  {
    Summary value = full_result(), error = full_result(), place = full_result();
    value.parts[0].volume.value = bad;
    error.surfaces[0].film->h.error = bad;
    place.joints[0].position[1] = bad;
    const auto expect_refused = [](const Summary &summary, const char *where)
    {
      try
      {
        to_json(summary);
        ADD_FAILURE() << where;
      }
      catch (const std::runtime_error &refusal)
      {
        EXPECT_THAT(refusal.what(), HasSubstr(where));
        EXPECT_THAT(refusal.what(), HasSubstr("allowed are finite numbers"));
      }
    };
    expect_refused(value, "'parts.PART.volume'");
    expect_refused(error, "'surfaces.SURFACE.top.film.errors.h'");
    expect_refused(place, "'joints.0.position.1'");
  }
}

// Place, found, allowed.
TEST(ResultJson, RefusesDamageWithASentence)
{
  const auto expect = [](const std::string &sentence, const std::function<void(Json &)> &f)
  {
    EXPECT_EQ(refusal_of(f), sentence);
  };
  expect("has no 'max_temperature'", [](Json &j) { j.erase("max_temperature"); });
  expect("'parts.PART.volume' is a JSON string; allowed is a number",
         [](Json &j) { j["parts"]["PART"]["volume"] = "1"; });
  expect("'parts.PART.volume' is a JSON null; allowed is a number",
         [](Json &j) { j["parts"]["PART"]["volume"] = nullptr; });
  expect("has no 'parts.PART.volume'", [](Json &j) { j["parts"]["PART"].erase("volume"); });
  expect("'parts' is a JSON array; allowed is an object",
         [](Json &j) { j["parts"] = Json::array(); });
  expect("'parts.PART.errors' is a JSON number; allowed is an object",
         [](Json &j) { j["parts"]["PART"]["errors"] = 1; });
  expect("'parts.PART.errors.volume' is -1; allowed is a number from 0 on",
         [](Json &j) { j["parts"]["PART"]["errors"]["volume"] = -1; });
  expect("'joints.0.between' is a JSON array of 1; allowed is a list of 2",
         [](Json &j) { j["joints"][0]["between"] = {"PART"}; });
  expect("'joints.0.position.2' is a JSON boolean; allowed is a number",
         [](Json &j) { j["joints"][0]["position"][2] = true; });
  expect("'limits.0.met' is a JSON number; allowed is true or false",
         [](Json &j) { j["limits"][0]["met"] = 1; });
  expect("'cost.ranks' is -1; allowed is a whole number from 0 to 4294967295",
         [](Json &j) { j["cost"]["ranks"] = -1; });
  expect("'cost.cycles' is 1.5; allowed is a whole number from 0 to 4294967295",
         [](Json &j) { j["cost"]["cycles"] = 1.5; });
  expect("'sensitivities.of' is 'PART.heat'; allowed is 'max_temperature'",
         [](Json &j) { j["sensitivities"]["of"] = "PART.heat"; });
  expect("has no 'sensitivities.list.0.per_kelvin'",
         [](Json &j) { j["sensitivities"]["list"][0].erase("per_percent"); });
  expect("'format' is 1000; allowed is 1 or less; the result is of a later version of "
         "Kelvolt",
         [](Json &j) { j["format"] = 1000; });
  expect("'warnings.0' is a JSON object; allowed is a text",
         [](Json &j) { j["warnings"][0] = Json::object(); });
  expect("has no 'parts.?[2J.min_temperature'",
         [](Json &j) { j["parts"]["\x1b[2J"] = Json::object(); });
}

// Every key in turn is taken away, made null, and given another type: nothing but a result
// or a refusal comes of it.
TEST(ResultJson, SurvivesEveryChangeOfOneKey)
{
  const Json sound = Json::parse(to_json(full_transient()));
  const Json flat = sound.flatten();
  int n_refused = 0;
  for (const auto &[pointer, value] : flat.items())
    for (const Json &other : {Json(), Json(-1), Json("x"), Json::array(), Json::object()})
    {
      Json changed = sound;
      changed[Json::json_pointer(pointer)] = other;
      n_refused += refusal(changed).empty() ? 0 : 1;
    }
  EXPECT_GT(n_refused, 2 * static_cast<int>(flat.size()));
}

// No JSON at all.
TEST(ResultJson, RefusesOtherText)
{
  const auto expect = [](std::string_view text, const char *sentence)
  {
    try
    {
      result_from_json(text);
      ADD_FAILURE() << text;
    }
    catch (const DamagedResult &damage)
    {
      EXPECT_STREQ(damage.what(), sentence);
    }
  };
  expect("", "is no JSON from byte 1 on");
  expect("[]", "is a JSON array; allowed is an object");
  expect("{\"cost\": 1e999}", "holds a number beyond 1e308");
  expect(std::string(100000, '['), "is nested more than 100 deep");
  expect("{\"a\": \xff}", "is no JSON from byte 7 on");
}

// Who asks for some keys does not depend on the others.
TEST(ResultJson, LooksOnlyAtWhatIsAskedFor)
{
  Json json = Json::parse(to_json(full_result()));
  json["parts"] = 3;
  const Summary summary = result_from_json(json.dump(), {"case", "max_temperature"});
  EXPECT_EQ(summary.title, full_result().title);
  EXPECT_EQ(summary.hottest_part, "PART");
  EXPECT_THAT(summary.warnings, IsEmpty());
}

// A key that is gone, or has another name, breaks what reads results: the format number
// goes up, and keys_of_format_N.txt of the new number holds all keys. A key that is new
// leaves the number and is added to the file.
TEST(ResultJson, KeysBelongToTheFormat)
{
  std::set<std::string> keys, known;
  for (const Summary &summary :
       {full_result(), full_transient(), full_runaway(), bare_result()})
    collect_keys(Json::parse(to_json(summary)), "", keys);
  const std::string name = KELVOLT_SOURCE_DIR "/tests/unit/results/keys_of_format_" +
                           std::to_string(result_schema::format) + ".txt";
  std::ifstream file(name);
  for (std::string line; std::getline(file, line);)
    known.insert(line);
  std::vector<std::string> gone, added;
  std::set_difference(
      known.begin(), known.end(), keys.begin(), keys.end(), std::back_inserter(gone));
  std::set_difference(
      keys.begin(), keys.end(), known.begin(), known.end(), std::back_inserter(added));
  EXPECT_THAT(gone, IsEmpty())
      << "of format " << result_schema::format
      << ": raise `format` in results/result_schema.h, and leave this file as it is.";
  EXPECT_THAT(added, IsEmpty()) << "Add what is new to " << name;
}

} // namespace
} // namespace kelvolt
