#include "study/impedance_adaption.h"

#include "mesh/block_mesh.h"
#include "mesh/first_lengths.h"
#include "reduction/certified_reduction.h"
#include "study/conclusion.h"
#include "study/operating_point.h"
#include "study/refinement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of the steady solution, which makes the resistance.
constexpr double steady_tolerance = 1e-8;
/// How far the mesh goes in one step, where its error is `ratio` times what is accepted.
/// Many small steps end at meshes of half the cells that a few large ones need, and cost
/// less in all: on the way from 70 to 13 times the accepted error 19 000 cells instead of
/// 38 000.
RefinementGoal one_step(double ratio)
{
  return {std::clamp(0.85 / ratio, 0.4, 0.8), 1.6, 3};
}

/// The lowest shift of a package that keeps heat, over 1 / last time; and the share of the
/// slowest rate at which what is cooled is steady, with the most shifts to find it.
constexpr double first_seen = 0.3, far_below = 1e-6;
constexpr int most_slower = 5;

std::vector<Vector> loads_of(const ShiftedProblem &problem, const ImpedanceParts &parts)
{
  std::vector<Vector> result;
  result.reserve(parts.parts.size());
  for (const unsigned int part : parts.parts)
    result.push_back(problem.load_of(part));
  return result;
}

/// So that the mesh begins fine where heat is put in.
Case with_heat_in(Case input, const ImpedanceParts &parts)
{
  for (std::size_t i = 0; i < parts.n_heated; ++i)
    input.heat.push_back({input.parts[parts.parts[i]].name, 1., {}});
  return input;
}

class Adaption
{
public:
  Adaption(StudyRun &run,
           const ImpedanceParts &parts,
           const ImpedanceRequest &request,
           double most_cells,
           StatedDegree stated)
      : run_(run), parts_(parts), request_(request), most_cells_(most_cells),
        stated_(stated)
  {
  }

  ImpedanceMesh adapt()
  {
    std::optional<PartLayout> mesh = with_first_lengths(run_.input,
                                                        run_.library,
                                                        run_.layout,
                                                        make_first_mesh(),
                                                        planes_of_heat(),
                                                        request_.first);
    while (mesh)
    {
      start_on(std::move(*mesh));
      std::vector<CellIndicators> indicators;
      std::vector<AccuracySummary> goals = judge(indicators);
      if (all_met(goals) && !result_.linear->is_complete())
      {
        result_.linear->complete();
        goals = judge(indicators);
      }
      report(goals);
      mesh = next_mesh(sum_unmet(indicators, goals), goals);
    }
    result_.linear->complete();
    return std::move(result_);
  }

private:
  std::vector<MeshProbe> probe(std::vector<CellIndicators> &indicators)
  {
    MeshSolution &solution = *result_.solution;
    indicators.clear();
    std::vector<MeshProbe> probes =
        probe_mesh(run_, solution, result_.linear->basis, parts_, indicators);
    if (stated_ == StatedDegree::own)
      return probes;
    DegreeThermal fewer(
        run_.solved, solution, solution.thermal.field().element().degree - 1);
    const Linearized lower(fewer.thermal,
                           solution.materials,
                           UncooledBodies(run_.input, solution.mesh),
                           parts_,
                           request_,
                           {!result_.linear->is_complete(), result_.linear.get()});
    leave_after_change(lower.basis.model(), result_.linear->basis.model(), probes);
    return probes;
  }

  std::optional<PartLayout> next_mesh(const PerSlab<double> &indicators,
                                      const std::vector<AccuracySummary> &goals)
  {
    const double own = run_.input.mesh.max_cells;
    run_.input.mesh.max_cells = std::min(own, most_cells_);
    std::optional<PartLayout> mesh;
    if (may_refine(run_, goals, cycles_))
    {
      mesh = refine_layout(
          run_.layout,
          halve_slabs(result_.solution->mesh,
                      indicators,
                      one_step(distance_to_goals(cycles_.back().goals, goals))));
      const auto cells =
          static_cast<double>(std::count_if(mesh->part.begin(),
                                            mesh->part.end(),
                                            [](int part) { return part != void_part; }));
      if (!is_within_budget(run_, cells, static_cast<double>(cycles_.back().cells)))
        mesh.reset();
    }
    run_.input.mesh.max_cells = own;
    return mesh;
  }

  PartLayout make_first_mesh() const
  {
    const Profile::Phase phase(run_.profile, "first mesh");
    return make_block_mesh(
        sized_for_first_mesh(with_heat_in(run_.input, parts_)), run_.library, run_.layout);
  }

  std::vector<HeatedPlane> planes_of_heat() const
  {
    std::vector<HeatedPlane> planes;
    for (std::size_t i = 0; i < parts_.n_heated; ++i)
    {
      const unsigned int part = parts_.parts[i];
      const std::vector<HeatedPlane> across = planes_across(run_.input.parts[part], part);
      planes.insert(planes.end(), across.begin(), across.end());
    }
    return planes;
  }

  void start_on(PartLayout mesh)
  {
    result_.linear = nullptr;
    result_.solution = nullptr; // one mesh at a time: memory
    result_.solution = set_up_mesh(run_, std::move(mesh));
    result_.temperature = set_unloaded_state(run_, *result_.solution);
    result_.linear = linearize(run_, result_, parts_, request_, {true, nullptr});
    CycleRecord record;
    record.cells = result_.solution->n_cells();
    record.dofs = result_.solution->n_dofs();
    cycles_.push_back(counted(run_, std::move(record)));
  }

  /// A goal for each load at each shift, in the order of the indicators.
  std::vector<AccuracySummary> judge(std::vector<CellIndicators> &indicators)
  {
    const std::vector<MeshProbe> probes = probe(indicators);
    result_.errors = ImpedanceMeshErrors(probes, safety_of(stated_));
    cycles_.back().goals.clear();
    std::vector<AccuracySummary> goals;
    for (const MeshProbe &probe : probes)
      for (std::size_t i = 0; i < parts_.parts.size(); ++i)
      {
        AccuracySummary goal;
        goal.of = fmt::format("the impedance of {} at {:.2g} 1/s",
                              run_.input.parts[parts_.parts[i]].name,
                              probe.shift);
        goal.value = 1.;
        goal.requested = impedance_mesh_share * request_.within;
        goal.estimated = safety_of(stated_).mean * probe.self[i];
        goal.reliable = true;
        goal.met = goal.estimated <= goal.requested;
        GoalRecord record;
        record.error = record.confirmed = goal.estimated;
        record.reliable = true;
        cycles_.back().goals.push_back(record);
        goals.push_back(std::move(goal));
      }
    return goals;
  }

  PerSlab<double> sum_unmet(const std::vector<CellIndicators> &indicators,
                            const std::vector<AccuracySummary> &goals) const
  {
    std::vector<PerSlab<double>> sums;
    sums.reserve(indicators.size());
    for (const CellIndicators &one : indicators)
      sums.push_back(
          slab_indicators(run_.communicator, one, result_.solution->mesh.planes));
    // The energies of the changes are in K/W: in shares of their sum.
    for (std::size_t i = 0; i < sums.size(); ++i)
    {
      double sum = 0.;
      for (const std::vector<double> &axis : sums[i])
        for (const double x : axis)
          sum += x;
      for (std::vector<double> &axis : sums[i])
        for (double &x : axis)
          x *= sum > 0. ? goals[i].estimated / sum : 0.;
    }
    return unmet_indicators(sums, goals);
  }

  void report(const std::vector<AccuracySummary> &goals)
  {
    run_.log.info(fmt::format(
        "Mesh {}: {} cells, {} unknowns: {:.2g} times the error accepted of the mesh",
        cycles_.size(),
        cycles_.back().cells,
        cycles_.back().dofs,
        distance_to_goals(cycles_.back().goals, goals)));
    for (const AccuracySummary &goal : goals)
      run_.log.detail(fmt::format("  {}: {:.2g} %", goal.of, 100. * goal.estimated));
  }

  StudyRun &run_;
  const ImpedanceParts &parts_;
  const ImpedanceRequest &request_;
  double most_cells_;
  StatedDegree stated_;
  std::vector<CycleRecord> cycles_;
  ImpedanceMesh result_;
};

} // namespace

double cpu_seconds()
{
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Where heat stays in a body there is no steady solution: a shift far below all rates has
/// that of the other bodies, to the square of its share of the slowest rate.
void Linearized::add_slowest(const UncooledBodies &bodies, double last)
{
  if (!bodies.any())
    return basis.add(0., steady_tolerance);
  basis.add_uniform(bodies.indicators(problem.thermal().field()));
  if (basis.model().n_residuals() == 0)
    return;
  double shift = first_seen / last;
  basis.add(shift, steady_tolerance);
  for (int i = 0; !bodies.all() && i < most_slower; ++i)
  {
    const double slowest = slowest_rate(basis.model());
    if (shift <= 10. * far_below * slowest)
      return;
    shift = far_below * slowest;
    basis.add(shift, steady_tolerance);
  }
}

namespace
{

/// The second, fourth and so on of those that rise, and the last.
bool is_second(const std::vector<double> &shifts, double shift)
{
  const auto above =
      std::count_if(shifts.begin(), shifts.end(), [&](double s) { return s > shift; });
  return above % 2 == 0;
}

} // namespace

Linearized::Linearized(ThermalProblem &thermal,
                       const MaterialTable &materials,
                       const UncooledBodies &bodies,
                       const ImpedanceParts &parts,
                       const ImpedanceRequest &request,
                       const Shifts &shifts)
    : problem(thermal, materials), basis(problem, loads_of(problem, parts))
{
  const double start = cpu_seconds();
  add_slowest(bodies, request.last);
  cpu = cpu_seconds() - start;
  if (problem.n_solves() > 0)
    steady_cpu = cpu / problem.n_solves();
  if (shifts.like)
    planned = shifts.like->planned;
  else
  {
    const ShiftRange range = shift_range(basis, request.first, request.last);
    planned = middles_first(spread_shifts(
        range, planned_shifts(range, impedance_reduction_share * request.within)));
  }
  std::vector<double> now;
  for (const double s : planned)
    (!shifts.every_second || is_second(planned, s) ? now : left_).push_back(s);
  add(now);
}

void Linearized::add(const std::vector<double> &shifts)
{
  const double start = cpu_seconds();
  for (const double s : shifts)
    basis.add(s, inner_tolerance);
  cpu += cpu_seconds() - start;
}

void Linearized::complete()
{
  add(left_);
  left_.clear();
}

ImpedanceMesh adapt_to_impedance(StudyRun &run,
                                 const ImpedanceParts &parts,
                                 const ImpedanceRequest &request,
                                 double most_cells,
                                 StatedDegree stated)
{
  return Adaption(run, parts, request, most_cells, stated).adapt();
}

std::unique_ptr<Linearized> linearize(const StudyRun &run,
                                      ImpedanceMesh &mesh,
                                      const ImpedanceParts &parts,
                                      const ImpedanceRequest &request,
                                      const Linearized::Shifts &shifts)
{
  return std::make_unique<Linearized>(mesh.thermal(),
                                      mesh.solution->materials,
                                      UncooledBodies(run.input, mesh.solution->mesh),
                                      parts,
                                      request,
                                      shifts);
}

void raise_impedance(StudyRun &run,
                     ImpedanceMesh &mesh,
                     const ImpedanceParts &parts,
                     const ImpedanceRequest &request)
{
  std::unique_ptr<DegreeThermal> raised = std::move(mesh.raised);
  if (!mesh.linear)
    mesh.linear = linearize(run, mesh, parts, request, {});
  const std::unique_ptr<Linearized> own = std::move(mesh.linear);
  own->problem.rest(); // all is solved for: memory
  const unsigned int degree = mesh.solution->thermal.field().element().degree;
  DegreeThermal fewer(run.solved, *mesh.solution, degree - 1);
  Linearized lower(fewer.thermal,
                   mesh.solution->materials,
                   UncooledBodies(run.input, mesh.solution->mesh),
                   parts,
                   request,
                   {false, own.get()});
  lower.problem.rest();
  if (raised)
    raised->follow(*mesh.solution);
  else
    raised = std::make_unique<DegreeThermal>(run.solved, *mesh.solution, degree + 1);
  mesh.raised = std::move(raised);
  mesh.linear = linearize(run, mesh, parts, request, {false, own.get()});
  mesh.errors =
      ImpedanceMeshErrors(probe_degrees(lower.basis,
                                        {mesh.solution->thermal, own->basis},
                                        {mesh.raised->thermal, mesh.linear->basis},
                                        parts),
                          safety_of(StatedDegree::one_more));
  mesh.places = PlaceMeshErrors(own->basis, mesh.linear->basis, parts, times_of(request));
}

} // namespace kelvolt
