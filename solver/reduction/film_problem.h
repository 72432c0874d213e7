#pragma once

#include "reduction/shifted_problem.h"

#include <vector>

namespace kelvolt
{

/// A real shift and the films of all cooled faces.
struct FilmPoint
{
  double shift = 0.;         ///< s [1/s]
  std::vector<double> films; ///< h_i [W/m2/K]
};

/// The heat conduction of a package at a state, with the films of its faces as parameters,
///
///     (K + s M + sum_i h_i B_i) x = b
///
/// where B_i is the integral of N_k N_l over the face i. All coolings are plain films.
class FilmProblem
{
public:
  /// As ShiftedProblem. Collective.
  FilmProblem(ThermalProblem &thermal, const MaterialTable &materials);

  const ThermalProblem &thermal() const
  {
    return problem_.thermal();
  }
  const ShiftedProblem &shifted() const
  {
    return problem_;
  }
  std::size_t n_films() const
  {
    return thermal().loads().cooling.size();
  }
  int n_solves() const
  {
    return problem_.n_solves();
  }

  /// To a relative tolerance in the energy norm. Collective.
  void solve(const FilmPoint &point, const Vector &b, double tolerance, Vector &x);
  /// (K + s M + sum h B) x at the point solved last. Collective.
  Vector times(const Vector &x) const
  {
    return problem_.shifted_times(x);
  }
  Vector mass_times(const Vector &x) const
  {
    return problem_.mass_times(x);
  }
  /// B_i x. Ghosts of x need not be up to date. Collective.
  Vector film_times(std::size_t film, const Vector &x) const;

private:
  ShiftedProblem problem_;
  std::vector<double> films_;
};

} // namespace kelvolt
