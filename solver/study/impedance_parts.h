#pragma once

#include "case/case_problem.h"
#include "results/impedance.h"
#include "study/study_run.h"

#include <deal.II/base/point.h>

#include <string>
#include <vector>

namespace kelvolt
{

/// What is heated and looked at, by index. The loads of the projection are the heated parts
/// and then the other parts that are observed: as the mean over a part and a loss spread
/// over it are one vector, what is known of one is known of the other.
struct ImpedanceParts
{
  std::vector<unsigned int> parts; ///< the heated ones first
  std::size_t n_heated = 0;
  std::vector<std::size_t> observed; ///< places in `parts`
  std::vector<std::string> point_names;
  std::vector<dealii::Point<dim>> points;
};

/// What of a request the case cannot answer.
std::vector<CaseProblem> faults_of(const ImpedanceRequest &request, const Case &input);

/// By default heated is what the case puts heat into; without such parts its devices;
/// without these the conductors that make a good share of the Joule heat, for which the
/// steady state of a first mesh is computed. Collective. @throws InputError if nothing is
/// heated
ImpedanceParts choose_parts(StudyRun &run, const ImpedanceRequest &request);

} // namespace kelvolt
