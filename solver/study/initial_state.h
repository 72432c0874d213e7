#pragma once

#include "study/mesh_solution.h"
#include "study/study_run.h"

#include <stdexcept>

namespace kelvolt
{

/// No step in time, however short, finds a state; what() is a sentence.
class NoStateInTime : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// Puts the problems into the state at time 0, steady; towards a periodic state, where the
/// case gives no temperature, into that of the mean loads. Collective, like all below.
void set_initial_state(StudyRun &run, MeshSolution &solution);

/// Puts them into the state after one step of backward Euler from a first one.
/// @param start [K] @param length [s]
/// @throws NotConverged, LawOutOfRange if there is none
void solve_length(StudyRun &run,
                  const Vector &start,
                  double length,
                  const Loads &loads,
                  MeshSolution &solution);

/// The largest change from the initial state [K] by the first instant that is asked for,
/// roughly, of the loads that there are from the beginning on; 0 if none is found. Leaves
/// the problems in that state. @param start the initial state [K]
double rise_by_first_instant(StudyRun &run, const Vector &start, MeshSolution &solution);

} // namespace kelvolt
