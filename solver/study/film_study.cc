#include "study/film_study.h"

#include "exchange/model_file.h"
#include "input/resolved_case.h"
#include "output/file_set.h"
#include "reduction/part_nodes.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "study/impedance_adaption.h"
#include "study/operating_point.h"
#include "thermal/cooling_law.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

/// Each vector of the basis brings responses at all references, which are kept.
constexpr double film_budget = 12000.; // cells
/// Where the hottest places are looked for.
constexpr int times_per_decade = 4;

std::vector<double> row_by_row(const DenseMatrix &matrix)
{
  std::vector<double> values;
  for (std::size_t i = 0; i < matrix.rows(); ++i)
    for (std::size_t j = 0; j < matrix.columns(); ++j)
      values.push_back(matrix(i, j));
  return values;
}

class FilmStudy
{
public:
  FilmStudy(StudyRun &run, const FilmRequest &request)
      : run_(run), request_(request), parts_(choose_parts(run, request.impedance)),
        times_(times_between(request.impedance.first,
                             request.impedance.last,
                             times_per_decade))
  {
  }

  FilmStudyResult solve()
  {
    make_mesh();
    FilmProblem problem(solution_->thermal, solution_->materials);
    std::vector<Vector> powers;
    for (const unsigned int part : parts_.parts)
      powers.push_back(problem.shifted().load_of(part));
    FilmBasis basis(problem, powers, film_references(goal(), problem.n_films()));
    const CertifiedFilms found = reduce_films(
        basis,
        goal(),
        problem.n_films(),
        powers.size(),
        [&](std::size_t vectors, double share) {
          run_.log.info(fmt::format("{} states: bound {:.2g} %", vectors, 100. * share));
        });
    result_.worst = found.worst;
    result_.n_points = found.n_points;
    result_.met = found.met;
    result_.solves = basis.n_solves();
    result_.bound_solves = basis.n_bound_solves();
    start_model(found.projection);
    add_outputs(problem, basis, found.projection);
    return std::move(result_);
  }

private:
  FilmGoal goal() const
  {
    FilmGoal goal;
    goal.lowest = request_.lowest;
    goal.highest = request_.highest;
    goal.first = request_.impedance.first;
    goal.last = request_.impedance.last;
    goal.within = request_.within;
    return goal;
  }

  void make_mesh()
  {
    ImpedanceRequest request = request_.impedance;
    request.within /= impedance_mesh_share;
    ImpedanceMesh mesh =
        adapt_to_impedance(run_, parts_, request, film_budget, StatedDegree::own);
    const ReducedModel model = mesh.linear->basis.model();
    for (const double t : times_)
      for (std::size_t i = 0; i < parts_.parts.size(); ++i)
        result_.model.mesh_bound =
            std::max(result_.model.mesh_bound,
                     mesh.errors.mean(model, i, i, t) / model.step(i, i, t));
    result_.model.temperature = mesh.temperature.value();
    mesh.linear = nullptr;
    solution_ = std::move(mesh.solution);
    result_.cells = solution_->n_cells();
    result_.dofs = solution_->n_dofs();
  }

  std::string name_of(std::size_t load) const
  {
    return run_.input.parts[parts_.parts[load]].name;
  }

  static std::vector<double> gains_of(const FilmProjection &projection, std::size_t load)
  {
    std::vector<double> gains;
    for (std::size_t j = 0; j < projection.n_vectors(); ++j)
      gains.push_back(projection.gain(j, load));
    return gains;
  }

  void start_model(const FilmProjection &projection)
  {
    FilmModel &model = result_.model;
    model.title = run_.input.title;
    model.lowest_film = request_.lowest;
    model.highest_film = request_.highest;
    model.first_time = request_.impedance.first;
    model.last_time = request_.impedance.last;
    model.reduction_bound = result_.worst.share;
    model.conduction = row_by_row(projection.conduction);
    model.uniform = projection.uniform;
    for (std::size_t f = 0; f < run_.input.cooling.size(); ++f)
      model.films.push_back({run_.input.cooling[f].surface.text(),
                             model.temperature,
                             row_by_row(projection.loss[f])});
    for (std::size_t i = 0; i < parts_.n_heated; ++i)
      model.powers.push_back({name_of(i), ModalInputKind::power, gains_of(projection, i)});
  }

  void add_outputs(const FilmProblem &problem,
                   const FilmBasis &basis,
                   const FilmProjection &projection)
  {
    std::vector<ModalOutput> outputs;
    for (const std::size_t observed : parts_.observed)
    {
      outputs.push_back({name_of(observed),
                         ModalOutputKind::mean,
                         {gains_of(projection, observed)},
                         result_.model.temperature});
      outputs.push_back({name_of(observed),
                         ModalOutputKind::maximum,
                         hottest_places(problem, basis, parts_.parts[observed]),
                         result_.model.temperature});
    }
    for (std::size_t p = 0; p < parts_.points.size(); ++p)
      outputs.push_back({parts_.point_names[p],
                         ModalOutputKind::point,
                         {basis.gains(problem.shifted().value_at(parts_.points[p]))},
                         result_.model.temperature});
    result_.model.outputs = std::move(outputs);
  }

  /// Of a step in each heated part, with all films at the ends and in the middle of the
  /// range.
  std::vector<std::vector<double>> hottest_places(const FilmProblem &problem,
                                                  const FilmBasis &basis,
                                                  unsigned int part) const
  {
    const ScalarField &field = problem.thermal().field();
    const PartNodes nodes(field,
                          part,
                          basis.size(),
                          [&](std::size_t j)
                          {
                            Vector v = basis.vectors()[j];
                            field.distribute_homogeneous(v);
                            return v;
                          });
    std::vector<std::vector<double>> rows;
    for (const double h :
         {request_.lowest, std::sqrt(request_.lowest * request_.highest), request_.highest})
    {
      const ModalModel model = states_with(h);
      for (std::size_t i = 0; i < parts_.n_heated; ++i)
        for (const double t : times_)
        {
          std::vector<double> state;
          for (std::size_t j = 0; j < basis.size(); ++j)
            state.push_back(step_response(model, i, j, t));
          const std::vector<double> row = nodes.highest(state).modes;
          if (std::find(rows.begin(), rows.end(), row) == rows.end())
            rows.push_back(row);
        }
    }
    return rows;
  }

  /// The model whose outputs are its states.
  ModalModel states_with(double h) const
  {
    FilmModel model = result_.model;
    model.outputs.clear();
    for (std::size_t j = 0; j < model.n_states(); ++j)
    {
      std::vector<double> unit(model.n_states(), 0.);
      unit[j] = 1.;
      model.outputs.push_back({"", ModalOutputKind::point, {std::move(unit)}, 0.});
    }
    return with_films(model, std::vector<double>(model.films.size(), h));
  }

  StudyRun &run_;
  const FilmRequest &request_;
  ImpedanceParts parts_;
  std::vector<double> times_;
  std::unique_ptr<MeshSolution> solution_;
  FilmStudyResult result_;
};

} // namespace

FilmStudyResult solve_films(StudyRun &run, const FilmRequest &request)
{
  return FilmStudy(run, request).solve();
}

std::string film_study_text(const FilmStudyResult &result, const FilmRequest &request)
{
  const FilmModel &model = result.model;
  std::string films;
  for (const ModelFilm &film : model.films)
    films += (films.empty() ? "" : ", ") + film.name;
  std::string at;
  for (const double h : result.worst.point.films)
    at += fmt::format("{}{:.3g}", at.empty() ? "" : ", ", h);
  return fmt::format(
      "Linearized without load, at {:.6g} K, films of {} from {:.6g} to {:.6g} W/m2/K:\n"
      "  {} states from {} solves, and {} solves for the bound, on {} cells\n"
      "  bound of the projection {:.2g} %, largest of {} points of films and rates, found "
      "at "
      "{} W/m2/K and {:.3g} 1/s; error of the mesh {:.2g} %, in the middle of the films\n"
      "The model is {} {:.3g} % of the package on its mesh, for all films of that range "
      "that were looked at.",
      model.temperature,
      films,
      model.lowest_film,
      model.highest_film,
      model.n_states(),
      result.solves,
      result.bound_solves,
      result.cells,
      100. * model.reduction_bound,
      result.n_points,
      at,
      result.worst.point.shift,
      100. * model.mesh_bound,
      result.met ? "within" : "NOT within",
      100. * request.within);
}

namespace
{

std::string summary_of(const FilmStudyResult &result, const FilmRequest &request)
{
  const FilmModel &model = result.model;
  nlohmann::ordered_json json;
  json["format"] = result_schema::format;
  json["kelvolt"] = KELVOLT_VERSION;
  json["case"] = model.title;
  json["status"] = result.met ? result_schema::ok : result_schema::accuracy_not_met;
  json["within"] = request.within;
  json["bound"] = model.reduction_bound;
  json["mesh_bound"] = model.mesh_bound;
  json["worst"] = {{"films", result.worst.point.films}, {"rate", result.worst.point.shift}};
  json["points"] = result.n_points;
  json["states"] = model.n_states();
  json["solves"] = result.solves;
  json["bound_solves"] = result.bound_solves;
  json["cells"] = result.cells;
  json["dofs"] = result.dofs;
  return json.dump(1) + "\n";
}

} // namespace

void write_film_model(StudyRun &run,
                      const FilmStudyResult &result,
                      const FilmRequest &request,
                      const std::string &directory)
{
  const auto write = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(run.communicator) != 0)
      return;
    run.log.write(directory + "/" + result_schema::log_file);
    write_files(
        {{"compact.json", summary_of(result, request)},
         {"model.h5", model_h5(result.model)},
         {"model.json", to_json(result.model)},
         {result_schema::resolved_case_file, resolved_case(run.input, run.library)}},
        directory);
  };
  run_on_all_ranks(run.communicator, write);
}

} // namespace kelvolt
