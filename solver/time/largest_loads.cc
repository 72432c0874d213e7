#include "time/largest_loads.h"

#include <cmath>

namespace kelvolt
{

namespace
{

bool is_load(Target::Kind kind)
{
  switch (kind)
  {
  case Target::Kind::voltage:
  case Target::Kind::current:
  case Target::Kind::heat_power:
  case Target::Kind::heat_flux:
  case Target::Kind::switching_frequency:
  case Target::Kind::duty:
    return true;
  case Target::Kind::film_coefficient:
  case Target::Kind::ambient:
  case Target::Kind::temperature:
    return false;
  }
  return false;
}

} // namespace

Loads largest_loads(Case input)
{
  for (TimeVarying &one : input.waveforms)
  {
    double held = one.waveform.value(0., Approach::from_right);
    if (is_load(one.target.kind))
      for (const double value : one.waveform.values())
        held = std::abs(value) > std::abs(held) ? value : held;
    one.waveform = Waveform(Steps{{0.}, {held}, {}});
  }
  return loads_at(input, 0., Approach::from_right);
}

} // namespace kelvolt
