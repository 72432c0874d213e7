#include "study/transient_mesh.h"

#include "mesh/block_mesh.h"
#include "results/quantity_kind.h"
#include "study/mesh_numbers.h"
#include "study/refinement.h"
#include "study/steady.h"
#include "time/mean_loads.h"
#include "time/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Share of a rise that the iteration knows for certain.
constexpr double known_share = 2e-6;
/// Lengths below this share of the end are not looked at: edges that nearly fall together.
constexpr double shortest_of_end = 1e-13;

const TransientStudy &study_of(const StudyRun &run)
{
  return std::get<TransientStudy>(run.input.study);
}

/// Lengths of time at which errors are estimated [s]: from the shortest between a corner of
/// the loads, or the beginning, and the next instant on which a step lands, to the end,
/// about one per decade. An odd number.
std::vector<double> lengths_of_time(const Schedule &schedule)
{
  constexpr int first_instants = 10000;
  const double end = schedule.end();
  double shortest = end, t = 0.;
  for (int i = 0; i < first_instants; ++i)
  {
    const double next = schedule.next(t);
    if (next <= t)
      break;
    if (t == 0. || schedule.is_corner(t))
      shortest = std::min(shortest, std::max(next - t, shortest_of_end * end));
    t = next;
  }
  const double decades = std::log10(end / shortest);
  const int n = 1 + 2 * std::clamp(int(std::ceil(0.5 * decades)), 1, 6);
  std::vector<double> result;
  for (int i = 0; i < n; ++i)
    result.push_back(end * std::pow(10., -decades * (n - 1 - i) / (n - 1)));
  return result;
}

void take_loads(MeshSolution &solution, const Loads &loads)
{
  solution.thermal.take(loads);
  if (solution.electric)
    solution.electric->take(loads);
}

/// Puts the problems into the state at time 0, steady.
void set_initial_state(StudyRun &run, MeshSolution &solution)
{
  take_loads(solution, loads_at(run.solved));
  solution.thermal.set_storage({});
  if (solution.electric) // whatever an attempt before has left there
    solution.electric->set_potential(solution.electric->field().make_vector());
  if (const std::optional<double> T = initial_temperature(run.input.study))
  {
    Vector uniform = solution.thermal.field().make_vector();
    uniform = *T;
    solution.thermal.set_temperature(uniform);
    solution.coupled = solve_potential(solution.problem());
    return;
  }
  solution.coupled =
      solve_coupled(solution.problem(), CouplingTolerance(), [](const CouplingStep &) {});
}

/// The state after one step of backward Euler of this length from the initial one.
void solve_length(StudyRun &run,
                  const Vector &start,
                  double length,
                  const Loads &loads,
                  MeshSolution &solution)
{
  take_loads(solution, loads);
  solution.thermal.set_temperature(start);
  solution.thermal.set_storage({1. / length, start});
  const Stopwatch watch;
  solution.coupled =
      solve_coupled(solution.problem(), CouplingTolerance(), [](const CouplingStep &) {});
  run.cost.seconds.solve += watch.seconds();
}

/// Lets the goals of the case ask for what the mesh may take of the tolerance.
class MeshTolerance
{
public:
  explicit MeshTolerance(StudyRun &run) : run_(run), asked_(run.input.accuracy) {}
  ~MeshTolerance()
  {
    run_.input.accuracy = asked_;
  }
  MeshTolerance(const MeshTolerance &) = delete;
  MeshTolerance &operator=(const MeshTolerance &) = delete;

  /// @param share of the tolerance: of what is small by then, less is accepted
  /// @param least what the iteration can tell at all [K]
  void set(double tolerance, double share, double least)
  {
    for (Accuracy &goal : run_.input.accuracy)
      if (!is_temperature(goal.of))
        goal.within = goal.within.value_or(std::numeric_limits<double>::infinity());
      else
        goal.within = std::max(space_share * tolerance * share, least);
  }

private:
  StudyRun &run_;
  std::vector<Accuracy> asked_;
};

CycleRecord record_mesh(StudyRun &run, const MeshSolution &solution)
{
  CycleRecord record;
  record.cells = run.cost.cells = solution.n_cells();
  record.dofs = run.cost.dofs = solution.n_dofs();
  record.max_temperature = solution.thermal.highest_temperature();
  record.seconds = run.watch.seconds();
  run.cost.cycles += 1;
  return record;
}

void add_indicators(const PerSlab<double> &other, PerSlab<double> &sum)
{
  for (std::size_t axis = 0; axis < sum.size(); ++axis)
  {
    sum[axis].resize(std::max(sum[axis].size(), other[axis].size()), 0.);
    for (std::size_t i = 0; i < other[axis].size(); ++i)
      sum[axis][i] += other[axis][i];
  }
}

/// The meshes of a transient run one after the other, and what they leave open.
class MeshesForTimes
{
public:
  explicit MeshesForTimes(StudyRun &run)
      : run_(run), lengths_(lengths_of_time(Schedule(run.input))), accepted_(run)
  {
    for (const double length : lengths_)
    {
      goals_.emplace_back(run.input);
      loads_.push_back(strongest_loads(run.solved, length, lengths_.back()));
    }
  }

  TransientMesh adapt()
  {
    std::optional<PartLayout> mesh = first_mesh(run_);
    while (mesh)
    {
      start_on(std::move(*mesh));
      PerSlab<double> indicators;
      for (std::size_t i = 0; i < lengths_.size(); ++i)
        if (is_refined_for(i))
          add_indicators(estimate(i), indicators);
      report();
      mesh =
          refine(run_, result_.solution->mesh, indicators, result_.goals, result_.cycles);
    }
    for (std::size_t i = 0; i < lengths_.size(); ++i)
      if (!is_refined_for(i))
        estimate(i);
    for (std::size_t i = 0; i < lengths_.size(); ++i)
      if (const auto found = numbers_.find(i); found != numbers_.end())
        result_.errors.add(lengths_[i], std::move(found->second));
    if (result_.errors.empty())
      throw std::runtime_error("No length of time has a state, by which the mesh could be "
                               "judged. Check load, units and materials.");
    warn_of_late_cooling();
    set_initial_state(run_, *result_.solution);
    return std::move(result_);
  }

private:
  /// Every other length; between them only bars are asked for, on the last mesh.
  static bool is_refined_for(std::size_t length)
  {
    return length % 2 == 0;
  }

  void start_on(PartLayout mesh)
  {
    result_.solution = nullptr; // one mesh at a time: memory
    result_.solution = set_up_mesh(run_, std::move(mesh));
    result_.goals.clear();
    result_.judged_throughout = true;
    numbers_.clear();
    set_initial_state(run_, *result_.solution);
    start_ = result_.solution->thermal.temperature();
    if (result_.cycles.empty())
    {
      result_.largest_rise = std::max(first_rise(), least_rise);
      result_.tolerance =
          study_of(run_).tolerance.value_or(default_accuracy * result_.largest_rise);
    }
    result_.cycles.push_back(record_mesh(run_, *result_.solution));
  }

  /// The lengths all begin with the state at time 0: what a film or a temperature that
  /// changes later does to a package that is hot by then, they do not show.
  void warn_of_late_cooling()
  {
    for (const TimeVarying &varying : run_.input.waveforms)
    {
      const Target::Kind kind = varying.target.kind;
      if (kind != Target::Kind::film_coefficient && kind != Target::Kind::ambient &&
          kind != Target::Kind::temperature)
        continue;
      const std::optional<double> corner = varying.waveform.next_corner(0.);
      if (!corner || *corner >= lengths_.back())
        continue;
      result_.judged_throughout = false;
      run_.log.warning(fmt::format(
          "A film, an ambient or a given temperature changes at {:.6g} s: error bars do "
          "not know what that leaves open of the mesh, and no accuracy is claimed. Compare "
          "with a finer mesh (mesh.size_factor).",
          *corner));
      return;
    }
  }

  /// A step so long has no state, as where the temperature will have grown without bound
  /// by then: what the mesh leaves open there is not known.
  PerSlab<double> without_state(std::size_t i)
  {
    result_.judged_throughout = false;
    numbers_.erase(i);
    set_initial_state(run_, *result_.solution);
    return {};
  }

  /// The largest of all lengths that have a state: a short pulse may heat more than the
  /// mean of a long time.
  double first_rise()
  {
    double largest = 0.;
    for (std::size_t i = 0; i < lengths_.size(); ++i)
      try
      {
        largest = std::max(largest, rise_after(i));
      }
      catch (const NotConverged &)
      {
        set_initial_state(run_, *result_.solution);
      }
      catch (const LawOutOfRange &)
      {
        set_initial_state(run_, *result_.solution);
      }
    return largest;
  }

  double rise_after(std::size_t length)
  {
    solve_length(run_, start_, lengths_[length], loads_[length], *result_.solution);
    return difference(result_.solution->thermal.temperature(), start_).linfty_norm();
  }

  /// Of one length of time; its numbers and goals join the results. @return where the mesh
  /// should be finer
  PerSlab<double> estimate(std::size_t i)
  {
    double rise = 0.;
    try
    {
      rise = rise_after(i);
    }
    catch (const NotConverged &)
    {
      return without_state(i);
    }
    catch (const LawOutOfRange &)
    {
      return without_state(i);
    }
    accepted_.set(result_.tolerance,
                  std::clamp(rise / result_.largest_rise, least_share_of_rise, 1.),
                  known_share * result_.solution->thermal.rise());
    MeshNumbers numbers = estimate_numbers(run_, *result_.solution, goals_[i]);
    if (is_refined_for(i))
    {
      result_.goals.insert(
          result_.goals.end(), numbers.summary.goals.begin(), numbers.summary.goals.end());
      std::vector<GoalRecord> &records = result_.cycles.back().goals;
      records.insert(records.end(), numbers.goals.begin(), numbers.goals.end());
    }
    numbers_[i] = std::move(numbers.summary);
    return std::move(numbers.indicators);
  }

  void report() const
  {
    run_.log.info(fmt::format(
        "Mesh {}: {} cells, {} unknowns, for times from {:.2g} s to {:.2g} s: {:.2g} times "
        "the accepted error",
        result_.cycles.size(),
        result_.solution->n_cells(),
        result_.solution->n_dofs(),
        lengths_.front(),
        lengths_.back(),
        distance_to_goals(result_.cycles.back().goals, result_.goals)));
  }

  StudyRun &run_;
  std::vector<double> lengths_;
  MeshTolerance accepted_;
  std::vector<Goals> goals_; ///< per length
  std::vector<Loads> loads_; ///< likewise, the strongest
  std::map<std::size_t, Summary> numbers_;
  Vector start_;
  TransientMesh result_;
};

} // namespace

TransientMesh adapt_to_times(StudyRun &run)
{
  return MeshesForTimes(run).adapt();
}

} // namespace kelvolt
