#include "study/refinement.h"

#include "run/memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace kelvolt
{
namespace
{

/// Cells up to which a case is refined for the accuracy that it names, and for the default
/// one.
constexpr double refinement_budget = 6e5;
constexpr double default_refinement_budget = 1.5e5;

/// Cells up to which going on costs so little that slow progress is no reason to stop.
constexpr unsigned long long patient_cells = 20000;

/// Whether the last mesh is hardly nearer than the worst of the three before it: a bar that
/// a finer mesh had to widen is no progress lost.
bool stagnates(const std::vector<CycleRecord> &cycles,
               const std::vector<AccuracySummary> &goals)
{
  constexpr std::size_t last = 3;
  if (cycles.size() <= last || cycles.back().cells <= patient_cells)
    return false;
  double worst = 0.;
  for (std::size_t i = cycles.size() - 1 - last; i < cycles.size() - 1; ++i)
    worst = std::max(worst, distance_to_goals(cycles[i].goals, goals));
  return distance_to_goals(cycles.back().goals, goals) > 0.8 * worst;
}

/// A goal of which the iteration leaves more open than is accepted, on whatever mesh; null
/// if there is none.
const AccuracySummary *beyond_iteration(const std::vector<GoalRecord> &records,
                                        const std::vector<AccuracySummary> &goals)
{
  for (std::size_t i = 0; i < records.size(); ++i)
    if (records[i].asked.iteration_error > goals[i].requested)
      return &goals[i];
  return nullptr;
}

/// Why the accuracy is not reached, and what to do about it.
std::string end_text(const std::string &reason)
{
  return "The refinement ends before the accuracy is reached: " + reason +
         " Ask for less accuracy, or raise mesh.degree; an edge that is sharper than in "
         "reality (where conductors of very different conductivity or held and free faces "
         "meet) may be what costs so much.";
}

} // namespace

/// Aims a little below that: errors fall like the number of cells to the power of -0.8 or
/// better. A mesh for the second opinion alone need not be much finer. A halving at a
/// corner leaves a quarter of its error: where the goal is far, as many as lead there. It
/// is predicted to leave a half (see halve_slabs()), which is what bars of the mesh's own
/// values may rely on; those of corrected ones fall as measured, like the square of that or
/// better.
RefinementGoal step_towards_goals(double ratio, Goals::Value stated)
{
  const double share =
      stated == Goals::Value::corrected ? std::sqrt(0.7 / ratio) : 0.85 / ratio;
  return {std::clamp(share, 0.1, 0.6),
          std::clamp(1.25 * std::pow(ratio, 1.25), 1.5, 5.),
          std::clamp(int(0.5 * std::log2(ratio)), 2, 8)};
}

double cell_budget(const Case &input)
{
  const bool named =
      std::any_of(input.accuracy.begin(),
                  input.accuracy.end(),
                  [](const Accuracy &one) { return one.within.has_value(); });
  return std::min(named ? refinement_budget : default_refinement_budget,
                  input.mesh.max_cells);
}

bool may_refine(StudyRun &run,
                const std::vector<AccuracySummary> &goals,
                const std::vector<CycleRecord> &cycles)
{
  if (all_met(goals) || !run.input.mesh.adapt)
    return false;
  if (const AccuracySummary *goal = beyond_iteration(cycles.back().goals, goals))
  {
    run.log.warning(fmt::format("The refinement ends before the accuracy is reached: what "
                                "the iteration leaves open of {} is more than the {:.2g} "
                                "{} that are asked for. Ask for less accuracy.",
                                goal->of,
                                goal->requested,
                                goal->unit));
    return false;
  }
  if (stagnates(cycles, goals))
  {
    run.log.warning(end_text("the last meshes brought it hardly any nearer."));
    return false;
  }
  return true;
}

bool is_within_budget(StudyRun &run, double cells, double before)
{
  if (cells > cell_budget(run.input) || cells == before)
  {
    run.log.warning(end_text(
        cells == before
            ? "no cell can be halved any more."
            : fmt::format("the next mesh would have {:.0f} cells, and {:.0f} are allowed "
                          "(mesh.max_cells, or the budget of the program).",
                          cells,
                          cell_budget(run.input))));
    return false;
  }
  if (!has_room_for(run.communicator, cells / before))
  {
    run.log.warning(
        fmt::format("The memory of this machine ends the refinement: {} cells would "
                    "need about {:.1f} times what {} cells took. Ask for less "
                    "accuracy, or use a machine or several with more memory.",
                    cells,
                    cells / before,
                    before));
    return false;
  }
  return true;
}

std::optional<PartLayout> refine(StudyRun &run,
                                 const PartLayout &mesh,
                                 const PerSlab<double> &indicators,
                                 const std::vector<AccuracySummary> &goals,
                                 const std::vector<CycleRecord> &cycles,
                                 Goals::Value stated)
{
  if (!may_refine(run, goals, cycles))
    return std::nullopt;
  const Profile::Phase phase(run.profile, "refinement");
  const double ratio = distance_to_goals(cycles.back().goals, goals);
  PartLayout finer = refine_layout(
      run.layout, halve_slabs(mesh, indicators, step_towards_goals(ratio, stated)));
  const auto before = static_cast<double>(cycles.back().cells);
  const auto cells = static_cast<double>(std::count_if(
      finer.part.begin(), finer.part.end(), [](int part) { return part != void_part; }));
  if (!is_within_budget(run, cells, before))
    return std::nullopt;
  return finer;
}

} // namespace kelvolt
