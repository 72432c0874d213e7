#include "field_file.h"
#include "report/charts.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt::report
{
namespace
{

/// Values and error bars of a goal over the meshes.
struct GoalHistory
{
  std::vector<double> cells, value, error;
};

GoalHistory history_of(const HistoryTable &table, const AccuracySummary &goal)
{
  const std::string difference = goal.unit == "degC" ? "K" : goal.unit;
  const int cells = table.column("cells"),
            value = table.column(fmt::format("{} [{}]", goal.of, difference)),
            error = table.column(
                fmt::format("estimated_error of {} [{}]", goal.of, difference));
  GoalHistory history;
  if (cells < 0 || value < 0 || error < 0)
    return history;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
  {
    history.cells.push_back(table.number(row, cells));
    history.value.push_back(table.number(row, value));
    history.error.push_back(table.number(row, error));
  }
  return history;
}

std::string mesh_text(const Cost &cost)
{
  return fmt::format(
      "Last mesh: {} cells, {} unknowns, after {} mesh{}; {} nonlinear and {} "
      "linear iterations. {:.1f} s on {} rank{}, {:.0f} MB.",
      cost.cells,
      cost.dofs,
      cost.cycles,
      cost.cycles == 1 ? "" : "es",
      cost.nonlinear_iterations,
      cost.linear_iterations,
      cost.seconds.total,
      cost.ranks,
      cost.ranks == 1 ? "" : "s",
      static_cast<double>(cost.peak_memory_bytes) / 1e6);
}

std::string goal_chart(const ReportInput &input, const AccuracySummary &goal)
{
  const GoalHistory history = history_of(input.history, goal);
  if (history.cells.empty())
    return "";
  const bool is_temperature =
      goal.unit == "K" && goal.of.find("temperature") != std::string::npos;
  Curve curve{goal.of, history.cells, history.value, history.error};
  if (is_temperature)
    for (double &value : curve.y)
      value = input.unit.from_kelvin(value);
  const std::string unit = is_temperature ? input.unit.sign : goal.unit;
  Table table("The meshes of " + goal.of,
              {number_cell("Cells"),
               number_cell(escaped(goal.of + " [" + unit + "]")),
               number_cell("Error bar")});
  for (std::size_t i = 0; i < curve.x.size(); ++i)
    table.row({number_cell(fmt::format("{:.0f}", curve.x[i])),
               number_cell(number_html(curve.y[i], curve.error[i])),
               number_cell(bar_text(curve.error[i]))});
  if (curve.x.size() == 1)
    return table.html();
  return chart({curve},
               {goal.of + " with its error bar, mesh by mesh",
                "cells of the mesh",
                goal.of + " [" + unit + "]",
                curve.x.back() > 30. * curve.x.front(),
                false,
                true}) +
         table.html();
}

std::string time_steps_text(const TimeSteps &time)
{
  return fmt::format("{}: {} steps, {} rejected, {} coupled solutions, up to {}. Largest "
                     "error bars over all time: steps {:.2g} K, mesh {:.2g} K.",
                     time.scheme,
                     time.steps,
                     time.rejected,
                     time.stage_solves,
                     time_text(time.reached),
                     time.time_error,
                     time.space_error);
}

/// A bar to the left or to the right of the middle.
Cell slope_cell(double value, double largest)
{
  const double share = largest > 0. ? 50. * std::abs(value) / largest : 0.;
  return {
      fmt::format("<span class=\"slope\" aria-hidden=\"true\"><span class=\"{}\" style=\""
                  "margin-left:{:.2f}%;width:{:.2f}%\"></span></span>",
                  value < 0. ? "down" : "up",
                  value < 0. ? 50. - share : 50.,
                  share),
      false};
}

bool is_load(const Sensitivity &one)
{
  return one.kind == Sensitivity::Kind::temperature ||
         one.parameter.rfind("terminals.", 0) == 0 || one.parameter.rfind("heat.", 0) == 0;
}

std::string slopes_html(const AccuracySummary &goal, bool loads, const std::string &caption)
{
  constexpr std::size_t most_rows = 12;
  double largest = 0.;
  std::vector<const Sensitivity *> shown;
  for (const Sensitivity &one : goal.sensitivities)
    if (is_load(one) == loads && shown.size() < most_rows)
    {
      shown.push_back(&one);
      largest = std::max(largest, std::abs(one.per_percent));
    }
  Table table(caption,
              {text_cell("Parameter"),
               text_cell("Down or up"),
               number_cell(escaped("Change [" + goal.unit + "]")),
               text_cell("for"),
               number_cell("Value now, SI")});
  for (const Sensitivity *one : shown)
    table.row(
        {text_cell(one->parameter),
         slope_cell(one->per_percent, largest),
         number_cell((one->per_percent > 0. ? "+" : "") + short_text(one->per_percent, 3)),
         text_cell(one->kind == Sensitivity::Kind::temperature ? "+1 K" : "+1 %"),
         number_cell(short_text(one->value, 5))});
  return table.is_empty() ? "" : table.html();
}

} // namespace

Section balance_section(const Reported &reported)
{
  const Summary &summary = reported.result.summary;
  if (!reported.result.has_summary || !summary.has_answers())
    return {};
  const Audit &audit = summary.audit;
  std::vector<Cell> heads = {text_cell("Balance"), number_cell("[W]")};
  const Audit *other = nullptr;
  if (reported.other != nullptr && reported.other->has_summary &&
      reported.other->summary.has_answers())
  {
    other = &reported.other->summary.audit;
    heads.push_back(number_cell("B [W]"));
    heads.push_back(difference_head("W"));
  }
  Table table("Heat and power", heads);
  const auto row = [&](const char *name, Number Audit::*number)
  {
    std::vector<Cell> cells = {text_cell(name), number_cell(number_html(audit.*number))};
    if (other != nullptr)
    {
      cells.push_back(number_cell(number_html(other->*number)));
      cells.push_back(difference_cell(audit.*number, &(other->*number)));
    }
    table.row(cells);
  };
  row("Electrical power, sum of V I", &Audit::electrical_power);
  row("Joule heat", &Audit::joule_heat);
  row("Other heat put in", &Audit::other_heat);
  row("Heat out through the surfaces", &Audit::heat_out);
  if (audit.heat_stored.value != 0.)
    row("Heat stored", &Audit::heat_stored);
  std::string html = table.html();
  html += paragraph(
      fmt::format(
          "Of the heat {:.1e} is missing, of the currents {:.1e} of their size; above "
          "1e-6 a run fails.",
          audit.relative_imbalance,
          audit.current_imbalance),
      "remark");
  if (summary.loop_gain)
    html += paragraph(
        fmt::format("Loop gain of temperature on loss: {:.3g}; thermal runaway is at 1.",
                    *summary.loop_gain),
        "remark");
  return {"balances", "Balances", html};
}

Section convergence_section(const Reported &reported)
{
  const ReportInput &input = reported.result;
  if (!input.has_summary)
    return {};
  std::string html;
  for (const AccuracySummary &goal : input.summary.goals)
    html += goal_chart(input, goal);
  if (input.summary.transient)
    html += paragraph(time_steps_text(input.summary.transient->time), "remark");
  html += paragraph(mesh_text(input.summary.cost), "remark");
  return {"convergence", "Convergence", html};
}

Section improvement_section(const Reported &reported)
{
  std::string html;
  for (const AccuracySummary &goal : reported.result.summary.goals)
    html += slopes_html(goal, false, "What moves " + goal.of + ", by design") +
            slopes_html(goal, true, "What moves " + goal.of + ", by load and surroundings");
  if (!html.empty())
    html +=
        paragraph("Slopes from the adjoint solution, all other parameters held: good for "
                  "changes of some percent, not for a factor of two.",
                  "remark");
  return {"improve", "Improve first", html};
}

} // namespace kelvolt::report
