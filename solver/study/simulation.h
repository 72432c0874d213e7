#pragma once

#include "accuracy/enriched_solution.h"
#include "accuracy/goal_estimate.h"
#include "case/case.h"
#include "case/case_problem.h"
#include "console/run_log.h"
#include "coupling/critical_drive.h"
#include "coupling/loop_gain.h"
#include "coupling/solve_coupled.h"
#include "layout/part_layout.h"
#include "mesh/slab_marking.h"
#include "results/error_bar.h"
#include "results/history.h"
#include "results/summary.h"
#include "run/stopwatch.h"
#include "study/mesh_solution.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A steady electro-thermal case from its description to its numbers and files.
class Simulation
{
public:
  /// The case has been judged. All members are collective.
  /// @param profile that takes part; null: none
  Simulation(MPI_Comm communicator,
             Case input,
             MaterialMap library,
             RunLog &log,
             Profile *profile = nullptr);

  /// Solves on finer and finer meshes until the accuracy is reached, then audits the
  /// balances. Where the drive has no steady state, the summary says so and holds no other
  /// answer. @throws std::runtime_error if there is no answer that can be trusted
  void run();

  /// Writes summary, fields (if there is a steady state), history, resolved case and log
  /// into the directory, which exists.
  void write_results(const std::string &directory);

  const Summary &summary() const
  {
    return summary_;
  }

private:
  PartLayout first_mesh() const;
  std::unique_ptr<MeshSolution> set_up_mesh(PartLayout mesh);
  std::unique_ptr<MeshSolution> solve_on_mesh(PartLayout mesh);
  bool has_feedback(const MeshSolution &solution) const;
  void solve_or_throw(MeshSolution &solution);
  /// The same; throws a sentence where the state would lie below absolute zero.
  void solve_above_absolute_zero(MeshSolution &solution);
  bool follow_drive(MeshSolution &solution,
                    const CoupledFields &start,
                    const std::vector<double> &guesses,
                    const std::string &failure);
  void bracket_on_default_mesh();
  PerSlab<double> estimate_errors(MeshSolution &solution);
  bool is_worth_a_second_look(const MeshSolution &solution,
                              const std::vector<GoalEstimate> &estimates) const;
  /// The last mesh once more with two degrees added, before a value is called reliable.
  std::vector<GoalEstimate> look_again(MeshSolution &solution,
                                       const EnrichedSolution &enriched,
                                       const std::vector<GoalEstimate> &estimates);
  MeshEstimate mesh_estimate(std::size_t goal,
                             const GoalEstimate &estimate,
                             const Summary &enriched,
                             const Summary &summary,
                             double rise) const;
  /// A bound of every temperature from below [K]; minus infinity if there is none.
  double coldest_surroundings(const MeshSolution &solution) const;
  /// The error bar of a goal, at least its distance below the coldest surroundings.
  double stated_error(std::size_t goal, double value, double coldest) const;
  bool goals_met() const;
  void record_cycle(const MeshSolution &solution,
                    const Summary &enriched,
                    const std::vector<GoalEstimate> &estimates);
  void state_goal(const Accuracy &asked,
                  const GoalRecord &record,
                  double rise,
                  Summary &summary) const;
  /// Of the goals that are not met, each in multiples of the error that is accepted.
  PerSlab<double> unmet_indicators(const std::vector<GoalEstimate> &estimates) const;
  /// Largest error bar in multiples of the error that is accepted.
  double distance_to_goals(const std::vector<GoalRecord> &records) const;
  std::optional<PartLayout> refine(const PartLayout &mesh,
                                   const PerSlab<double> &indicators) const;
  bool stagnates() const;
  double cell_budget() const;
  void report_progress();
  void add_profile();
  void add_floating_conductors();
  void finish();

  MPI_Comm communicator_;
  Case input_;
  MaterialMap library_;
  RunLog *log_;
  Profile *profile_;
  PartLayout layout_;
  Case solved_; ///< with_mean_losses() of the input: what the problems are made of
  std::unique_ptr<MeshSolution> solution_;
  std::optional<SolutionSnapshot> last_; ///< of the mesh before
  std::vector<ErrorBar> error_bars_;     ///< per goal of the case
  std::vector<CycleRecord> cycles_;
  Summary summary_;
  std::optional<double> loop_gain_; ///< on the first mesh
  Stopwatch total_;
};

} // namespace kelvolt
