#pragma once

#include "results/case_resistance.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What was asked of a thermal impedance.
struct ImpedanceRequest
{
  std::vector<std::string> heated;   ///< parts; empty: those that the case heats
  std::vector<std::string> observed; ///< parts and points; empty: the heated ones
  double first = 1e-7;               ///< [s]
  double last = 1e3;                 ///< [s]
  double within = 5e-3;              ///< error accepted, as a share of the value
  bool check_nonlinear = false;      ///< whether the step is followed in time as well
  std::string case_face;             ///< a cooled face; empty: that most heat leaves by
  /// Film of another contact of the case, for the dual interface [W/m2/K].
  std::optional<double> other_contact = {};
};

/// Values over the times of an Impedance [K/W], and what is left open of them.
struct ImpedanceValues
{
  std::vector<double> value;
  std::vector<double> reduction; ///< error by the projection
  std::vector<double> mesh;      ///< error by the mesh
  /// For a step that never ends; none where heat cannot leave.
  std::optional<double> steady, steady_error;
  /// The largest error of all times as a share, see CurveAccuracy, and when it is.
  double largest_share = 0., worst_time = 0.;

  double error(std::size_t time) const
  {
    return reduction[time] + mesh[time];
  }
  /// Of the last value, at the time. @param scale of which the error is a share
  void take_share(double time, double scale);
  bool empty() const
  {
    return value.empty();
  }
};

/// What 1 W in one part, from time 0 on, makes of another, or of a point.
struct ImpedanceCurve
{
  std::string heated, observed;
  ImpedanceValues mean;    ///< over the observed part; its bounds hold
  ImpedanceValues maximum; ///< at the nodes of the observed part; its errors are estimates
  ImpedanceValues point;   ///< if a point is observed; likewise estimates
};

/// All impedances of a package that is linearized at one state.
struct ImpedanceSet
{
  std::string operating_point;       ///< `start` or `steady`
  std::optional<double> temperature; ///< [K] of the whole package, if it has one
  std::optional<double> power;       ///< [W] that the package takes up there
  std::vector<ImpedanceCurve> curves;
  std::size_t states = 0;
  int solves = 0;            ///< shifted and steady ones, those of the bound included; not
                             ///< those that judge places and the mesh
  int linear_iterations = 0; ///< of them
  double steady_solve_equivalents = 0.; ///< their CPU time in steady solves
  /// Largest share of the value at the same time; of mutual ones of the geometric mean of
  /// the two self impedances.
  double bound = 0., mesh_bound = 0.;
  std::vector<CaseResistance> case_resistances; ///< none of parts that keep their heat
  double residual_defect = 0.; ///< what inexact solves leave of the residual's form
};

/// The step of the case's own powers from cold, with all that depends on temperature, as a
/// study in time finds it, and how far the curves are from it.
struct NonlinearStep
{
  /// What a curve times the powers is above the rise, and the bars of both, as shares of
  /// the rise; none where that is not larger than its bar.
  struct Difference
  {
    std::vector<std::optional<double>> share, error;
  };

  struct Rise
  {
    std::string observed;
    std::string of;                      ///< `mean`, `max` or `point`
    std::vector<double> value, error;    ///< [K]
    std::vector<Difference> differences; ///< of each set of the impedance
  };

  std::string status;
  double temperature = 0.;    ///< at which all begins [K]
  std::vector<double> powers; ///< of Impedance::heated [W]
  std::vector<double> times;  ///< [s]
  std::vector<Rise> rises;
  unsigned long long cells = 0, steps = 0, stage_solves = 0;
  double seconds = 0.; ///< that it took
};

struct Impedance
{
  std::string title, version, status;
  double within = 0.;
  std::vector<double> times; ///< [s]
  std::vector<std::string> heated;
  std::vector<ImpedanceSet> sets;         ///< at the start, and where it differs, steady
  std::optional<NonlinearStep> nonlinear; ///< if it was asked for and found
  unsigned long long cells = 0, dofs = 0;
  std::vector<std::string> warnings;
};

/// What a set states of one thing, over all times.
struct CurveAccuracy
{
  std::string operating_point, heated, observed;
  std::string of; ///< `mean`, `max` or `point`
  /// The largest error as a share of the value, or of the self impedances where these are
  /// larger: of sqrt(Z_ii Z_oo) where another part is observed, of Z_ii at a point.
  double share = 0.;
  double time = 0.; ///< of it [s]
};
/// Of all sets.
std::vector<CurveAccuracy> accuracy_of(const Impedance &impedance);

/// At which curves are stated: 13 per decade.
std::vector<double> times_of(const ImpedanceRequest &request);
/// Log spaced, so many per decade and both ends.
std::vector<double> times_between(double first, double last, int per_decade);

/// zth.csv
std::string impedance_csv(const Impedance &impedance);
/// The part of zth.json that the field knows; `networks` is JSON text of an object whose
/// members join it, or empty.
std::string impedance_json(const Impedance &impedance, const std::string &networks);

} // namespace kelvolt
