#pragma once

#include "fins.h"
#include "surface_marks.h"

#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kelvolt
{

/// In which pictures state temperatures: the one of the case file.
struct TemperatureScale
{
  double zero = 273.15; ///< [K]
  std::string sign = "°C";
};

struct Hotspot
{
  double temperature = 0.; ///< in `unit`
  TemperatureScale unit;
  double error = 0.; ///< estimated absolute error [K]; 0 = not known
  std::string part;
  std::array<double, 3> position{{0., 0., 0.}}; ///< [mm]
};

/// A terminal of the electric problem.
struct TerminalState
{
  std::string name;
  double current = 0.; ///< into the body [A]
  double voltage = 0.; ///< [V]
};

/// A bond wire. Between its feet the temperature is a parabola of the length, which is
/// exact where its conductivities do not vary.
struct WireState
{
  std::vector<std::array<double, 3>> course{}; ///< its corners, from the first foot [mm]
  std::array<double, 2> foot_temperatures{};   ///< in the unit of Hotspot
  double bulge =
      0.; ///< above the straight line between them, four times that in the middle

  /// @param share of the length, from the first foot
  double temperature(double share) const
  {
    return foot_temperatures[0] + share * (foot_temperatures[1] - foot_temperatures[0]) +
           bulge * share * (1. - share);
  }
};

/// Numbers of the summary that pictures write beside what they show; whatever cannot be
/// read is left out. Of a transient result there are only those that say so.
struct Annotations
{
  std::vector<std::pair<std::string, double>> currents{}; ///< through parts, by name [A]
  std::vector<TerminalState> terminals{};
  std::vector<SurfaceFlow> cooled{}; ///< what most of the heat leaves through
  /// Surfaces through which heat enters the body; of a transient result, too: those through
  /// which more enters than leaves over all its times.
  std::vector<std::string> heating{};
  std::vector<SurfaceMark> marks{}; ///< of a transient result, too
  std::vector<FinArray> fins{};     ///< of a transient result, too
  std::vector<WireState> wires{};   ///< whose courses are known
};

/// A steady result, or one instant of a transient one, ready for drawing.
struct Result
{
  std::string title;
  std::optional<double> time; ///< of a transient result [s]
  std::string provenance;     ///< heat, ambient, verdicts, version, date; empty: not known
  Hotspot hotspot;
  Annotations annotations;
  std::vector<std::string> part_names; ///< by part number
  /// As stored, with the true degree: what is between the nodes. Coordinates in mm.
  vtkSmartPointer<vtkUnstructuredGrid> elements;
  /// The same as hexahedra with straight edges; with the arrays below.
  vtkSmartPointer<vtkUnstructuredGrid> grid;
  std::vector<int>
      conductors; ///< part numbers that carry current; empty = no electric problem
};

// Arrays of Result::grid.
inline constexpr char temperature_array[] =
    "temperature";                                 ///< at points, in the unit of Hotspot
inline constexpr char part_array[] = "part";       ///< of cells
inline constexpr char current_array[] = "current"; ///< of cells, magnitude [A/mm2]
inline constexpr char current_vector_array[] =
    "current_vector"; ///< of cells, three components [A/mm2]
inline constexpr char heat_flux_array[] =
    "heat_flux"; ///< of cells, three components [W/m2]; only where it was asked for

} // namespace kelvolt
