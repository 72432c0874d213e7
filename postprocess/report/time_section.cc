#include "report/charts.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt::report
{
namespace
{

constexpr std::size_t most_curves = 8;

/// Whether times spread over so many decades that only a logarithmic axis shows them.
bool spreads(const std::vector<double> &times)
{
  if (times.empty())
    return false;
  double first = 0.;
  for (const double time : times)
    if (time > 0. && (first == 0. || time < first))
      first = time;
  return first > 0. && times.back() > 30. * first && times.size() > 4 &&
         times[times.size() / 2] < 0.2 * times.back();
}

/// A chart over time: in decades where the times need it, else in the unit that suits them.
std::string chart_over_time(std::vector<Curve> curves,
                            const std::string &title,
                            const std::string &unit,
                            bool has_markers)
{
  if (curves.empty())
    return "";
  const bool in_decades = spreads(curves.front().x);
  static const std::pair<double, const char *> units[] = {
      {1., "time [s]"}, {1e-3, "time [ms]"}, {1e-6, "time [µs]"}, {1e-9, "time [ns]"}};
  double end = 0.;
  for (const Curve &curve : curves)
    for (const double time : curve.x)
      end = std::max(end, time);
  auto scale = units[0];
  for (const auto &one : units)
    if (!in_decades && scale.first > end && end > 0.)
      scale = one;
  for (Curve &curve : curves)
    for (double &time : curve.x)
      time /= scale.first;
  return chart(curves, {title, scale.second, unit, in_decades, false, has_markers});
}

Curve curve_of(const std::string &name,
               const std::vector<double> &times,
               const History &history,
               double zero)
{
  Curve curve;
  curve.name = name;
  curve.x = times;
  for (const Number &number : history)
  {
    curve.y.push_back(number.value - zero);
    curve.error.push_back(number.error_or_zero());
  }
  return curve;
}

/// Of every step, where history.csv has that column; else of the saved times.
void take_every_step(Curve &curve,
                     const HistoryTable &table,
                     const std::string &column_name,
                     double zero)
{
  const int time = table.column("time [s]"), column = table.column(column_name);
  if (time < 0 || column < 0)
    return;
  Curve steps;
  steps.name = curve.name;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
  {
    steps.x.push_back(table.number(row, time));
    steps.y.push_back(table.number(row, column) - zero);
  }
  curve = steps;
}

double highest(const Curve &curve)
{
  return *std::max_element(curve.y.begin(), curve.y.end());
}

/// The curves of a list with the highest values.
template <typename List>
std::vector<Curve> curves_of(const List &list,
                             History List::value_type::*history,
                             const std::vector<double> &times,
                             double zero)
{
  std::vector<Curve> curves;
  for (const auto &one : list)
    if (!(one.*history).empty())
      curves.push_back(curve_of(one.name, times, one.*history, zero));
  std::stable_sort(curves.begin(),
                   curves.end(),
                   [](const Curve &a, const Curve &b) { return highest(a) > highest(b); });
  if (curves.size() > most_curves)
    curves.resize(most_curves);
  return curves;
}

/// Those of the compared result beside them.
template <typename List>
std::string chart_of(const Reported &reported,
                     List Numbers::*list,
                     History List::value_type::*history,
                     const std::string &title,
                     const std::string &unit,
                     bool is_temperature)
{
  const Summary &summary = reported.result.summary;
  const std::vector<double> &times = summary.transient->times;
  const double zero = is_temperature ? reported.result.unit.zero : 0.;
  std::vector<Curve> curves = curves_of(summary.*list, history, times, zero);
  if (reported.other != nullptr && reported.other->summary.transient)
  {
    if (curves.size() > most_curves / 2)
      curves.resize(most_curves / 2);
    const Summary &other = reported.other->summary;
    const std::size_t n = curves.size();
    for (std::size_t i = 0; i < n; ++i)
      if (const auto *one = named(other.*list, curves[i].name))
        curves.push_back(
            curve_of("B: " + one->name, other.transient->times, one->*history, zero));
  }
  return chart_over_time(curves, title, unit, times.size() < 12);
}

/// The largest temperature of the package over all steps, and with its bars at the saved
/// times.
std::string largest_chart(const ReportInput &input)
{
  Curve steps;
  steps.name = "every step";
  take_every_step(steps, input.history, "max_temperature [K]", input.unit.zero);
  if (steps.x.empty())
    return "";
  return chart_over_time({steps},
                         "Largest temperature of the package, every step",
                         "temperature [" + input.unit.sign + "]",
                         false);
}

/// Mean temperatures of the hottest parts over all steps.
std::string mean_chart(const Reported &reported)
{
  const ReportInput &input = reported.result;
  std::vector<Curve> curves = curves_of(input.summary.parts,
                                        &PartSummary::mean_temperature_history,
                                        input.summary.transient->times,
                                        input.unit.zero);
  const bool two = reported.other != nullptr && reported.other->summary.transient;
  if (two && curves.size() > most_curves / 2)
    curves.resize(most_curves / 2);
  const std::size_t n = curves.size();
  for (std::size_t i = 0; i < n; ++i)
  {
    const std::string column = curves[i].name + ".mean_temperature [K]";
    take_every_step(curves[i], input.history, column, input.unit.zero);
    if (!two)
      continue;
    Curve other;
    other.name = "B: " + curves[i].name;
    take_every_step(other, reported.other->history, column, input.unit.zero);
    curves.push_back(other);
  }
  return chart_over_time(curves,
                         "Mean temperature of the hottest parts, every step",
                         "temperature [" + input.unit.sign + "]",
                         false);
}

std::string periodic_html(const PeriodicSummary &periodic, const TemperatureUnit &unit)
{
  Table table(
      fmt::format("The state that repeats itself every {}; mean temperatures of the "
                  "parts",
                  time_text(periodic.period)),
      {text_cell("Part"),
       number_cell("Peak [" + unit.sign + "]"),
       number_cell("Valley [" + unit.sign + "]"),
       number_cell("Mean [" + unit.sign + "]"),
       number_cell("Ripple [K]"),
       number_cell("Peak of the hottest point [" + unit.sign + "]")});
  for (const PeriodicSummary::Part &part : periodic.parts)
    table.row({text_cell(part.name),
               number_cell(temperature_html(part.peak, unit)),
               number_cell(temperature_html(part.valley, unit)),
               number_cell(temperature_html(part.mean, unit)),
               number_cell(number_html(part.ripple)),
               number_cell(temperature_html(part.max_peak, unit))});
  return table.is_empty() ? "" : table.html();
}

} // namespace

Section time_section(const Reported &reported)
{
  const Summary &summary = reported.result.summary;
  if (!summary.transient)
    return {};
  const TemperatureUnit &unit = reported.result.unit;
  std::string html;
  if (summary.transient->periodic)
    html += periodic_html(*summary.transient->periodic, unit);
  html += largest_chart(reported.result);
  html += chart_of(reported,
                   &Numbers::parts,
                   &PartSummary::max_temperature_history,
                   "Highest temperature of the hottest parts at the saved times",
                   "temperature [" + unit.sign + "]",
                   true);
  html += mean_chart(reported);
  html += chart_of(reported,
                   &Numbers::points,
                   &PointSummary::temperature_history,
                   "Temperature of the points",
                   "temperature [" + unit.sign + "]",
                   true);
  html += chart_of(reported,
                   &Numbers::devices,
                   &DeviceSummary::conduction_loss_history,
                   "Conduction loss of the devices",
                   "loss [W]",
                   false);
  html += chart_of(reported,
                   &Numbers::surfaces,
                   &SurfaceSummary::heat_flow_history,
                   "Heat out through the surfaces",
                   "heat flow [W]",
                   false);
  html += chart_of(reported,
                   &Numbers::terminals,
                   &TerminalSummary::voltage_history,
                   "Voltages of the terminals",
                   "voltage [V]",
                   false);
  return {"time", "Over time", html};
}

} // namespace kelvolt::report
