#pragma once

#include "case/case_problem.h"
#include "compact/dual_interface.h"
#include "compact/network_identification.h"
#include "compact/structure_function.h"
#include "exchange/column_table.h"
#include "exchange/fmu_package.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A measured step response and what is read from it alone.
struct EvaluatedCurve
{
  std::string name; ///< of its file
  ResponseCurve curve;
  IdentifiedNetwork identified;
  StructureFunction structure; ///< as far as it means anything
};

/// Share of the resistance up to which the structure function of an identified network is
/// shown and used.
constexpr double share_of_structure = 0.95;

/// One curve, or two of one package on different contacts.
struct ImpedanceEvaluation
{
  unsigned int iterations = 0; ///< of the deconvolution
  std::vector<EvaluatedCurve> curves;
  std::optional<DualInterface> dual;
  double structures_part = 0.; ///< [K/W] of two curves; NaN if they do not
};

/// The time, its first column, and the impedance: the column of that name, or the second
/// one if the name is empty. Faults of the table are added, also that no network can be
/// found.
ResponseCurve response_curve(ColumnTable table,
                             const std::string &column,
                             std::vector<CaseProblem> &problems);

/// @param curves one or two, without faults
ImpedanceEvaluation evaluate_impedance(const std::vector<std::string> &names,
                                       const std::vector<ResponseCurve> &curves,
                                       const IdentificationOptions &options);

/// For a person.
std::string evaluation_text(const ImpedanceEvaluation &evaluation);

/// `evaluation.json`, `networks.csv` and the plots `zth.svg`, `structure.svg`,
/// `structure_differential.svg`.
std::vector<ArchiveFile> evaluation_files(const ImpedanceEvaluation &evaluation);

} // namespace kelvolt
