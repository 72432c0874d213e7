#include "electric/wire_newton.h"

#include <utility>

namespace kelvolt
{

SolveReport WireNewton::with_slopes(FootLinks &links,
                                    const std::function<SolveReport()> &solve) const
{
  std::vector<double> G = links.conductance();
  links.set_conductance(slopes_);
  const SolveReport report = solve();
  links.set_conductance(std::move(G));
  return report;
}

void WireNewton::follow(const std::vector<double> &before,
                        const std::vector<double> &now,
                        FootLinks &links) const
{
  constexpr double farthest = 100.; // from the G before; the law decides at the next step
  std::vector<double> G = links.conductance();
  for (std::size_t i = 0; i < G.size(); ++i)
  {
    const double I = G[i] * before[i] + slopes_[i] * (now[i] - before[i]);
    if (now[i] != 0. && I / now[i] > G[i] / farthest && I / now[i] < G[i] * farthest)
      G[i] = I / now[i];
  }
  links.set_conductance(std::move(G));
}

} // namespace kelvolt
