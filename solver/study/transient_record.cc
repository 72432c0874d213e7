#include "study/transient_record.h"

#include "results/result_from_json.h"
#include "study/kept_records.h"
#include "study/steady.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
/// In a checkpoint: there is none.
constexpr LimitSummary::Instant nowhere{unknown, unknown, 0.};

constexpr std::size_t course_width = 5;

void keep(const Course &course, std::vector<double> &list)
{
  const Course::State state = course.state();
  for (const std::optional<Course::Instant> &one : {state.before_last, state.last})
  {
    const Course::Instant instant = one.value_or(Course::Instant{unknown, unknown});
    list.insert(list.end(), {instant.time, instant.value});
  }
  list.push_back(state.top);
}

Course course_at(const std::vector<double> &list, std::size_t begin)
{
  const auto instant = [&](std::size_t k) -> std::optional<Course::Instant>
  {
    if (std::isnan(list.at(begin + k)))
      return std::nullopt;
    return Course::Instant{list.at(begin + k), list.at(begin + k + 1)};
  };
  Course course;
  course.restore({instant(0), instant(2), list.at(begin + 4)});
  return course;
}

} // namespace

TimeSteps &TransientRecord::time()
{
  if (!summary.transient)
    summary.transient.emplace();
  return summary.transient->time;
}

double TransientRecord::recent_error(double t) const
{
  const double since = 0.5 * t;
  double largest = 0.;
  for (auto one = errors_in_time.rbegin();
       one != errors_in_time.rend() && one->first >= since;
       ++one)
    largest = std::max(largest, one->second);
  return largest;
}

void TransientRecord::audit(const HeatOverTime &of_what,
                            const std::string &of,
                            double t) const
{
  if (!(of_what.imbalance() <= largest_imbalance))
    throw std::runtime_error(fmt::format(
        "The heat balance of {} up to {:.6g} s does not close: {:.6g} J made, {:.6g} J "
        "put in, {:.6g} J out, {:.6g} J stored (relative imbalance {:.1e}, allowed "
        "{:.0e}). The result is not trustworthy and is not written.",
        of,
        t,
        of_what.joule,
        of_what.put_in,
        of_what.out,
        of_what.stored,
        of_what.imbalance(),
        largest_imbalance));
  if (!(of_what.charge_imbalance() <= largest_imbalance))
    throw std::runtime_error(
        fmt::format("The currents of {} up to {:.6g} s do not add up to zero (relative "
                    "imbalance {:.1e}, allowed {:.0e}). The result is not trustworthy "
                    "and is not written.",
                    of,
                    t,
                    of_what.charge_imbalance(),
                    largest_imbalance));
}

void TransientRecord::keep_in(Checkpoint &state) const
{
  state.texts["summary"] = to_json(summary);
  state.texts["last"] = to_json(last);
  state.numbers["steps"] = kept(steps);
  state.numbers["heat"] = kept(heat);
  state.numbers["rise"] = {rise};
  state.numbers["worst_bars"] = worst_bars;
  std::vector<double> &errors = state.numbers["errors_in_time"],
                      &beyond = state.numbers["beyond"];
  for (const auto &[t, error] : errors_in_time)
  {
    errors.push_back(t);
    errors.push_back(error);
  }
  if (summary.transient)
    keep(summary.transient->worst.course, state.numbers["worst_course"]);
  for (const LimitSummary &limit : summary.limits)
  {
    const LimitSummary::Way &way = limit.way;
    const LimitSummary::Instant last = way.last.value_or(nowhere),
                                corner = way.corner.value_or(nowhere);
    const Number passed = way.passed.value_or(Number(unknown, 0.));
    beyond.push_back(limit.beyond);
    for (const LimitSummary::Instant &one : {last, corner})
      beyond.insert(beyond.end(), {one.time, one.beyond, one.error});
    beyond.insert(beyond.end(), {passed.value, passed.error_or_zero()});
    keep(way.course, beyond);
  }
}

TransientRecord TransientRecord::kept_in(const Checkpoint &state)
{
  TransientRecord record;
  record.summary = result_from_json(state.texts.at("summary"));
  record.time(); // a run that has made no step yet says nothing of it
  record.last = result_from_json(state.texts.at("last"));
  record.steps = steps_from(state.numbers.at("steps"));
  record.heat = heat_from(state.numbers.at("heat"));
  record.rise = state.numbers.at("rise").at(0);
  record.worst_bars = state.numbers.at("worst_bars");
  const std::vector<double> &errors = state.numbers.at("errors_in_time"),
                            &beyond = state.numbers.at("beyond");
  for (std::size_t i = 0; i < errors.size(); i += 2)
    record.errors_in_time.emplace_back(errors[i], errors.at(i + 1));
  if (record.summary.transient)
    record.summary.transient->worst.course = course_at(state.numbers.at("worst_course"), 0);
  for (std::size_t i = 0; i < record.summary.limits.size(); ++i)
  {
    LimitSummary &limit = record.summary.limits[i];
    const auto number = [&](std::size_t k)
    {
      return beyond.at((9 + course_width) * i + k);
    };
    const auto instant = [&](std::size_t k) -> std::optional<LimitSummary::Instant>
    {
      if (std::isnan(number(k)))
        return std::nullopt;
      return LimitSummary::Instant{number(k), number(k + 1), number(k + 2)};
    };
    limit.beyond = number(0);
    limit.way.last = instant(1);
    limit.way.corner = instant(4);
    if (!std::isnan(number(7)))
      limit.way.passed = Number(number(7), number(8));
    limit.way.course = course_at(beyond, (9 + course_width) * i + 9);
  }
  return record;
}

} // namespace kelvolt
