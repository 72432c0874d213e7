#include "checked_reduction.h"

namespace kelvolt
{
namespace
{

constexpr double first = 1e-6, last = 100.;
constexpr int n_times = 8 * 12 + 1;
/// Of the responses of means; and what steady solutions leave open of places.
constexpr double digits_of_response = 1e-9, left_of_steady = 1e-8;

KrylovBasis
basis_of_many(ShiftedProblem &problem, std::vector<Vector> loads, std::size_t vectors)
{
  KrylovBasis basis(problem, std::move(loads));
  basis.add(0., 1e-11);
  for (const double s : spread_shifts({0.03 / last, 300. / first}, vectors - 1))
    basis.add(s, 1e-9);
  return basis;
}

ReductionGoal goal_within(double within)
{
  ReductionGoal goal;
  goal.first = first;
  goal.last = last;
  goal.within = within;
  for (int i = 0; i < n_times; ++i)
    goal.times.push_back(first * std::pow(last / first, double(i) / (n_times - 1)));
  return goal;
}

void check_means(const ReducedModel &exact,
                 const CertifiedReduction &reduction,
                 CheckedReduction &result)
{
  for (std::size_t time = 0; time < reduction.times.size(); ++time)
    for (std::size_t i = 0; i < exact.n_inputs(); ++i)
      for (std::size_t j = 0; j < exact.n_inputs(); ++j)
      {
        const double t = reduction.times[time],
                     scale = std::sqrt(exact.step(i, i, t) * exact.step(j, j, t)),
                     error =
                         std::abs(reduction.delivered.step(i, j, t) - exact.step(i, j, t)),
                     told = error - digits_of_response * scale;
        result.largest_error = std::max(result.largest_error, error / scale);
        if (told > 0.)
          result.least_bound =
              std::min(result.least_bound, reduction.error(i, j, time) / told);
      }
}

void check_maxima(const PartNodes &truly,
                  const ReducedModel &exact,
                  const PartNodes &found,
                  const CertifiedReduction &reduction,
                  const PlaceErrors &errors,
                  CheckedReduction &result)
{
  for (std::size_t i = 0; i < exact.n_inputs(); ++i)
  {
    std::vector<double> true_errors;
    for (const double t : reduction.times)
    {
      const double highest = found.highest(step_state(reduction.delivered, i, t)).value;
      true_errors.push_back(
          std::abs(highest - truly.highest(step_state(exact, i, t)).value));
    }
    const std::vector<double> estimates = errors.of_highest(i, found);
    for (std::size_t time = 0; time < true_errors.size(); ++time)
    {
      const double t = reduction.times[time], self = exact.step(i, i, t),
                   told = true_errors[time] - left_of_steady * self;
      const double estimate = estimates[time] + reduction.place_excess(i, time);
      result.place_error = std::max(result.place_error, true_errors[time] / self);
      result.largest_estimate = std::max(result.largest_estimate, estimate / self);
      if (told > 0.)
        result.least_estimate = std::min(result.least_estimate, estimate / told);
    }
  }
}

} // namespace

CheckedReduction check_reduction(unsigned int seed, double within, std::size_t vectors)
{
  const LayeredPackage package = layered_package(seed);
  const auto solution = at_rest(package);
  ShiftedProblem problem(solution->thermal, solution->materials);
  std::vector<Vector> loads = loads_of(package, problem);
  loads.resize(1 + seed % 2);
  const KrylovBasis many = basis_of_many(problem, loads, vectors);
  const ReducedModel exact = many.model();
  const ReductionGoal goal = goal_within(within);
  KrylovBasis basis(problem, loads);
  basis.add(0., 1e-8);
  const ShiftRange range = shift_range(basis, first, last);
  for (const double s : spread_shifts(range, planned_shifts(range, goal.within)))
    basis.add(s, goal.inner);
  const CertifiedReduction reduction = reduce(basis, goal);
  CheckedReduction result;
  result.met = reduction.met;
  result.largest_bound = reduction.largest_bound;
  check_means(exact, reduction, result);
  const PlaceErrors errors(basis, goal.times, loads.size());
  const ScalarField &field = solution->thermal.field();
  for (const char *name : {"one", "other", "layer0"})
  {
    const unsigned int part = part_of(package, name);
    check_maxima(PartNodes(many, exact, field, part),
                 exact,
                 errors.nodes(field, part),
                 reduction,
                 errors,
                 result);
  }
  return result;
}

} // namespace kelvolt
