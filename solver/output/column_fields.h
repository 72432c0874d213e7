#pragma once

#include "case/case.h"
#include "coupling/column_state.h"

#include <string>

namespace kelvolt
{

/// write_result_fields() for columns: temperature; heat flux, current density
/// and Joule heat as means over the wedges. The potential is not written.
/// Collective. @throws std::runtime_error if the file cannot be written
void write_column_fields(const Case &input,
                         const ColumnState &state,
                         const std::string &file);

} // namespace kelvolt
