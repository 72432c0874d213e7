#pragma once

#include "results/history.h"
#include "results/summary.h"
#include "study/study_run.h"

#include <vector>

/// @file
/// What studies say of a mesh and of their answer, on boxes and on columns.

namespace kelvolt
{

/// @throws std::runtime_error where heat or current do not balance
void audit_or_throw(const Audit &audit);

/// Adds a mesh to what the run has cost. @return its record, with the time
CycleRecord counted(StudyRun &run, CycleRecord record);

/// Says how far the goals are on the last mesh.
void report_progress(StudyRun &run,
                     const std::vector<CycleRecord> &cycles,
                     const std::vector<AccuracySummary> &goals);

/// Of a temperature that no solid survives.
void warn_of_melting(StudyRun &run, const Summary &summary);

/// Says where the numbers come from and what to mind, and prints them.
void state_origin(StudyRun &run, Summary &summary);

} // namespace kelvolt
