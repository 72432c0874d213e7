#pragma once

#include "case/case_problem.h"
#include "compact/modal_model.h"
#include "reduction/certified_reduction.h"
#include "results/impedance.h"
#include "study/impedance_adaption.h"

#include <vector>

namespace kelvolt
{

/// What of a request for a case face and another contact the case cannot answer.
std::vector<CaseProblem> faults_of_case_face(const ImpedanceRequest &request,
                                             const Case &input);

/// Of the heated parts that lose their heat, in the linearized state, to the face that is
/// asked for, or that most of the heat leaves by if that is half of it or more. A warning
/// tells of an asked face that has no resistance. Collective.
/// @param curves of the state, for the hottest nodes @param compact the model itself
std::vector<CaseResistance> case_resistances(StudyRun &run,
                                             const ImpedanceMesh &mesh,
                                             const ImpedanceParts &parts,
                                             const ImpedanceRequest &request,
                                             const ReducedModel &model,
                                             const std::vector<ImpedanceCurve> &curves,
                                             const ModalModel &compact);

/// Linearizes the package once more on the same mesh and at the same state, but with the
/// other film on its case, and says where the curves part. Takes the place of what the mesh
/// has linearized. A warning tells of curves that do not part. Collective.
void add_dual_interface(StudyRun &run,
                        ImpedanceMesh &mesh,
                        const ImpedanceParts &parts,
                        const ImpedanceRequest &request,
                        const ReductionGoal &goal,
                        const ReducedModel &own,
                        std::vector<CaseResistance> &resistances);

} // namespace kelvolt
