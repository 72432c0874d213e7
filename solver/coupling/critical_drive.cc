#include "coupling/critical_drive.h"

#include "case/law_out_of_range.h"
#include "run/stopwatch.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr double smallest_scale = 1e-9;

/// Close to the end of the steady states the iteration converges slowly, and the
/// temperature may be far beyond what solids stand while the laws still have a solution. At
/// a drive that is too large by the width of the bracket the heat misses its balance by
/// about as much: a thousand times the tolerance. A tighter one the iteration may not reach
/// close below the end.
CouplingTolerance search_tolerance()
{
  CouplingTolerance result;
  result.change = 1e-5;
  result.imbalance = 1e-6;
  result.max_iterations = 150;
  return result;
}

class Search
{
public:
  Search(const CoupledProblem &problem, CoupledFields start)
      : problem_(problem), whole_(problem.electric->loads()), best_(std::move(start))
  {
  }

  /// Solves at this scale, from the best fields so far, which success replaces.
  DriveProbe probe(double scale)
  {
    DriveProbe result;
    result.scale = scale;
    problem_.electric->take(scaled(whole_, scale));
    problem_.thermal.set_temperature(best_.temperature);
    // At the same sigma the potential is proportional to the drive.
    Vector potential = best_.potential;
    potential *= scale / best_scale_;
    problem_.electric->set_potential(potential);
    const auto count = [&](const CouplingStep &step)
    {
      result.iterations = step.iteration;
      result.least_imbalance = std::min(result.least_imbalance, step.heat_imbalance);
    };
    try
    {
      state_ = solve_coupled(problem_, search_tolerance(), count);
      best_ = present_fields(problem_);
      best_scale_ = scale;
      result.steady = true;
    }
    catch (const NotConverged &failure)
    {
      if (failure.reason == NotConverged::Reason::not_finite)
        throw;
      result.lost_by_rise = failure.reason == NotConverged::Reason::grew_without_bound;
    }
    catch (const LawOutOfRange &)
    {
      // Lost as well: the temperature left every range.
    }
    return result;
  }

  CoupledSolution &state()
  {
    return state_;
  }

private:
  CoupledProblem problem_;
  Loads whole_;
  CoupledFields best_;
  double best_scale_ = 1.; ///< at which they were found
  CoupledSolution state_;
};

double next_scale(const CriticalDrive &found)
{
  if (found.steady == 0.)
    return found.lost * (found.lost == 1. ? 0.5 : 0.1);
  return found.lost > 2. * found.steady ? std::sqrt(found.steady * found.lost)
                                        : 0.5 * (found.steady + found.lost);
}

} // namespace

CoupledFields present_fields(const CoupledProblem &problem)
{
  return {problem.thermal.temperature(), problem.electric->potential()};
}

std::optional<CriticalDrive>
find_critical_drive(const CoupledProblem &problem,
                    const CoupledFields &start,
                    const std::vector<double> &guesses,
                    double seconds,
                    const std::function<void(const DriveProbe &)> &progress)
{
  const Stopwatch watch;
  Search search(problem, start);
  CriticalDrive found;
  const auto try_scale = [&](double scale)
  {
    const DriveProbe probe = search.probe(scale);
    progress(probe);
    (probe.steady ? found.steady : found.lost) = scale;
    if (!probe.steady)
      found.lost_by_rise = probe.lost_by_rise;
    return probe.steady;
  };
  std::deque<double> waiting(guesses.begin(), guesses.end());
  while (found.lost - found.steady > critical_drive_width * found.lost)
  {
    const double spent = dealii::Utilities::MPI::max(
        watch.seconds(), problem.thermal.field().communicator());
    if (found.steady > 0. && spent > seconds)
      break;
    double scale = next_scale(found);
    for (; !waiting.empty(); waiting.pop_front())
      if (waiting.front() > found.steady && waiting.front() < found.lost)
      {
        scale = waiting.front();
        break;
      }
    if (scale < smallest_scale)
      return std::nullopt;
    try_scale(scale);
  }
  // The whole drive was lost from a cold start; from here it may be found.
  if (found.lost == 1. && try_scale(1.))
  {
    found.reaches_one = true;
    found.state = std::move(search.state());
    return found;
  }
  if (!search.probe(found.steady).steady)
    throw std::runtime_error("A steady state that was found once is not found again.");
  found.state = std::move(search.state());
  return found;
}

} // namespace kelvolt
