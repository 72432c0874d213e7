#pragma once

#include "mesh/column_place.h"
#include "thermal/column_heat.h"

#include <vector>

namespace kelvolt
{

/// Temperatures of one part [K], and where its extremes lie.
struct ColumnTemperatures
{
  double lowest = 0., mean = 0., highest = 0.;
  ColumnPlace coldest, hottest;
};

/// Per part; of equal temperatures the first place in x, then y, then z. Collective.
std::vector<ColumnTemperatures> column_temperatures(const ColumnHeat &heat);

/// Temperatures nearer to each other than this are equal [K]. Collective.
double equal_temperatures(const ColumnHeat &heat);

} // namespace kelvolt
