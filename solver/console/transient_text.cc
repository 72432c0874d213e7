#include "console/transient_text.h"

#include "console/time_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

std::string end_text(const Summary &summary)
{
  const std::string time = time_text(summary.transient->time.reached);
  if (summary.status == result_schema::runaway)
    return fmt::format("\nRUNAWAY   a temperature grew without bound at {}, in {}: what "
                       "follows is known until then.\n",
                       time,
                       summary.transient->worst.part);
  if (summary.status == result_schema::interrupted)
    return fmt::format("\nSTOPPED   at {}, before the end: what follows is known until "
                       "then.\n",
                       time);
  return "";
}

std::string periodic_text(const PeriodicSummary &periodic, NumberText &write)
{
  std::string text =
      fmt::format("Periodic  every {}, after {} simulated periods{}: from "
                  "one to the next {:.2g} K are left\n",
                  time_text(periodic.period),
                  periodic.simulated_periods,
                  periodic.replaced_periods
                      ? fmt::format(" in place of {:.3g}", *periodic.replaced_periods)
                      : "",
                  periodic.residual);
  for (const PeriodicSummary::Part &part : periodic.parts)
    text += fmt::format("Periodic  {}: mean {} between {} and {}, hottest point {}\n",
                        part.name,
                        write.temperature(part.mean),
                        write.temperature(part.valley),
                        write.temperature(part.peak),
                        write.temperature(part.max_peak));
  return text;
}

} // namespace

std::string worst_text(const Summary &summary, NumberText &write)
{
  const WorstMoment &worst = summary.transient->worst;
  const Number &T = worst.temperature;
  return end_text(summary) +
         fmt::format("\nHottest   {} ({}) in {} at {}, after {}\n",
                     write.temperature(T),
                     write.units().other_temperature_text(T.value, T.error_or_zero()),
                     worst.part,
                     write.units().position_text(worst.position),
                     time_text(worst.time));
}

std::string time_balance_text(const Summary &summary, NumberText &write)
{
  const Audit &audit = summary.audit;
  const TransientSummary &run = *summary.transient;
  std::string text = fmt::format(
      "Heat      {:.6g} W in, {} W out, {} W stored at the end, imbalance {:.1e}\n",
      audit.joule_heat.value + audit.other_heat.value,
      write.heat(audit.heat_out),
      write.heat(audit.heat_stored),
      audit.relative_imbalance);
  if (run.periodic)
    text += periodic_text(*run.periodic, write);
  return text + fmt::format("Time      {} in {} steps ({} rejected), {} coupled "
                            "solutions, {}; errors up to {:.2g} K of the steps, {:.2g} K "
                            "of the mesh\n",
                            time_text(run.time.reached),
                            run.time.steps,
                            run.time.rejected,
                            run.time.stage_solves,
                            run.time.scheme,
                            run.time.time_error,
                            run.time.space_error);
}

std::vector<std::vector<std::string>> transient_parts(const Summary &summary,
                                                      NumberText &write)
{
  const std::string unit = write.units().temperature_unit();
  std::vector<std::vector<std::string>> rows = {{"part",
                                                 "mean at end " + unit,
                                                 "max at end " + unit,
                                                 "highest max " + unit,
                                                 "after"}};
  for (const PartSummary &part : summary.parts)
  {
    const History &history = part.max_temperature_history;
    const auto peak = std::max_element(history.begin(),
                                       history.end(),
                                       [](const Number &a, const Number &b)
                                       { return a.value < b.value; });
    std::vector<std::string> row = {part.name,
                                    write.temperature_entry(part.mean_temperature),
                                    write.temperature_entry(part.max_temperature)};
    if (peak != history.end())
    {
      row.push_back(write.temperature_entry(*peak));
      row.push_back(time_text(summary.transient->times.at(peak - history.begin())));
    }
    else
      row.insert(row.end(), 2, "");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string limit_times_text(const LimitSummary &limit)
{
  std::string text;
  if (limit.first_violation)
    text += ", first after " + time_text(limit.first_violation->value) + " +- " +
            time_text(limit.first_violation->error_or_zero());
  if (limit.worst_time)
    text += ", worst after " + time_text(*limit.worst_time);
  return text;
}

} // namespace kelvolt
