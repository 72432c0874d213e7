#include "duties_in_time.h"

#include "case/overloaded.h"
#include "time/loads.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace kelvolt
{
namespace
{

constexpr int most_corners = 1000000;

/// 1, 0 or -1, and whether the sum is one.
std::vector<int> order_of(const std::vector<double> &duties)
{
  std::vector<int> order;
  for (std::size_t i = 0; i < duties.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
    {
      const bool is_larger = duties[i] > duties[j];
      order.push_back(is_same_duty(duties[i], duties[j]) ? 0 : is_larger ? 1 : -1);
      order.push_back(is_same_duty(duties[i] + duties[j], 1.) ? 1 : 0);
    }
  return order;
}

/// Before it a train is not what it is later [s].
double delay_of(const Waveform &waveform)
{
  return std::visit(Overloaded{[](const Pulse &pulse) { return pulse.delay; },
                               [](const auto &)
                               {
                                 return 0.;
                               }},
                    waveform.shape());
}

} // namespace

DutiesInTime::DutiesInTime(const Case &input)
    : input_(&input), changing_(input.devices.size(), false)
{
  for (const TimeVarying &one : input.waveforms)
    if (one.target.kind == Target::Kind::duty)
    {
      duties_.waveforms.push_back(one);
      changing_[one.target.index] = true;
    }
  take(0., Approach::from_right);
  if (!change())
    return;
  const std::optional<double> end = last_instant();
  double t = 0.;
  for (int n = 0; n < most_corners; ++n)
  {
    const std::optional<double> next = next_corner(duties_, t);
    const bool is_last = !next || (end && *next >= *end);
    if (is_last && !end)
      return;
    const double until = is_last ? *end : *next;
    take(0.5 * (t + until), Approach::from_right);
    take(until, Approach::from_left);
    if (is_last)
      return;
    take(until, Approach::from_right);
    t = until;
  }
  are_endless_ = true;
}

std::optional<double> DutiesInTime::last_instant() const
{
  std::optional<double> last = common_period(duties_);
  double delay = 0.;
  for (const TimeVarying &one : duties_.waveforms)
    delay = std::max(delay, delay_of(one.waveform));
  if (last)
    *last += delay;
  const TransientStudy *const study = transient_study(input_->study);
  if (study == nullptr || study->until_periodic)
    return last;
  return std::min(study->end, last.value_or(study->end));
}

void DutiesInTime::take(double t, Approach side)
{
  std::vector<double> duties;
  for (const Device &device : input_->devices)
    duties.push_back(device.duty);
  for (const TimeVarying &one : duties_.waveforms)
    duties[one.target.index] = one.waveform.value(t, side);
  if (known_.insert(order_of(duties)).second)
    orders_.push_back(std::move(duties));
}

} // namespace kelvolt
