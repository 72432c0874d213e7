#pragma once

#include "compact/modal_model.h"
#include "exchange/fmu_package.h"

#include <string>
#include <vector>

namespace kelvolt
{

struct CompactFileOptions
{
  std::string name = "kelvolt_model"; ///< of subcircuit, FMU, Modelica model, VHDL entity
  /// Of the networks in tables; 0: exact. The model and its circuits are always whole.
  std::size_t n_terms = 0;
  double rise = 125.; ///< [K] for which the safe operating area is drawn
};

/// All forms of a model. The first model has the plain names `model.h5`, `model.json`,
/// `model.cir`, `model.plecs.xml` with `model.foster.plecs.xml`, `model.fmu`, `model.mo`,
/// `model.vhd`, `model.A.mtx`, `.B.mtx`, `.C.mtx`, `networks.csv`, `networks.json`, and the
/// plots `zth.svg`, `mutual.svg`, `structure.svg`, `structure_differential.svg`, `soa.svg`.
/// The others, as of another operating point, have `_2`, `_3` in their name: `model_2.h5`.
/// A source after the first has `_PART` in the names of PLECS: `model_PART.plecs.xml`.
std::vector<ArchiveFile> compact_files(const std::vector<ModalModel> &models,
                                       const CompactFileOptions &options = {});

} // namespace kelvolt
