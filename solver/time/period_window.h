#pragma once

#include "case/case.h"

#include <optional>

namespace kelvolt
{

/// One period of all waveforms, from an instant on since which they repeat themselves [s].
struct PeriodWindow
{
  double start = 0., end = 0.;
  double length() const
  {
    return end - start;
  }
};

/// Of a study until its periodic state; nothing for all others.
std::optional<PeriodWindow> period_window(const Case &input);

} // namespace kelvolt
