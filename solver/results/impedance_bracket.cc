#include "results/impedance_bracket.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

BracketEntry entry(double start, double start_error, double steady, double steady_error)
{
  BracketEntry result{start, steady, {}, {}};
  if (std::abs(start) <= start_error)
    return result;
  result.difference = (steady - start) / std::abs(start);
  result.error = (start_error + steady_error) / std::abs(start);
  return result;
}

void add_bracket(const ImpedanceCurve &curve,
                 const std::string &of,
                 const ImpedanceValues &start,
                 const ImpedanceValues &steady,
                 const std::vector<std::size_t> &places,
                 std::vector<ImpedanceBracket> &brackets)
{
  if (start.empty())
    return;
  ImpedanceBracket bracket{curve.heated, curve.observed, of, {}, {}};
  for (const std::size_t i : places)
    bracket.entries.push_back(entry(start.value[i],
                                    start.reduction[i] + start.mesh[i],
                                    steady.value[i],
                                    steady.reduction[i] + steady.mesh[i]));
  if (start.steady && steady.steady)
    bracket.steady =
        entry(*start.steady, *start.steady_error, *steady.steady, *steady.steady_error);
  brackets.push_back(std::move(bracket));
}

Json share_json(const std::optional<double> &share)
{
  return share ? Json(*share) : Json(nullptr);
}

Json columns_json(const std::vector<BracketEntry> &entries)
{
  Json json;
  for (const BracketEntry &one : entries)
  {
    json["start"].push_back(one.start);
    json["steady"].push_back(one.steady);
    json["difference"].push_back(share_json(one.difference));
    json["difference_error"].push_back(share_json(one.error));
  }
  return json;
}

} // namespace

std::vector<std::size_t> shown_times(const std::vector<double> &times)
{
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < times.size(); ++i)
  {
    const auto away = [&](std::size_t place, double power)
    {
      return std::abs(std::log10(times[place]) - power);
    };
    const double power = std::round(std::log10(times[i]));
    const bool is_end = i == 0 || i + 1 == times.size();
    if (is_end ||
        (away(i, power) < away(i - 1, power) && away(i, power) <= away(i + 1, power)))
      shown.push_back(i);
  }
  return shown;
}

std::vector<ImpedanceBracket> brackets(const Impedance &impedance)
{
  std::vector<ImpedanceBracket> result;
  if (impedance.sets.size() < 2)
    return result;
  const std::vector<std::size_t> places = shown_times(impedance.times);
  const std::vector<ImpedanceCurve> &start = impedance.sets.front().curves,
                                    &steady = impedance.sets.back().curves;
  for (std::size_t i = 0; i < start.size(); ++i)
  {
    add_bracket(start[i], "mean", start[i].mean, steady[i].mean, places, result);
    add_bracket(start[i], "max", start[i].maximum, steady[i].maximum, places, result);
    add_bracket(start[i], "point", start[i].point, steady[i].point, places, result);
  }
  return result;
}

nlohmann::ordered_json bracket_json(const Impedance &impedance)
{
  Json json;
  for (const std::size_t i : shown_times(impedance.times))
    json["times"].push_back(impedance.times[i]);
  for (const ImpedanceBracket &one : brackets(impedance))
    json["impedance"][one.heated][one.observed][one.of] = columns_json(one.entries);
  for (const ImpedanceBracket &one : brackets(impedance))
    if (one.steady)
      json["steady"][one.heated][one.observed][one.of] = {
          {"start", one.steady->start},
          {"steady", one.steady->steady},
          {"difference", share_json(one.steady->difference)},
          {"difference_error", share_json(one.steady->error)}};
  return json;
}

} // namespace kelvolt
