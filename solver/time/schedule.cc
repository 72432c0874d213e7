#include "time/schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

constexpr double never = std::numeric_limits<double>::infinity();

bool is_behind(double later, double t)
{
  return later > t && !is_same_instant(later, t);
}

} // namespace

Schedule::Schedule(const Case &input)
{
  for (const TimeVarying &one : input.waveforms)
    waveforms_.push_back(one.waveform);
  const auto &study = std::get<TransientStudy>(input.study);
  save_ = study.save;
  end_ = study.end;
  if (study.until_periodic)
    period_ = common_period(input);
}

double Schedule::first_cycle_near(double t) const
{
  return period_ ? std::max(0., std::floor(t / *period_) - 1.) : 0.;
}

double Schedule::start_of(double cycle) const
{
  return period_ ? cycle * *period_ : 0.;
}

double Schedule::next_saved(double t) const
{
  const double first = first_cycle_near(t);
  for (double cycle = first; cycle <= first + (period_ ? 3. : 0.); cycle += 1.)
  {
    const auto found = std::partition_point(
        save_.begin(),
        save_.end(),
        [&](double saved) { return !is_behind(start_of(cycle) + saved, t); });
    if (found != save_.end())
      return start_of(cycle) + *found;
  }
  return never;
}

double Schedule::next(double t) const
{
  // Of instants that fall together the end is kept, then the one to save.
  double next = next_saved(t);
  for (const Waveform &waveform : waveforms_)
    if (const std::optional<double> corner = waveform.next_corner(t))
      if (*corner < next && !is_same_instant(*corner, next))
        next = *corner;
  if (end_ < next || is_same_instant(end_, next))
    next = end_;
  return is_behind(next, t) && next < never ? next : t;
}

bool Schedule::is_corner(double t) const
{
  return std::any_of(waveforms_.begin(),
                     waveforms_.end(),
                     [t](const Waveform &waveform) { return waveform.is_corner(t); });
}

bool Schedule::is_saved(double t) const
{
  const double first = first_cycle_near(t);
  for (double cycle = first; cycle <= first + (period_ ? 3. : 0.); cycle += 1.)
    if (std::any_of(save_.begin(),
                    save_.end(),
                    [&](double saved)
                    { return is_same_instant(start_of(cycle) + saved, t); }))
      return true;
  return false;
}

double Schedule::period_end(unsigned int number) const
{
  return (number + 1.) * period_.value();
}

} // namespace kelvolt
