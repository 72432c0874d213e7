#include "study/kept_mesh.h"

#include "results/result_from_json.h"
#include "study/kept_records.h"

#include <fmt/format.h>

#include <array>
#include <sstream>

namespace kelvolt
{
namespace
{

std::string probe_name(std::size_t number)
{
  return fmt::format("probe {}", number);
}

std::string planes_name(std::size_t axis)
{
  return fmt::format("next_planes {}", axis);
}

} // namespace

void keep_mesh(const TransientMesh &mesh, Checkpoint &state)
{
  std::vector<double> &lengths = state.numbers["probe_lengths"];
  for (const SpaceErrors::Probe &probe : mesh.errors.probes())
  {
    state.texts[probe_name(lengths.size())] = to_json(probe.numbers);
    lengths.push_back(probe.length);
  }
  state.numbers["mesh"] = {
      mesh.tolerance, mesh.judged_throughout ? 1. : 0., mesh.largest_rise, mesh.first_rise};
  state.numbers["cycles"] = kept(mesh.cycles);
  Summary goals;
  goals.goals = mesh.goals;
  state.texts["goals"] = to_json(goals);
}

TransientMesh kept_mesh(StudyRun &run, const Checkpoint &state)
{
  TransientMesh mesh;
  mesh.solution = set_up_mesh(run, kept_layout(run, state));
  const std::vector<double> &lengths = state.numbers.at("probe_lengths"),
                            &numbers = state.numbers.at("mesh");
  for (std::size_t i = 0; i < lengths.size(); ++i)
    mesh.errors.add(lengths[i], result_from_json(state.texts.at(probe_name(i))));
  mesh.tolerance = numbers.at(0);
  mesh.judged_throughout = numbers.at(1) != 0.;
  mesh.largest_rise = numbers.at(2);
  mesh.first_rise = numbers.at(3);
  mesh.cycles = cycles_from(state.numbers.at("cycles"));
  mesh.goals = result_from_json(state.texts.at("goals")).goals;
  run.cost.cells = mesh.solution->n_cells();
  run.cost.dofs = mesh.solution->n_dofs();
  return mesh;
}

PartLayout kept_layout(const StudyRun &run, const Checkpoint &state)
{
  return refine_layout(run.layout, state.fields.begin()->second.planes());
}

void keep_next(const PartLayout &next, Checkpoint &state)
{
  for (std::size_t axis = 0; axis < next.planes.size(); ++axis)
    state.numbers[planes_name(axis)] = next.planes[axis];
}

PartLayout kept_next(const StudyRun &run, const Checkpoint &state)
{
  std::array<std::vector<double>, 3> planes;
  for (std::size_t axis = 0; axis < planes.size(); ++axis)
    planes[axis] = state.numbers.at(planes_name(axis));
  return refine_layout(run.layout, planes);
}

void keep_run(const StudyRun &run, Checkpoint &state)
{
  Cost cost = run.cost;
  cost.seconds.total = run.watch.seconds();
  state.numbers["cost"] = kept(cost);
}

void go_on_from(const Checkpoint &state, StudyRun &run)
{
  const unsigned int ranks = run.cost.ranks;
  run.cost = cost_from(state.numbers.at("cost"));
  run.cost.ranks = ranks;
  run.watch = Stopwatch(run.cost.seconds.total);
  std::vector<std::string> warnings;
  std::istringstream lines(state.texts.at("warnings"));
  for (std::string line; std::getline(lines, line);)
    warnings.push_back(line);
  run.log.go_on_from(state.texts.at("log"), warnings);
}

} // namespace kelvolt
