#include "accuracy/design_advice.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

bool is_fit(const std::optional<MaterialProperty> &property)
{
  return property && property->source.empty() &&
         !std::visit([](const auto &law)
                     { return std::decay_t<decltype(law)>::is_handbook_form; },
                     property->law);
}

bool is_channel(const Part &part, const Material &material)
{
  return part.electrical &&
         (material.is_of_device || is_fit(material.electrical_resistivity) ||
          is_fit(material.electrical_conductivity));
}

/// A layer of grease, foil, glue or the like.
bool is_interface(const Layer &layer, const Material &material)
{
  constexpr double thin = 0.5e-3;           // m
  constexpr double poor = 15.;              // W/m/K; ceramics conduct better
  constexpr double room_temperature = 300.; // K
  return !material.is_conductor() && layer.extent.upper - layer.extent.lower <= thin &&
         thermal_conductivity(material, layer.axis, room_temperature).value <= poor;
}

} // namespace

DesignAdvice::DesignAdvice(const Case &input, const MaterialTable &materials)
    : parts_(input.parts), in_sheet_(input.parts.size()), first_(input.parts.size())
{
  const auto material = [&](std::size_t part) -> const Material &
  {
    return materials.of_part(static_cast<int>(part));
  };
  for (std::size_t part = 0; part < parts_.size(); ++part)
  {
    in_sheet_[part] = is_channel(parts_[part], material(part));
    first_[part] = material(part).is_conductor();
  }
  const std::vector<bool> is_a_channel = in_sheet_;
  for (const Layer &layer : find_layers(parts_))
  {
    const auto holds = [&](std::size_t part)
    {
      return std::find(layer.parts.begin(), layer.parts.end(), parts_[part].name) !=
             layer.parts.end();
    };
    bool with_channel = false;
    for (std::size_t part = 0; part < parts_.size(); ++part)
      with_channel = with_channel || (is_a_channel[part] && holds(part));
    for (std::size_t part = 0; part < parts_.size(); ++part)
      if (holds(part))
      {
        if (with_channel && parts_[part].electrical && material(part).is_conductor())
          in_sheet_[part] = true;
        if (is_interface(layer, material(part)))
          first_[part] = true;
      }
  }
}

Sensitivity::Advice
DesignAdvice::on_conductivity(const std::vector<std::size_t> &parts) const
{
  const auto in_sheet = [&](std::size_t part)
  {
    return in_sheet_[part];
  };
  const auto is_first = [&](std::size_t part)
  {
    return first_[part] && !in_sheet_[part];
  };
  if (std::all_of(parts.begin(), parts.end(), in_sheet))
    return Advice::none;
  return std::any_of(parts.begin(), parts.end(), is_first) ? Advice::first : Advice::later;
}

/// A material has one electrical law for all its parts, so the same holds.
Sensitivity::Advice
DesignAdvice::on_resistivity(const std::vector<std::size_t> &parts) const
{
  return on_conductivity(parts);
}

Sensitivity::Advice DesignAdvice::on_thickness(const Layer &layer) const
{
  Advice advice = Advice::later;
  for (std::size_t part = 0; part < parts_.size(); ++part)
    if (std::find(layer.parts.begin(), layer.parts.end(), parts_[part].name) !=
        layer.parts.end())
    {
      if (in_sheet_[part])
        return Advice::none;
      if (first_[part])
        advice = Advice::first;
    }
  return advice;
}

} // namespace kelvolt
