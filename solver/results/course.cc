#include "results/course.h"

#include "results/parabola.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// By how much the parabola through three instants rises above the highest of them while
/// it passes them. No more than it changes from one to the next: where a short interval is
/// followed by a far longer one, a parabola says nothing of that.
double
rise_between(const Course::Instant &a, const Course::Instant &b, const Course::Instant &d)
{
  const double change = std::max(std::abs(b.value - a.value), std::abs(d.value - b.value));
  return std::min(Parabola(a, b, d).rise(), change);
}

} // namespace

void Course::add(const Instant &next)
{
  constexpr double left_out = 1.5;
  top_ = std::max(top_, next.value);
  if (before_last_)
  {
    const double rise = rise_between(*before_last_, *last_, next);
    if (rise > 0.)
      top_ = std::max(top_,
                      std::max({before_last_->value, last_->value, next.value}) +
                          left_out * rise);
  }
  before_last_ = last_;
  last_ = next;
}

void Course::restore(const State &state)
{
  before_last_ = state.before_last;
  last_ = state.last;
  top_ = state.top;
}

} // namespace kelvolt
