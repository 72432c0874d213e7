#include "study/transient_mesh.h"

#include "mesh/block_mesh.h"
#include "mesh/first_lengths.h"
#include "results/quantity_kind.h"
#include "study/conclusion.h"
#include "study/initial_state.h"
#include "study/kept_mesh.h"
#include "study/kept_records.h"
#include "study/lengths_of_time.h"
#include "study/mesh_numbers.h"
#include "study/refinement.h"
#include "study/steady.h"
#include "time/mean_loads.h"
#include "time/period_window.h"
#include "time/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kelvolt
{
namespace
{

/// Share of a rise that the iteration knows for certain.
constexpr double known_share = 2e-6;
std::string bars_name(std::size_t length)
{
  return fmt::format("bars {}", length);
}

const TransientStudy &study_of(const StudyRun &run)
{
  return std::get<TransientStudy>(run.input.study);
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
  record.cells = solution.n_cells();
  record.dofs = solution.n_dofs();
  record.max_temperature = solution.thermal.highest_temperature();
  return counted(run, std::move(record));
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
      : run_(run), period_(period_window(run.input)),
        lengths_(lengths_of_time(Schedule(run.input), period_)), accepted_(run)
  {
    for (const double length : lengths_)
    {
      goals_.emplace_back(run.input, Goals::Value::on_mesh);
      loads_.push_back(
          std::isinf(length)
              ? mean_loads(run.solved, period_->start, period_->end)
              : strongest_loads(run.solved, length, period_ ? period_->end : end()));
    }
  }

  TransientMesh adapt(const std::optional<Checkpoint> &found)
  {
    std::optional<PartLayout> mesh =
        found ? go_on_from(*found) : first_mesh_for(lengths_.front());
    while (mesh)
    {
      start_on(std::move(*mesh));
      PerSlab<double> indicators;
      for (std::size_t i = 0; i < lengths_.size(); ++i)
        if (is_refined_for(i))
          add_indicators(estimate(i), indicators);
      report();
      mesh = refine(run_,
                    result_.solution->mesh,
                    indicators,
                    result_.goals,
                    result_.cycles,
                    Goals::Value::on_mesh);
      if (mesh)
        keep(*mesh);
    }
    for (std::size_t i = 0; i < lengths_.size(); ++i)
      if (!is_refined_for(i))
        estimate(i);
    for (std::size_t i = 0; i < lengths_.size(); ++i)
      if (const auto known = numbers_.find(i); known != numbers_.end())
        result_.errors.add(lengths_[i], std::move(known->second));
    if (result_.errors.empty())
      throw NoStateInTime("No length of time has a state, by which the mesh could be "
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

  void keep(const PartLayout &next) const
  {
    if (!run_.checkpoints || !run_.checkpoints->due(worth_keeping))
      return;
    Checkpoint state;
    state.texts["phase"] = "meshes";
    keep_run(run_, state);
    keep_next(next, state);
    state.numbers["cycles"] = kept(result_.cycles);
    state.numbers["tolerance"] = {
        result_.tolerance, result_.largest_rise, result_.first_rise};
    for (std::size_t i = 0; i < goals_.size(); ++i)
      state.numbers[bars_name(i)] = kept(goals_[i].memory());
    const ThermalProblem &thermal = result_.solution->thermal;
    state.fields.emplace("temperature",
                         CellSnapshot(thermal.field(),
                                      thermal.temperature(),
                                      result_.solution->mesh.planes));
    run_.checkpoints->keep(std::move(state));
  }

  PartLayout first_mesh_for(double length)
  {
    return with_first_lengths(run_.input,
                              run_.library,
                              run_.layout,
                              first_mesh(run_),
                              heated_planes(run_.input),
                              length);
  }

  PartLayout go_on_from(const Checkpoint &state)
  {
    result_.cycles = cycles_from(state.numbers.at("cycles"));
    result_.tolerance = state.numbers.at("tolerance").at(0);
    result_.largest_rise = state.numbers.at("tolerance").at(1);
    result_.first_rise = state.numbers.at("tolerance").at(2);
    for (std::size_t i = 0; i < goals_.size(); ++i)
      goals_[i].go_on_from(lists_from(state.numbers.at(bars_name(i))));
    run_.log.info(fmt::format("The run goes on with mesh {}.", result_.cycles.size() + 1));
    return kept_next(run_, state);
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
      result_.first_rise = rise_by_first_instant(run_, start_, *result_.solution);
      set_initial_state(run_, *result_.solution);
      result_.largest_rise = std::max(largest_rise(), least_rise);
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
      if (!corner || *corner >= end())
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
  double largest_rise()
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
    const Stopwatch watch;
    solve_length(run_, start_, lengths_[length], loads_[length], *result_.solution);
    if (length + 1 == lengths_.size())
      result_.steady_seconds = watch.seconds();
    const ThermalProblem &thermal = result_.solution->thermal;
    const double rise = difference(thermal.temperature(), start_).linfty_norm();
    return std::isinf(lengths_[length]) ? std::max(rise, thermal.rise()) : rise;
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
        "Mesh {}: {} cells, {} unknowns, for times from {:.2g} s {}: {:.2g} times the "
        "accepted error",
        result_.cycles.size(),
        result_.solution->n_cells(),
        result_.solution->n_dofs(),
        lengths_.front(),
        std::isinf(end()) ? "on" : fmt::format("to {:.2g} s", end()),
        distance_to_goals(result_.cycles.back().goals, result_.goals)));
  }

  double end() const ///< [s]
  {
    return lengths_.back();
  }

  StudyRun &run_;
  std::optional<PeriodWindow> period_;
  std::vector<double> lengths_;
  MeshTolerance accepted_;
  std::vector<Goals> goals_; ///< per length
  std::vector<Loads> loads_; ///< likewise, the strongest
  std::map<std::size_t, Summary> numbers_;
  Vector start_;
  TransientMesh result_;
};

} // namespace

TransientMesh adapt_to_times(StudyRun &run, const std::optional<Checkpoint> &found)
{
  return MeshesForTimes(run).adapt(found);
}

} // namespace kelvolt
