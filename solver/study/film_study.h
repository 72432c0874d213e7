#pragma once

#include "case/case_problem.h"
#include "compact/film_model.h"
#include "reduction/film_reduction.h"
#include "results/impedance.h"
#include "study/study_run.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What is asked of a model with the films as parameters.
struct FilmRequest
{
  ImpedanceRequest impedance; ///< parts and times; `within` is what the mesh may leave
  double lowest = 1., highest = 1e5; ///< of every film [W/m2/K]
  double within = 1e-3;              ///< accepted bound of the projection
};

/// What of a request the case cannot answer.
std::vector<CaseProblem> faults_of(const FilmRequest &request, const Case &input);

/// Every cooling as a plain film to its ambient, in the middle of the range.
void take_plain_films(const FilmRequest &request, Case &input);

struct FilmStudyResult
{
  FilmModel model;
  WorstPoint worst;
  std::size_t n_points = 0; ///< at which the bound was found
  int solves = 0, bound_solves = 0;
  unsigned long long cells = 0, dofs = 0;
  bool met = false;
};

/// A model of the package for any films, linearized at the one temperature of its
/// surroundings. The case is one of take_plain_films(). Collective.
FilmStudyResult solve_films(StudyRun &run, const FilmRequest &request);

/// For a person.
std::string film_study_text(const FilmStudyResult &result, const FilmRequest &request);

/// Writes the model in its forms, what it cost and its bound (`compact.json`), the resolved
/// case and the log into the directory, which exists. Collective. @throws
/// std::runtime_error if a file cannot be written in full
void write_film_model(StudyRun &run,
                      const FilmStudyResult &result,
                      const FilmRequest &request,
                      const std::string &directory);

} // namespace kelvolt
