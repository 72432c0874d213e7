#include "results/parabola.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

Parabola::Parabola(const Course::Instant &first,
                   const Course::Instant &middle,
                   const Course::Instant &last)
    : middle_(middle), first_(first.time - middle.time), last_(last.time - middle.time),
      highest_(std::max({first.value, middle.value, last.value}))
{
  const double before = (first.value - middle.value) / first_,
               after = (last.value - middle.value) / last_;
  c_ = (after - before) / (last_ - first_);
  m_ = (before * last_ - after * first_) / (last_ - first_);
}

double Parabola::rise() const
{
  if (!(c_ < 0.))
    return 0.;
  const double top = -0.5 * m_ / c_;
  if (top < first_ || top > last_)
    return 0.;
  return middle_.value - 0.25 * m_ * m_ / c_ - highest_;
}

Parabola::Passing Parabola::passing(double error) const
{
  const double missing = -middle_.value;
  const double slope = std::sqrt(std::max(0., m_ * m_ + 4. * c_ * missing));
  const double s = std::clamp(2. * missing / (m_ + slope), 0., last_);
  // Where the bend takes away what the error asks for, up to where the slope is used up.
  const double bend = 4. * std::abs(c_) * error, left = slope * slope - bend;
  const double off = 2. * error / (slope + std::sqrt(std::max(0., left)));
  return {middle_.time + s, left > 0. ? off : std::max(off, last_)};
}

} // namespace kelvolt
