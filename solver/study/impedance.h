#pragma once

#include "compact/modal_model.h"
#include "results/impedance.h"
#include "study/study_run.h"

#include <vector>

namespace kelvolt
{

/// The answer to a question for thermal impedances.
struct ImpedanceResult
{
  Impedance impedance;
  std::vector<ModalModel> models; ///< one per set of impedances, in the order of the sets
};

/// Thermal impedances of a package: its heat conduction, linearized at the state without
/// load and, where it depends on temperature, at the steady state of the case's own loads,
/// is projected on a rational Krylov space until the bound of the error is what is asked
/// for, on a mesh that is refined for all times. Films are those of the state; the loss is
/// what is given, its feedback by temperature left out. Collective.
ImpedanceResult solve_impedance(StudyRun &run, const ImpedanceRequest &request);

} // namespace kelvolt
