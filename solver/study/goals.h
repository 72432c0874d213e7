#pragma once

#include "accuracy/goal_estimate.h"
#include "case/case.h"
#include "mesh/slab_marking.h"
#include "results/corrected_value.h"
#include "results/error_bar.h"
#include "results/history.h"
#include "results/summary.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Accuracy of a case that names none, as a share of the largest temperature rise, or of
/// the value of what is no temperature.
constexpr double default_accuracy = 5e-3;
/// Rise that counts in a package without heat [K].
constexpr double least_rise = 1e-3;

/// The goals of a case on their way over finer and finer meshes, with their error bars.
class Goals
{
public:
  /// Which value is stated: that of the mesh where it belongs to a state that goes on in
  /// time.
  enum class Value
  {
    corrected,
    on_mesh
  };

  explicit Goals(const Case &input, Value stated = Value::corrected);

  /// What the iteration and bent laws leave open of a rise or a current, as a share of it.
  double iteration_error() const
  {
    return iteration_error_ + bent_laws_;
  }
  bool correct() const
  {
    return stated_ == Value::corrected;
  }

  /// The feedback of the current's heat amplifies it. @param gain nullopt: no feedback
  void take_loop_gain(std::optional<double> gain);
  /// @param share see BentLaws, on the mesh that comes next
  void take_bent_laws(double share);

  /// States value, error and what was asked of every goal in the summary of a new mesh, and
  /// sets its status where one is not met.
  /// @param on_mesh numbers of the solution, @param enriched of that with one degree added
  /// @param coldest no exact temperature lies below [K]
  std::vector<GoalRecord> state(const std::vector<GoalEstimate> &estimates,
                                const Numbers &on_mesh,
                                const Numbers &enriched,
                                double coldest,
                                Summary &summary);

  /// The same for the same mesh, from the estimates with two degrees added; what was stated
  /// of sensitivities stays.
  std::vector<GoalRecord> state_again(const std::vector<GoalEstimate> &estimates,
                                      const Numbers &on_mesh,
                                      const Numbers &enriched,
                                      double coldest,
                                      Summary &summary);

  /// Whether what layers may hide keeps a goal from being met, before it is stated on a new
  /// mesh, see CorrectedValue. Arguments of state().
  bool are_ruled_by_layers(const std::vector<GoalEstimate> &estimates,
                           const Numbers &on_mesh,
                           const Numbers &enriched,
                           const Summary &summary) const;

  /// Whether nothing but a second opinion is wanting, so that it is worth having.
  bool may_be_met(const std::vector<GoalRecord> &records,
                  const std::vector<AccuracySummary> &goals) const;

  /// See CorrectedValue; of any goal.
  bool doubt_one_degree() const;
  bool one_degree_was_contradicted() const;
  bool have_one_opinion() const;

  /// What the next mesh is compared with, one list per goal, for a run that goes on later.
  std::vector<std::vector<double>> memory() const;
  void go_on_from(const std::vector<std::vector<double>> &memory);

private:
  /// What both have in common, but for sensitivities. @param added degrees
  std::vector<GoalRecord> state_with(unsigned int added,
                                     const std::vector<GoalEstimate> &estimates,
                                     const Numbers &on_mesh,
                                     const Numbers &enriched,
                                     double coldest,
                                     Summary &summary);
  void
  add(std::size_t goal, const MeshEstimate &estimate, double safety, unsigned int added);
  MeshEstimate mesh_estimate(std::size_t goal,
                             const GoalEstimate &estimate,
                             const Numbers &on_mesh,
                             const Numbers &enriched,
                             double rise) const;
  GoalRecord record(std::size_t goal, const MeshEstimate &estimate, double coldest) const;

  const std::vector<Accuracy> &asked_;
  Value stated_;
  std::vector<ErrorBar> bars_;              ///< of the value on the mesh, per goal
  std::vector<CorrectedValue> corrected_;   ///< likewise
  unsigned int degree_;                     ///< of the mesh
  double iteration_error_, bent_laws_ = 0.; ///< shares
};

bool all_met(const std::vector<AccuracySummary> &goals);

/// Largest error bar, once it is confirmed, in multiples of the error that is accepted.
double distance_to_goals(const std::vector<GoalRecord> &records,
                         const std::vector<AccuracySummary> &goals);

/// Indicators of the goals that are not met, each in multiples of the error that is
/// accepted, summed.
PerSlab<double> unmet_indicators(const std::vector<PerSlab<double>> &indicators,
                                 const std::vector<AccuracySummary> &goals);

} // namespace kelvolt
