#include "study/impedance.h"

#include "case/given.h"
#include "reduction/certified_reduction.h"
#include "results/result_schema.h"
#include "study/case_resistance.h"
#include "study/impedance_adaption.h"
#include "study/impedance_places.h"
#include "study/nonlinear_step.h"
#include "study/operating_point.h"
#include "thermal/cooling_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr double forever = std::numeric_limits<double>::infinity();
/// What the steady solution leaves open of a mean, as a share of it, where it enters
/// squared, but for the round-off of many modes.
constexpr double left_open_of_means = 1e-12;

/// Of the degree that is stated: a basis holds some sixty vectors.
constexpr double most_unknowns = 4e6;
/// Up to there a third degree needs fewer unknowns than a second one on a finer mesh.
constexpr double small_error = 0.02;

/// Of the mesh's refinement, where a degree less tells how fast errors fall.
unsigned int refined_degree(unsigned int own, double within)
{
  return std::max(own, within <= small_error ? 3U : 2U);
}

class ImpedanceStudy
{
public:
  ImpedanceStudy(StudyRun &run, const ImpedanceRequest &request)
      : run_(run), request_(request), parts_(choose_parts(run, request))
  {
    Impedance &impedance = result_.impedance;
    impedance.title = run.input.title;
    impedance.version = KELVOLT_VERSION;
    impedance.within = request.within;
    impedance.times = times_of(request);
    for (std::size_t i = 0; i < parts_.n_heated; ++i)
      impedance.heated.push_back(name_of(i));
  }

  ImpedanceResult solve()
  {
    make_mesh();
    ImpedanceSet set;
    set.operating_point = "start";
    set.temperature = mesh_.temperature;
    set.power = 0.;
    const ReducedModel start = add(std::move(set));
    if (request_.other_contact)
      add_dual_interface(run_,
                         mesh_,
                         parts_,
                         request_,
                         goal(),
                         start,
                         result_.impedance.sets.front().case_resistances);
    mesh_.linear = nullptr;
    add_steady_set();
    result_.impedance.cells = mesh_.solution->n_cells();
    result_.impedance.dofs = mesh_.thermal().field().n_dofs();
    mesh_.raised = nullptr; // one mesh at a time: memory
    mesh_.solution = nullptr;
    if (request_.check_nonlinear)
      result_.impedance.nonlinear = follow_step(run_, result_.impedance);
    conclude();
    return std::move(result_);
  }

private:
  /// What is stated has one degree more than what the mesh is refined with.
  void make_mesh()
  {
    const unsigned int own = run_.input.mesh.degree,
                       degree = refined_degree(own, request_.within);
    run_.input.mesh.degree = run_.solved.mesh.degree = degree;
    const double start = cpu_seconds();
    mesh_ = adapt_to_impedance(run_,
                               parts_,
                               request_,
                               most_unknowns / std::pow(degree + 1., 3.),
                               StatedDegree::one_more);
    const double search = cpu_seconds() - start;
    raise_impedance(run_, mesh_, parts_, request_);
    run_.input.mesh.degree = run_.solved.mesh.degree = own;
    run_.log.info(fmt::format("Degree {} on the last mesh, {} unknowns; the meshes took "
                              "the CPU time of {:.0f} steady solves of it",
                              degree + 1,
                              mesh_.thermal().field().n_dofs(),
                              search / std::max(mesh_.linear->steady_cpu, 1e-3)));
  }

  std::string name_of(std::size_t load) const
  {
    return run_.input.parts[parts_.parts[load]].name;
  }

  ReductionGoal goal() const
  {
    ReductionGoal goal;
    goal.first = request_.first;
    goal.last = request_.last;
    goal.times = result_.impedance.times;
    goal.within = impedance_reduction_share * request_.within;
    return goal;
  }

  /// Of the state that is linearized at present.
  ReducedModel add(ImpedanceSet set)
  {
    Linearized &linear = *mesh_.linear;
    const double start = cpu_seconds();
    CertifiedReduction reduction = reduce(linear.basis, goal());
    linear.cpu += cpu_seconds() - start;
    set.states = reduction.delivered.n_modes();
    set.solves = linear.problem.n_solves();
    set.linear_iterations = linear.problem.n_iterations();
    if (steady_cpu_ == 0.) // of the first one, which has to set up its solver
      steady_cpu_ = linear.steady_cpu;
    if (steady_cpu_ > 0.)
      set.steady_solve_equivalents = linear.cpu / steady_cpu_;
    set.bound = reduction.largest_bound;
    set.residual_defect = reduction.defect;
    fill(reduction, set);
    set.case_resistances = case_resistances(run_,
                                            mesh_,
                                            parts_,
                                            request_,
                                            reduction.delivered,
                                            set.curves,
                                            result_.models.back());
    result_.impedance.sets.push_back(std::move(set));
    return std::move(reduction.delivered);
  }

  void fill(const CertifiedReduction &reduction, ImpedanceSet &set)
  {
    ModalModel model = start_model(reduction, set);
    const ImpedancePlaces places(mesh_, parts_, reduction);
    for (std::size_t i = 0; i < parts_.n_heated; ++i)
    {
      for (const std::size_t observed : parts_.observed)
      {
        ImpedanceCurve curve;
        curve.heated = name_of(i);
        curve.observed = name_of(observed);
        curve.mean = mean(reduction, i, observed);
        set.curves.push_back(std::move(curve));
      }
      for (std::size_t p = 0; p < parts_.points.size(); ++p)
      {
        ImpedanceCurve curve;
        curve.heated = name_of(i);
        curve.observed = parts_.point_names[p];
        curve.point = places.point(i, p);
        set.curves.push_back(std::move(curve));
      }
    }
    std::vector<std::vector<std::vector<double>>> rows = add_maxima(places, set);
    for (const double t : result_.impedance.times)
      for (std::size_t i = 0; i < parts_.parts.size(); ++i)
        set.mesh_bound = std::max(set.mesh_bound,
                                  mesh_.errors.mean(reduction.delivered, i, i, t) /
                                      reduction.delivered.step(i, i, t));
    finish_model(reduction, set, rows, std::move(model));
  }

  ImpedanceValues
  mean(const CertifiedReduction &reduction, std::size_t i, std::size_t j) const
  {
    ImpedanceValues values;
    for (std::size_t time = 0; time < reduction.times.size(); ++time)
    {
      const double t = reduction.times[time];
      values.value.push_back(reduction.delivered.step(i, j, t));
      values.reduction.push_back(reduction.error(i, j, time));
      values.mesh.push_back(mesh_.errors.mean(reduction.delivered, i, j, t));
      values.take_share(t, reduction.scale(i, j, time));
    }
    if (reduction.loses_heat(i) && reduction.loses_heat(j))
    {
      values.steady = reduction.delivered.steady(i, j);
      values.steady_error = mesh_.errors.mean(reduction.delivered, i, j, forever) +
                            left_open_of_means * std::abs(*values.steady);
    }
    return values;
  }

  /// @return the modes at the places that are hottest at some time, per observed part
  std::vector<std::vector<std::vector<double>>> add_maxima(const ImpedancePlaces &places,
                                                           ImpedanceSet &set) const
  {
    const std::size_t per_heated = parts_.observed.size() + parts_.points.size();
    std::vector<std::vector<std::vector<double>>> rows(parts_.observed.size());
    for (std::size_t o = 0; o < parts_.observed.size(); ++o)
    {
      std::vector<const ImpedanceValues *> means;
      for (std::size_t i = 0; i < parts_.n_heated; ++i)
        means.push_back(&set.curves[i * per_heated + o].mean);
      std::vector<ImpedanceValues> maxima = places.maxima(o, means, rows[o]);
      for (std::size_t i = 0; i < parts_.n_heated; ++i)
        set.curves[i * per_heated + o].maximum = std::move(maxima[i]);
    }
    return rows;
  }

  ModalModel start_model(const CertifiedReduction &reduction, const ImpedanceSet &set) const
  {
    ModalModel model;
    model.title = run_.input.title;
    model.operating_point =
        set.operating_point == "start"
            ? set.temperature ? fmt::format("without load, {:.6g} K", *set.temperature)
                              : "without load"
            : fmt::format("steady state at {:.6g} W", *set.power);
    model.rate = reduction.delivered.rate;
    model.first_time = request_.first;
    model.last_time = request_.last;
    for (std::size_t i = 0; i < parts_.n_heated; ++i)
      model.inputs.push_back(
          {name_of(i), ModalInputKind::power, gains_of(reduction.delivered, i)});
    return model;
  }

  static std::vector<double> gains_of(const ReducedModel &model, std::size_t load)
  {
    std::vector<double> gains;
    for (std::size_t m = 0; m < model.n_modes(); ++m)
      gains.push_back(model.gain(m, load));
    return gains;
  }

  void finish_model(const CertifiedReduction &reduction,
                    const ImpedanceSet &set,
                    std::vector<std::vector<std::vector<double>>> &rows,
                    ModalModel model)
  {
    const double base = set.temperature.value_or(0.);
    for (std::size_t o = 0; o < parts_.observed.size(); ++o)
    {
      const std::string name = name_of(parts_.observed[o]);
      model.outputs.push_back({name,
                               ModalOutputKind::mean,
                               {gains_of(reduction.delivered, parts_.observed[o])},
                               base});
      model.outputs.push_back({name, ModalOutputKind::maximum, std::move(rows[o]), base});
    }
    for (std::size_t p = 0; p < parts_.points.size(); ++p)
      model.outputs.push_back(
          {parts_.point_names[p],
           ModalOutputKind::point,
           {mesh_.linear->basis.gains(reduction.delivered,
                                      mesh_.linear->problem.value_at(parts_.points[p]))},
           base});
    model.reduction_bound = set.bound;
    model.mesh_bound = set.mesh_bound;
    result_.models.push_back(std::move(model));
  }

  /// Where the conduction depends on the state, and the case has one.
  void add_steady_set()
  {
    if (!depends_on_state(*mesh_.solution) || !has_load(run_.solved) ||
        UncooledBodies(run_.input, run_.layout).any())
      return;
    ImpedanceSet set;
    set.operating_point = "steady";
    set.power = set_steady_state(run_, *mesh_.solution);
    if (!set.power)
    {
      run_.log.warning("The loads of the case have no steady state: impedances are those "
                       "of the package without load.");
      return;
    }
    raise_impedance(run_, mesh_, parts_, request_);
    add(std::move(set));
    mesh_.linear = nullptr;
  }

  /// A film that follows its surface is frozen where it is: without load at its least.
  void warn_of_frozen_films()
  {
    for (const Cooling &cooling : run_.input.cooling)
      if (const Convection *film = given_convection(cooling.law);
          film ? film->model.has_value() : is_nonlinear(cooling.law))
        return run_.log.warning(
            "Films that follow the temperature of their surface are frozen: without load "
            "at that of no rise, so that resistances for long times are those of the "
            "steady state (impedance_at_steady).");
  }

  void conclude()
  {
    warn_of_frozen_films();
    Impedance &impedance = result_.impedance;
    const std::vector<CurveAccuracy> all = accuracy_of(impedance);
    bool met = std::all_of(all.begin(),
                           all.end(),
                           [&](const CurveAccuracy &one)
                           { return one.share <= impedance.within; });
    for (const ImpedanceSet &set : impedance.sets)
      met = met && set.bound + set.mesh_bound <= impedance.within;
    impedance.status = met ? result_schema::ok : result_schema::accuracy_not_met;
    impedance.warnings = run_.log.warnings();
  }

  StudyRun &run_;
  const ImpedanceRequest &request_;
  ImpedanceParts parts_;
  ImpedanceMesh mesh_;
  double steady_cpu_ = 0.; ///< of a steady solve [s]
  ImpedanceResult result_;
};

} // namespace

ImpedanceResult solve_impedance(StudyRun &run, const ImpedanceRequest &request)
{
  return ImpedanceStudy(run, request).solve();
}

} // namespace kelvolt
