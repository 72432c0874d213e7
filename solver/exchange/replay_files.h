#pragma once

#include "compact/replay.h"
#include "exchange/fmu_package.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What a replay leaves behind: `replay.json` with peaks, valleys and means of every output
/// and the model's error on them, `history.csv`, `extrema.csv` with the reversals that
/// rainflow counting asks for, `replay.svg`.
std::vector<ArchiveFile> replay_files(const ModalModel &model,
                                      const std::vector<double> &time,
                                      const std::vector<OutputHistory> &histories);

/// The same for a person: a line for each output.
std::string replay_text(const ModalModel &model,
                        const std::vector<double> &time,
                        const std::vector<OutputHistory> &histories);

/// [K] of a rise: the model's bounds are shares of the answer to a step. For the sum of
/// many steps it stands for the usual case, in which their errors do not add up; it is no
/// bound.
double replay_error(const ModalModel &model, double rise);

} // namespace kelvolt
