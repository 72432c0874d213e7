#pragma once

#include "units.h"

#include <string>
#include <string_view>

namespace kelvolt
{

/// Advice on a unit that is not one of the wanted dimension, or is none at all: the usual
/// mistakes, among them those that UDUNITS turns into another unit without a word. `value`
/// stands before the unit: some mistakes need it, such as an areal weight of copper or a
/// decimal comma. Empty if there is none to give.
std::string unit_advice(double value, std::string_view unit, const Dimension &wanted);

} // namespace kelvolt
