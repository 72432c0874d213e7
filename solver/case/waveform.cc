#include "waveform.h"

#include "overloaded.h"
#include "unknown_value.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kelvolt
{

namespace
{

bool is_time(double value)
{
  return std::isfinite(value) && value >= 0.;
}

bool is_duration(double value)
{
  return std::isfinite(value) && value > 0.;
}

bool is_behind(double later, double t)
{
  return later > t && !is_same_instant(later, t);
}

} // namespace

bool is_same_instant(double a, double b)
{
  // Each of the two is the sum of at most three given times, one of them multiplied, and
  // what is given has 15 digits.
  constexpr double round_off = 100. * std::numeric_limits<double>::epsilon();
  const double larger = std::max(std::abs(a), std::abs(b));
  return a == b || (std::isfinite(larger) && std::abs(a - b) <= round_off * larger);
}

Waveform::Waveform(Shape shape) : shape_(std::move(shape)), before_(unknown_value)
{
  std::visit([this](const auto &one) { set(one); }, shape_);
}

void Waveform::set(const Pulse &pulse)
{
  const double period = pulse.period.value_or(pulse.width);
  if (!is_duration(pulse.width) || !is_duration(period) || !is_time(pulse.delay) ||
      pulse.width > period)
    return;
  before_ = pulse.base;
  delay_ = pulse.delay;
  mark_ = {0.};
  value_ = {pulse.value};
  // A pulse as wide as its period never ends.
  if (pulse.period && is_same_instant(pulse.width, period))
    return;
  mark_.push_back(pulse.width);
  value_.push_back(pulse.base);
  repeat_ = pulse.period;
}

void Waveform::set(const Steps &steps)
{
  set(steps.time, steps.value, steps.period);
}

void Waveform::set(const Ramp &ramp)
{
  linear_ = true;
  set(ramp.time, ramp.value, ramp.period);
}

void Waveform::set(const std::vector<double> &time,
                   const std::vector<double> &value,
                   const std::optional<double> &period)
{
  if (time.empty() || time.size() != value.size() || !is_time(time.front()) ||
      !std::isfinite(time.back()))
    return;
  for (std::size_t i = 1; i < time.size(); ++i)
    if (!(time[i] > time[i - 1]))
      return;
  if (period && !(is_duration(*period) && time.front() == 0. && time.back() <= *period))
    return;
  before_ = value.front();
  mark_ = time;
  value_ = value;
  repeat_ = period;
}

double Waveform::corner(const Place &place) const
{
  const double start = repeat_ ? delay_ + place.cycle * *repeat_ : delay_;
  return start + mark_[place.entry];
}

double Waveform::first_cycle_near(double t) const
{
  return repeat_ ? std::max(0., std::floor((t - delay_) / *repeat_) - 1.) : 0.;
}

bool Waveform::is_without_jump(const Place &place) const
{
  return !linear_ && place.cycle == 0. && place.entry == 0 && value_.front() == before_;
}

std::optional<Waveform::Place> Waveform::last_reached(double t, Approach side) const
{
  const auto is_reached = [&](double c)
  {
    return side == Approach::from_right ? !is_behind(c, t) : is_behind(t, c);
  };
  const double first = first_cycle_near(t);
  for (double cycle = repeat_ ? first + 2. : 0.; cycle >= first; cycle -= 1.)
  {
    const auto end = std::partition_point(
        mark_.begin(),
        mark_.end(),
        [&](const double &mark) {
          return is_reached(corner({cycle, std::size_t(&mark - mark_.data())}));
        });
    if (end != mark_.begin())
      return Place{cycle, std::size_t(end - mark_.begin()) - 1};
  }
  return std::nullopt;
}

double Waveform::value(double t, Approach side) const
{
  const std::optional<Place> place = last_reached(t, side);
  if (!place)
    return before_;
  const std::size_t next = place->entry + 1;
  if (!linear_ || next == mark_.size())
    return value_[place->entry];
  const double begin = corner(*place), end = corner({place->cycle, next});
  const double share = std::clamp((t - begin) / (end - begin), 0., 1.);
  return (1. - share) * value_[place->entry] + share * value_[next];
}

std::optional<double> Waveform::next_corner(double t) const
{
  const double first = first_cycle_near(t);
  for (double cycle = first; cycle <= (repeat_ ? first + 3. : 0.); cycle += 1.)
  {
    const auto found = std::partition_point(
        mark_.begin(),
        mark_.end(),
        [&](const double &mark) {
          return !is_behind(corner({cycle, std::size_t(&mark - mark_.data())}), t);
        });
    auto entry = static_cast<std::size_t>(found - mark_.begin());
    if (entry < mark_.size() && is_without_jump({cycle, entry}))
      ++entry;
    if (entry < mark_.size())
      return corner({cycle, entry});
  }
  return std::nullopt;
}

bool Waveform::is_corner(double t) const
{
  const std::optional<Place> place = last_reached(t, Approach::from_right);
  return place && !(place == last_reached(t, Approach::from_left)) &&
         !is_without_jump(*place);
}

std::optional<double> Waveform::period() const
{
  return std::visit([](const auto &shape) { return shape.period; }, shape_);
}

std::vector<double> Waveform::values() const
{
  return std::visit(Overloaded{[](const Pulse &pulse) {
                                 return std::vector<double>{pulse.base, pulse.value};
                               },
                               [](const Steps &steps) { return steps.value; },
                               [](const Ramp &ramp)
                               {
                                 return ramp.value;
                               }},
                    shape_);
}

} // namespace kelvolt
