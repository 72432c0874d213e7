#include "quantity_name.h"

#include <algorithm>
#include <array>
#include <string>

namespace kelvolt
{

std::optional<Quantity> parse_quantity_name(std::string_view text)
{
  constexpr std::array<std::string_view, 5> names{
      "max_temperature", "mean_temperature", "min_temperature", "current", "voltage"};
  const auto point = text.rfind('.');
  const bool has_subject = point != std::string_view::npos;
  const std::string_view name = has_subject ? text.substr(point + 1) : text;
  if (std::find(names.begin(), names.end(), name) == names.end())
    return std::nullopt;
  if (has_subject ? point == 0 : name != "max_temperature")
    return std::nullopt;
  return Quantity{std::string(has_subject ? text.substr(0, point) : ""), std::string(name)};
}

bool is_temperature(const Quantity &quantity)
{
  return quantity.name != "current" && quantity.name != "voltage";
}

const Dimension &value_dimension(const Quantity &quantity)
{
  if (is_temperature(quantity))
    return dimension::temperature;
  return quantity.name == "current" ? dimension::current : dimension::voltage;
}

const Dimension &difference_dimension(const Quantity &quantity)
{
  return is_temperature(quantity) ? dimension::temperature_difference
                                  : value_dimension(quantity);
}

} // namespace kelvolt
