#include "output/json_path.h"
#include "output/summary.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

Json parts_json(const std::vector<PartSummary> &parts)
{
  Json json = Json::object();
  for (const PartSummary &part : parts)
  {
    json[part.name] = {{"min_temperature", part.min_temperature},
                       {"mean_temperature", part.mean_temperature},
                       {"max_temperature", part.max_temperature},
                       {"volume", part.volume},
                       {"joule_heat", part.joule_heat},
                       {"heat", part.heat}};
    if (part.errors)
      json[part.name]["errors"] = {{"min_temperature", part.errors->min_temperature},
                                   {"mean_temperature", part.errors->mean_temperature},
                                   {"max_temperature", part.errors->max_temperature},
                                   {"joule_heat", part.errors->joule_heat}};
  }
  return json;
}

Json film_json(const FilmSummary &film)
{
  Json json = {
      {"model", film.model}, {"h", film.h}, {"fluid_temperature", film.fluid_temperature}};
  if (!film.number_name.empty())
  {
    json["film_temperature"] = film.film_temperature;
    json[film.number_name] = film.number;
    json["in_range"] = film.in_range;
  }
  return json;
}

Json surfaces_json(const std::vector<SurfaceSummary> &surfaces)
{
  Json json = Json::object();
  for (const SurfaceSummary &surface : surfaces)
  {
    Json &entry = json[surface.name];
    entry = {{"heat_flow", surface.heat_flow},
             {"mean_temperature", surface.mean_temperature},
             {"area", surface.area}};
    if (surface.exchanges)
    {
      entry["convection_heat"] = surface.convection_heat;
      entry["radiation_heat"] = surface.radiation_heat;
    }
    if (surface.film)
      entry["film"] = film_json(*surface.film);
    if (surface.errors)
      entry["errors"] = {{"heat_flow", surface.errors->heat_flow},
                         {"mean_temperature", surface.errors->mean_temperature}};
  }
  return json;
}

Json contacts_json(const std::vector<ContactSummary> &contacts)
{
  Json json = Json::object();
  for (const ContactSummary &contact : contacts)
    json[contact.name] = {{"area", contact.area},
                          {"temperature_jump", contact.temperature_jump},
                          {"heat_flow", contact.heat_flow},
                          {"potential_jump", contact.potential_jump},
                          {"current", contact.current},
                          {"joule_heat", contact.joule_heat}};
  return json;
}

Json devices_json(const std::vector<DeviceSummary> &devices)
{
  Json json = Json::object();
  for (const DeviceSummary &device : devices)
    json[device.name] = {{"mean_temperature", device.mean_temperature},
                         {"on_resistance", device.on_resistance},
                         {"duty", device.duty},
                         {"conduction_loss", device.conduction_loss},
                         {"switching_loss", device.switching_loss}};
  return json;
}

Json matrices_json(const Summary &summary)
{
  Json json = Json::object();
  if (const auto &matrix = summary.conductance)
    json["conductance"] = {{"terminals", matrix->names}, {"values", matrix->values}};
  if (const auto &matrix = summary.thermal_resistance)
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

Json points_json(const std::vector<PointSummary> &points)
{
  Json json = Json::object();
  for (const PointSummary &point : points)
    json[point.name] = {{"position", point.position},
                        {"temperature", point.temperature.value},
                        {"errors", {{"temperature", point.temperature.error}}}};
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

/// The keys of the contract, none with a number that could be taken for an answer.
Json without_steady_state(const Summary &summary)
{
  Json json;
  json["kelvolt"] = summary.version;
  json["case"] = summary.title;
  json["status"] = summary.status;
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
  Json json;
  json["kelvolt"] = summary.version;
  json["case"] = summary.title;
  json["status"] = summary.status;
  json["max_temperature"] = {{"value", summary.max_temperature.value},
                             {"error", summary.max_temperature.error},
                             {"part", summary.hottest_part},
                             {"position", summary.hottest_position}};
  json["parts"] = parts_json(summary.parts);
  json["surfaces"] = surfaces_json(summary.surfaces);
  if (!summary.contacts.empty())
    json["contacts"] = contacts_json(summary.contacts);
  if (!summary.devices.empty())
    json["devices"] = devices_json(summary.devices);
  json["terminals"] = Json::object();
  for (const TerminalSummary &terminal : summary.terminals)
  {
    Json &entry = json["terminals"][terminal.name];
    entry = {{"voltage", terminal.voltage}, {"current", terminal.current}};
    if (terminal.errors)
      entry["errors"] = {{"voltage", terminal.errors->voltage},
                         {"current", terminal.errors->current}};
  }
  if (!summary.points.empty())
    json["points"] = points_json(summary.points);
  if (Json matrices = matrices_json(summary); !matrices.empty())
    json["matrices"] = std::move(matrices);
  json["audit"] = {{"electrical_power", summary.audit.electrical_power},
                   {"joule_heat", summary.audit.joule_heat},
                   {"other_heat", summary.audit.other_heat},
                   {"heat_out", summary.audit.heat_out},
                   {"heat_stored", summary.audit.heat_stored},
                   {"relative_imbalance", summary.audit.relative_imbalance},
                   {"current_imbalance", summary.audit.current_imbalance}};
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
  json["limits"] = Json::array();
  for (const LimitSummary &limit : summary.limits)
    json["limits"].push_back(
        {{"text", limit.text}, {"value", limit.value}, {"met", limit.met}});
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
  return json.dump(2) + "\n";
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
