#pragma once

#include "coupling/time_step.h"
#include "results/history.h"
#include "results/summary.h"

#include <vector>

/// @file
/// The records of a run as rows of numbers, and back, for a checkpoint. Numbers that are
/// not as they were written throw std::out_of_range.

namespace kelvolt
{

/// Of all that a checkpoint holds, the memories of error bars included: one more with each
/// change, so that a program of the same version never takes one number for another.
constexpr unsigned int kept_format = 4;

std::vector<double> kept(const std::vector<CycleRecord> &cycles);
std::vector<CycleRecord> cycles_from(const std::vector<double> &numbers);

std::vector<double> kept(const std::vector<TransientStepRecord> &steps);
std::vector<TransientStepRecord> steps_from(const std::vector<double> &numbers);

std::vector<double> kept(const HeatOverTime &heat);
HeatOverTime heat_from(const std::vector<double> &numbers);

/// Such as what the error bar of each goal remembers.
std::vector<double> kept(const std::vector<std::vector<double>> &lists);
std::vector<std::vector<double>> lists_from(const std::vector<double> &numbers);

std::vector<double> kept(const Cost &cost);
Cost cost_from(const std::vector<double> &numbers);

} // namespace kelvolt
