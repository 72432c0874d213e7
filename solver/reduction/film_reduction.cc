#include "reduction/film_reduction.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Rates beyond 1 / time that the answer at a time knows.
constexpr double lowest_rate = 0.3, highest_rate = 3.;
constexpr int rates_per_decade = 3;
/// Of films, for one face and two; for three; more faces have points spread evenly.
constexpr std::array<int, 3> levels = {9, 6, 4};
constexpr std::size_t n_spread = 128;
/// Corners of the box beyond so many faces are too many.
constexpr std::size_t most_cornered = 6;
/// Points between, to look at in the end.
constexpr std::size_t n_between = 2000;
/// Solved before the bound is found anew, at least that far apart.
constexpr std::size_t most_at_once = 4;
constexpr double apart = 1.; // decades

double between(double low, double high, double share)
{
  return low * std::pow(high / low, share);
}

/// The n-th number of van der Corput's sequence.
double spread(std::size_t n, unsigned int base)
{
  double result = 0., digit = 1.;
  for (; n > 0; n /= base)
  {
    digit /= base;
    result += digit * static_cast<double>(n % base);
  }
  return result;
}

unsigned int prime(std::size_t i)
{
  constexpr std::array<unsigned int, 12> primes = {
      3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41};
  return primes[i % primes.size()];
}

std::vector<double>
spread_films(const FilmGoal &goal, std::size_t n_films, std::size_t which)
{
  std::vector<double> films;
  for (std::size_t f = 0; f < n_films; ++f)
    films.push_back(between(goal.lowest, goal.highest, spread(which, prime(f))));
  return films;
}

/// All combinations of so many levels of each film, the ends among them.
std::vector<std::vector<double>>
grid_of_films(const FilmGoal &goal, std::size_t n_films, int n_levels)
{
  std::vector<std::vector<double>> grid = {{}};
  for (std::size_t f = 0; f < n_films; ++f)
  {
    std::vector<std::vector<double>> longer;
    for (const std::vector<double> &films : grid)
      for (int level = 0; level < n_levels; ++level)
      {
        longer.push_back(films);
        longer.back().push_back(
            between(goal.lowest, goal.highest, double(level) / (n_levels - 1)));
      }
    grid = std::move(longer);
  }
  return grid;
}

std::vector<std::vector<double>> film_sets(const FilmGoal &goal, std::size_t n_films)
{
  if (n_films <= levels.size())
    return grid_of_films(goal, n_films, levels[n_films - 1]);
  std::vector<std::vector<double>> sets;
  if (n_films <= most_cornered)
    sets = grid_of_films(goal, n_films, 2);
  for (std::size_t i = 1; i <= n_spread; ++i)
    sets.push_back(spread_films(goal, n_films, i));
  return sets;
}

std::vector<double> rates(const FilmGoal &goal)
{
  const double low = lowest_rate / goal.last, high = highest_rate / goal.first;
  const int n = static_cast<int>(std::ceil(std::log10(high / low) * rates_per_decade));
  std::vector<double> result = {0.};
  for (int i = 0; i <= n; ++i)
    result.push_back(between(low, high, double(i) / n));
  return result;
}

std::vector<FilmPoint> training_points(const FilmGoal &goal, std::size_t n_films)
{
  std::vector<FilmPoint> points;
  for (const std::vector<double> &films : film_sets(goal, n_films))
    for (const double s : rates(goal))
      points.push_back({s, films});
  return points;
}

/// Among them the steady state, one in eight.
std::vector<FilmPoint> points_between(const FilmGoal &goal, std::size_t n_films)
{
  std::vector<FilmPoint> points;
  for (std::size_t i = 1; i <= n_between; ++i)
    points.push_back(
        {i % 8 == 0
             ? 0.
             : between(lowest_rate / goal.last, highest_rate / goal.first, spread(i, 2)),
         spread_films(goal, n_films, n_spread + i)});
  return points;
}

WorstPoint worst_at(const FilmProjection &projection, const FilmPoint &point)
{
  const FilmErrors errors = projection.errors(point);
  WorstPoint worst{-1., point, 0};
  for (std::size_t a = 0; a < projection.n_powers; ++a)
  {
    const double share = errors.bound[a] / errors.self[a];
    if (share > worst.share)
      worst = {share, point, a};
    for (std::size_t f = projection.n_powers; f < errors.bound.size(); ++f)
      if (const double of_film = std::sqrt(errors.bound[a] * errors.bound[f]);
          of_film > worst.share)
        worst = {of_film, point, errors.bound[f] / errors.self[f] > share ? f : a};
  }
  return worst;
}

double distance(const FilmPoint &one, const FilmPoint &other)
{
  const auto decades = [](double a, double b)
  {
    return a == b ? 0. : a * b == 0. ? 10. * apart : std::abs(std::log10(a / b));
  };
  double largest = decades(one.shift, other.shift);
  for (std::size_t f = 0; f < one.films.size(); ++f)
    largest = std::max(largest, decades(one.films[f], other.films[f]));
  return largest;
}

/// The worst points of all, apart from each other or of other loads; in rising order of
/// shifts, so that hierarchies serve again.
std::vector<WorstPoint> worst_few(const FilmProjection &projection,
                                  const std::vector<FilmPoint> &points,
                                  double within)
{
  std::vector<WorstPoint> all, few;
  for (const FilmPoint &point : points)
    all.push_back(worst_at(projection, point));
  std::sort(all.begin(),
            all.end(),
            [](const WorstPoint &a, const WorstPoint &b) { return a.share > b.share; });
  for (const WorstPoint &next : all)
    if (few.size() < most_at_once && (few.empty() || next.share > within) &&
        std::all_of(few.begin(),
                    few.end(),
                    [&](const WorstPoint &one) {
                      return one.load != next.load ||
                             distance(one.point, next.point) > apart;
                    }))
      few.push_back(next);
  return few;
}

/// In the middle of all films every decade, and the steady states at the corners.
void start(FilmBasis &basis,
           const FilmGoal &goal,
           std::size_t n_films,
           std::size_t n_powers)
{
  const std::vector<double> middle(n_films, between(goal.lowest, goal.highest, 0.5));
  const double low = lowest_rate / goal.last, high = highest_rate / goal.first;
  const int n = static_cast<int>(std::ceil(std::log10(high / low)));
  for (std::size_t a = 0; a < n_powers; ++a)
  {
    if (n_films <= most_cornered)
      for (const std::vector<double> &films : grid_of_films(goal, n_films, 2))
        basis.add({0., films}, a);
    for (int i = 1; i <= n; ++i)
      basis.add({between(low, high, double(i) / n), middle}, a);
  }
}

} // namespace

WorstPoint worst_of(const FilmProjection &projection, const std::vector<FilmPoint> &points)
{
  WorstPoint worst;
  for (const FilmPoint &point : points)
    if (WorstPoint one = worst_at(projection, point); one.share > worst.share)
      worst = std::move(one);
  return worst;
}

std::vector<FilmPoint> film_references(const FilmGoal &goal, std::size_t n_films)
{
  const auto all = [&](double share)
  {
    return std::vector<double>(n_films, between(goal.lowest, goal.highest, share));
  };
  const double low = 1. / goal.last, high = 1. / goal.first;
  return {{0., all(0.)},
          {0., all(0.4)},
          {0., all(0.8)},
          {between(low, high, 0.3), all(0.4)},
          {between(low, high, 0.6), all(0.4)},
          {between(low, high, 0.9), all(0.4)}};
}

CertifiedFilms reduce_films(FilmBasis &basis,
                            const FilmGoal &goal,
                            std::size_t n_films,
                            std::size_t n_powers,
                            const std::function<void(std::size_t, double)> &tell)
{
  std::vector<FilmPoint> points = training_points(goal, n_films);
  const std::vector<FilmPoint> others = points_between(goal, n_films);
  start(basis, goal, n_films, n_powers);
  CertifiedFilms result;
  bool between_too = false;
  for (;;)
  {
    result.projection = basis.projection();
    const std::vector<WorstPoint> few = worst_few(result.projection, points, goal.within);
    result.worst = few.front();
    tell(basis.size(), result.worst.share);
    if (result.worst.share <= goal.within && !between_too)
    {
      points.insert(points.end(), others.begin(), others.end());
      between_too = true;
      continue;
    }
    result.n_points = points.size();
    result.met = between_too && result.worst.share <= goal.within;
    bool any = false;
    for (std::size_t i = 0; !result.met && i < few.size(); ++i)
      any = basis.add(few[i].point, few[i].load) || any;
    if (!any || basis.size() > goal.most_vectors)
      return result;
  }
}

} // namespace kelvolt
