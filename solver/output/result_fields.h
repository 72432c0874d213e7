#pragma once

#include "coupling/solve_coupled.h"
#include "output/field_writer.h"
#include "results/result_schema.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Whether the case asks for the field.
bool is_wanted(const Case &input, const result_schema::Field &field);

/// In the order of the case, as a FieldWriter takes them.
std::vector<std::string> names_of_parts(const Case &input);

/// -sigma grad phi as means over the cells of the temperature [A/m2], [cell][axis], zero
/// outside the conductors. Collective.
std::vector<double> current_density_means(const ElectricProblem &electric,
                                          const ThermalProblem &thermal,
                                          const CoupledSolution &solution);

/// The fields that the case asks for: temperature and potential at the nodes, current
/// density -sigma grad phi, Joule heat and heat flux -k grad T as means over the cells
/// (they jump between parts). Those of a transient result go to a FieldSeries. Collective.
FieldWriter result_fields(const Case &input,
                          const ElectricProblem *electric,
                          const ThermalProblem &thermal,
                          const CoupledSolution &solution);

/// Writes them to a file of their own. Collective. @throws std::runtime_error if the file
/// cannot be written
void write_result_fields(const Case &input,
                         const ElectricProblem *electric,
                         const ThermalProblem &thermal,
                         const CoupledSolution &solution,
                         const std::string &file);

} // namespace kelvolt
