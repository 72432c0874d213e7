#pragma once

#include "cooling.h"
#include "mesh_options.h"
#include "outline.h"
#include "property_law.h"
#include "results/quantity.h"
#include "source_location.h"
#include "study.h"
#include "time_varying.h"
#include "wire_section.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// @file
/// The case as plain data, in SI units (m, kg, s, A, K, W, V). It knows neither YAML
/// nor any library; read_case() fills it, check_case() judges it.

namespace kelvolt
{

/// A closed interval; the unit is that of its owner.
struct Interval
{
  double lower = 0.;
  double upper = 0.;
};

/// Axis-parallel box, extent per axis x, y, z in m.
struct Box
{
  std::array<Interval, 3> extent;
};

/// A shape in the plane between two heights [m].
struct Prism
{
  Outline outline;
  Interval z;
};

/// A square array of plated vias along z: drilled holes with a wall of metal in them. The
/// part's material lies between them.
struct ViaField
{
  double pitch = 0.; ///< between the axes of neighbouring vias [m]
  double drill = 0.; ///< diameter of the drilled hole [m]
  double wall = 0.;  ///< thickness of the metal on the inside of the hole [m]
  std::string wall_material = "copper";
  /// What fills the hole within the wall; empty: nothing does.
  std::string fill_material;
};

/// One named body of the package.
struct Part
{
  std::string name;
  std::string material;
  /// Absolute position of its boxes; `on:`/`under:` placement is already resolved.
  std::vector<Box> boxes;
  /// false: the part conducts heat only, even if its material conducts current
  /// (a base plate, a heatsink). Key `electrical`, default true.
  bool electrical = true;
  SourceLocation where;
  /// The part is homogeneous in place of these: complete_case() gives it their material.
  std::optional<ViaField> via_field{};
  /// Instead of boxes: a shape with slanted or round edges, all its copies in one.
  std::optional<Prism> prism{};
  /// The device whose duty its mean loss follows in time, by its place in Case::devices.
  std::optional<std::size_t> follows_duty_of{};
};

/// A name of the case file for a value, which stands in all its places already.
struct Variable
{
  std::string name;
  std::string value; ///< as written
  bool is_used = false;
  SourceLocation where;
};

/// One value of a material: its law over temperature and where the figure comes from.
struct MaterialProperty
{
  PropertyLaw law;
  /// Temperatures [K] for which the source states the law; absent = not stated.
  std::optional<Interval> valid_range;
  std::string source;
  /// false: the figure was not checked against its source.
  bool verified = true;
  SourceLocation where;
};

/// One patterned copper layer on its dielectric, as a homogeneous material.
struct BoardLayer
{
  double copper = 0.;     ///< thickness of the copper [m]
  double dielectric = 0.; ///< thickness of the dielectric [m]
  double coverage = 0.;   ///< share of the area that is copper, 0 to 1
  std::string copper_material = "copper";
  std::string dielectric_material = "FR4";
};

struct Material
{
  std::string name;
  std::string description;
  /// Instead of the properties below, which complete_case() derives from it.
  std::optional<BoardLayer> board_layer;
  /// [W/m/K] One entry: isotropic. Three entries: along x, y, z.
  std::vector<MaterialProperty> conductivity;
  /// [ohm m]; at most one of the two is given, none means insulator.
  std::optional<MaterialProperty> electrical_resistivity;
  /// [S/m]
  std::optional<MaterialProperty> electrical_conductivity;
  /// [kg/m3]
  std::optional<MaterialProperty> density;
  /// [J/kg/K]
  std::optional<MaterialProperty> specific_heat;
  /// [J/m3/K] instead of density and specific heat.
  std::optional<MaterialProperty> volumetric_heat_capacity;
  /// Made from a device by complete_case(); check_case() judges the device instead.
  bool is_of_device = false;
  SourceLocation where;

  bool is_conductor() const
  {
    return electrical_resistivity.has_value() || electrical_conductivity.has_value();
  }
};

using MaterialMap = std::map<std::string, Material>;

/// Outward direction of a face, the first six in the order of the reference cell's faces.
enum class Side
{
  left = 0, ///< -x
  right,    ///< +x
  front,    ///< -y
  back,     ///< +y
  bottom,   ///< -z
  top,      ///< +z
  /// All around, along whatever outline; only in packages with slanted or round edges.
  around
};

/// `PART.side`: the faces of a part with that outward normal, after overlaps are resolved.
struct SurfaceName
{
  std::string part;
  Side side = Side::top;
  /// Name of the Patch on that side which is meant; empty: the whole side.
  std::string patch{};

  std::string text() const;
  friend bool operator==(const SurfaceName &a, const SurfaceName &b)
  {
    return a.part == b.part && a.side == b.side && a.patch == b.patch;
  }
};

/// A rectangle in the plane of a side, extent along its two axes in the order x, y, z [m].
using Rectangle = std::array<Interval, 2>;

/// A piece of a side of a part under a name of its own: rectangles of it that do not
/// overlap, a shape with slanted or round edges, or all of it but other patches.
struct Patch
{
  std::string name;
  SurfaceName on; ///< the whole side
  std::vector<Rectangle> rectangles;
  /// The patches of the same side that it leaves out; then it has no area of its own.
  std::vector<std::string> except;
  SourceLocation where;
  /// Instead of rectangles, on a bottom or a top: absolute, in the plane of the package.
  std::optional<Outline> outline{};

  bool has_own_area() const
  {
    return !rectangles.empty() || outline.has_value();
  }
  /// Its name where a side may stand.
  SurfaceName surface() const
  {
    return {on.part, on.side, name};
  }
};

struct Cooling
{
  SurfaceName surface;
  CoolingLaw law;
  SourceLocation where;
};

struct GivenVoltage
{
  double voltage = 0.; ///< [V]
};

struct GivenCurrent
{
  double current = 0.; ///< into the body [A]
};

/// Equipotential contact surface.
struct Terminal
{
  std::string name;
  SurfaceName surface;
  std::variant<GivenVoltage, GivenCurrent> drive;
  SourceLocation where;
};

/// Resistance of the joint between two touching parts. Temperature or potential jump across
/// it; a kind of resistance that is not given is zero (a perfect joint).
struct Contact
{
  std::array<std::string, 2> between;
  std::optional<double> thermal; ///< [m2 K/W]
  /// Entry of the library that gives `thermal`; complete_case() fills it in.
  std::string thermal_name;
  std::optional<double> electrical; ///< [ohm m2]
  SourceLocation where;
  /// As of a part.
  std::optional<std::size_t> follows_duty_of{};

  std::string text() const
  {
    return between[0] + "|" + between[1];
  }
};

/// A bond wire, ribbon or strap between two surfaces: slender, insulated on its side, so
/// that heat and current flow along it alone. Each end is tied to the mean over its foot,
/// and what flows through it spreads evenly over the foot.
struct Wire
{
  std::string name;
  std::string material;
  WireSection section;
  unsigned int count = 1;          ///< equal wires side by side on the same feet
  std::array<SurfaceName, 2> feet; ///< where it begins and ends
  /// Along its axis [m]; or:
  std::optional<double> length;
  /// It rises to this height above the higher foot, goes an eighth of the horizontal
  /// distance there, and straight down to the other foot [m].
  std::optional<double> loop;
  /// Instead of both: its corners between its feet [m].
  std::vector<std::array<double, 3>> points;
  /// false: it conducts heat only, whatever its material.
  bool electrical = true;
  SourceLocation where;
};

/// Loss spread evenly over a part's volume.
struct HeatSource
{
  std::string part;
  double power = 0.; ///< [W]
  SourceLocation where;
};

/// What one switching period loses beside conduction.
struct Switching
{
  double turn_on = 0.;   ///< energy lost in turning on [J]
  double turn_off = 0.;  ///< energy lost in turning off [J]
  double frequency = 0.; ///< [Hz]

  double loss() const
  {
    return (turn_on + turn_off) * frequency;
  }
};

/// A part that is the channel of a transistor: one box, whose resistance from end to end
/// along `current_axis` is the on-resistance R(T). With L its length that way and A its
/// cross-section, its electrical resistivity is duty R(T) A / L: terminal currents are
/// those of the on-state, and the heat made in the part is the mean of a period, duty R
/// I^2.
struct Device
{
  std::string part;
  std::string law_name; ///< of the library; empty if the case gives the law
  /// On-resistance over temperature [ohm]; complete_case() fills in that of the library.
  std::optional<MaterialProperty> resistance;
  unsigned int current_axis = 0; ///< 0, 1, 2: x, y, z
  /// Share of the time that it is on, above 0, up to 1; may change in time.
  double duty = 1.;
  std::optional<Switching> switching; ///< spread evenly over the part
  SourceLocation where;

  /// [W]
  double switching_loss() const
  {
    return switching ? switching->loss() : 0.;
  }
};

/// A place whose temperature the case asks for. It belongs to the material there: where a
/// layer grows, it moves along.
struct NamedPoint
{
  std::string name;
  std::array<double, 3> position{}; ///< [m]
  SourceLocation where;
};

struct Accuracy
{
  Quantity of{};
  /// Largest accepted error, in the unit of the quantity; absent = 0.5 % of the largest
  /// temperature rise, or of the value of anything but a temperature.
  std::optional<double> within{};
  SourceLocation where{};
};

struct Limit
{
  std::string text; ///< as written
  Quantity of;
  bool upper = true; ///< true: value <= bound, false: value >= bound
  double bound = 0.; ///< SI
  SourceLocation where;
};

struct Output
{
  /// Subset of temperature, potential, current_density, joule_heat, heat_flux.
  std::vector<std::string> fields{"temperature",
                                  "potential",
                                  "current_density",
                                  "joule_heat",
                                  "heat_flux"};
  std::string directory = "results";
  /// Whether the summary holds the matrices between terminals and between heated parts.
  bool matrices = false;
};

/// How the case file writes most of its absolute temperatures.
enum class TemperatureUnit
{
  celsius,
  kelvin
};

struct Case
{
  std::string file;
  std::string title;
  /// For those who read the results on the console; everything here is in kelvin.
  TemperatureUnit temperature_unit = TemperatureUnit::celsius;
  std::vector<Variable> variables;
  std::vector<Part> parts; ///< in order; later parts override earlier ones
  std::vector<Patch> patches;
  MaterialMap materials; ///< the case's own; they come before the library's
  std::vector<Cooling> cooling;
  std::vector<Terminal> terminals;
  std::vector<Contact> contacts;
  std::vector<Wire> wires;
  std::vector<HeatSource> heat;
  std::vector<Device> devices;
  std::vector<NamedPoint> points;
  std::vector<Accuracy> accuracy{Accuracy()}; ///< one or more
  std::vector<Limit> limits;
  Study study;
  /// What changes in time; everything above holds the first values.
  std::vector<TimeVarying> waveforms;
  MeshOptions mesh;
  Output output;
  /// `key.path` -> place, for messages about anything without a `where` of its own.
  std::map<std::string, SourceLocation> places;
};

} // namespace kelvolt
