#include "../coupling/solved_case.h"
#include "compact/film_model.h"
#include "reduction/certified_reduction.h"
#include "reduction/film_reduction.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kelvolt
{
namespace
{

Material solid(const std::string &name, double k, double c)
{
  Material material;
  material.name = name;
  material.conductivity = {property(ConstantLaw{k})};
  material.volumetric_heat_capacity = property(ConstantLaw{c});
  return material;
}

/// A chip on a corner of a board, with a film above and one below.
std::unique_ptr<MeshSolution> chip_on_board()
{
  Case input;
  const MaterialMap library = {{"silicon", solid("silicon", 148., 1.65e6)},
                               {"board", solid("board", 0.5, 2.2e6)}};
  input.parts = {make_part("board", "board", box_mm({0, 8}, {0, 8}, {0, 1})),
                 make_part("chip", "silicon", box_mm({0, 2}, {0, 2}, {1, 1.4}))};
  input.heat = {{"chip", 1., {}}};
  input.cooling = {cooled("chip", Side::top, Convection{400., 0., 300.}),
                   cooled("board", Side::bottom, Convection{400., 0., 300.})};
  input.mesh = coarse_mesh();
  auto solution = set_up(input, library);
  Vector T = solution->thermal.field().make_vector();
  T = 300.;
  solution->thermal.set_temperature(T);
  return solution;
}

FilmGoal wide_box()
{
  FilmGoal goal;
  goal.lowest = 1.;
  goal.highest = 1e5;
  goal.first = 1e-4;
  goal.last = 1e3;
  goal.within = 1e-3;
  return goal;
}

/// Without outputs but the mean of what is heated.
FilmModel model_of(const FilmProjection &projection)
{
  const auto row_by_row = [](const DenseMatrix &matrix)
  {
    std::vector<double> values;
    for (std::size_t i = 0; i < matrix.rows(); ++i)
      for (std::size_t j = 0; j < matrix.columns(); ++j)
        values.push_back(matrix(i, j));
    return values;
  };
  FilmModel model;
  model.conduction = row_by_row(projection.conduction);
  model.uniform = projection.uniform;
  for (const DenseMatrix &loss : projection.loss)
    model.films.push_back({"", 300., row_by_row(loss)});
  const std::vector<double> gain = row_by_row(projection.gain);
  model.powers = {{"chip", ModalInputKind::power, gain}};
  model.outputs = {{"chip", ModalOutputKind::mean, {gain}, 300.}};
  return model;
}

// At films and rates that nobody solved at, the self impedance of the chip and what an
// ambient makes of its mean are those of a full solve within the bounds, which are what was
// asked, over five decades of both films. Ambients that rise together raise all alike.
TEST(FilmReduction, BoundsItsErrorOverABoxOfFilms)
{
  const auto solution = chip_on_board();
  FilmProblem problem(solution->thermal, solution->materials);
  const Vector b = problem.shifted().load_of(1);
  const FilmGoal goal = wide_box();
  FilmBasis basis(problem, {b}, film_references(goal, 2));
  const CertifiedFilms found = reduce_films(basis, goal, 2, 1, [](std::size_t, double) {});
  EXPECT_TRUE(found.met);
  EXPECT_LE(basis.size(), 55U);
  std::mt19937 generator(7);
  const auto between = [&](double low, double high)
  {
    return low *
           std::pow(high / low, std::uniform_real_distribution<double>(0., 1.)(generator));
  };
  Vector ones = solution->thermal.field().make_vector();
  ones = 1.;
  double largest = 0.;
  for (int i = 0; i < 40; ++i)
  {
    const FilmPoint point{i % 5 == 0 ? 0. : between(1e-3, 1e4),
                          {between(1., 1e5), between(1., 1e5)}};
    const FilmErrors told = found.projection.errors(point);
    Vector x;
    problem.solve(point, b, 1e-10, x);
    const double exact = b * x, error = exact - told.self[0];
    EXPECT_GE(error, -1e-8 * exact);
    EXPECT_LE(error, told.bound[0] + 1e-8 * exact) << i;
    EXPECT_LE(told.bound[0], goal.within * exact);
    largest = std::max(largest, error / exact);
    Vector f = problem.film_times(0, ones);
    f *= point.films[0];
    problem.solve(point, f, 1e-10, x);
    EXPECT_LE(f * x - told.self[1], told.bound[1] + 1e-8 * told.self[1]) << i;
  }
  std::printf("%zu states, bound %.3g, largest error %.3g\n",
              basis.size(),
              found.worst.share,
              largest);
}

/// Of the package with these films: a model of so many shifts that it stands for it.
ReducedModel many_shifts(FilmProblem &problem,
                         const std::vector<double> &films,
                         const FilmGoal &goal,
                         MeshSolution &solution)
{
  Vector x;
  problem.solve({0., films}, problem.shifted().load_of(1), 1e-2, x); // takes the films
  ShiftedProblem shifted(solution.thermal, solution.materials);
  KrylovBasis basis(shifted, {shifted.load_of(1)});
  basis.add(0., 1e-11);
  for (const double s : spread_shifts({0.03 / goal.last, 100. / goal.first}, 30))
    basis.add(s, 1e-9);
  return basis.model();
}

// The step response at films and times that nobody solved at is that of full solves within
// what was asked of rates.
TEST(FilmReduction, AnswersOverTime)
{
  const auto solution = chip_on_board();
  const FilmGoal goal = wide_box();
  FilmModel model;
  {
    FilmProblem problem(solution->thermal, solution->materials);
    FilmBasis basis(problem, {problem.shifted().load_of(1)}, film_references(goal, 2));
    const FilmProjection found =
        reduce_films(basis, goal, 2, 1, [](std::size_t, double) {}).projection;
    model = model_of(found);
  }
  std::mt19937 generator(11);
  const auto between = [&](double low, double high)
  {
    return low *
           std::pow(high / low, std::uniform_real_distribution<double>(0., 1.)(generator));
  };
  double largest = 0.;
  for (int i = 0; i < 8; ++i)
  {
    const std::vector<double> films = {between(1., 1e5), between(1., 1e5)};
    FilmProblem problem(solution->thermal, solution->materials);
    const ReducedModel exact = many_shifts(problem, films, goal, *solution);
    const ModalModel modal = with_films(model, films);
    for (int j = 0; j < 5; ++j)
    {
      const double t = between(goal.first, goal.last), truth = exact.step(0, 0, t);
      const double error = std::abs(step_response(modal, 0, 0, t) - truth) / truth;
      EXPECT_LE(error, goal.within) << films[0] << ' ' << films[1] << ' ' << t;
      largest = std::max(largest, error);
    }
  }
  std::printf("largest error in time %.3g\n", largest);
}

} // namespace
} // namespace kelvolt
