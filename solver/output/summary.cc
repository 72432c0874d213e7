#include "output/summary.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

constexpr double celsius_zero = 273.15;

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

/// What a designer would change first for one goal, three lines.
std::string improvements_text(const AccuracySummary &goal)
{
  std::string text;
  int lines = 0;
  for (const Sensitivity &one : goal.sensitivities)
  {
    if (one.kind != Sensitivity::Kind::design)
      continue;
    if (++lines > 3)
      break;
    text += fmt::format("{} {}: {:+.3g} {} of {} for +1 %\n",
                        lines == 1 ? "Improve first" : "             ",
                        one.parameter,
                        one.per_percent,
                        goal.unit,
                        goal.of);
  }
  return text;
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

std::string surface_text(const SurfaceSummary &surface)
{
  std::string text = fmt::format("Surface   {}: {:.6g} W out, mean {:.2f} degC",
                                 surface.name,
                                 surface.heat_flow,
                                 surface.mean_temperature - celsius_zero);
  if (surface.radiation_heat != 0.)
    text += fmt::format("; {:.6g} W by convection, {:.6g} W by radiation",
                        surface.convection_heat,
                        surface.radiation_heat);
  if (!surface.film)
    return text + "\n";
  const FilmSummary &film = *surface.film;
  text += fmt::format("; {}: h = {:.5g} W/m2/K to {:.2f} degC",
                      film.model,
                      film.h,
                      film.fluid_temperature - celsius_zero);
  if (!film.number_name.empty())
    text += fmt::format(", {} = {:.4g} at {:.2f} degC{}",
                        film.number_name == "rayleigh" ? "Ra" : "Re",
                        film.number,
                        film.film_temperature - celsius_zero,
                        film.in_range ? "" : ", OUT OF RANGE");
  return text + "\n";
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

std::string runaway_text(const Runaway &runaway)
{
  std::string text =
      "\nNO STEADY STATE at this drive: the loss grows faster with temperature than the "
      "heat flow does (thermal runaway).\n";
  for (const Runaway::Drive &drive : runaway.drives)
    text += fmt::format("Critical  {}: between {:.5g} and {:.5g} {}; the case asks for "
                        "{:.5g} {}\n",
                        drive.terminal,
                        runaway.steady_scale * drive.given,
                        runaway.lost_scale * drive.given,
                        drive.is_current ? "A" : "V",
                        drive.given,
                        drive.is_current ? "A" : "V");
  return text +
         fmt::format(
             "          ({:.4f} to {:.4f} of the whole drive, on a mesh of {} cells)\n"
             "At the lower of these drives the hottest point, in {}, has {:.6g} K = {:.5g} "
             "degC, the loop gain is {:.3f}.\n"
             "Cause     {} makes {:.0f} % of the loss that comes with temperature: {}\n",
             runaway.steady_scale,
             runaway.lost_scale,
             runaway.cells,
             runaway.hottest_part,
             runaway.temperature,
             runaway.temperature - celsius_zero,
             runaway.loop_gain,
             runaway.part,
             100. * runaway.share,
             runaway.law);
}

std::string audit_text(const Audit &audit)
{
  std::string text;
  if (audit.joule_heat > 0.)
    text += fmt::format("Power     V I = {:.6g} W, Joule heat {:.6g} W, currents add up to "
                        "{:.1e} of their size\n",
                        audit.electrical_power,
                        audit.joule_heat,
                        audit.current_imbalance);
  const double made = audit.joule_heat + audit.other_heat;
  if (made == 0.)
    return text +
           fmt::format("Heat      none is made; what flows in and out differs by {:.1e}\n",
                       audit.relative_imbalance);
  return text + fmt::format("Heat      {:.6g} W in, {:.6g} W out, imbalance {:.1e}\n",
                            made,
                            audit.heat_out,
                            audit.relative_imbalance);
}

std::string matrix_text(const std::string &title, const NamedMatrix &matrix)
{
  std::string text = fmt::format("\n{:<20}", title);
  for (const std::string &name : matrix.names)
    text += fmt::format(" {:>12}", name);
  text += "\n";
  for (std::size_t i = 0; i < matrix.names.size(); ++i)
  {
    text += fmt::format("{:<20}", matrix.names[i]);
    for (const double value : matrix.values[i])
      text += fmt::format(" {:>12.6g}", value);
    text += "\n";
  }
  return text;
}

const Json *find_path(const Json &json, const std::string &path);

/// The same for a list, where the path begins with an index.
const Json *find_in_list(const Json &list, const std::string &path)
{
  std::size_t index = 0;
  const char *const end = path.data() + path.size();
  const auto [rest, fault] = std::from_chars(path.data(), end, index);
  if (fault != std::errc() || index >= list.size())
    return nullptr;
  if (rest == end)
    return &list[index];
  return *rest == '.' ? find_path(list[index], std::string(rest + 1, end)) : nullptr;
}

/// What stands at `path` below `json`; null if nothing does.
const Json *find_path(const Json &json, const std::string &path)
{
  if (json.is_array())
    return find_in_list(json, path);
  if (!json.is_object())
    return nullptr;
  if (const auto found = json.find(path); found != json.end())
    return &*found;
  for (auto point = path.find('.'); point != std::string::npos;
       point = path.find('.', point + 1))
    if (const auto found = json.find(path.substr(0, point)); found != json.end())
      if (const Json *below = find_path(*found, path.substr(point + 1)))
        return below;
  return nullptr;
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
  const Json *found = find_path(json, path);
  if (found != nullptr && found->is_object() && found->contains("value"))
    found = &found->at("value");
  if (found == nullptr || !found->is_number())
    return std::nullopt;
  return found->get<double>();
}

std::string summary_text(const Summary &summary)
{
  if (summary.runaway)
    return runaway_text(*summary.runaway);
  std::string text = fmt::format(
      "\nHottest   {:.3f} +- {:.2g} K = {:.2f} degC in {} at ({:.4g}, {:.4g}, {:.4g}) mm\n",
      summary.max_temperature.value,
      summary.max_temperature.error,
      summary.max_temperature.value - celsius_zero,
      summary.hottest_part,
      1e3 * summary.hottest_position[0],
      1e3 * summary.hottest_position[1],
      1e3 * summary.hottest_position[2]);
  text += audit_text(summary.audit);
  for (const TerminalSummary &terminal : summary.terminals)
    text += fmt::format(
        "Terminal  {}: {:.6g} V, {:.6g} A{}\n",
        terminal.name,
        terminal.voltage,
        terminal.current,
        terminal.errors ? fmt::format(" +- {:.2g} A", terminal.errors->current) : "");
  for (const SurfaceSummary &surface : summary.surfaces)
    text += surface_text(surface);
  for (const PointSummary &point : summary.points)
    text += fmt::format("Point     {}: {:.3f} +- {:.2g} K = {:.2f} degC\n",
                        point.name,
                        point.temperature.value,
                        point.temperature.error,
                        point.temperature.value - celsius_zero);
  for (const DeviceSummary &device : summary.devices)
    text += fmt::format("Device    {}: R_DS(on) {:.5g} mohm at {:.2f} degC, {:.5g} W of "
                        "conduction, {:.5g} W of switching\n",
                        device.name,
                        1e3 * device.on_resistance,
                        device.mean_temperature - celsius_zero,
                        device.conduction_loss,
                        device.switching_loss);
  for (const ContactSummary &contact : summary.contacts)
    text +=
        fmt::format("Contact   {}: {:.4g} K, {:.6g} W across; {:.4g} V, {:.6g} A across\n",
                    contact.name,
                    contact.temperature_jump,
                    contact.heat_flow,
                    contact.potential_jump,
                    contact.current);
  text += fmt::format("\n{:<20} {:>9} {:>9} {:>9} {:>12} {:>10}\n",
                      "part",
                      "min degC",
                      "mean degC",
                      "max degC",
                      "Joule heat W",
                      "heat W");
  for (const PartSummary &part : summary.parts)
    text += fmt::format("{:<20} {:>9.2f} {:>9.2f} {:>9.2f} {:>12.5g} {:>10.5g}\n",
                        part.name,
                        part.min_temperature - celsius_zero,
                        part.mean_temperature - celsius_zero,
                        part.max_temperature - celsius_zero,
                        part.joule_heat,
                        part.heat);
  if (summary.conductance)
    text += matrix_text("conductance S", *summary.conductance);
  if (summary.thermal_resistance)
    text += matrix_text("resistance K/W", *summary.thermal_resistance);
  text += "\n";
  for (const AccuracySummary &goal : summary.goals)
    text += fmt::format("Accuracy  {} = {:.8g} +- {:.2g} {}{}, requested {:.2g}: {}\n{}",
                        goal.of,
                        goal.value,
                        goal.estimated,
                        goal.unit,
                        goal.reliable ? "" : " (not yet reliable)",
                        goal.requested,
                        goal.met ? "met" : "NOT MET",
                        improvements_text(goal));
  if (summary.loop_gain)
    text += fmt::format("Stability loop gain {:.3f}; thermal runaway at 1\n",
                        *summary.loop_gain);
  for (const LimitSummary &limit : summary.limits)
    text += fmt::format("Limit     {}: {}\n", limit.text, limit.met ? "met" : "VIOLATED");
  return text;
}

} // namespace kelvolt
