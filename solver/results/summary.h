#pragma once

#include "case/case.h"
#include "results/profile_report.h"
#include "results/result_schema.h"
#include "results/sensitivity.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// @file The numbers of a run, as they go to summary.json and to the console. SI units.

namespace kelvolt
{

struct Estimate
{
  double value = 0.;
  double error = 0.; ///< estimated absolute error
};

struct PartSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double min_temperature = 0., mean_temperature = 0., max_temperature = 0.;
    double joule_heat = 0., current = 0.;
  };

  std::string name;
  double min_temperature = 0., mean_temperature = 0., max_temperature = 0.; ///< [K]
  double volume = 0.;                                                       ///< [m3]
  double joule_heat = 0.;                                                   ///< [W]
  double heat = 0.; ///< put in directly [W]
  /// Through the part [A]: half the sum of the sizes of the currents through its joints
  /// with other parts and its terminals; of a part in several pieces the largest of one.
  /// Only of conductors, where all balances close.
  std::optional<double> current{};
  std::optional<Errors> errors{};
};

/// What a model of convection found for a surface.
struct FilmSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double h = 0., fluid_temperature = 0., film_temperature = 0., number = 0.;
  };

  std::string model;             ///< `vertical_plate` ... or `cold_plate`
  double h = 0.;                 ///< [W/m2/K]
  double fluid_temperature = 0.; ///< ambient, or mean of the coolant [K]
  double film_temperature = 0.;  ///< at which the fluid was evaluated [K]
  std::string number_name;       ///< `rayleigh`, `reynolds`; empty for a cold plate
  double number = 0.;
  bool in_range = true; ///< of the correlation and of the fluid's properties
  std::string law{};    ///< whose formula gave h; empty for a cold plate
  std::optional<Errors> errors{};
};

struct SurfaceSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double heat_flow = 0., mean_temperature = 0.;
    double convection_heat = 0., radiation_heat = 0.;
  };

  std::string name;
  double heat_flow = 0.; ///< out of the body [W]
  double mean_temperature = 0.;
  double area = 0.;            ///< [m2]
  double convection_heat = 0.; ///< share of the heat flow that a film takes [W]
  double radiation_heat = 0.;  ///< share that is radiated [W]
  bool exchanges = false;      ///< whether the two shares have a meaning here
  std::optional<FilmSummary> film{};
  std::optional<Errors> errors{};
};

/// A joint, `PART|PART` in the order of the case.
struct ContactSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double temperature_jump = 0., heat_flow = 0.;
    double potential_jump = 0., current = 0., joule_heat = 0.;
  };

  std::string name;
  double area = 0.;             ///< [m2]
  double temperature_jump = 0.; ///< mean, first part less second [K]
  double heat_flow = 0.; ///< from the first part to the second [W]; the mean of both sides
  double potential_jump = 0.; ///< mean, first part less second [V]
  double current = 0.;        ///< from the first part to the second [A]
  double joule_heat = 0.;     ///< made in the contact [W]
  std::optional<Errors> errors{};
};

/// A part that is a transistor.
struct DeviceSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double mean_temperature = 0., on_resistance = 0., conduction_loss = 0.;
  };

  std::string name;             ///< of the part
  double mean_temperature = 0.; ///< [K]
  double on_resistance = 0.;    ///< of the law at the mean temperature [ohm]
  double duty = 1.;
  double conduction_loss = 0.; ///< mean over a period [W]
  double switching_loss = 0.;  ///< [W]
  std::optional<Errors> errors{};
};

/// Rows and columns in the order of the names; symmetric.
struct NamedMatrix
{
  std::vector<std::string> names;
  std::vector<std::vector<double>> values;
};

struct TerminalSummary
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double voltage = 0., current = 0.;
  };

  std::string name;
  double voltage = 0.; ///< [V]
  double current = 0.; ///< into the body [A]
  /// Voltage less the reference potential of its island [V]; not written.
  double above_reference = 0.;
  std::optional<Errors> errors{};
};

/// A connected set of faces that two conducting parts share.
struct JointSummary
{
  std::array<std::string, 2> between; ///< parts, in the order of the case
  double area = 0.;                   ///< [m2]
  std::array<double, 3> position{};   ///< of its centre [m]
  double current = 0.;                ///< from the first part to the second [A]
  double error = 0.;                  ///< of the current
};

/// Conservation, from consistent (residual-based) flows.
struct Audit
{
  /// Error bars of the numbers of the same name.
  struct Errors
  {
    double electrical_power = 0., joule_heat = 0., other_heat = 0., heat_out = 0.;
  };

  double electrical_power = 0.; ///< sum of V I [W]
  double joule_heat = 0.;       ///< [W]
  double other_heat = 0.;       ///< put into parts and through surfaces of given flux [W]
  double heat_out = 0.;         ///< through cooled surfaces [W]
  double heat_stored = 0.;      ///< [W]; zero in a steady study
  double relative_imbalance = 0.;
  double current_imbalance = 0.; ///< sum of the currents over their size
  /// Heat that the round-off of the temperatures alone moves [W]; the relative imbalance
  /// counts what goes beyond it.
  double round_off = 0.;
  std::optional<Errors> errors{};
};

/// Conducting parts that no terminal drives: one potential, no current.
struct FloatingConductor
{
  std::vector<std::string> parts;
  double potential = 0.; ///< [V], by convention
};

struct PointSummary
{
  std::string name;
  std::array<double, 3> position{}; ///< [m]
  Estimate temperature;             ///< [K]
};

/// A number that was to be accurate.
struct AccuracySummary
{
  std::string of;
  std::string unit;
  double value = 0.;
  double requested = 0.;
  double estimated = 0.;
  /// Its contributions, signed: estimates of the exact value less the one stated.
  double electric = 0., thermal = 0.;
  bool reliable = false;                    ///< two meshes agree with it
  bool met = false;                         ///< reliable, and not above what was requested
  std::vector<Sensitivity> sensitivities{}; ///< largest first
  /// The size that errors are small against, as scale_of() gives it.
  double scale = 0.;
};

struct LimitSummary
{
  std::string text;
  double value = 0.;
  bool met = false;
  double error = 0.;   ///< of the value
  bool certain = true; ///< the bound lies outside the error bar
};

/// From the hottest point of the package to what takes its heat [K/W].
struct ThermalResistance
{
  /// To one cooled surface that takes a share of the heat.
  struct ToSurface
  {
    std::string name;
    Estimate to_surface; ///< to its mean temperature, per heat that leaves through it
    /// The same to its ambient, given temperature or coolant's inlet, if there is one [K].
    std::optional<double> reference_temperature{};
    Estimate to_reference{};
  };

  std::string part; ///< that holds the hottest point
  Estimate heat;    ///< all that is made in the package and put into it [W]
  /// That of all surfaces that take heat [K]; absent: they differ, or one has none.
  std::optional<double> ambient{};
  Estimate to_ambient{}; ///< per all heat
  std::vector<ToSurface> surfaces{};
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
  /// What a driven terminal is given in the case.
  struct Drive
  {
    std::string terminal;
    bool is_current = false;
    double given = 0.; ///< [A] or [V]
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

struct Summary
{
  std::string version;
  std::string title;
  Origin origin;
  /// One of those in result_schema.
  std::string status = result_schema::ok;
  Estimate max_temperature;
  std::string hottest_part;
  std::array<double, 3> hottest_position{}; ///< [m]
  /// Largest difference from the lowest ambient or fixed temperature [K].
  double rise = 0.;
  std::vector<PartSummary> parts;
  std::vector<SurfaceSummary> surfaces;
  std::vector<ContactSummary> contacts;
  std::vector<DeviceSummary> devices;
  std::vector<TerminalSummary> terminals;
  std::vector<JointSummary> joints;
  std::vector<PointSummary> points;
  std::optional<ThermalResistance> thermal_resistance; ///< if there is a heat flow
  std::optional<NamedMatrix> conductance;              ///< between terminals [S]
  std::optional<NamedMatrix> resistance_matrix;        ///< between heated parts [K/W]
  Audit audit;
  std::vector<AccuracySummary> goals; ///< in the order of Case::accuracy
  std::vector<LimitSummary> limits;
  std::vector<FloatingConductor> floating_conductors;
  std::vector<std::string> warnings;
  std::optional<double> loop_gain; ///< 1 where the steady state ends; see LoopGain
  std::optional<Runaway> runaway;  ///< then there are no temperatures, flows and limits
  Cost cost;
  std::optional<ProfileReport> profile; ///< if it was asked for
};

/// summary.json
std::string summary_json(const Summary &summary);

/// The number at a key path of summary.json, where keys may have points of their own:
/// `surfaces.lid.top.heat_flow`; a quantity with an error stands for its value, and an
/// entry of a list is asked for by its index from 0: `matrices.conductance.values.0.1`.
/// Also the text of a goal: `plus|minus.resistance`.
/// Nothing if there is no such number.
std::optional<double> summary_number(const Summary &summary, const std::string &path);

} // namespace kelvolt
