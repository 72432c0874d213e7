#include "coupling/column_state.h"

#include "discretization/column_transfer.h"

namespace kelvolt
{

ColumnState::ColumnState(const ColumnLayout &layout,
                         MPI_Comm communicator,
                         const Case &input,
                         const MaterialTable &materials,
                         unsigned int degree)
    : heat(layout, communicator, input, materials, degree), materials_(&materials)
{
  if (input.terminals.empty())
    return;
  std::vector<bool> conducting;
  for (std::size_t part = 0; part < input.parts.size(); ++part)
    conducting.push_back(input.parts[part].electrical &&
                         materials.of_part(part).is_conductor());
  std::vector<bool> conducting_wires;
  for (const WireConduction &wire : materials.wires())
    conducting_wires.push_back(wire.carries_current());
  conductors =
      std::make_unique<ColumnConductors>(input, conducting, conducting_wires, layout);
  electric =
      std::make_unique<ColumnCurrent>(layout, communicator, input, *conductors, degree);
}

void ColumnState::start_from(const ColumnState &other)
{
  heat.set_temperature(
      with_degree_of(heat.field(), other.heat.field(), other.heat.temperature()));
  if (electric)
    electric->set_potential(with_degree_of(
        electric->field(), other.electric->field(), other.electric->potential()));
}

void ColumnState::solve(const CouplingTolerance &tolerance,
                        const std::function<void(const CouplingStep &)> &progress)
{
  coupled = solve_coupled({electric.get(), heat, *materials_}, tolerance, progress);
  coupled.temperature.clear(); // the field has it
}

void ColumnState::release_solvers()
{
  heat.release_solver();
  if (electric)
    electric->release_solver();
}

} // namespace kelvolt
