#pragma once

#include "results/summary.h"

/// @file
/// The keys of summary.json: one description from which writing (JsonWriter), reading
/// (JsonReader) and the error bars (number_errors) follow. A `Form` is what goes through
/// it. It has
///
///     value(key, x)        text, truth, count, plain number, list of these; an optional one
///                          has the key only where it is there
///     added(key, x)        likewise; the first results of this format lack it
///     number(key, n, bar)  its error bar under the same key of `errors`
///     history(key, h, n)   what the number n was at the saved times, with its error bars
///                          likewise; no key if empty
///     errors()             here `errors` stands, with the bars of all numbers so far, and
///                          `on_mesh` with the values that were corrected
///     object(key, x)       what describe() says of x; likewise optional
///     named(key, list)     entries by their names; named_if_any(key, list): no key if empty
///     list(key, list)      entries in order; likewise list_if_any(key, list)
///     entries(key, n, f)   f(form, i) for n entries, or (when reading) all; no key if none
///     nested(key, wanted, f)  an object that f(form) goes through: written if wanted; read
///                          if there, and refused if wanted but not there
///     derived(key, x)      follows from the others: written, passed over when reading
///     same(key, x)         stands elsewhere, too: refused when reading if it differs
///     pair(key, x, y)      a list of two plain numbers
///     key_among(keys, key) that of the keys which the object has; when writing as given
///
/// Every describe() takes its struct apart by name: a new member does not compile before it
/// has been thought of here.

namespace kelvolt
{

/// What the error bar of a number is made of.
enum class Bar
{
  temperature, ///< the change by a better solution, and a share of the temperature rise
  extreme,     ///< likewise, of one place
  flow,        ///< that change, and a share of the value
  exact,       ///< nothing: the case gives it, or the geometry
  derived      ///< the bars of other numbers
};

constexpr bool is_temperature(Bar bar)
{
  return bar == Bar::temperature || bar == Bar::extreme;
}

/// Const for a form that writes.
template <typename Form, typename Type>
using Access = typename Form::template Access<Type>;

template <typename Form>
void describe(Form &form, Access<Form, PartSummary> &part)
{
  auto &[name, min, mean, max, volume, joule_heat, heat, current, means, maxima] = part;
  form.number("min_temperature", min, Bar::extreme);
  form.number("mean_temperature", mean, Bar::temperature);
  form.number("max_temperature", max, Bar::extreme);
  form.number("volume", volume, Bar::exact);
  form.number("joule_heat", joule_heat, Bar::flow);
  form.number("heat", heat, Bar::exact);
  form.number("current", current, Bar::flow);
  form.history("mean_temperature_history", means, mean);
  form.history("max_temperature_history", maxima, max);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, FilmSummary> &film)
{
  auto &[model, h, fluid, temperature, number_name, number, in_range, law] = film;
  form.value("model", model);
  form.number("h", h, Bar::flow);
  form.number("fluid_temperature", fluid, Bar::temperature);
  form.key_among({"rayleigh", "reynolds"}, number_name, false);
  if (!number_name.empty())
  {
    form.number("film_temperature", temperature, Bar::temperature);
    form.number(number_name, number, Bar::flow);
    form.value("in_range", in_range);
    form.added("law", law);
  }
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, SurfaceSummary> &surface)
{
  auto &[name, heat_flow, mean, area, convection, radiation, film, means, flows] = surface;
  form.number("heat_flow", heat_flow, Bar::flow);
  form.number("mean_temperature", mean, Bar::temperature);
  form.number("area", area, Bar::exact);
  form.number("convection_heat", convection, Bar::flow);
  form.number("radiation_heat", radiation, Bar::flow);
  form.object("film", film);
  form.history("mean_temperature_history", means, mean);
  form.history("heat_flow_history", flows, heat_flow);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, ContactSummary> &contact)
{
  auto &[name, area, temperature_jump, heat_flow, potential_jump, current, heat, jumps] =
      contact;
  form.number("area", area, Bar::exact);
  form.number("temperature_jump", temperature_jump, Bar::temperature);
  form.number("heat_flow", heat_flow, Bar::flow);
  form.number("potential_jump", potential_jump, Bar::flow);
  form.number("current", current, Bar::flow);
  form.number("joule_heat", heat, Bar::flow);
  form.history("mean_jump_history", jumps, temperature_jump);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, WireSummary> &wire)
{
  auto &[name,
         current,
         voltage,
         resistance,
         loss,
         to_first,
         to_second,
         first,
         second,
         max_temperature,
         conducted_slope, // serves bars alone
         hottest_place,
         position,
         length,
         course] = wire;
  form.number("current", current, Bar::flow);
  form.number("voltage", voltage, Bar::flow);
  form.number("resistance", resistance, Bar::flow);
  form.number("loss", loss, Bar::flow);
  form.derived("heat_flow", std::array<double, 2>{to_first.value, to_second.value});
  form.number("heat_to_first_foot", to_first, Bar::flow);
  form.number("heat_to_second_foot", to_second, Bar::flow);
  form.number("first_foot_temperature", first, Bar::temperature);
  form.number("second_foot_temperature", second, Bar::temperature);
  form.number("max_temperature", max_temperature, Bar::extreme);
  form.value("hottest_place", hottest_place);
  form.value("position", position);
  form.value("length", length);
  form.value("course", course);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, DeviceSummary> &device)
{
  auto &[name, mean, on_resistance, duty, conduction_loss, switching_loss, losses] = device;
  form.number("mean_temperature", mean, Bar::temperature);
  form.number("on_resistance", on_resistance, Bar::flow);
  form.number("duty", duty, Bar::exact);
  form.number("conduction_loss", conduction_loss, Bar::flow);
  form.number("switching_loss", switching_loss, Bar::exact);
  form.history("conduction_loss_history", losses, conduction_loss);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, TerminalSummary> &terminal)
{
  auto &[name, voltage, current, above_reference, voltages, currents] = terminal;
  form.number("voltage", voltage, Bar::flow);
  form.number("current", current, Bar::flow);
  form.history("voltage_history", voltages, voltage);
  form.history("current_history", currents, current);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, JointSummary> &joint)
{
  auto &[between, area, position, current] = joint;
  form.value("between", between);
  form.number("area", area, Bar::exact);
  form.value("position", position);
  form.number("current", current, Bar::flow);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, PointSummary> &point)
{
  auto &[name, position, temperature, temperatures] = point;
  form.value("position", position);
  form.number("temperature", temperature, Bar::temperature);
  form.history("temperature_history", temperatures, temperature);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, ThermalResistance::ToSurface> &to)
{
  auto &[name, to_surface, reference_temperature, to_reference] = to;
  form.number("to_surface", to_surface, Bar::derived);
  form.number("reference_temperature", reference_temperature, Bar::derived);
  if (reference_temperature)
    form.number("to_reference", to_reference, Bar::derived);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, ThermalResistance> &resistance)
{
  auto &[part, heat, ambient, to_ambient, surfaces] = resistance;
  form.value("part", part);
  form.number("heat", heat, Bar::derived);
  form.number("ambient", ambient, Bar::derived);
  if (ambient)
    form.number("to_ambient", to_ambient, Bar::derived);
  form.errors();
  form.named("surfaces", surfaces);
}

template <typename Form>
void describe(Form &form, Access<Form, Audit> &audit)
{
  auto &[power, joule, other, out, stored, imbalance, current_imbalance, round_off] = audit;
  form.number("electrical_power", power, Bar::flow);
  form.number("joule_heat", joule, Bar::flow);
  form.number("other_heat", other, Bar::flow);
  form.number("heat_out", out, Bar::flow);
  form.number("heat_stored", stored, Bar::flow);
  form.value("relative_imbalance", imbalance);
  form.value("current_imbalance", current_imbalance);
  form.added("round_off", round_off);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, Numbers> &numbers)
{
  auto &[max_temperature,
         hottest_part,
         hottest_position,
         parts,
         surfaces,
         contacts,
         wires,
         devices,
         terminals,
         joints,
         points,
         thermal_resistance,
         audit] = numbers;
  form.nested("max_temperature",
              true,
              [&numbers](Form &below)
              {
                below.value("value", numbers.max_temperature.value);
                below.value("error", numbers.max_temperature.error);
                below.value("on_mesh", numbers.max_temperature.on_mesh);
                below.value("part", numbers.hottest_part);
                below.value("position", numbers.hottest_position);
              });
  form.named("parts", parts);
  form.named("surfaces", surfaces);
  form.named_if_any("contacts", contacts);
  form.named_if_any("wires", wires);
  form.named_if_any("devices", devices);
  form.named("terminals", terminals);
  form.list_if_any("joints", joints);
  form.named_if_any("points", points);
  form.object("thermal_resistance", thermal_resistance);
  form.object("audit", audit);
}

} // namespace kelvolt
