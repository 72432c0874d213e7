#pragma once

#include "results/summary.h"

/// @file Results for tests of their JSON.

namespace kelvolt
{

/// Numbers that are all different.
class DifferentNumbers
{
public:
  double next()
  {
    return last_ += 0.5;
  }
  Number number()
  {
    const double value = next();
    return Number(value, next());
  }
  std::array<double, 3> place()
  {
    const double x = next(), y = next();
    return {x, y, next()};
  }

private:
  double last_ = 0.;
};

/// The profile of a run, likewise.
inline ProfileReport full_profile(DifferentNumbers &n)
{
  ProfileReport profile;
  profile.ranks = 2;
  profile.phases = {{"run", 0, 1, n.next(), n.next(), n.next(), 40001, 40002, 40003},
                    {"mesh", 0, 40004, n.next(), n.next(), n.next(), 40005, 40006, 40007},
                    {"within", 1, 40008, n.next(), n.next(), n.next(), 40009, 40010, 40011},
                    {"solve", 0, 40012, n.next(), n.next(), n.next(), 40013, 40014, 40015}};
  profile.solves = {
      {"solve", "temperature", 40016, 40017, n.next(), n.next(), true, n.next(), n.next()}};
  return profile;
}

/// Three goals with sensitivities, likewise.
inline std::vector<AccuracySummary> full_goals(DifferentNumbers &n)
{
  std::vector<AccuracySummary> goals;
  for (const char *of : {"max_temperature", "PART.mean_temperature", "TERMINAL.current"})
  {
    goals.push_back(
        {of, "K", n.next(), n.next(), n.next(), n.next(), n.next(), true, true});
    goals.back().on_mesh = n.next();
    goals.back().sensitivities = {
        {"heat.PART.power", Sensitivity::Kind::load, n.next(), n.next()},
        {"cooling.SURFACE.top.ambient",
         Sensitivity::Kind::temperature,
         n.next(),
         n.next()}};
  }
  return goals;
}

/// A wire, likewise.
inline WireSummary full_wire(DifferentNumbers &n)
{
  WireSummary wire;
  wire.name = "WIRE";
  for (Number *number : {&wire.current,
                         &wire.voltage,
                         &wire.resistance,
                         &wire.loss,
                         &wire.heat_to_first_foot,
                         &wire.heat_to_second_foot,
                         &wire.first_foot_temperature,
                         &wire.second_foot_temperature,
                         &wire.max_temperature})
    *number = n.number();
  wire.hottest_place = n.next();
  wire.position = {n.next(), n.next(), n.next()};
  wire.length = n.next();
  wire.course = {n.place()};
  return wire;
}

/// What the mesh changes has a value there besides.
inline void correct_numbers(DifferentNumbers &n, Summary &s)
{
  PartSummary &part = s.parts[0];
  SurfaceSummary &surface = s.surfaces[0];
  ContactSummary &contact = s.contacts[0];
  DeviceSummary &device = s.devices[0];
  for (Number *number :
       {&s.max_temperature,       &part.min_temperature,     &part.mean_temperature,
        &part.max_temperature,    &part.joule_heat,          &*part.current,
        &surface.heat_flow,       &surface.mean_temperature, &*surface.convection_heat,
        &*surface.radiation_heat, &contact.temperature_jump, &*contact.heat_flow,
        &contact.potential_jump,  &*contact.current,         &contact.joule_heat,
        &device.mean_temperature, &device.on_resistance,     &device.conduction_loss,
        &s.terminals[0].voltage,  &s.terminals[0].current,   &s.joints[0].current,
        &s.points[0].temperature, &s.audit.electrical_power, &s.audit.joule_heat,
        &s.audit.other_heat,      &s.audit.heat_out,         &s.audit.heat_stored})
    number->on_mesh = n.next();
  WireSummary &wire = s.wires[0];
  for (Number *number : {&wire.current,
                         &wire.voltage,
                         &wire.resistance,
                         &wire.loss,
                         &wire.heat_to_first_foot,
                         &wire.heat_to_second_foot,
                         &wire.first_foot_temperature,
                         &wire.second_foot_temperature,
                         &wire.max_temperature})
    number->on_mesh = n.next();
  for (SurfaceSummary &cooled : s.surfaces)
    for (Number *number : {&cooled.film->h,
                           &cooled.film->fluid_temperature,
                           &cooled.film->film_temperature,
                           &cooled.film->number})
      number->on_mesh = n.next();
}

/// A steady result in which every member is set and every number is another.
inline Summary full_result()
{
  DifferentNumbers n;
  const auto next = [&n]
  {
    return n.next();
  };
  const auto number = [&n]
  {
    return n.number();
  };
  Summary s;
  s.version = "1.2.3";
  s.title = "A \"quoted\" case";
  s.temperature_unit = result_schema::kelvin;
  s.origin = Origin{"2026-01-02T03:04:05Z", "a host", "0123456789abcdef"};
  s.status = result_schema::limit_violated;
  s.max_temperature = number();
  s.hottest_part = "PART";
  s.hottest_position = n.place();
  s.parts = {
      {"PART", number(), number(), number(), number(), number(), number(), number()}};
  s.surfaces = {{"SURFACE.top", number(), number(), number(), number(), number(), {}},
                {"SURFACE.left", number(), number(), number(), number(), number(), {}}};
  s.surfaces[0].film = FilmSummary{
      "vertical_plate", number(), number(), number(), "rayleigh", number(), false, "a law"};
  s.surfaces[1].film = FilmSummary{"flat_plate_forced",
                                   number(),
                                   number(),
                                   number(),
                                   "reynolds",
                                   number(),
                                   false,
                                   "a law"};
  s.contacts = {{"PART|PART", number(), number(), number(), number(), number(), number()}};
  s.wires = {full_wire(n)};
  s.devices = {{"PART", number(), number(), number(), number(), number()}};
  s.terminals = {{"TERMINAL", number(), number()}};
  s.joints = {{{"PART", "OTHER"}, number(), n.place(), number()}};
  s.points = {{"POINT", n.place(), number()}};
  s.thermal_resistance = ThermalResistance{"PART",
                                           number(),
                                           number(),
                                           number(),
                                           {{"SURFACE.top", number(), number(), number()}}};
  s.audit = {number(), number(), number(), number(), number(), next(), next(), next()};
  correct_numbers(n, s);
  s.conductance = NamedMatrix{{"TERMINAL"}, {{next()}}};
  s.resistance_matrix =
      NamedMatrix{{"PART", "OTHER"}, {{next(), next()}, {next(), next()}}};
  s.goals = full_goals(n);
  s.limits = {{"PART.max_temperature <= 150 degC", number(), true, true}};
  s.floating_conductors = {{{"PART", "OTHER"}, number()}};
  s.warnings = {"A sentence."};
  s.loop_gain = next();
  s.cost = {2, 30001, 30002, 30003, 30004, 30005, {}, 30006};
  s.cost.seconds = {next(), next(), next(), next(), next(), next()};
  s.profile = full_profile(n);
  return s;
}

/// A transient run in which every member is set and every number is another.
inline Summary full_transient()
{
  DifferentNumbers n;
  const auto history = [&n]
  {
    const Number first = n.number();
    return History{first, n.number()};
  };
  Summary s = full_result();
  for (PartSummary &part : s.parts)
  {
    part.mean_temperature_history = history();
    part.max_temperature_history = history();
  }
  for (SurfaceSummary &surface : s.surfaces)
  {
    surface.mean_temperature_history = history();
    surface.heat_flow_history = history();
  }
  s.contacts[0].mean_jump_history = history();
  s.devices[0].conduction_loss_history = history();
  s.terminals[0].voltage_history = history();
  s.terminals[0].current_history = history();
  s.points[0].temperature_history = history();
  for (AccuracySummary &goal : s.goals)
  {
    goal.space = n.next();
    goal.time = n.next();
  }
  s.limits[0].worst_time = n.next();
  s.limits[0].first_violation = n.number();
  s.transient = TransientSummary{
      {n.next(), n.next()},
      {n.next(), n.number(), "PART", n.place()},
      PeriodicSummary{
          n.next(),
          50001,
          n.next(),
          n.next(),
          {{"PART", n.number(), n.number(), n.number(), n.number(), n.number()}}},
      {"a scheme", n.next(), 50002, 50003, 50004, n.next(), n.next()}};
  return s;
}

/// A drive without a steady state, likewise.
inline Summary full_runaway()
{
  Summary s;
  s.version = "1.2.3";
  s.title = "Too much";
  s.temperature_unit = result_schema::kelvin;
  s.origin = Origin{"2026-01-02T03:04:05Z", "a host", "0123456789abcdef"};
  s.status = result_schema::no_steady_state;
  s.runaway = Runaway{0.5,
                      0.51,
                      {{"TERMINAL", true, 20., 20.4}, {"OTHER", false, 1., 1.02}},
                      600.,
                      "PART",
                      0.99,
                      "OTHER",
                      0.8,
                      "rises with temperature",
                      1000};
  s.warnings = {"A sentence."};
  s.cost = {2, 30001, 30002, 30003, 30004, 30005, {1., 2., 3., 4., 5., 6.}, 30006};
  return s;
}

/// A result at its smallest: the optional parts are not there.
inline Summary bare_result()
{
  Summary s;
  s.max_temperature = {300., 0.};
  s.surfaces = {{"SURFACE.top", 1., 2., 3.}};
  s.surfaces[0].film = FilmSummary{"cold_plate", 1., 2., {}, "", {}};
  return s;
}

} // namespace kelvolt
