#include "time/period_window.h"

#include "case/overloaded.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

std::optional<PeriodWindow> period_window(const Case &input)
{
  const TransientStudy *const study = transient_study(input.study);
  if (study == nullptr || !study->until_periodic)
    return std::nullopt;
  const std::optional<double> period = common_period(input);
  if (!period)
    return std::nullopt;
  double latest = 0.; // before it the first pulse of a train may still be due
  for (const TimeVarying &varying : input.waveforms)
    latest = std::max(latest,
                      std::visit(Overloaded{[](const Pulse &pulse) { return pulse.delay; },
                                            [](const Steps &) { return 0.; },
                                            [](const Ramp &)
                                            {
                                              return 0.;
                                            }},
                                 varying.waveform.shape()));
  const double number = std::ceil(latest / *period);
  return PeriodWindow{number * *period, (number + 1.) * *period};
}

} // namespace kelvolt
