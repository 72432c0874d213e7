#pragma once

#include "results/course.h"
#include "results/numbers.h"
#include "results/profile_report.h"
#include "results/result_schema.h"
#include "results/sensitivity.h"
#include "results/transient.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// @file
/// All that a run has to say, as it goes to summary.json and to the console. SI
/// units.

namespace kelvolt
{

/// Rows and columns in the order of the names; symmetric.
struct NamedMatrix
{
  std::vector<std::string> names;
  std::vector<std::vector<double>> values;
};

/// Conducting parts that no terminal drives: one potential, no current.
struct FloatingConductor
{
  std::vector<std::string> parts;
  Number potential; ///< [V], by convention
};

/// A number that was to be accurate.
struct AccuracySummary
{
  std::string of;
  std::string unit;
  double value = 0.;
  double requested = 0.;
  double estimated = 0.; ///< the error bar of the value
  /// Contributions, signed: estimates of the exact value less that on the mesh.
  double electric = 0., thermal = 0.;
  bool reliable = false;                    ///< no second opinion contradicts
  bool met = false;                         ///< reliable, and not above what was requested
  std::vector<Sensitivity> sensitivities{}; ///< largest first
  /// The size that errors are small against, as scale_of() gives it; not written.
  double scale = 0.;
  /// Of a transient run: the shares of the error bar that come from the mesh and from the
  /// steps.
  std::optional<double> space{}, time{};
  /// Value of the fields on the mesh, where the one stated was corrected.
  std::optional<double> on_mesh{};
};

struct LimitSummary
{
  std::string text;
  Number value; ///< of a transient run the worst one
  bool met = false;
  bool certain = true; ///< the bound lies outside the error bar
  /// How far the value lies beyond the bound, negative where it keeps it; not written.
  double beyond = 0.;
  /// Of a transient run: when the value was worst, and when the limit was violated first
  /// [s].
  std::optional<double> worst_time{};
  std::optional<Number> first_violation{};

  struct Instant
  {
    double time = 0.; ///< [s]
    double beyond = 0.;
    double error = 0.; ///< of that
  };
  /// What the first violation follows from; not written.
  struct Way
  {
    std::optional<Instant> corner{}; ///< of the loads, the last one
    std::optional<Instant> last{};   ///< worst or not
    /// When it was last passed, if it is violated since [s].
    std::optional<Number> passed{};
    Course course{}; ///< of `beyond`
  };
  Way way{};
};

/// Where a result comes from.
struct Origin
{
  std::string date;      ///< when it was computed, ISO 8601 in UTC
  std::string host;      ///< of the first rank
  std::string case_hash; ///< FNV-1a, 64 bits, hexadecimal; see case_hash()
};

/// A drive without a steady state: where the steady states end, and what ends them. Scales
/// are multiples of all given voltages and currents together.
struct Runaway
{
  /// A terminal with a given voltage or current.
  struct Drive
  {
    std::string name;
    bool is_current = false;
    double steady = 0., lost = 0.; ///< at the two scales below [A] or [V]
  };

  double steady_scale = 0.;  ///< largest one with a steady state
  double lost_scale = 0.;    ///< smallest one without
  std::vector<Drive> drives; ///< those that are not zero
  /// Hottest one of the steady state at `steady_scale` [K]; not extrapolated to the end.
  double temperature = 0.;
  std::string hottest_part;
  double loop_gain = 0.; ///< of that state
  std::string part;      ///< whose loss grows most with temperature
  double share = 0.;     ///< its share of that growth
  std::string law;       ///< how the part conducts, in words
  unsigned long long cells = 0;
};

struct Seconds
{
  double total = 0., mesh = 0., assembly = 0., solve = 0., estimate = 0., output = 0.;
};

struct Cost
{
  unsigned int ranks = 1;
  unsigned long long cells = 0, dofs = 0;
  unsigned int cycles = 0, nonlinear_iterations = 0, linear_iterations = 0;
  Seconds seconds;
  unsigned long long peak_memory_bytes = 0; ///< over all ranks
};

/// What a run says besides the numbers of the package.
struct RunRecord
{
  std::string version;
  std::string title;
  /// In which the case file writes most of its temperatures, and reports should, too: one
  /// of those in result_schema. All temperatures of a result are in K.
  std::string temperature_unit = result_schema::celsius;
  std::optional<Origin> origin;
  /// One of those in result_schema.
  std::string status = result_schema::ok;
  /// Largest difference from the lowest ambient or fixed temperature [K]; not written.
  double rise = 0.;
  std::optional<NamedMatrix> conductance;       ///< between terminals [S]
  std::optional<NamedMatrix> resistance_matrix; ///< between heated parts [K/W]
  std::vector<AccuracySummary> goals;           ///< in the order of the case
  std::vector<LimitSummary> limits;
  std::vector<FloatingConductor> floating_conductors;
  std::vector<std::string> warnings;
  std::optional<double> loop_gain; ///< 1 where the steady state ends; see LoopGain
  std::optional<Runaway> runaway;  ///< then there are no temperatures, flows and limits
  /// Then the numbers of the package are those at the end.
  std::optional<TransientSummary> transient;
  Cost cost;
  std::optional<ProfileReport> profile; ///< if it was asked for
};

struct Summary : Numbers, RunRecord
{
  /// Whether there is a steady state: otherwise no number could be taken for an answer.
  bool has_answers() const
  {
    return !runaway && status != result_schema::no_steady_state;
  }
};

/// summary.json. @throws std::runtime_error if a number is not finite
std::string to_json(const Summary &summary);

/// The number at a key path of summary.json, where keys may have points of their own:
/// `surfaces.lid.top.heat_flow`; a quantity with an error stands for its value, and an
/// entry of a list is asked for by its index from 0: `matrices.conductance.values.0.1`.
/// Also the text of a goal: `plus|minus.resistance`.
/// Nothing if there is no such number.
std::optional<double> summary_number(const Summary &summary, const std::string &path);

} // namespace kelvolt
