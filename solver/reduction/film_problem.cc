#include "reduction/film_problem.h"

#include "case/cooling_numbers.h"

namespace kelvolt
{

FilmProblem::FilmProblem(ThermalProblem &thermal, const MaterialTable &materials)
    : problem_(thermal, materials)
{
}

void FilmProblem::solve(const FilmPoint &point,
                        const Vector &b,
                        double tolerance,
                        Vector &x)
{
  if (point.films != films_)
  {
    Loads loads = thermal().loads();
    for (std::size_t i = 0; i < loads.cooling.size(); ++i)
      set_number(loads.cooling[i], Target::Kind::film_coefficient, point.films[i]);
    problem_.take(loads);
    films_ = point.films;
  }
  problem_.solve(point.shift, b, tolerance, x);
}

Vector FilmProblem::film_times(std::size_t film, const Vector &x) const
{
  const SurfaceIntegral &surface = thermal().cooled_surface(film);
  Vector values = x;
  thermal().field().distribute_homogeneous(values);
  Vector result = thermal().field().make_vector();
  surface.add_load(surface.values_at_points(values), result);
  result.compress(dealii::VectorOperation::add);
  thermal().field().condense(result);
  return result;
}

} // namespace kelvolt
