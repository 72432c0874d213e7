#include "study/case_resistance.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "case/nearest_name.h"
#include "compact/dual_interface.h"
#include "compact/foster_network.h"
#include "compact/network_records.h"
#include "compact/structure_function.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr double forever = std::numeric_limits<double>::infinity();
/// Of the heat, for a face to be the case if none is asked for; and for one that is.
constexpr double most_heat = 0.5, least_heat = 1e-3;
/// What steady solutions leave open of a temperature.
constexpr double left_open = 1e-8;
/// Films of two contacts differ by that factor at least.
constexpr double least_ratio = 1.1;
/// Curves end so many slowest time constants after the last time of the request.
constexpr double settled = 30.;
constexpr unsigned int points_per_decade = 80;

std::vector<std::string> cooled_faces(const Case &input)
{
  std::vector<std::string> names;
  for (const Cooling &cooling : input.cooling)
    names.push_back(cooling.surface.text());
  return names;
}

/// The number of coolings if there is none.
std::size_t cooling_of(const std::string &face, const Case &input)
{
  const std::vector<std::string> names = cooled_faces(input);
  return std::find(names.begin(), names.end(), face) - names.begin();
}

/// A film of a given number and nothing beside it.
const Convection *plain_film(const CoolingLaw &law)
{
  const Convection *const film = given_convection(law);
  return film && !film->model ? film : nullptr;
}

std::optional<std::size_t> case_among(const std::vector<FaceRise> &faces, double least)
{
  std::optional<std::size_t> found;
  for (std::size_t c = 0; c < faces.size(); ++c)
    if (faces[c].known && faces[c].heat >= least &&
        (!found || faces[c].heat > faces[*found].heat))
      found = c;
  return found;
}

const ImpedanceCurve *own_curve(const std::vector<ImpedanceCurve> &curves,
                                const std::string &part)
{
  for (const ImpedanceCurve &curve : curves)
    if (curve.heated == part && curve.observed == part && curve.maximum.steady)
      return &curve;
  return nullptr;
}

std::optional<double> corner_of(const std::vector<CauerRecord> &records,
                                const std::string &heated)
{
  for (const CauerRecord &record : records)
    if (record.heated == heated)
      return corner_resistance(record.ladder);
  return std::nullopt;
}

/// With what the mesh leaves of the face, in its temperature and in its heat.
void set_values(CaseResistance &result,
                const FaceRise &face,
                const FaceRise &open,
                double own,
                double own_error,
                const ImpedanceCurve *curve)
{
  const auto resistance = [&](double temperature)
  {
    return (temperature - face.mean) / face.heat;
  };
  const auto error = [&](double temperature, double bar)
  {
    return (bar + open.mean + std::abs(resistance(temperature)) * open.heat +
            left_open * std::abs(temperature)) /
           face.heat;
  };
  result.heat_share = face.heat;
  result.case_rise = face.mean;
  result.mean = resistance(own);
  result.mean_error = error(own, own_error);
  if (!curve)
    return;
  result.maximum = resistance(*curve->maximum.steady);
  result.maximum_error = error(*curve->maximum.steady, *curve->maximum.steady_error);
}

/// Long enough for its end.
ResponseCurve
curve_of(const ReducedModel &model, std::size_t load, double first, double end)
{
  ResponseCurve curve;
  curve.time = logarithmic_times(first, end, points_per_decade);
  for (const double t : curve.time)
    curve.impedance.push_back(model.step(load, load, t));
  return curve;
}

CurveParting parting_of(const Parting &found)
{
  return {found.share, found.time, found.resistance};
}

} // namespace

std::vector<CaseProblem> faults_of_case_face(const ImpedanceRequest &request,
                                             const Case &input)
{
  std::vector<CaseProblem> faults;
  const auto report = [&](std::string found, std::string allowed, std::string hint = "")
  {
    faults.push_back(
        {{"command line", 0}, std::move(found), std::move(allowed), std::move(hint)});
  };
  const std::vector<std::string> names = cooled_faces(input);
  std::size_t face = cooling_of(request.case_face, input);
  if (!request.case_face.empty() && face == names.size())
    report(fmt::format("--case-face names '{}', which the case does not cool",
                       request.case_face),
           "cooled faces: " + list_of_names(names),
           did_you_mean(request.case_face, names));
  if (!request.other_contact || !faults.empty())
    return faults;
  if (request.case_face.empty() && names.size() == 1)
    face = 0;
  if (face == names.size())
  {
    report("--other-contact does not say of which face",
           "--case-face with one of: " + list_of_names(names));
    return faults;
  }
  const Convection *const film = plain_film(input.cooling[face].law);
  if (!film)
    report(fmt::format("--other-contact needs a film on {}, which has none", names[face]),
           "a case face with 'convection' of a given coefficient",
           "A film of 1e5 W/m2/K holds a temperature nearly.");
  else if (std::max(film->h, *request.other_contact) <
           least_ratio * std::min(film->h, *request.other_contact))
    report(fmt::format("--other-contact has {:g} W/m2/K, and the case has {:g} on {}",
                       *request.other_contact,
                       film->h,
                       names[face]),
           "two contacts whose films differ by a tenth at least");
  return faults;
}

namespace
{

/// The face that is asked for, or else that most of the heat leaves by.
std::optional<std::size_t> case_of(StudyRun &run,
                                   const ImpedanceRequest &request,
                                   const std::string &heated,
                                   const std::vector<FaceRise> &faces)
{
  if (request.case_face.empty())
    return case_among(faces, most_heat);
  const std::size_t asked = cooling_of(request.case_face, run.input);
  if (faces[asked].known && faces[asked].heat > least_heat)
    return asked;
  run.log.warning(
      faces[asked].known
          ? fmt::format("{:.2g} % of the heat of {} leaves through {}: there is no "
                        "resistance to that case.",
                        100. * faces[asked].heat,
                        heated,
                        request.case_face)
          : fmt::format("Several faces hold a temperature or follow a correlation: how "
                        "much of the heat of {} leaves through {} is not told apart, and "
                        "there is no resistance to that case.",
                        heated,
                        request.case_face));
  return std::nullopt;
}

} // namespace

std::vector<CaseResistance> case_resistances(StudyRun &run,
                                             const ImpedanceMesh &mesh,
                                             const ImpedanceParts &parts,
                                             const ImpedanceRequest &request,
                                             const ReducedModel &model,
                                             const std::vector<ImpedanceCurve> &curves,
                                             const ModalModel &compact)
{
  std::vector<CaseResistance> all;
  const std::vector<CauerRecord> records =
      compact.rate.front() > 0. ? cauer_records(compact) : std::vector<CauerRecord>();
  for (std::size_t i = 0; i < parts.n_heated; ++i)
  {
    const double own = model.steady(i, i);
    if (!std::isfinite(own) || mesh.errors.lowest_shift() > 0.)
      continue;
    const std::vector<FaceRise> faces = face_rises(
        mesh.thermal(), mesh.linear->basis.state(model, step_state(model, i, forever)));
    const std::string &heated = run.input.parts[parts.parts[i]].name;
    const std::optional<std::size_t> face = case_of(run, request, heated, faces);
    if (!face)
      continue;
    CaseResistance result;
    result.heated = heated;
    result.face = run.input.cooling[*face].surface.text();
    set_values(result,
               faces[*face],
               mesh.errors.face(i, *face),
               own,
               mesh.errors.mean(model, i, i, forever),
               own_curve(curves, result.heated));
    result.corner = corner_of(records, result.heated);
    all.push_back(std::move(result));
  }
  return all;
}

namespace
{

/// Of one heated part, from both models.
DualContact dual_contact(const ReducedModel &own,
                         const ReducedModel &other,
                         std::size_t load,
                         const ReductionGoal &goal)
{
  const double end =
      std::max(goal.last, settled / std::min(slowest_rate(own), slowest_rate(other)));
  const DualInterface found = dual_interface(curve_of(own, load, goal.first, end),
                                             curve_of(other, load, goal.first, end));
  DualContact dual;
  dual.own_steady = own.steady(load, load);
  dual.other_steady = other.steady(load, load);
  for (const Parting &parting : found.by_share)
    dual.by_share.push_back(parting_of(parting));
  if (found.by_slope)
    dual.by_slope = parting_of(*found.by_slope);
  return dual;
}

} // namespace

void add_dual_interface(StudyRun &run,
                        ImpedanceMesh &mesh,
                        const ImpedanceParts &parts,
                        const ImpedanceRequest &request,
                        const ReductionGoal &goal,
                        const ReducedModel &own,
                        std::vector<CaseResistance> &resistances)
{
  if (resistances.empty())
    return;
  const std::size_t face = cooling_of(resistances.front().face, run.input);
  Loads loads = mesh.thermal().loads();
  const double own_film = plain_film(loads.cooling[face])->h;
  set_number(loads.cooling[face], Target::Kind::film_coefficient, *request.other_contact);
  mesh.linear = nullptr;
  mesh.thermal().take(loads);
  mesh.linear = linearize(run, mesh, parts, request, {});
  const ReducedModel other = reduce(mesh.linear->basis, goal).delivered;
  for (CaseResistance &resistance : resistances)
    for (std::size_t i = 0; i < parts.n_heated; ++i)
      if (run.input.parts[parts.parts[i]].name == resistance.heated)
        try
        {
          resistance.dual = dual_contact(own, other, i, goal);
          resistance.dual->own_film = own_film;
          resistance.dual->other_film = *request.other_contact;
          resistance.dual->solves = mesh.linear->problem.n_solves();
        }
        catch (const std::domain_error &)
        {
          run.log.warning(fmt::format(
              "With {:g} W/m2/K on {} the impedance of {} ends within 1 % of its own: the "
              "curves do not part, and there is no value of the dual interface. Give "
              "--other-contact a film that is farther away.",
              *request.other_contact,
              resistance.face,
              resistance.heated));
        }
}

} // namespace kelvolt
