#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <vector>

namespace kelvolt
{

class ConfigNode;
class WaveformReader;

/// Reads the section `terminals`; adds its faults.
std::vector<Terminal> read_terminals(const ConfigNode &node,
                                     const WaveformReader &varying,
                                     std::vector<CaseProblem> &problems);

/// Reads the section `heat`; adds its faults.
std::vector<HeatSource> read_heat(const ConfigNode &node,
                                  const WaveformReader &varying,
                                  std::vector<CaseProblem> &problems);

} // namespace kelvolt
