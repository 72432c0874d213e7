#include "results/comparison.h"

#include "results/number_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace kelvolt
{
namespace
{

/// Of sums that go over another mesh, or over ranks in another order.
constexpr double digits_of_sums = 1e-12;

bool is_of_history(const std::string &name)
{
  return name.find("_history.") != std::string::npos;
}

std::vector<double> times_of(const Summary &summary)
{
  return summary.transient ? summary.transient->times : std::vector<double>();
}

std::vector<std::string> remarks_of(const Summary &first, const Summary &second)
{
  std::vector<std::string> remarks;
  if (first.status != second.status)
    remarks.push_back(fmt::format("The status of the first is '{}', of the second '{}'.",
                                  first.status,
                                  second.status));
  if (times_of(first) != times_of(second))
    remarks.emplace_back("Their saved times differ: numbers over time are not compared.");
  for (const LimitSummary &limit : first.limits)
    for (const LimitSummary &other : second.limits)
      if (limit.text == other.text && limit.met != other.met)
        remarks.push_back(
            fmt::format("The limit '{}' is {} by the first, {} by the second.",
                        limit.text,
                        limit.met ? "met" : "violated",
                        other.met ? "met" : "violated"));
  return remarks;
}

} // namespace

bool NumberDifference::is_within() const
{
  return std::abs(difference()) <=
         bar() + digits_of_sums * std::max(std::abs(first.value), std::abs(second.value));
}

std::size_t Comparison::n_beyond() const
{
  return static_cast<std::size_t>(std::count_if(numbers.begin(),
                                                numbers.end(),
                                                [](const NumberDifference &one)
                                                { return !one.is_within(); }));
}

Comparison compare(const Summary &first, const Summary &second)
{
  Comparison comparison;
  comparison.remarks = remarks_of(first, second);
  const bool same_times = times_of(first) == times_of(second);
  std::map<std::string, Number> others;
  const std::vector<ListedNumber> second_list = number_list(second);
  for (const ListedNumber &one : second_list)
    others.emplace(one.name, one.number);
  std::set<std::string> found;
  for (const ListedNumber &one : number_list(first))
  {
    if (is_of_history(one.name) && !same_times)
      continue;
    const auto other = others.find(one.name);
    if (other == others.end())
      comparison.only_first.push_back(one.name);
    else
      comparison.numbers.push_back({one.name, one.number, other->second});
    found.insert(one.name);
  }
  for (const ListedNumber &one : second_list)
    if (found.count(one.name) == 0 && (same_times || !is_of_history(one.name)))
      comparison.only_second.push_back(one.name);
  return comparison;
}

} // namespace kelvolt
