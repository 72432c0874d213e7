#include "study/refinement.h"

#include "run/memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Cells up to which a case is refined for the accuracy that it names, and for the default
/// one.
constexpr double refinement_budget = 6e5;
constexpr double default_refinement_budget = 1.5e5;

bool stagnates(const std::vector<CycleRecord> &cycles,
               const std::vector<AccuracySummary> &goals)
{
  constexpr std::size_t last = 3;
  const std::size_t n = cycles.size();
  return n > last && distance_to_goals(cycles[n - 1].goals, goals) >
                         0.8 * distance_to_goals(cycles[n - 1 - last].goals, goals);
}

/// How far to go in one step, where the largest error is `ratio` times what is accepted.
/// Aims a little below that: errors fall like the number of cells to the power of -0.8 or
/// better. A mesh for the second opinion alone need not be much finer. A halving at a
/// corner leaves a quarter of its error: where the goal is far, as many as lead there.
RefinementGoal step_towards_goals(double ratio)
{
  return {std::clamp(0.85 / ratio, 0.1, 0.6),
          std::clamp(1.25 * std::pow(ratio, 1.25), 1.5, 5.),
          std::clamp(int(0.5 * std::log2(ratio)), 2, 8)};
}

} // namespace

double cell_budget(const Case &input)
{
  const bool named =
      std::any_of(input.accuracy.begin(),
                  input.accuracy.end(),
                  [](const Accuracy &one) { return one.within.has_value(); });
  return std::min(named ? refinement_budget : default_refinement_budget,
                  input.mesh.max_cells);
}

std::optional<PartLayout> refine(StudyRun &run,
                                 const PartLayout &mesh,
                                 const PerSlab<double> &indicators,
                                 const std::vector<AccuracySummary> &goals,
                                 const std::vector<CycleRecord> &cycles)
{
  if (all_met(goals) || !run.input.mesh.adapt || stagnates(cycles, goals))
    return std::nullopt;
  const Profile::Phase phase(run.profile, "refinement");
  const double ratio = distance_to_goals(cycles.back().goals, goals);
  PartLayout finer =
      refine_layout(run.layout, halve_slabs(mesh, indicators, step_towards_goals(ratio)));
  const double before = cycles.back().cells;
  const double cells =
      finer.part.size() - std::count(finer.part.begin(), finer.part.end(), void_part);
  if (cells > cell_budget(run.input) || cells == before)
    return std::nullopt;
  if (!has_room_for(run.communicator, cells / before))
  {
    run.log.warning(
        fmt::format("The memory of this machine ends the refinement: {} cells would "
                    "need about {:.1f} times what {} cells took. Ask for less "
                    "accuracy, or use a machine or several with more memory.",
                    cells,
                    cells / before,
                    before));
    return std::nullopt;
  }
  return finer;
}

} // namespace kelvolt
