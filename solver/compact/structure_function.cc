#include "structure_function.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

/// Of what the curve lacks of its end, integrated over time: less of it is not seen. A
/// contact follows where more is.
constexpr double hidden = 1e-5, hidden_by_contact = 2e-3;

/// int (Z(end) - Z(t)) dt = sum_k C_k r_k^2, r_k the resistance from C_k to the
/// surroundings: capacities at the end that take a small share of it hardly change the
/// curve, and are what its errors make them. Their resistances join the last one.
CauerNetwork without_hidden_end(CauerNetwork ladder, double share)
{
  if (ladder.resistance.size() < ladder.n_sections())
    return ladder; // keeps its heat
  double rest = 0., sum = 0., within = 0.;
  for (std::size_t k = ladder.n_sections(); k-- > 0;)
  {
    rest += ladder.resistance[k];
    sum += ladder.capacity[k] * rest * rest;
  }
  double from_end = 0.;
  while (ladder.n_sections() > 1)
  {
    const double r = from_end + ladder.resistance.back();
    within += ladder.capacity.back() * r * r;
    if (within > share * sum)
      break;
    from_end = r;
    ladder.capacity.pop_back();
    ladder.resistance.pop_back();
  }
  ladder.resistance.back() += from_end;
  return ladder;
}

StructureFunction staircase(const CauerNetwork &ladder)
{
  StructureFunction result;
  double within = 0., capacity = 0.;
  for (std::size_t k = 0; k < ladder.n_sections(); ++k)
  {
    // The step of this section's capacity, at half its height.
    result.resistance.push_back(within);
    result.capacity.push_back(capacity + ladder.capacity[k] / 2.);
    capacity += ladder.capacity[k];
    if (k < ladder.resistance.size())
    {
      // The tread to the next step, at half its length.
      result.resistance.push_back(within + ladder.resistance[k] / 2.);
      result.capacity.push_back(capacity);
      within += ladder.resistance[k];
    }
  }
  for (std::size_t i = 0; i + 1 < result.resistance.size(); ++i)
  {
    const double width = result.resistance[i + 1] - result.resistance[i];
    result.middle.push_back(result.resistance[i] + width / 2.);
    result.density.push_back((result.capacity[i + 1] - result.capacity[i]) / width);
  }
  return result;
}

} // namespace

StructureFunction structure_function(const CauerNetwork &ladder)
{
  return staircase(without_hidden_end(ladder, hidden));
}

StructureFunction within_share(const StructureFunction &structure, double share)
{
  StructureFunction result;
  const double end = share * structure.resistance.back();
  for (std::size_t i = 0; i < structure.resistance.size() && structure.resistance[i] <= end;
       ++i)
  {
    if (i > 0)
    {
      result.middle.push_back(structure.middle[i - 1]);
      result.density.push_back(structure.density[i - 1]);
    }
    result.resistance.push_back(structure.resistance[i]);
    result.capacity.push_back(structure.capacity[i]);
  }
  return result;
}

double capacity_within(const StructureFunction &structure, double resistance)
{
  const std::vector<double> &r = structure.resistance, &c = structure.capacity;
  const auto next = std::upper_bound(r.begin(), r.end(), resistance);
  if (next == r.begin())
    return c.front();
  if (next == r.end())
    return c.back();
  const auto i = static_cast<std::size_t>(next - r.begin());
  const double share = (resistance - r[i - 1]) / (r[i] - r[i - 1]);
  return c[i - 1] * std::pow(c[i] / c[i - 1], share);
}

double
parting_resistance(const StructureFunction &a, const StructureFunction &b, double tolerance)
{
  const double last = std::min(a.resistance.back(), b.resistance.back());
  constexpr int n_places = 2000;
  double parted = std::numeric_limits<double>::quiet_NaN();
  // From the far end: wiggles near the heated part are no parting.
  for (int i = n_places; i > 0; --i)
  {
    const double place = last * i / n_places;
    if (std::abs(std::log10(capacity_within(a, place) / capacity_within(b, place))) <=
        tolerance)
      return parted;
    parted = place;
  }
  return parted;
}

double corner_resistance(const CauerNetwork &ladder)
{
  const StructureFunction structure =
      staircase(without_hidden_end(ladder, hidden_by_contact));
  const std::vector<double> &r = structure.resistance, &c = structure.capacity;
  const auto place = [&](double share)
  {
    const double wanted = share * c.back();
    const auto next = std::upper_bound(c.begin(), c.end() - 1, wanted);
    if (next == c.begin())
      return r.front();
    const auto i = static_cast<std::size_t>(next - c.begin());
    return r[i - 1] + (wanted - c[i - 1]) / (c[i] - c[i - 1]) * (r[i] - r[i - 1]);
  };
  const double half = place(0.5), most = place(0.8);
  return most + (most - half) * (1. - 0.8) / (0.8 - 0.5);
}

} // namespace kelvolt
