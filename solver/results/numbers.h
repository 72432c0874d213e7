#pragma once

#include "results/number.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// @file
/// The numbers of one state of the package, in SI units. Each member has its key in
/// summary.json, see summary_keys.h: a new one does not compile until it has.

namespace kelvolt
{

/// What a number was at the saved times of a transient run; empty in a steady one.
using History = std::vector<Number>;

struct PartSummary
{
  std::string name;
  Number min_temperature, mean_temperature, max_temperature; ///< [K]
  Number volume;                                             ///< [m3]
  Number joule_heat;                                         ///< [W]
  Number heat;                                               ///< put in directly [W]
  /// Through the part [A]: half the sum of the sizes of the currents through its joints
  /// with other parts and its terminals; of a part in several pieces the largest of one.
  /// Only of conductors, where all balances close.
  std::optional<Number> current{};
  History mean_temperature_history{}, max_temperature_history{};
};

/// What a model of convection found for a surface.
struct FilmSummary
{
  std::string model;        ///< `vertical_plate` ... or `cold_plate`
  Number h;                 ///< [W/m2/K]
  Number fluid_temperature; ///< ambient, or mean of the coolant [K]
  /// At which the fluid was evaluated [K]. Like all that follows not of a cold plate.
  Number film_temperature;
  std::string number_name; ///< `rayleigh`, `reynolds`; empty for a cold plate
  Number number;
  bool in_range = true; ///< of the correlation and of the fluid's properties
  std::string law{};    ///< whose formula gave h
};

struct SurfaceSummary
{
  std::string name;
  Number heat_flow; ///< out of the body [W]
  Number mean_temperature;
  Number area; ///< [m2]
  /// Share of the heat flow that a film takes, and share that is radiated [W]; where either
  /// acts.
  std::optional<Number> convection_heat{}, radiation_heat{};
  std::optional<FilmSummary> film{};
  History mean_temperature_history{}, heat_flow_history{};
};

/// A joint, `PART|PART` in the order of the case.
struct ContactSummary
{
  std::string name;
  Number area;             ///< [m2]
  Number temperature_jump; ///< mean, first part less second [K]
  /// From the first part to the second [W]; known where the joint resists heat.
  std::optional<Number> heat_flow;
  Number potential_jump; ///< mean, first part less second [V]
  /// From the first part to the second [A]; known where the joint resists current, and 0
  /// without terminals.
  std::optional<Number> current;
  Number joule_heat;           ///< made in the contact [W]
  History mean_jump_history{}; ///< of the temperature
};

/// A bond wire, ribbon or strap, or several side by side.
struct WireSummary
{
  std::string name;
  Number current;                 ///< of all of them, from the first foot [A]
  Number voltage;                 ///< first foot less second [V]
  Number resistance;              ///< of all of them; 0 without current [ohm]
  Number loss;                    ///< [W]
  Number heat_to_first_foot;      ///< that leaves the wire there [W]
  Number heat_to_second_foot;     ///< [W]
  Number first_foot_temperature;  ///< mean [K]
  Number second_foot_temperature; ///< mean [K]
  Number max_temperature;         ///< [K]
  /// Of the heat that it conducts, by what its feet are at, without signs [W/K].
  std::array<double, 2> conducted_slope{};
  double hottest_place = 0.; ///< from the first foot, as a share of the length
  /// Of the hottest place [m]; empty where the places of its feet are not known.
  std::vector<double> position{};
  double length = 0.; ///< [m]
  /// Corners of its course, from the first foot [m]; empty where the places of its feet are
  /// not known.
  std::vector<std::array<double, 3>> course{};
};

/// A part that is a transistor.
struct DeviceSummary
{
  std::string name;        ///< of the part
  Number mean_temperature; ///< [K]
  Number on_resistance;    ///< of the law at the mean temperature [ohm]
  Number duty{1.};
  Number conduction_loss; ///< mean over a period [W]
  Number switching_loss;  ///< [W]
  History conduction_loss_history{};
};

struct TerminalSummary
{
  std::string name;
  Number voltage; ///< [V]
  Number current; ///< into the body [A]
  /// Voltage less the reference potential of its island [V]; not written.
  double above_reference = 0.;
  History voltage_history{}, current_history{};
};

/// A connected set of faces that two conducting parts share.
struct JointSummary
{
  std::array<std::string, 2> between; ///< parts, in the order of the case
  Number area;                        ///< [m2]
  std::array<double, 3> position{};   ///< of its centre [m]
  Number current;                     ///< from the first part to the second [A]
};

struct PointSummary
{
  std::string name;
  std::array<double, 3> position{}; ///< [m]
  Number temperature;               ///< [K]
  History temperature_history{};
};

/// From the hottest point of the package to what takes its heat [K/W].
struct ThermalResistance
{
  /// To one cooled surface that takes a share of the heat.
  struct ToSurface
  {
    std::string name;
    Number to_surface; ///< to its mean temperature, per heat that leaves through it
    /// Its ambient, given temperature or coolant's inlet, if there is one [K].
    std::optional<Number> reference_temperature{};
    Number to_reference{}; ///< to that temperature, if there is one
  };

  std::string part; ///< that holds the hottest point
  Number heat;      ///< all that is made in the package and put into it [W]
  /// The reference temperature of all surfaces that take heat [K]; absent: they differ, or
  /// one has none.
  std::optional<Number> ambient{};
  Number to_ambient{}; ///< per all heat, if there is one
  std::vector<ToSurface> surfaces{};
};

/// Conservation, from consistent (residual-based) flows.
struct Audit
{
  Number electrical_power; ///< sum of V I [W]
  Number joule_heat;       ///< [W]
  Number other_heat;       ///< put into parts and through surfaces of given flux [W]
  Number heat_out;         ///< through cooled surfaces [W]
  Number heat_stored;      ///< [W]; zero in a steady state
  double relative_imbalance = 0.;
  double current_imbalance = 0.; ///< sum of the currents over their size
  /// Heat that the round-off of the temperatures alone moves [W]; the relative imbalance
  /// counts what goes beyond it.
  double round_off = 0.;
};

struct Numbers
{
  Number max_temperature; ///< [K]
  std::string hottest_part;
  std::array<double, 3> hottest_position{}; ///< [m]
  std::vector<PartSummary> parts;
  std::vector<SurfaceSummary> surfaces;
  std::vector<ContactSummary> contacts;
  std::vector<WireSummary> wires;
  std::vector<DeviceSummary> devices;
  std::vector<TerminalSummary> terminals;
  std::vector<JointSummary> joints;
  std::vector<PointSummary> points;
  std::optional<ThermalResistance> thermal_resistance; ///< if there is a heat flow
  Audit audit;
};

} // namespace kelvolt
