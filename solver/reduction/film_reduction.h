#pragma once

#include "reduction/film_basis.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// The box of films and times that a model is made for, and how well.
struct FilmGoal
{
  double lowest = 0., highest = 0.; ///< of every film [W/m2/K]
  double first = 0., last = 0.;     ///< times [s]
  /// Accepted bound of self impedances as a share of them, and of what an ambient makes of
  /// a mean, as a share of its own change.
  double within = 0.;
  std::size_t most_vectors = 120;
};

/// The largest bound over some points.
struct WorstPoint
{
  double share = 0.;
  FilmPoint point;
  std::size_t load = 0; ///< the one to blame: powers, then films
};
WorstPoint worst_of(const FilmProjection &projection, const std::vector<FilmPoint> &points);

struct CertifiedFilms
{
  FilmProjection projection;
  WorstPoint worst;         ///< of all points that were looked at
  std::size_t n_points = 0; ///< those
  bool met = false;
};

/// Where bounds are found from: with few references the bound is a multiple of the error,
/// with more each vector costs more.
std::vector<FilmPoint> film_references(const FilmGoal &goal, std::size_t n_films);

/// Solves where the bound is the largest until it is met over the box: its corners and a
/// grid of films at rates of three a decade, then as many points again that lie between.
/// Collective. @param tell after each step: vectors, largest share
CertifiedFilms reduce_films(FilmBasis &basis,
                            const FilmGoal &goal,
                            std::size_t n_films,
                            std::size_t n_powers,
                            const std::function<void(std::size_t, double)> &tell);

} // namespace kelvolt
