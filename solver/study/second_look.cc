#include "study/second_look.h"

#include "run/memory.h"

namespace kelvolt
{

namespace
{

/// Memory that it takes, as a multiple of that of one degree.
constexpr double growth_by_second_degree = 2.4;

} // namespace

bool wants_second_look(const StudyRun &run,
                       const ColumnState &state,
                       const std::vector<GoalEstimate> &estimates,
                       const Summary &on_mesh,
                       const Summary &enriched,
                       const Goals &goals)
{
  return state.heat.field().n_dofs() <= second_look_unknowns ||
         (goals.are_ruled_by_layers(estimates, on_mesh, enriched, on_mesh) &&
          has_room_for(run.communicator, growth_by_second_degree));
}

} // namespace kelvolt
