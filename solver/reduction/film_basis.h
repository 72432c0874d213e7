#pragma once

#include "reduction/film_projection.h"
#include "reduction/growing_projection.h"

#include <vector>

namespace kelvolt
{

/// Vectors to project a FilmProblem on: a uniform rise, so that heat is conserved and
/// ambients that rise together raise all, and solutions at chosen points.
class FilmBasis
{
public:
  /// The problem must outlive this. Collective. @param references where the bound is known
  FilmBasis(FilmProblem &problem,
            std::vector<Vector> powers,
            std::vector<FilmPoint> references);

  /// Adds the solution of a load, powers first and then films, at a point. @return whether
  /// it was new. Collective.
  bool add(const FilmPoint &point, std::size_t load);

  /// With all references up to date. Collective.
  FilmProjection projection();

  std::size_t size() const
  {
    return V_.size();
  }
  const std::vector<Vector> &vectors() const
  {
    return V_.vectors();
  }
  /// l^T v_j of all vectors. Collective.
  std::vector<double> gains(const Vector &l) const;
  /// For answers and for the bound.
  int n_solves() const
  {
    return n_solves_;
  }
  int n_bound_solves() const
  {
    return problem_.n_solves() - n_solves_;
  }

private:
  void append(Vector x, Vector Mx, Vector Kx, std::vector<double> image, double scale);
  void append_columns(const Vector &x, Vector Mx);
  void bring_up_to_date(std::size_t reference);
  std::size_t column(std::size_t vector) const
  {
    return n_powers_ + vector * (1 + problem_.n_films());
  }

  FilmProblem &problem_;
  std::size_t n_powers_;
  double size_of_uniform_ = 0.; ///< in M
  GrowingProjection V_;
  std::vector<Vector> columns_;                          ///< see FilmProjection
  std::vector<std::vector<double>> image_;               ///< per vector
  std::vector<FilmPoint> points_;                        ///< references
  std::vector<std::vector<Vector>> responses_;           ///< [reference][column]
  std::vector<std::vector<std::vector<double>>> energy_; ///< lower half, row by row
  int n_solves_ = 0;
};

} // namespace kelvolt
