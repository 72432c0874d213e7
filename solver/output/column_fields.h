#pragma once

#include "case/case.h"
#include "coupling/column_state.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// -sigma grad phi as means over the package's cells [A/m2], [cell][axis], zero outside the
/// conductors. Only with terminals.
std::vector<double> current_density_means(const ColumnState &state);

/// write_result_fields() for columns: temperature and potential at the nodes; heat flux,
/// current density and Joule heat as means over the wedges. Collective. @throws
/// std::runtime_error if the file cannot be written
void write_column_fields(const Case &input,
                         const ColumnState &state,
                         const std::string &file);

} // namespace kelvolt
