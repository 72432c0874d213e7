#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "case/check_case.h"
#include "input/read_case.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// @file Cases as texts, for the tests of their reader.

namespace kelvolt
{

/// A file with this content, removed at the end of its life.
class TemporaryFile
{
public:
  explicit TemporaryFile(const std::string &content, const std::string &ending = ".yaml")
      : path_(std::filesystem::temp_directory_path() /
              ("kelvolt_case_" + std::to_string(getpid()) + ending))
  {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile()
  {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;

  std::string path() const
  {
    return path_.string();
  }
  /// Without its directory, which is that of all of them.
  std::string name() const
  {
    return path_.filename().string();
  }

private:
  std::filesystem::path path_;
};

inline Case read_case_text(const std::string &text,
                           const std::vector<std::string> &overrides = {})
{
  return read_case(TemporaryFile(text).path(), overrides);
}

/// All messages of read_case() and check_case(), one per line; empty = a good case.
inline std::string messages_about(const std::string &path,
                                  const std::vector<std::string> &overrides = {})
{
  std::vector<CaseProblem> problems;
  const Case input = read_case(path, overrides, problems);
  const bool is_case = problems.empty() || !input.parts.empty();
  if (is_case)
    for (const CaseProblem &problem : check_case(input, {}))
      problems.push_back(problem);
  std::string all;
  for (const CaseProblem &problem : problems)
    all += problem.text() + "\n";
  return all;
}

inline std::string messages_about_text(const std::string &text,
                                       const std::vector<std::string> &overrides = {})
{
  return messages_about(TemporaryFile(text).path(), overrides);
}

inline std::string file_text(const std::string &path)
{
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// A good case that uses every feature of the format.
inline constexpr const char *full_case = R"(title: Everything at once
package:
  board: {material: FR4x, x: 0 to 30 mm, y: 0 to 20 mm, z: 0 to 1 mm}
  pad: {material: copper_x, on: board, size: [10 mm, 5 mm], thickness: 70 um, at: [3 mm, -2 mm]}
  ring:
    material: copper_x
    boxes:
      - {x: 1 to 2 mm, y: 1 to 19 mm, z: 1 to 1.5 mm}
      - {x: 3 mm to 4000 um, y: 1 to 19 mm, z: 1 to 1.5 mm}
  lid: {material: gan_x, on: ring, thickness: 0.25 mm}
  plate: {material: copper_x, under: board, thickness: 2 mm, electrical: false}
materials:
  FR4x:
    description: "Laminate: \"woven\" glass"
    conductivity:
      - 0.8 W/m/K
      - {value: 0.7 W/m/K}
      - {value: 0.3 W/m/K, source: "data sheet, p. 3", valid: 250 to 400 K, verified: false}
    volumetric_heat_capacity: 2.2 J/cm3/K
  copper_x:
    conductivity: {table: [[300 K, 390 W/m/K], [400 K, 385 W/m/K]], source: fit}
    electrical_resistivity: {reference: 1.72413793e-8 ohm m, at: 25 degC, coefficient: 0.0039 1/K}
    density: 8.96 g/cm3
    specific_heat: 385 J/kg/K
  gan_x:
    conductivity: {value: [160 W/m/K, 160 W/m/K, {power_law: 150 W/m/K, at: 300 K, exponent: -1.4}], source: both}
    electrical_conductivity: 5e6 S/m
cooling:
  lid.top: {convection: 400 W/m2/K, ambient: 25 degC}
  plate.bottom: {convection: 10 W/m2/K, ambient: 25 degC, emissivity: 0.9}
  board.left: {emissivity: 0.8, ambient: 300 K}
  board.right: {temperature: 65 degC}
  board.front: {heat_flux: 1 W/cm2}
  board.back: {correlation: forced_flat_plate, length: 30 mm, velocity: 2 m/s, ambient: 25 degC}
  lid.left: {correlation: vertical_plate, length: 0.25 mm, ambient: 25 degC, emissivity: 0.5}
  lid.right: {correlation: plate_up, length: 2 mm, ambient: 25 degC}
  lid.front: {correlation: plate_down, length: 2 mm, ambient: 25 degC}
  lid.back: {correlation: plate_fin_heatsink, length: 20 mm, fin_spacing: 2 mm, fin_height: 10 mm, fin_thickness: 1 mm, width: 31 mm, ambient: 25 degC}
  plate.left: {cold_plate: 0.05 K/W, inlet: 45 degC}
  plate.right: {cold_plate: 50 mK/W, inlet: 45 degC, flow: 20 g/s, emissivity: 0.3, ambient: 25 degC}
terminals:
  plus: {on: pad.left, current: 40 A}
  minus: {on: pad.right, voltage: 0 V}
heat:
  lid: {power: 1200 mW}
study: steady
points: {sensor: [1 mm, 2 mm, 0.5 mm]}
accuracy:
  - {of: plus.voltage, within: 1 mV}
  - {of: sensor.temperature}
  - {of: plus|minus.resistance, within: 10 uohm}
  - {of: lid|plate.thermal_resistance}
  - {of: lid.left.heat_flow, within: 1 mW}
  - {of: pad.left.mean_temperature}
limits:
  - lid.max_temperature <= 150 degC
  - minus.current > -41 A
mesh: {degree: 3, growth: 1.5, size_factor: 0.5, max_cells: 1e5}
output: {fields: [temperature, joule_heat], directory: runs/everything, matrices: true}
)";

/// A good case in which everything changes in time that can.
inline constexpr const char *changing_case = R"(title: Everything in motion
package:
  board: {material: copper_x, x: 0 to 30 mm, y: 0 to 20 mm, z: 0 to 1 mm}
  die: {material: copper_x, on: board, size: [10 mm, 5 mm], thickness: 0.5 mm}
materials:
  copper_x:
    conductivity: 390 W/m/K
    electrical_resistivity: 1.72e-8 ohm m
    volumetric_heat_capacity: 3.45 J/cm3/K
cooling:
  board.bottom: {convection: {steps: [[0 s, 0 W/m2/K], [1 min, 400 W/m2/K]]}, ambient: {ramp: [[0 s, 25 degC], [1000 s, 125 degC]]}}
  board.left: {temperature: {pulse: 65 degC, base: 25 degC, width: 1 ms, delay: 2 ms}}
  board.right: {heat_flux: {ramp: [[0 s, 0 W/cm2], [1 ms, 2 W/cm2], [3 ms, 0 W/m2]], period: 5 ms}}
terminals:
  plus: {on: die.left, current: {pulse: 40 A, width: 1 us, period: 1 ms, delay: 3 us, base: 0.1 A}}
  minus: {on: die.right, voltage: {steps: [[0 ms, 0 V], [1 ms, 10 mV]]}}
heat:
  board: {power: {pulse: 3 W, width: 2 s}}
devices:
  die: {law: 2 mohm, current_axis: x, switching: {energy: 40 uJ, frequency: {steps: [[0 s, 0 Hz], [1 s, 130 kHz]]}}}
study:
  transient:
    end: 10 s
    tolerance: 0.1 K
    initial: 298.15 K
    save: 13 per decade from 1e-5 s
)";

} // namespace kelvolt
