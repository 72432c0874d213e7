#pragma once

#include "case/case.h"
#include "thermal/column_heat.h"

#include <string>

namespace kelvolt
{

/// write_result_fields() for columns: temperature, and heat flux as means over the wedges.
/// Collective. @throws std::runtime_error if the file cannot be written
void write_column_fields(const Case &input,
                         const ColumnHeat &heat,
                         const std::string &file);

} // namespace kelvolt
