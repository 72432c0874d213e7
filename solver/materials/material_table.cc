#include "material_table.h"

#include "case/case_problem.h"
#include "case/check_case.h"
#include "case/nearest_name.h"
#include "case/wire_course.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr double kelvin_at_zero_celsius = 273.15;

/// The range of a part may leave the valid one by this much [K]: a part held exactly at a
/// range's end is no excursion.
constexpr double range_tolerance = 1e-6;

CaseProblem
unknown_material(const Part &part, const Case &input, const MaterialMap &library)
{
  const std::vector<std::string> known = keys_of(input.materials, library);
  const std::string hint = did_you_mean(part.material, known);
  return {part.where,
          fmt::format("the part '{}' is of the material '{}', which is not known",
                      part.name,
                      part.material),
          "a material of the case or of the library: " + list_of_names(known),
          hint.empty() ? "define it under 'materials', or see 'kelvolt materials'" : hint};
}

} // namespace

std::string RangeExcursion::text(TemperatureUnit unit) const
{
  const auto range = [unit](const Interval &kelvin)
  {
    if (unit == TemperatureUnit::kelvin)
      return fmt::format("{:.1f} to {:.1f} K", kelvin.lower, kelvin.upper);
    return fmt::format("{:.1f} to {:.1f} degC",
                       kelvin.lower - kelvin_at_zero_celsius,
                       kelvin.upper - kelvin_at_zero_celsius);
  };
  return fmt::format(
      "The {} '{}' is at {}, but the {} of its material '{}' is stated for {} "
      "only.",
      is_wire ? "wire" : "part",
      part,
      range(found),
      property,
      material,
      range(valid));
}

MaterialTable::MaterialTable(const Case &input, const MaterialMap &library)
{
  std::vector<CaseProblem> problems;
  for (const Part &part : input.parts)
  {
    const Material *material = find_material(part.material, input, library);
    if (!material)
    {
      problems.push_back(unknown_material(part, input, library));
      continue;
    }
    if (material->conductivity.size() != 1 && material->conductivity.size() != 3)
      problems.push_back({material->where,
                          fmt::format("the material '{}' has {} values of conductivity",
                                      part.material,
                                      material->conductivity.size()),
                          "one value, or three along x, y and z",
                          "add 'conductivity' to the material"});
    part_names_.push_back(part.name);
    materials_.push_back(*material);
    materials_.back().name = part.material;
  }
  for (const Wire &wire : input.wires)
    if (const Material *material = find_material(wire.material, input, library))
    {
      part_names_.push_back(wire.name);
      Material own = *material;
      own.name = wire.material;
      wires_.emplace_back(std::move(own),
                          cross_section(wire) / length_of(input, wire).value(),
                          wire.electrical && material->is_conductor());
    }
  if (!problems.empty())
    throw InputError(problems);
}

bool MaterialTable::heat_capacity_varies() const
{
  const auto varies = [](const std::optional<MaterialProperty> &property)
  {
    return property && depends_on_temperature(property->law);
  };
  return std::any_of(materials_.begin(),
                     materials_.end(),
                     [&](const Material &material)
                     {
                       return material.volumetric_heat_capacity
                                  ? varies(material.volumetric_heat_capacity)
                                  : varies(material.density) ||
                                        varies(material.specific_heat);
                     });
}

void MaterialTable::require_heat_capacities() const
{
  std::string missing;
  for (std::size_t p = 0; p < materials_.size(); ++p)
    if (!has_heat_capacity(materials_[p]))
      missing += fmt::format("{}'{}' (of '{}')",
                             missing.empty() ? "" : ", ",
                             part_names_[p],
                             materials_[p].name);
  if (!missing.empty())
    throw std::runtime_error(
        "Temperatures that change in time need the heat capacity of every part, which the "
        "materials of these do not state: " +
        missing +
        ". Add 'volumetric_heat_capacity' to the material, or 'density' and "
        "'specific_heat'.");
}

std::vector<RangeExcursion>
MaterialTable::range_excursions(const std::vector<Interval> &temperatures,
                                const std::vector<bool> &carries_current) const
{
  std::vector<RangeExcursion> excursions;
  const auto judge_material =
      [&](const std::string &owner, const Material &material, std::size_t place)
  {
    const Interval &found = temperatures[place];
    const auto judge = [&](const MaterialProperty &property, const std::string &name)
    {
      const std::optional<Interval> valid = valid_range(property);
      if (valid && (found.lower < valid->lower - range_tolerance ||
                    found.upper > valid->upper + range_tolerance))
        excursions.push_back({owner, material.name, name, *valid, found, place >= size()});
    };
    const std::array<std::string, 3> along{" along x", " along y", " along z"};
    for (std::size_t axis = 0; axis < material.conductivity.size(); ++axis)
      judge(material.conductivity[axis],
            "conductivity" + (is_isotropic(material) ? std::string() : along[axis]));
    if (carries_current[place] && material.electrical_resistivity)
      judge(*material.electrical_resistivity, "electrical resistivity");
    if (carries_current[place] && material.electrical_conductivity)
      judge(*material.electrical_conductivity, "electrical conductivity");
  };
  for (std::size_t p = 0; p < materials_.size(); ++p)
    judge_material(part_names_[p], materials_[p], p);
  for (std::size_t i = 0; i < wires_.size() && size() + i < temperatures.size(); ++i)
    judge_material(part_names_[size() + i], wires_[i].material(), size() + i);
  return excursions;
}

} // namespace kelvolt
