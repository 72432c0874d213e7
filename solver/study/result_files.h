#pragma once

#include "output/field_series.h"
#include "study/steady.h"
#include "study/transient.h"

#include <string>

namespace kelvolt
{

/// The fields of a transient run and those of its surfaces, written on its way.
class TransientFields
{
public:
  /// Into the directory, which exists.
  TransientFields(StudyRun &run, const std::string &directory);

  /// Those of one instant [s]. Collective. @throws std::runtime_error if they cannot be
  /// written in full
  void save(double t, const MeshSolution &solution);
  /// All are there. Collective.
  void finish(const MeshSolution &solution);

private:
  FieldWriter fields(const MeshSolution &solution) const;
  FieldWriter surfaces(const MeshSolution &solution) const;
  bool has_surfaces() const;

  StudyRun &run_;
  FieldSeries fields_, surfaces_;
};

/// Writes summary, fields and surfaces (if there is a steady state), history, resolved case
/// and log into the directory, which exists. Collective.
/// @throws std::runtime_error if a file cannot be written in full
void write_results(StudyRun &run, const SteadyResult &result, const std::string &directory);

/// The same for a transient run, but for the fields, which were written on its way.
void write_results(StudyRun &run,
                   const TransientResult &result,
                   const std::string &directory);

} // namespace kelvolt
