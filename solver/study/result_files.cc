#include "study/result_files.h"

#include "console/profile_text.h"
#include "input/resolved_case.h"
#include "output/box_surfaces.h"
#include "output/column_fields.h"
#include "output/column_surfaces.h"
#include "output/result_fields.h"
#include "output/surface_mesh.h"
#include "results/derived_files.h"
#include "results/history.h"
#include "results/result_schema.h"
#include "results/result_tables.h"
#include "results/surface_schema.h"
#include "run/collect_profile.h"
#include "run/collective_error.h"
#include "run/memory.h"
#include "study/columns.h"

#include <deal.II/base/mpi.h>

#include <fstream>
#include <stdexcept>

namespace kelvolt
{
namespace
{

void write_text(const std::string &file, const std::string &text)
{
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    throw std::runtime_error("The file " + file +
                             " could not be written in full; is the disk full?");
}

std::vector<NamedSurface> surfaces_of(const Case &input, const MeshSolution &solution)
{
  return box_surfaces(input, solution.electric.get(), solution.thermal, solution.coupled);
}

void write_fields(StudyRun &run, const SteadyResult &result, const std::string &directory)
{
  const Profile::Phase phase(run.profile, "output");
  const Stopwatch watch;
  const std::string file = directory + "/" + result_schema::fields_file;
  std::vector<NamedSurface> surfaces;
  if (const MeshSolution *const boxes = result.solution.get())
  {
    write_result_fields(
        run.input, boxes->electric.get(), boxes->thermal, boxes->coupled, file);
    surfaces = surfaces_of(run.input, *boxes);
  }
  else if (result.columns)
  {
    write_column_fields(run.input, result.columns->state, file);
    surfaces = column_surfaces(run.input, result.columns->state);
  }
  if (!surfaces.empty())
    surface_fields(surfaces, run.communicator)
        .write(directory + "/" + result_schema::surfaces_file);
  run.cost.seconds.output += watch.seconds();
}

/// What the run cost in the end; says where time and memory went, if that was asked.
void add_cost(StudyRun &run, Summary &summary)
{
  run.cost.seconds.total = run.watch.seconds();
  run.cost.peak_memory_bytes = dealii::Utilities::MPI::sum(peak_memory(), run.communicator);
  summary.cost = run.cost;
  if (!run.profile || !run.profile->measures())
    return;
  run.profile->set_unknowns(run.cost.dofs);
  summary.profile = collect_profile(*run.profile, run.communicator);
  run.log.info(profile_text(*summary.profile));
}

/// All but the fields.
void write_small_files(StudyRun &run,
                       Summary summary,
                       const std::string &history,
                       const std::string &directory)
{
  add_cost(run, summary);
  const auto write = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(run.communicator) != 0)
      return;
    write_text(directory + "/" + result_schema::history_file, history);
    write_text(directory + "/" + result_schema::resolved_case_file,
               resolved_case(run.input, run.library));
    write_text(directory + "/" + result_schema::parts_table_file, parts_csv(summary));
    write_text(directory + "/" + result_schema::surfaces_table_file, surfaces_csv(summary));
    write_text(directory + "/" + result_schema::terminals_table_file,
               terminals_csv(summary));
    run.log.write(directory + "/" + result_schema::log_file);
    write_text(directory + "/" + result_schema::summary_file, to_json(summary));
  };
  run_on_all_ranks(run.communicator, write);
}

} // namespace

TransientFields::TransientFields(StudyRun &run, const std::string &directory)
    : run_(run), fields_(directory + "/" + result_schema::fields_file),
      surfaces_(directory + "/" + result_schema::surfaces_file)
{
}

FieldWriter TransientFields::fields(const MeshSolution &solution) const
{
  return result_fields(
      run_.input, solution.electric.get(), solution.thermal, solution.coupled);
}

FieldWriter TransientFields::surfaces(const MeshSolution &solution) const
{
  return surface_fields(surfaces_of(run_.input, solution), run_.communicator);
}

bool TransientFields::has_surfaces() const
{
  return !run_.input.cooling.empty() || !run_.input.terminals.empty();
}

void TransientFields::save(double t, const MeshSolution &solution)
{
  const Profile::Phase phase(run_.profile, "output");
  const Stopwatch watch;
  fields_.append(t, fields(solution));
  if (has_surfaces())
    surfaces_.append(t, surfaces(solution));
  run_.cost.seconds.output += watch.seconds();
}

void TransientFields::finish(const MeshSolution &solution)
{
  if (fields_.n_steps() == 0)
    return;
  fields_.finish(fields(solution));
  if (has_surfaces())
    surfaces_.finish(surfaces(solution));
}

void write_results(StudyRun &run, const SteadyResult &result, const std::string &directory)
{
  write_fields(run, result, directory);
  std::vector<Quantity> goals;
  for (const Accuracy &goal : run.input.accuracy)
    goals.push_back(goal.of);
  write_small_files(run, result.summary, history_csv(goals, result.cycles), directory);
}

void write_results(StudyRun &run,
                   const TransientResult &result,
                   const std::string &directory)
{
  std::vector<std::string> parts;
  for (const Part &part : run.input.parts)
    parts.push_back(part.name);
  write_small_files(
      run, result.summary, transient_history_csv(parts, result.steps), directory);
}

} // namespace kelvolt
