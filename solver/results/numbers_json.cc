#include "results/numbers_json.h"

#include <nlohmann/json.hpp>

namespace kelvolt
{

using Json = nlohmann::ordered_json;

namespace
{

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
    if (part.current)
      json[part.name]["current"] = *part.current;
    if (!part.errors)
      continue;
    Json &errors = json[part.name]["errors"];
    errors = {{"min_temperature", part.errors->min_temperature},
              {"mean_temperature", part.errors->mean_temperature},
              {"max_temperature", part.errors->max_temperature},
              {"volume", 0.},
              {"joule_heat", part.errors->joule_heat},
              {"heat", 0.}};
    if (part.current)
      errors["current"] = part.errors->current;
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
    json["law"] = film.law;
  }
  if (!film.errors)
    return json;
  json["errors"] = {{"h", film.errors->h},
                    {"fluid_temperature", film.errors->fluid_temperature}};
  if (!film.number_name.empty())
  {
    json["errors"]["film_temperature"] = film.errors->film_temperature;
    json["errors"][film.number_name] = film.errors->number;
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
    if (!surface.errors)
      continue;
    entry["errors"] = {{"heat_flow", surface.errors->heat_flow},
                       {"mean_temperature", surface.errors->mean_temperature},
                       {"area", 0.}};
    if (surface.exchanges)
    {
      entry["errors"]["convection_heat"] = surface.errors->convection_heat;
      entry["errors"]["radiation_heat"] = surface.errors->radiation_heat;
    }
  }
  return json;
}

Json contacts_json(const std::vector<ContactSummary> &contacts)
{
  Json json = Json::object();
  for (const ContactSummary &contact : contacts)
  {
    json[contact.name] = {{"area", contact.area},
                          {"temperature_jump", contact.temperature_jump},
                          {"heat_flow", contact.heat_flow},
                          {"potential_jump", contact.potential_jump},
                          {"current", contact.current},
                          {"joule_heat", contact.joule_heat}};
    if (contact.errors)
      json[contact.name]["errors"] = {
          {"area", 0.},
          {"temperature_jump", contact.errors->temperature_jump},
          {"heat_flow", contact.errors->heat_flow},
          {"potential_jump", contact.errors->potential_jump},
          {"current", contact.errors->current},
          {"joule_heat", contact.errors->joule_heat}};
  }
  return json;
}

Json devices_json(const std::vector<DeviceSummary> &devices)
{
  Json json = Json::object();
  for (const DeviceSummary &device : devices)
  {
    json[device.name] = {{"mean_temperature", device.mean_temperature},
                         {"on_resistance", device.on_resistance},
                         {"duty", device.duty},
                         {"conduction_loss", device.conduction_loss},
                         {"switching_loss", device.switching_loss}};
    if (device.errors)
      json[device.name]["errors"] = {{"mean_temperature", device.errors->mean_temperature},
                                     {"on_resistance", device.errors->on_resistance},
                                     {"duty", 0.},
                                     {"conduction_loss", device.errors->conduction_loss},
                                     {"switching_loss", 0.}};
  }
  return json;
}

Json joints_json(const std::vector<JointSummary> &joints)
{
  Json json = Json::array();
  for (const JointSummary &joint : joints)
    json.push_back({{"between", joint.between},
                    {"area", joint.area},
                    {"position", joint.position},
                    {"current", joint.current},
                    {"errors", {{"area", 0.}, {"current", joint.error}}}});
  return json;
}

Json terminals_json(const std::vector<TerminalSummary> &terminals)
{
  Json json = Json::object();
  for (const TerminalSummary &terminal : terminals)
  {
    Json &entry = json[terminal.name];
    entry = {{"voltage", terminal.voltage}, {"current", terminal.current}};
    if (terminal.errors)
      entry["errors"] = {{"voltage", terminal.errors->voltage},
                         {"current", terminal.errors->current}};
  }
  return json;
}

Json thermal_resistance_json(const ThermalResistance &resistance)
{
  Json json = {{"part", resistance.part}, {"heat", resistance.heat.value}};
  Json errors = {{"heat", resistance.heat.error}};
  if (resistance.ambient)
  {
    json["ambient"] = *resistance.ambient;
    json["to_ambient"] = resistance.to_ambient.value;
    errors["ambient"] = 0.;
    errors["to_ambient"] = resistance.to_ambient.error;
  }
  json["errors"] = std::move(errors);
  json["surfaces"] = Json::object();
  for (const ThermalResistance::ToSurface &surface : resistance.surfaces)
  {
    Json &entry = json["surfaces"][surface.name];
    entry = {{"to_surface", surface.to_surface.value}};
    if (surface.reference_temperature)
    {
      entry["reference_temperature"] = *surface.reference_temperature;
      entry["to_reference"] = surface.to_reference.value;
    }
    entry["errors"] = {{"to_surface", surface.to_surface.error}};
    if (surface.reference_temperature)
    {
      entry["errors"]["reference_temperature"] = 0.;
      entry["errors"]["to_reference"] = surface.to_reference.error;
    }
  }
  return json;
}

Json audit_json(const Audit &audit)
{
  Json json = {{"electrical_power", audit.electrical_power},
               {"joule_heat", audit.joule_heat},
               {"other_heat", audit.other_heat},
               {"heat_out", audit.heat_out},
               {"heat_stored", audit.heat_stored},
               {"relative_imbalance", audit.relative_imbalance},
               {"current_imbalance", audit.current_imbalance},
               {"round_off", audit.round_off}};
  if (audit.errors)
    json["errors"] = {{"electrical_power", audit.errors->electrical_power},
                      {"joule_heat", audit.errors->joule_heat},
                      {"other_heat", audit.errors->other_heat},
                      {"heat_out", audit.errors->heat_out},
                      {"heat_stored", 0.}};
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

} // namespace

void add_numbers_json(const Summary &summary, Json &json)
{
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
  json["terminals"] = terminals_json(summary.terminals);
  if (!summary.joints.empty())
    json["joints"] = joints_json(summary.joints);
  if (!summary.points.empty())
    json["points"] = points_json(summary.points);
  if (summary.thermal_resistance)
    json["thermal_resistance"] = thermal_resistance_json(*summary.thermal_resistance);
  json["audit"] = audit_json(summary.audit);
}

} // namespace kelvolt
