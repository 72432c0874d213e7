#include "results/json_path.h"
#include "results/numbers_json.h"
#include "results/summary.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

Json floating_json(const std::vector<FloatingConductor> &conductors)
{
  Json json = Json::array();
  for (const FloatingConductor &one : conductors)
    json.push_back({{"parts", one.parts},
                    {"potential", one.potential},
                    {"errors", {{"potential", 0.}}}});
  return json;
}

Json limits_json(const std::vector<LimitSummary> &limits)
{
  Json json = Json::array();
  for (const LimitSummary &limit : limits)
    json.push_back({{"text", limit.text},
                    {"value", limit.value},
                    {"met", limit.met},
                    {"certain", limit.certain},
                    {"errors", {{"value", limit.error}}}});
  return json;
}

Json matrices_json(const Summary &summary)
{
  Json json = Json::object();
  if (const auto &matrix = summary.conductance)
    json["conductance"] = {{"terminals", matrix->names}, {"values", matrix->values}};
  if (const auto &matrix = summary.resistance_matrix)
    json["thermal_resistance"] = {{"parts", matrix->names}, {"values", matrix->values}};
  return json;
}

Json cost_json(const Cost &cost)
{
  return {{"ranks", cost.ranks},
          {"cells", cost.cells},
          {"dofs", cost.dofs},
          {"cycles", cost.cycles},
          {"nonlinear_iterations", cost.nonlinear_iterations},
          {"linear_iterations", cost.linear_iterations},
          {"seconds",
           {{"total", cost.seconds.total},
            {"mesh", cost.seconds.mesh},
            {"assembly", cost.seconds.assembly},
            {"solve", cost.seconds.solve},
            {"estimate", cost.seconds.estimate},
            {"output", cost.seconds.output}}},
          {"peak_memory_bytes", cost.peak_memory_bytes}};
}

Json sensitivities_json(const std::vector<Sensitivity> &sensitivities)
{
  Json json = Json::array();
  for (const Sensitivity &one : sensitivities)
    json.push_back(
        {{"parameter", one.parameter},
         {"value", one.value},
         {one.kind == Sensitivity::Kind::temperature ? "per_kelvin" : "per_percent",
          one.per_percent}});
  return json;
}

Json goal_json(const AccuracySummary &goal)
{
  return {{"of", goal.of},
          {"value", goal.value},
          {"unit", goal.unit},
          {"requested", goal.requested},
          {"estimated", goal.estimated},
          {"electric", goal.electric},
          {"thermal", goal.thermal},
          {"reliable", goal.reliable},
          {"met", goal.met}};
}

/// The first goal; those asked for besides under `others`.
template <typename Convert>
Json first_and_others(const std::vector<AccuracySummary> &goals, const Convert &to_json)
{
  Json json = to_json(goals.at(0));
  for (std::size_t i = 1; i < goals.size(); ++i)
    json["others"].push_back(to_json(goals[i]));
  return json;
}

Json runaway_json(const Runaway &runaway)
{
  Json drives = Json::object();
  for (const Runaway::Drive &drive : runaway.drives)
    drives[drive.terminal][drive.is_current ? "current" : "voltage"] = {
        runaway.steady_scale * drive.given, runaway.lost_scale * drive.given};
  return {{"critical_scale", {runaway.steady_scale, runaway.lost_scale}},
          {"critical_drive", drives},
          {"temperature", runaway.temperature},
          {"hottest_part", runaway.hottest_part},
          {"loop_gain", runaway.loop_gain},
          {"part", runaway.part},
          {"share", runaway.share},
          {"law", runaway.law},
          {"cells", runaway.cells}};
}

/// What every summary.json begins with.
Json heading_json(const Summary &summary)
{
  Json json;
  json["format"] = result_schema::format;
  json["kelvolt"] = summary.version;
  json["case"] = summary.title;
  json["status"] = summary.status;
  if (!summary.origin.date.empty())
    json["origin"] = {{"date", summary.origin.date},
                      {"host", summary.origin.host},
                      {"case_fnv1a_64", summary.origin.case_hash}};
  return json;
}

/// The keys of the contract, none with a number that could be taken for an answer.
Json without_steady_state(const Summary &summary)
{
  Json json = heading_json(summary);
  json["runaway"] = runaway_json(*summary.runaway);
  json["max_temperature"] = nullptr;
  for (const char *key : {"parts", "surfaces", "terminals"})
    json[key] = Json::object();
  json["audit"] = json["accuracy"] = nullptr;
  json["limits"] = Json::array();
  json["warnings"] = summary.warnings;
  json["cost"] = cost_json(summary.cost);
  return json;
}

/// The iteration for the loop gain stops at a change of one in a thousand: further digits
/// mean nothing.
double known_digits(double loop_gain)
{
  return std::stod(fmt::format("{:.3g}", loop_gain));
}

Json to_json(const Summary &summary)
{
  if (summary.runaway)
    return without_steady_state(summary);
  Json json = heading_json(summary);
  add_numbers_json(summary, json);
  if (Json matrices = matrices_json(summary); !matrices.empty())
    json["matrices"] = std::move(matrices);
  if (!summary.goals.empty())
  {
    json["accuracy"] = first_and_others(summary.goals, goal_json);
    json["sensitivities"] = first_and_others(
        summary.goals,
        [](const AccuracySummary &goal) {
          return Json{{"of", goal.of}, {"list", sensitivities_json(goal.sensitivities)}};
        });
  }
  if (summary.loop_gain)
    json["stability"] = {{"loop_gain", known_digits(*summary.loop_gain)}};
  if (!summary.floating_conductors.empty())
    json["floating_conductors"] = floating_json(summary.floating_conductors);
  json["limits"] = limits_json(summary.limits);
  json["warnings"] = summary.warnings;
  json["cost"] = cost_json(summary.cost);
  return json;
}

} // namespace

std::string summary_json(const Summary &summary)
{
  Json json = to_json(summary);
  if (summary.profile)
    json["profile"] = to_json(*summary.profile);
  // Whatever text has come this far is not worth losing a result.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<double> summary_number(const Summary &summary, const std::string &path)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.of == path)
      return goal.value;
  const Json json = to_json(summary);
  const Json *found = find_json_path(json, path);
  if (found != nullptr && found->is_object() && found->contains("value"))
    found = &found->at("value");
  if (found == nullptr || !found->is_number())
    return std::nullopt;
  return found->get<double>();
}

} // namespace kelvolt
