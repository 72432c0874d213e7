#include "effective_law.h"

#include "case/units.h"
#include "property_evaluation.h"

#include <algorithm>

namespace kelvolt::effective
{

PropertyLaw law_of(const std::function<double(double)> &value, bool varies, Interval range)
{
  constexpr int table_intervals = 25;
  if (!varies)
    return ConstantLaw{without_conversion_noise(value(room_temperature))};
  TableLaw table;
  for (int i = 0; i <= table_intervals; ++i)
  {
    const double T = without_conversion_noise(range.lower + (range.upper - range.lower) *
                                                                i / table_intervals);
    table.temperature.push_back(T);
    table.value.push_back(without_conversion_noise(value(T)));
  }
  return table;
}

std::optional<Interval> common_range(const std::vector<const Material *> &materials,
                                     int axis)
{
  std::optional<Interval> common;
  for (const Material *const material : materials)
    if (const auto range =
            valid_range(material->conductivity[is_isotropic(*material) ? 0 : axis]))
      common = common ? Interval{std::max(common->lower, range->lower),
                                 std::min(common->upper, range->upper)}
                      : *range;
  return common;
}

} // namespace kelvolt::effective
