#pragma once

#include "reduction/dense_matrix.h"
#include "reduction/film_problem.h"

#include <vector>

namespace kelvolt
{

/// c_p^T A^-1 c_q of all columns at one point.
struct FilmReference
{
  FilmPoint point;
  DenseMatrix energy;
  double tolerance = 0.; ///< of the responses A^-1 c, in the energy norm
};

/// At one point, of each load: powers, then for each film what 1 K of its ambient drives.
struct FilmErrors
{
  std::vector<double> self;  ///< b^T A^-1 b of the projection
  std::vector<double> bound; ///< what it is more of the package, at most
};

/// The Galerkin projection of a FilmProblem on vectors v_j that are orthonormal in M. What
/// it leaves of the equations,
///
///     r = b - (K + s M + sum_i h_i B_i) V z = sum_p c_p r_p,
///
/// is a combination of fixed columns c_p: the loads, and of each vector M v_j and all
/// B_i v_j, as K v_j follows from the equations that v_j was solved from. The error of a
/// self impedance is r^T A^-1 r, which is bounded by that of references: with
///
///     A(s, h) >= alpha A(s_0, h_0),   alpha = min(1, s / s_0, h_i / h_i0)
///
/// it is at most r^T A(s_0, h_0)^-1 r / alpha, and that of a mutual one the geometric mean
/// of two.
struct FilmProjection
{
  std::size_t n_powers = 0;
  DenseMatrix conduction;        ///< V^T K V
  std::vector<DenseMatrix> loss; ///< V^T B_i V
  DenseMatrix gain;              ///< V^T b, [vector][power]
  std::vector<double> uniform;   ///< of a rise of 1 everywhere
  DenseMatrix image;             ///< K v_j in columns, [vector][column]
  std::vector<FilmReference> references;
  double inexactness = 0.; ///< share of a solution that solves leave, in the energy norm

  std::size_t n_vectors() const
  {
    return uniform.size();
  }
  std::size_t n_films() const
  {
    return loss.size();
  }
  /// The column of M v_j.
  std::size_t column(std::size_t vector) const
  {
    return n_powers + vector * (1 + n_films());
  }
  /// The column of B_i v_j.
  std::size_t column(std::size_t vector, std::size_t film) const
  {
    return column(vector) + 1 + film;
  }

  FilmErrors errors(const FilmPoint &point) const;
};

} // namespace kelvolt
