#include "check_sections.h"
#include "overloaded.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

constexpr double longest_time = 1e12; // s

/// The checks of each shape.
struct ShapeCheck
{
  CaseFaults &faults;
  std::string owner;
  SourceLocation where;

  void report(const std::string &found, const std::string &allowed) const
  {
    faults.report(where, owner + " " + found, allowed);
  }

  /// Whether it is a duration; one that is unknown has been reported.
  void check_duration(const char *key, double value) const
  {
    if (value <= 0. || value > longest_time)
      report(fmt::format("has the {} {} s", key, value),
             fmt::format("a {} above 0, up to {:g} s", key, longest_time));
  }

  void operator()(const Pulse &pulse) const
  {
    check_duration("width", pulse.width);
    if (pulse.period)
      check_duration("period", *pulse.period);
    if (pulse.period && pulse.width > *pulse.period && *pulse.period > 0.)
      report(fmt::format(
                 "is {} s wide, wider than its period of {} s", pulse.width, *pulse.period),
             "a width up to the period");
    if (pulse.delay < 0. || pulse.delay > longest_time)
      report(fmt::format("has the delay {} s", pulse.delay), "a delay from 0 s on");
  }

  void operator()(const Steps &steps) const
  {
    check_table(steps);
  }
  void operator()(const Ramp &ramp) const
  {
    check_table(ramp);
  }

  /// That times rise is judged where they are read, row by row.
  template <typename Table>
  void check_table(const Table &table) const
  {
    if (!table.period || table.time.empty())
      return;
    check_duration("period", *table.period);
    if (table.time.front() != 0.)
      report(fmt::format("has a period, and begins at {} s", table.time.front()),
             "a first time of 0 s where there is a period");
    if (table.time.back() > *table.period)
      report(fmt::format("goes on until {} s, longer than its period of {} s",
                         table.time.back(),
                         *table.period),
             "times within the period");
  }
};

/// Corners up to `end`, about.
double count_corners(const Waveform &waveform, double end)
{
  const auto each = static_cast<double>(waveform.values().size());
  const std::optional<double> period = waveform.period();
  return period && *period > 0. ? each * std::max(1., end / *period) : each;
}

} // namespace

void check_waveforms(CaseFaults &faults)
{
  constexpr double most_corners = 1e5;
  const Case &input = faults.input();
  const TransientStudy *const study = transient_study(input.study);
  const double end = study == nullptr        ? 0.
                     : study->until_periodic ? common_period(input).value_or(0.)
                                             : study->end;
  for (const TimeVarying &one : input.waveforms)
  {
    const std::string owner = target_path(input, one.target);
    std::visit(ShapeCheck{faults, owner, one.where}, one.waveform.shape());
    if (study == nullptr)
      faults.report(one.where,
                    owner + " changes in time, which a steady study cannot follow",
                    "one value; or a transient study",
                    "Write for example 'study: {transient: {end: 1000 s}}'");
    else if (count_corners(one.waveform, end) > most_corners)
      faults.report(
          one.where,
          fmt::format("{} has {:.1g} corners until {} s, on each of which a step lands",
                      owner,
                      count_corners(one.waveform, end),
                      end),
          fmt::format("up to {:g}", most_corners),
          study->until_periodic
              ? ""
              : "A shorter end; or 'until: periodic', for the state that a train of "
                "pulses comes to");
  }
}

} // namespace kelvolt
