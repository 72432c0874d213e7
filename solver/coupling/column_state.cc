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
  conductors = std::make_unique<ColumnConductors>(input, conducting, layout);
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

void ColumnState::solve(const ColumnTolerance &tolerance,
                        const std::function<void(const ColumnStep &)> &progress)
{
  if (!electric)
  {
    heat.solve(tolerance, progress);
    return;
  }
  CouplingTolerance limits;
  limits.change = tolerance.change;
  limits.imbalance = tolerance.imbalance;
  limits.share_of_first_change = tolerance.share_of_first;
  coupled = solve_coupled({electric.get(), heat, *materials_},
                          limits,
                          [&](const CouplingStep &step)
                          {
                            progress({step.iteration,
                                      step.change,
                                      step.heat_imbalance,
                                      step.electric_iterations + step.thermal_iterations});
                          });
}

} // namespace kelvolt
