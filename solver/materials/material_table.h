#pragma once

#include "case/case.h"
#include "property_evaluation.h"
#include "wire_conduction.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A property used outside the temperatures for which its source states it.
struct RangeExcursion
{
  std::string part;
  std::string material;
  std::string property; ///< "conductivity", "electrical resistivity" ...
  Interval valid;       ///< [K]
  Interval found;       ///< lowest and highest temperature of the part [K]
  bool is_wire = false; ///< instead of a part

  /// One sentence for log and summary, in degC or kelvin.
  std::string text(TemperatureUnit unit = TemperatureUnit::celsius) const;
};

/// The materials of a case's parts, ready for evaluation: part index -> laws. Holds copies,
/// so it outlives case and library.
class MaterialTable
{
public:
  /// @throws InputError that lists every part without a known material and every material
  /// without a conductivity.
  MaterialTable(const Case &input, const MaterialMap &library);

  std::size_t size() const
  {
    return materials_.size();
  }

  const Material &of_part(std::size_t part) const
  {
    return materials_[part];
  }

  /// In the order of Case::wires.
  const std::vector<WireConduction> &wires() const
  {
    return wires_;
  }

  /// k [W/m/K] along an axis at T [K].
  PropertyValue thermal_conductivity(std::size_t part, unsigned int axis, double T) const
  {
    return kelvolt::thermal_conductivity(materials_[part], axis, T);
  }

  /// sigma [S/m] at T [K]; zero for an insulator.
  /// @throws std::runtime_error if the law gives no positive value at T.
  PropertyValue electrical_conductivity(std::size_t part, double T) const
  {
    return kelvolt::electrical_conductivity(materials_[part], T);
  }

  /// rho cp [J/m3/K] at T [K]; nothing if the material does not state it.
  std::optional<PropertyValue> volumetric_heat_capacity(std::size_t part, double T) const
  {
    return kelvolt::volumetric_heat_capacity(materials_[part], T);
  }

  /// int rho cp dT between two temperatures [J/m3] of a part whose material states it.
  double heat_between(std::size_t part, double from, double to) const
  {
    return kelvolt::heat_between(materials_[part], from, to);
  }

  /// Whether any heat capacity depends on temperature.
  bool heat_capacity_varies() const;

  /// @throws std::runtime_error that names every part without a heat capacity
  void require_heat_capacities() const;

  /// Properties used at temperatures that their sources do not cover. `temperatures[p]` [K]
  /// is the range found in part p; those of the wires may follow. Electrical properties
  /// count only for the parts marked in `carries_current`, heat capacities not at all.
  std::vector<RangeExcursion>
  range_excursions(const std::vector<Interval> &temperatures,
                   const std::vector<bool> &carries_current) const;

private:
  std::vector<std::string> part_names_;
  std::vector<Material> materials_;
  std::vector<WireConduction> wires_;
};

} // namespace kelvolt
